import { ask, askOnce } from './door.ts';
import type { FieldValue } from './records.ts';

export interface ListView {
  readonly name: string;
  readonly label: string;
}

export interface ListColumn {
  readonly field: string;
  readonly label: string;
  readonly type: string;
}

export interface ListRow {
  readonly id: string;
  readonly fields: Readonly<Record<string, FieldValue | undefined>>;
}

export interface RecordList {
  readonly label: string;
  readonly columns: readonly ListColumn[];
  readonly records: readonly ListRow[];
}

/** The list views of an object that the person may open. */
export async function readListViews(object: string): Promise<readonly ListView[]> {
  const { listViews } = await askOnce<{ listViews: readonly ListView[] }>(
    `/ui-api/list-info/${encodeURIComponent(object)}`,
  );
  return listViews;
}

export function readList(object: string, view: string): Promise<RecordList> {
  return ask(`/ui-api/list-records/${encodeURIComponent(object)}/${encodeURIComponent(view)}`);
}

/**
 * Sorts rows by a column: empty values last in both directions, texts as the language sorts them.
 * The rows given are not changed.
 */
export function sortRows(
  rows: readonly ListRow[],
  field: string,
  direction: 'asc' | 'desc',
  language: string,
): readonly ListRow[] {
  const turn = direction === 'asc' ? 1 : -1;
  const key = (row: ListRow): unknown => {
    const found = row.fields[field];
    return typeof found?.value === 'number' ? found.value : (found?.displayValue ?? found?.value);
  };
  const dated = (row: ListRow): unknown => (isIsoDate(row.fields[field]?.value) ? row.fields[field]?.value : key(row));
  return [...rows].sort((one, other) => compare(dated(one), dated(other), turn, language));
}

function isIsoDate(value: unknown): boolean {
  return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}/.test(value);
}

function compare(one: unknown, other: unknown, turn: number, language: string): number {
  const [noOne, noOther] = [isEmpty(one), isEmpty(other)];
  if (noOne || noOther) return Number(noOne) - Number(noOther);
  if (typeof one === 'number' && typeof other === 'number') return turn * (one - other);
  return turn * String(one).localeCompare(String(other), language, { numeric: true, sensitivity: 'base' });
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || value === '';
}
