import type { LiteralType } from '@jetstreamapp/soql-parser-js';

import { longId } from '../../records/ids.ts';
import type { FieldValue } from '../../records/store.ts';
import type { FieldDescription } from '../../schema/description.ts';
import { invalidField, malformedQuery, RestProblem } from '../problem.ts';
import { stretchOf } from './days.ts';
import type { Stretch } from './days.ts';

/** What a field is compared with. Times are milliseconds in whole seconds; text is folded; ids have 18 characters. */
export type Comparable = string | number | boolean | null;
export type Operand = { readonly value: Comparable } | { readonly stretch: Stretch };

const NUMBERS: ReadonlySet<string> = new Set(['Currency', 'Double', 'Int', 'Percent']);

/** A stored value in the form in which values are compared and sorted. */
export function comparable(field: FieldDescription, value: FieldValue): Comparable {
  if (value === null || typeof value !== 'string') return value;
  if (field.type === 'DateTime') return Math.floor(Date.parse(value) / 1000) * 1000;
  return field.type === 'Reference' || field.type === 'Date' ? value : value.toLowerCase();
}

/**
 * A literal as the operand of a comparison with a field.
 * @throws RestProblem when its type is not the field's
 */
export function operand(field: FieldDescription, text: string, type: LiteralType | undefined, today: string): Operand {
  if (type === 'NULL' || text.toUpperCase() === 'NULL') return { value: null };
  if (type === 'DATE_LITERAL' || type === 'DATE_N_LITERAL') return dateLiteral(field, text, today);
  if (type === 'STRING') return { value: textOperand(field, unquoted(text)) };
  if (type === 'BOOLEAN') {
    if (field.type !== 'Boolean') throw wrongType(field);
    return { value: text.toUpperCase() === 'TRUE' };
  }
  if (type === 'DATE' || type === 'DATETIME') return { value: time(field, text, type) };
  return { value: number(field, text) };
}

function dateLiteral(field: FieldDescription, text: string, today: string): Operand {
  if (field.type !== 'Date' && field.type !== 'DateTime') throw wrongType(field);
  const stretch = stretchOf(text, today);
  if (!stretch) throw malformedQuery(`unexpected token: '${text}'`);
  return { stretch };
}

function textOperand(field: FieldDescription, text: string): Comparable {
  if (field.type === 'Boolean' || field.type === 'Date' || field.type === 'DateTime' || NUMBERS.has(field.type)) {
    throw wrongType(field);
  }
  return field.type === 'Reference' ? idOperand(field, text) : text.toLowerCase();
}

function idOperand(field: FieldDescription, text: string): string {
  const id = longId(text);
  if (id === null)
    throw new RestProblem(400, 'INVALID_QUERY_FILTER_OPERATOR', `invalid ID field: ${text || field.name}`);
  return id;
}

function time(field: FieldDescription, text: string, type: 'DATE' | 'DATETIME'): Comparable {
  if (field.type !== (type === 'DATE' ? 'Date' : 'DateTime')) throw wrongType(field);
  const moment = Date.parse(type === 'DATE' ? `${text}T00:00:00Z` : text);
  if (Number.isNaN(moment)) throw malformedQuery(`line 1: ${text} is not a valid date`);
  return type === 'DATE' ? text : Math.floor(moment / 1000) * 1000;
}

function number(field: FieldDescription, text: string): Comparable {
  if (!NUMBERS.has(field.type)) throw wrongType(field);
  const value = Number(text.replace(/^[A-Za-z]{3}/, ''));
  if (Number.isNaN(value)) throw malformedQuery(`unexpected token: '${text}'`);
  return value;
}

const TYPE_WORDS: Readonly<Record<string, string>> = {
  Boolean: 'boolean',
  Currency: 'currency',
  Date: 'date',
  DateTime: 'dateTime',
  Double: 'double',
  Int: 'int',
  Percent: 'percent',
};

function wrongType(field: FieldDescription): RestProblem {
  const word = TYPE_WORDS[field.type];
  const quotes = word ? 'should not be enclosed in quotes' : 'should be enclosed in quotes';
  return invalidField(
    `value of filter criterion for field '${field.name}' must be of type ${word ?? 'string'} and ${quotes}`,
  );
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

/** The text between the quotes. */
export function unquoted(literal: string): string {
  const inner = /^'([\s\S]*)'$/.exec(literal)?.[1] ?? literal;
  return inner.replace(/\\(.)/gs, (_, character: string) => ESCAPES[character.toLowerCase()] ?? character);
}

const ANY = Symbol('any text');
const ONE = Symbol('one character');
type Pattern = readonly (string | typeof ANY | typeof ONE)[];

/**
 * What LIKE asks of a text, without case: `%` stands for anything, `_` for one character, and a backslash takes their meaning
 * from them. The time it takes grows with the two lengths only, whatever the pattern.
 */
export function likeTest(literal: string): (text: string) => boolean {
  const inner = /^'([\s\S]*)'$/.exec(literal)?.[1] ?? literal;
  const pattern = [...inner.toLowerCase().matchAll(/\\([^])|([^])/gu)].map(([, escaped, plain]) => {
    if (escaped !== undefined) return ESCAPES[escaped] ?? escaped;
    return plain === '%' ? ANY : plain === '_' ? ONE : (plain ?? '');
  });
  return (text) => fitsPattern([...text.toLowerCase()], pattern);
}

/** Goes on from the last `%` where the text does not fit, with one character more behind it. */
function fitsPattern(text: readonly string[], pattern: Pattern): boolean {
  let at = 0;
  let place = 0;
  let lastAny = -1;
  let takenUpTo = 0;
  while (at < text.length) {
    const part = pattern[place];
    if (part === ANY) {
      lastAny = place++;
      takenUpTo = at;
    } else if (part === ONE || part === text[at]) {
      at++;
      place++;
    } else if (lastAny >= 0) {
      place = lastAny + 1;
      at = ++takenUpTo;
    } else return false;
  }
  return pattern.slice(place).every((part) => part === ANY);
}
