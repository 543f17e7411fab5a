import type { FieldType, Query } from '@jetstreamapp/soql-parser-js';

import type { StoredRecord } from '../../records/store.ts';
import { invalidType, malformedQuery, RestProblem } from '../problem.ts';
import type { Reader, Source } from '../reader.ts';
import { aggregated } from './aggregates.ts';
import type { AggregateRow } from './aggregates.ts';
import { testOf } from './conditions.ts';
import type { Conditions, Test } from './conditions.ts';
import { comparable } from './literals.ts';
import type { Comparable } from './literals.ts';
import { narrowed } from './narrowing.ts';
import { pathFinder } from './paths.ts';
import type { Path, PathFinder } from './paths.ts';
import { columnsOf } from './selection.ts';
import { sorting } from './sorting.ts';
import { conditionOf, parseStatement } from './statement.ts';

/** What a query found. */
export type Answer =
  | { readonly kind: 'count'; readonly total: number }
  | { readonly kind: 'groups'; readonly rows: readonly AggregateRow[] }
  | RecordAnswer;

export interface RecordAnswer {
  readonly kind: 'records';
  readonly source: Source;
  readonly columns: readonly Path[];
  readonly records: readonly StoredRecord[];
}

export interface QueryOptions {
  readonly reader: Reader;
  /** The calendar day of the user, for literals such as TODAY. */
  readonly today: string;
  /** `queryAll`: the recycle bin too. */
  readonly withDeleted: boolean;
}

const MAXIMUM_OFFSET = 2000;

/** A query that has been read and found right, and has not run yet. */
export interface PreparedQuery {
  readonly source: Source;
  run(): Answer;
}

/**
 * Reads a SOQL query and checks that the reader's user may ask it.
 * @throws RestProblem MALFORMED_QUERY, INVALID_TYPE, INVALID_FIELD and others in Salesforce's words
 */
export function prepareQuery(text: string, options: QueryOptions): PreparedQuery {
  const query = parseStatement(text);
  const { limit, offset = 0, fields: selected = [] } = query;
  if (offset > MAXIMUM_OFFSET) {
    throw new RestProblem(400, 'NUMBER_OUTSIDE_VALID_RANGE', `Maximum SOQL offset allowed is ${MAXIMUM_OFFSET}`);
  }
  const { source, paths } = objectOf(query, options);
  const find = finding(query, source, paths, options);
  const cut = <Row>(rows: readonly Row[]): readonly Row[] => rows.slice(offset, limit && limit + offset);
  if (isCountOfAll(selected)) {
    return { source, run: () => ({ kind: 'count', total: Math.min(find().length, limit ?? Infinity) }) };
  }
  const groups = aggregated(query, paths);
  if (groups) return { source, run: () => ({ kind: 'groups', rows: cut(groups(find())) }) };
  const columns = columnsOf(selected, paths, limit ?? null);
  const sort = sorting(query.orderBy, paths);
  const run = (): Answer => ({ kind: 'records', source, columns, records: limit === 0 ? [] : cut(sort(find())) });
  return { source, run };
}

/** Runs a SOQL query as the reader's user; fails as `prepareQuery` does. */
export function runQuery(text: string, options: QueryOptions): Answer {
  return prepareQuery(text, options).run();
}

function objectOf(query: Query, { reader }: QueryOptions): { readonly source: Source; readonly paths: PathFinder } {
  const name = query.sObject ?? '';
  const source = reader.source(name);
  if (!source) throw invalidType(name);
  return { source, paths: pathFinder(reader, source, query.sObjectAlias ?? null) };
}

/** `SELECT COUNT()`, alone. */
function isCountOfAll(selected: readonly FieldType[]): boolean {
  const [only] = selected;
  return (
    selected.length === 1 &&
    only?.type === 'FieldFunctionExpression' &&
    only.functionName.toUpperCase() === 'COUNT' &&
    only.parameters.length === 0
  );
}

/** How the records of FROM and WHERE are found; what is wrong with the condition is told at once. */
function finding(
  query: Query,
  source: Source,
  paths: PathFinder,
  options: QueryOptions,
): () => readonly StoredRecord[] {
  const condition = query.where ? conditionOf(query.where) : null;
  const context: Conditions = { paths, today: options.today, values: (inner) => innerValues(inner, options) };
  const test: Test = condition ? testOf(condition, context) : () => true;
  return () => {
    const living = (condition && narrowed(condition, source, paths)) ?? source.find();
    return [...living, ...(options.withDeleted ? source.deleted() : [])].filter(test);
  };
}

/** What a query inside IN (...) finds in its only field. */
function innerValues(query: Query, options: QueryOptions): ReadonlySet<Comparable> {
  const { source, paths } = objectOf(query, options);
  const [column, ...more] = columnsOf(query.fields ?? [], paths, query.limit ?? null);
  if (!column || more.length > 0) throw malformedQuery('only root queries support multiple fields in SELECT');
  const records = finding(query, source, paths, options)().slice(0, query.limit);
  return new Set(records.map((record) => comparable(column.field, column.read(record))));
}
