import { longId } from '../../records/ids.ts';
import type { Fields, FieldValue } from '../../records/store.ts';
import type { FieldDescription } from '../../schema/description.ts';
import { RestProblem } from '../problem.ts';
import type { Source } from '../reader.ts';

const NUMBERS: ReadonlySet<string> = new Set(['Currency', 'Double', 'Int', 'Percent']);

/** The object of a body, or a refusal: `[]`, `"x"` and `null` are no record. */
export function recordBody(body: unknown): Readonly<Record<string, unknown>> {
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) return { ...body };
  throw unreadable('The HTTP entity body is required, but this request has no entity body.');
}

/**
 * The fields of a body under their own names and in the stored form: numbers in quotes are numbers, ids have 18 characters.
 * @throws RestProblem INVALID_FIELD, JSON_PARSER_ERROR, MALFORMED_ID
 */
export function inputFields(source: Source, body: Readonly<Record<string, unknown>>): Fields {
  const entries = Object.entries(body).filter(([name]) => name !== 'attributes');
  return Object.fromEntries(entries.map(([name, value]) => fieldEntry(source, name, value)));
}

function fieldEntry(source: Source, name: string, value: unknown): [string, FieldValue] {
  const field = source.field(name);
  if (!field) {
    const message = `No such column '${name}' on sobject of type ${source.described.name}`;
    throw new RestProblem(400, 'INVALID_FIELD', message);
  }
  return [field.name, stored(field, value)];
}

function stored(field: FieldDescription, value: unknown): FieldValue {
  if (value === null || value === '') return null;
  if (field.type === 'Boolean') return booleanOf(value);
  if (NUMBERS.has(field.type)) return numberOf(value);
  if (typeof value === 'object' || typeof value === 'boolean' || value === undefined) throw notOfType('string', value);
  const text = String(value);
  if (field.type === 'DateTime') return momentOf(text);
  if (field.type === 'Date' && !/^\d{4}-\d{2}-\d{2}/.test(text)) throw notOfType('date', text);
  if (field.type === 'Date') return text.slice(0, 10);
  return field.type === 'Reference' ? idOf(field, text) : text;
}

function booleanOf(value: unknown): boolean {
  if (value === true || value === 'true') return true;
  if (value === false || value === 'false') return false;
  throw notOfType('boolean', value);
}

function numberOf(value: unknown): number {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof number === 'number' && Number.isFinite(number)) return number;
  throw notOfType('double', value);
}

function momentOf(text: string): string {
  const moment = new Date(text);
  if (Number.isNaN(moment.getTime())) throw notOfType('datetime', text);
  return moment.toISOString();
}

function idOf(field: FieldDescription, text: string): string {
  const id = longId(text);
  if (id !== null) return id;
  throw new RestProblem(400, 'MALFORMED_ID', `${field.name}: id value of incorrect type: ${text}`, {
    fields: [field.name],
  });
}

function notOfType(type: string, value: unknown): RestProblem {
  const kind = typeof value === 'string' ? 'VALUE_STRING' : 'START_OBJECT';
  const shown = typeof value === 'string' ? value.slice(0, 80) : typeof value;
  return unreadable(
    `Cannot deserialize instance of ${type} from ${kind} value ${shown} or request may be missing a required field`,
  );
}

function unreadable(message: string): RestProblem {
  return new RestProblem(400, 'JSON_PARSER_ERROR', message);
}
