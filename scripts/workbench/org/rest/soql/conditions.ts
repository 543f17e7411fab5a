import type { LiteralType } from '@jetstreamapp/soql-parser-js';

import type { StoredRecord } from '../../records/store.ts';
import type { FieldDescription } from '../../schema/description.ts';
import { invalidField, malformedQuery } from '../problem.ts';
import { comparable, likeTest, operand, unquoted } from './literals.ts';
import type { Comparable, Operand } from './literals.ts';
import type { Path, PathFinder } from './paths.ts';
import type { Comparison, Condition } from './statement.ts';

export type Test = (record: StoredRecord) => boolean;

/** What a condition needs beside the record: the paths of its object, the day, and the values that a query in it finds. */
export interface Conditions {
  readonly paths: PathFinder;
  readonly today: string;
  values(query: Extract<Comparison, { valueQuery: unknown }>['valueQuery']): ReadonlySet<Comparable>;
}

/**
 * A condition as a test of records.
 * @throws RestProblem for fields that are not there or cannot be filtered, and values of another type
 */
export function testOf(condition: Condition, context: Conditions): Test {
  if (condition.kind === 'not') {
    const test = testOf(condition.part, context);
    return (record) => !test(record);
  }
  if (condition.kind === 'comparison') return comparisonTest(condition.comparison, context);
  const tests = condition.parts.map((part) => testOf(part, context));
  return condition.kind === 'all'
    ? (record) => tests.every((test) => test(record))
    : (record) => tests.some((test) => test(record));
}

/** Text of more than 255 characters stands in no index. */
export function isFilterable(field: FieldDescription): boolean {
  return field.type !== 'TextArea' || field.length <= 255;
}

function comparisonTest(comparison: Comparison, context: Conditions): Test {
  if (!('field' in comparison)) throw malformedQuery('Functions in WHERE are not served by the stand-in.');
  const path = context.paths.path(comparison.field);
  const { field } = path;
  if (!isFilterable(field)) throw invalidField(`field '${field.name}' can not be filtered in a query call`);
  const operator = comparison.operator.toUpperCase();
  if ('valueQuery' in comparison) return setTest(path, context.values(comparison.valueQuery), operator);
  const { value, literalType } = comparison;
  const literals = (Array.isArray(value) ? value : [value]).map((text, at): [string, LiteralType | undefined] => [
    text,
    Array.isArray(literalType) ? literalType[at] : literalType,
  ]);
  if (operator === 'LIKE') return patternTest(path, literals);
  if (operator === 'INCLUDES' || operator === 'EXCLUDES') return partsTest(path, literals, operator);
  const operands = literals.map(([text, type]) => operand(field, text, type, context.today));
  if (operator === 'IN' || operator === 'NOT IN') return setTest(path, new Set(operands.flatMap(plain)), operator);
  const [first] = operands;
  if (!first || Array.isArray(value)) throw malformedQuery(`unexpected token: '('`);
  return 'stretch' in first ? stretchTest(path, operator, first.stretch) : valueTest(path, operator, first.value);
}

function plain(given: Operand): Comparable[] {
  if ('stretch' in given) throw malformedQuery('Date literals cannot stand in a list.');
  return [given.value];
}

function valueTest(path: Path, operator: string, value: Comparable): Test {
  const read = (record: StoredRecord): Comparable => comparable(path.field, path.read(record));
  // A field without a value differs from every value; it is neither above nor below one.
  if (operator === '=') return (record) => read(record) === value;
  if (operator === '!=' || operator === '<>') return (record) => read(record) !== value;
  if (value === null || typeof value === 'boolean') throw invalidField(`Invalid operator on ${path.field.name}`);
  const holds = ORDERED[operator];
  if (!holds) throw malformedQuery(`unexpected token: '${operator}'`);
  return (record) => {
    const found = read(record);
    return found !== null && holds(compare(found, value));
  };
}

const ORDERED: Readonly<Record<string, (order: number) => boolean>> = {
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
};

/** The order of two values of one field. */
export function compare(first: NonNullable<Comparable>, second: NonNullable<Comparable>): number {
  if (first === second) return 0;
  return first < second ? -1 : 1;
}

function stretchTest(path: Path, operator: string, days: { readonly from: string; readonly until: string }): Test {
  const bound = (day: string): Comparable => (path.field.type === 'Date' ? day : Date.parse(`${day}T00:00:00Z`));
  const [from, until] = [bound(days.from), bound(days.until)];
  if (from === null || until === null) return () => false;
  const inside = (found: NonNullable<Comparable>): boolean => found >= from && found < until;
  const holds: Readonly<Record<string, (found: NonNullable<Comparable>) => boolean>> = {
    '=': inside,
    '!=': (found) => !inside(found),
    '<': (found) => found < from,
    '<=': (found) => found < until,
    '>': (found) => found >= until,
    '>=': (found) => found >= from,
  };
  const test = holds[operator];
  if (!test) throw malformedQuery(`unexpected token: '${operator}'`);
  return (record) => {
    const found = comparable(path.field, path.read(record));
    return found === null ? operator === '!=' : test(found);
  };
}

function setTest(path: Path, values: ReadonlySet<Comparable>, operator: string): Test {
  if (operator !== 'IN' && operator !== 'NOT IN') throw malformedQuery(`unexpected token: '${operator}'`);
  const wanted = operator === 'IN';
  return (record) => values.has(comparable(path.field, path.read(record))) === wanted;
}

function patternTest(path: Path, literals: readonly (readonly [string, LiteralType | undefined])[]): Test {
  const [literal] = literals;
  const isText = !['Boolean', 'Currency', 'Date', 'DateTime', 'Double', 'Int', 'Percent', 'Reference'].includes(
    path.field.type,
  );
  if (!literal || literal[1] !== 'STRING' || !isText)
    throw invalidField(`Invalid operator on ${path.field.type} field`);
  const fits = likeTest(literal[0]);
  return (record) => {
    const found = path.read(record);
    return typeof found === 'string' && fits(found);
  };
}

/** Multi-select picklists hold their values with `;` between; `a;b` asks for both. */
function partsTest(
  path: Path,
  literals: readonly (readonly [string, LiteralType | undefined])[],
  operator: 'INCLUDES' | 'EXCLUDES',
): Test {
  const wanted = literals.map(([text]) => unquoted(text).toLowerCase().split(';'));
  return (record) => {
    const found = path.read(record);
    const parts = new Set(typeof found === 'string' ? found.toLowerCase().split(';') : []);
    return wanted.some((all) => all.every((part) => parts.has(part))) === (operator === 'INCLUDES');
  };
}
