/**
 * The rows of a page of results as Bulk API 2.0 writes them (RFC 4180: commas, quoted where needed, a quote doubled, lines ended
 * by LF or CRLF).
 * @throws SyntaxError when a quoted value does not end: the page was cut off.
 */
export function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    const { value, end } = text[at] === '"' ? quoted(text, at + 1) : plain(text, at);
    row.push(value);
    at = end;
    if (text[at] === ',') {
      at += 1;
      // A line may end with an empty value.
      if (at < text.length && !isLineEnd(text, at)) continue;
      row.push('');
    }
    at = afterLineEnd(text, at);
    rows.push(row);
    row = [];
  }
  return rows;
}

const isLineEnd = (text: string, at: number) => text[at] === '\n' || text[at] === '\r';

function afterLineEnd(text: string, at: number): number {
  const next = text[at] === '\r' ? at + 1 : at;
  return text[next] === '\n' ? next + 1 : next;
}

function plain(text: string, start: number): { value: string; end: number } {
  let end = start;
  while (end < text.length && text[end] !== ',' && !isLineEnd(text, end)) end += 1;
  return { value: text.slice(start, end), end };
}

function quoted(text: string, start: number): { value: string; end: number } {
  let end = text.indexOf('"', start);
  while (end >= 0 && text[end + 1] === '"') end = text.indexOf('"', end + 2);
  if (end < 0) throw new SyntaxError('a quoted value does not end');
  return { value: text.slice(start, end).replaceAll('""', '"'), end: end + 1 };
}

/**
 * The records of a page by the fields that were asked for. Some pages begin with the names of the fields, some do not: no record
 * has its field's name as id. An empty value is null.
 * @throws SyntaxError when a row has another number of values than there are fields: the page is not what was asked for.
 */
export function recordsOf(text: string, fields: readonly string[]): Record<string, string | null>[] {
  const rows = readCsv(text);
  const [first] = rows;
  const names = first && isHeader(first, fields) ? first : fields;
  const found = (names === first ? rows.slice(1) : rows).filter((row) => row.length > 1 || row[0] !== '');
  return found.map((row) => {
    if (row.length !== fields.length) throw new SyntaxError('a row has another number of values than there are fields');
    return Object.fromEntries(names.map((name, at) => [fieldNamed(name, fields), row[at] || null]));
  });
}

function isHeader(row: readonly string[], fields: readonly string[]): boolean {
  return row.length === fields.length && row.every((name) => fieldNamed(name, fields) !== undefined);
}

const fieldNamed = (name: string, fields: readonly string[]) =>
  fields.find((field) => field.toLowerCase() === name.toLowerCase()) as string;
