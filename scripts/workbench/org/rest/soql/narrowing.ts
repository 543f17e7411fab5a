import { longId } from '../../records/ids.ts';
import type { StoredRecord } from '../../records/store.ts';
import type { FieldDescription } from '../../schema/description.ts';
import type { Source } from '../reader.ts';
import { unquoted } from './literals.ts';
import type { PathFinder } from './paths.ts';
import type { Condition } from './statement.ts';

/** Beyond this many values, one look at all records is not slower than as many look-ups. */
const MAXIMUM_LOOKUPS = 500;

/**
 * The few records among which all those are that a condition asks for, found by an index; null when the condition asks for
 * no value of a text or lookup. The condition itself is still to be tested.
 */
export function narrowed(condition: Condition, source: Source, paths: PathFinder): readonly StoredRecord[] | null {
  for (const part of condition.kind === 'all' ? condition.parts : [condition]) {
    const sought = soughtTexts(part, paths);
    if (sought) return found(source, ...sought);
  }
  return null;
}

function soughtTexts(part: Condition, paths: PathFinder): [field: FieldDescription, texts: readonly string[]] | null {
  if (part.kind !== 'comparison' || !('field' in part.comparison) || 'valueQuery' in part.comparison) return null;
  const { field: name, operator, value, literalType } = part.comparison;
  const { steps, field } = paths.path(name);
  const types = Array.isArray(literalType) ? literalType : [literalType];
  if (steps.length > 0 || types.some((type) => type !== 'STRING')) return null;
  const texts = (Array.isArray(value) ? value : [value]).map(unquoted);
  const isEqual = operator === '=' || operator === 'IN';
  return isEqual && texts.length <= MAXIMUM_LOOKUPS ? [field, texts] : null;
}

function found(source: Source, field: FieldDescription, texts: readonly string[]): readonly StoredRecord[] {
  const records = texts.flatMap((text) => {
    const value = field.type === 'Reference' ? (longId(text) ?? text) : text;
    if (field.name !== 'Id') return source.find({ [field.name]: value });
    const record = source.get(value);
    return record ? [record] : [];
  });
  return [...new Map(records.map((record) => [record.id, record])).values()];
}
