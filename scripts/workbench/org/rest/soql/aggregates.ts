import type { FieldFunctionExpression, GroupByClause, Query } from '@jetstreamapp/soql-parser-js';

import type { FieldValue, StoredRecord } from '../../records/store.ts';
import { malformedQuery } from '../problem.ts';
import { restValue } from '../values.ts';
import type { Path, PathFinder } from './paths.ts';

/** One line of an aggregate query: grouped fields by name, results by alias or as `expr0`, `expr1`. */
export type AggregateRow = Readonly<Record<string, FieldValue>>;

type Compute = (records: readonly StoredRecord[]) => FieldValue;

/** How groups are counted; null when the query aggregates nothing. */
export function aggregated(
  query: Query,
  paths: PathFinder,
): ((records: readonly StoredRecord[]) => readonly AggregateRow[]) | null {
  const selected = query.fields ?? [];
  const functions = selected.filter((each) => each.type === 'FieldFunctionExpression' && each.isAggregateFn);
  if (functions.length === 0 && !query.groupBy) return null;
  if (query.having || query.orderBy) throw malformedQuery('The stand-in serves no HAVING, and sorts no groups.');
  const grouped = [query.groupBy ?? []].flat().map((clause: GroupByClause) => {
    if (!('field' in clause)) throw malformedQuery('The stand-in groups by fields only.');
    return paths.path(clause.field);
  });
  let expressions = 0;
  const columns = selected.map((each): [string, Compute] => {
    if (each.type === 'FieldFunctionExpression') return [each.alias ?? `expr${expressions++}`, computing(each, paths)];
    if (each.type !== 'Field' && each.type !== 'FieldRelationship') throw malformedQuery('unexpected token in SELECT');
    const path = paths.path(each.type === 'Field' ? each.field : [...each.relationships, each.field].join('.'));
    if (!grouped.some(({ name }) => name === path.name)) {
      throw malformedQuery(`Field must be grouped or aggregated: ${path.name}`);
    }
    const alias = 'alias' in each ? each.alias : undefined;
    return [alias ?? path.field.name, ([first]) => (first ? restValue(path.field, path.read(first)) : null)];
  });
  return (records) =>
    groupsOf(records, grouped).map((group) =>
      Object.fromEntries(columns.map(([name, compute]) => [name, compute(group)])),
    );
}

function groupsOf(records: readonly StoredRecord[], grouped: readonly Path[]): readonly (readonly StoredRecord[])[] {
  if (grouped.length === 0) return [records];
  const keyOf = (record: StoredRecord): string => JSON.stringify(grouped.map((path) => path.read(record)));
  return [...Map.groupBy(records, keyOf).values()];
}

function computing({ functionName, parameters }: FieldFunctionExpression, paths: PathFinder): Compute {
  const [parameter] = parameters;
  const name = functionName.toUpperCase();
  if (name === 'COUNT' && parameter === undefined) return (records) => records.length;
  if (typeof parameter !== 'string') throw malformedQuery(`unexpected token: '${functionName}'`);
  const path = paths.path(parameter);
  const present = (records: readonly StoredRecord[]): readonly NonNullable<FieldValue>[] =>
    records.flatMap((record) => path.read(record) ?? []);
  const compute = FUNCTIONS[name];
  if (!compute) throw malformedQuery(`unexpected token: '${functionName}'`);
  return (records) => {
    const result = compute(present(records));
    return restValue(path.field, result);
  };
}

const FUNCTIONS: Readonly<Record<string, (values: readonly NonNullable<FieldValue>[]) => FieldValue>> = {
  COUNT: (values) => values.length,
  COUNT_DISTINCT: (values) => new Set(values).size,
  SUM: (values) => (values.length === 0 ? null : total(values)),
  AVG: (values) => (values.length === 0 ? null : total(values) / values.length),
  MIN: (values) => extreme(values, (value, found) => value < found),
  MAX: (values) => extreme(values, (value, found) => value > found),
};

function total(values: readonly NonNullable<FieldValue>[]): number {
  return values.reduce((sum: number, value) => sum + Number(value), 0);
}

function extreme(
  values: readonly NonNullable<FieldValue>[],
  isBetter: (value: NonNullable<FieldValue>, found: NonNullable<FieldValue>) => boolean,
): FieldValue {
  return values.reduce((found: FieldValue, value) => (found === null || isBetter(value, found) ? value : found), null);
}
