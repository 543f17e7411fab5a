import type { StoredRecord } from '../../records/store.ts';
import { restValue } from '../values.ts';
import type { Answer, RecordAnswer } from './query.ts';
import type { Path } from './paths.ts';

type Row = Record<string, unknown>;

/** The rows of an answer from one place up to another as JSON, each with its `attributes`; a count has none. */
export function restRows(answer: Answer, version: string, from: number, until: number): readonly unknown[] {
  switch (answer.kind) {
    case 'count':
      return [];
    case 'groups':
      return answer.rows.slice(from, until).map((row) => ({ attributes: { type: 'AggregateResult' }, ...row }));
    case 'records':
      return answer.records.slice(from, until).map((record) => restRow(record, answer, version));
  }
}

/** How many rows an answer has in all. */
export function totalOf(answer: Answer): number {
  if (answer.kind === 'count') return answer.total;
  return answer.kind === 'groups' ? answer.rows.length : answer.records.length;
}

/** `attributes` of a record: its type and its address. */
export function attributesOf(object: string, id: string, version: string): Row {
  return { type: object, url: `/services/data/${version}/sobjects/${object}/${id}` };
}

function restRow(record: StoredRecord, { source, columns }: RecordAnswer, version: string): Row {
  const row: Row = { attributes: attributesOf(source.described.name, record.id, version) };
  for (const column of columns) put(row, record, column, version);
  return row;
}

/** Writes a value where its path says; a lookup that leads nowhere is null, whatever was asked of its record. */
function put(row: Row, record: StoredRecord, { steps, field, read }: Path, version: string): void {
  let at: Row = row;
  let from: StoredRecord = record;
  for (const step of steps) {
    const next = step.follow(from);
    if (!next) {
      at[step.name] = null;
      return;
    }
    const nested = (at[step.name] ??= { attributes: attributesOf(next.object, next.id, version) });
    at = nested as Row;
    from = next;
  }
  at[field.name] = restValue(field, read(record));
}
