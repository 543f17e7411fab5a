import type { FieldValue } from '../../records/store.ts';
import type { RecordAnswer } from '../soql/query.ts';
import { bulkDateTime } from '../values.ts';

export const DELIMITERS: Readonly<Record<string, string>> = {
  BACKQUOTE: '`',
  CARET: '^',
  COMMA: ',',
  PIPE: '|',
  SEMICOLON: ';',
  TAB: '\t',
};

/** The rows from one place up to another with the header before them; every value stands in quotes, an empty one too. */
export function csvOf(answer: RecordAnswer, from: number, until: number, delimiter: string, lineEnd: string): string {
  const { columns, records } = answer;
  const header = columns.map(({ name }) => quoted(name)).join(delimiter);
  const rows = records.slice(from, until).map((record) =>
    columns
      .map((column) => {
        const value = column.read(record);
        return quoted(
          column.field.type === 'DateTime' && typeof value === 'string' ? bulkDateTime(value) : textOf(value),
        );
      })
      .join(delimiter),
  );
  return [header, ...rows, ''].join(lineEnd);
}

function textOf(value: FieldValue): string {
  return value === null ? '' : String(value);
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
