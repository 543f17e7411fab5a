/** A word with the upright box around it, in any unit. `right` and `bottom` are beyond it. */
export interface PlacedWord {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Words on one height, parted into cells where a wide gap is. */
export type Row<Word extends PlacedWord> = readonly (readonly Word[])[];
/** Rows that follow each other without a gap: a paragraph, a table, an address. */
export type Block<Word extends PlacedWord> = readonly Row<Word>[];

/** Of the height of a line: words further apart than this are in two cells; justified text stays below. */
const CELL_GAP = 1.4;
/** Two columns are further apart than two cells. */
const COLUMN_GAP = 1.4;
/** Lines further apart than this belong to two blocks. */
const BLOCK_GAP = 1.1;
/** How much of a line's height two cells of one row may be out of it. */
const ROW_TOLERANCE = 0.4;
/** How much of the lower of two words on one line stands beside the other. */
const SAME_ROW = 0.5;
/** Of the height of a line: a cell of running text is wider than most of what stands in a table. */
const PROSE_WIDTH = 11;
const DEEPEST = 12;

/**
 * The reading order of a page: columns one after the other, a row of a table in one row. A page is cut where white runs all
 * across or all down it (the recursive XY cut of Nagy and Seth, 1984), except that what stands on the same heights on both sides
 * of a white strip, and is short, is a table.
 */
export function arrange<Word extends PlacedWord>(words: readonly Word[]): Block<Word>[] {
  const heights = words.map(heightOf).toSorted((one, other) => one - other);
  const line = heights[heights.length >> 1] ?? 0;
  return line > 0 ? cut(words, line, 0) : [];
}

function cut<Word extends PlacedWord>(words: readonly Word[], line: number, depth: number): Block<Word>[] {
  if (words.length === 0) return [];
  if (depth < DEEPEST) {
    const sides = columnsOf(words, line);
    if (sides) return sides.flatMap((side) => cut(side, line, depth + 1));
    const bands = partedBy(words, 'top', 'bottom', BLOCK_GAP * line);
    if (bands.length > 1) return bands.flatMap((band) => cut(band, line, depth + 1));
  }
  return [rowsOf(words).map((row) => cellsOf(row))];
}

/** The words left and right of the widest white strip that runs down all of them; null when there is none, or it parts a table. */
function columnsOf<Word extends PlacedWord>(words: readonly Word[], line: number): [Word[], Word[]] | null {
  const parts = partedBy(words, 'left', 'right', COLUMN_GAP * line);
  if (parts.length < 2) return null;
  let widest = 1;
  for (let index = 2; index < parts.length; index += 1) {
    if (gapBefore(parts, index) > gapBefore(parts, widest)) widest = index;
  }
  const left = parts.slice(0, widest).flat();
  const right = parts.slice(widest).flat();
  return isTable(left, right, line) ? null : [left, right];
}

function gapBefore(parts: readonly (readonly PlacedWord[])[], index: number): number {
  const reached = (parts[index - 1] ?? []).reduce((most, { right }) => Math.max(most, right), -Infinity);
  return (parts[index]?.[0]?.left ?? reached) - reached;
}

/** Whether most lines of the side with fewer stand on the height of one of the other side, and are no running text. */
function isTable(left: readonly PlacedWord[], right: readonly PlacedWord[], line: number): boolean {
  const [fewer, more] = [rowsOf(left), rowsOf(right)].toSorted((one, other) => one.length - other.length);
  if (!fewer || !more) return false;
  const heights = more.map(centreOf).toSorted((one, other) => one - other);
  const level = fewer.filter((row) => distanceTo(heights, centreOf(row)) < ROW_TOLERANCE * line).length;
  if (level * 2 <= fewer.length) return false;
  // Several columns of running text may be left on a side: there every cell is wide, and the figures of a table are not.
  const isWide = (row: readonly PlacedWord[]) => cellsOf(row).every((cell) => widthOf(cell) > PROSE_WIDTH * line);
  const isProse = (rows: readonly (readonly PlacedWord[])[]) =>
    rows.length > 3 && rows.filter(isWide).length * 2 > rows.length;
  return !(isProse(fewer) && isProse(more));
}

function distanceTo(sorted: readonly number[], place: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < place) low = middle + 1;
    else high = middle;
  }
  return Math.min(Math.abs((sorted[low] ?? Infinity) - place), Math.abs((sorted[low - 1] ?? -Infinity) - place));
}

/** Words parted where nothing stands over at least `gap` along one direction, in the order of that direction. */
function partedBy<Word extends PlacedWord>(
  words: readonly Word[],
  from: 'left' | 'top',
  to: 'right' | 'bottom',
  gap: number,
): Word[][] {
  const parts: Word[][] = [];
  let reached = -Infinity;
  for (const word of words.toSorted((one, other) => one[from] - other[from])) {
    if (word[from] - reached > gap || parts.length === 0) parts.push([]);
    parts.at(-1)?.push(word);
    reached = Math.max(reached, word[to]);
  }
  return parts;
}

/** Words by the height they stand on, rows from top to bottom and each from left to right. */
function rowsOf<Word extends PlacedWord>(words: readonly Word[]): Word[][] {
  const rows: { words: Word[]; top: number; bottom: number }[] = [];
  const byCentre = words.toSorted((one, other) => centre(one) - centre(other));
  for (const word of byCentre) {
    const row = rows.at(-1);
    if (row && isBeside(row, word)) {
      row.words.push(word);
      row.top += (word.top - row.top) / row.words.length;
      row.bottom += (word.bottom - row.bottom) / row.words.length;
    } else rows.push({ words: [word], top: word.top, bottom: word.bottom });
  }
  return rows.map((row) => row.words.toSorted((one, other) => one.left - other.left));
}

/** Whether most of the lower of the two stands on the height of the other: a comma is lower than a capital. */
function isBeside(one: { top: number; bottom: number }, other: { top: number; bottom: number }): boolean {
  const common = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
  return common >= SAME_ROW * Math.min(one.bottom - one.top, other.bottom - other.top);
}

function cellsOf<Word extends PlacedWord>(row: readonly Word[]): Word[][] {
  const cells: Word[][] = [];
  let before: Word | null = null;
  for (const word of row) {
    const height = before ? Math.max(heightOf(before), heightOf(word)) : 0;
    if (!before || word.left - before.right > CELL_GAP * height) cells.push([]);
    cells.at(-1)?.push(word);
    before = word;
  }
  return cells;
}

const heightOf = ({ top, bottom }: PlacedWord) => bottom - top;
const centre = ({ top, bottom }: PlacedWord) => (top + bottom) / 2;
const centreOf = (row: readonly PlacedWord[]) => row.reduce((sum, word) => sum + centre(word), 0) / row.length;
const widthOf = (row: readonly PlacedWord[]) => (row.at(-1)?.right ?? 0) - (row[0]?.left ?? 0);
