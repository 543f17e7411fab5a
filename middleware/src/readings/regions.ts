import type { Corners, Reading, Region, Word } from './schema.ts';
import { wordsBetween } from './words.ts';

/**
 * Where a stretch of a reading's text stands in the pictures of its pages: one region for each line of words, in reading order;
 * none where the text has no picture. A word of which the stretch holds a part counts whole.
 */
export function regionsOf({ words }: Pick<Reading, 'words'>, start: number, end: number): Region[] {
  const lines: Word[][] = [];
  for (const word of wordsBetween(words, start, end)) {
    const line = lines.at(-1);
    const last = line?.at(-1);
    if (line && last && continuesLine(last, word)) line.push(word);
    else lines.push([word]);
  }
  return lines.map((line) => ({ page: line[0]?.page ?? 1, corners: enclosing(line.map(({ corners }) => corners)) }));
}

interface Point {
  readonly x: number;
  readonly y: number;
}

function pointOf(corners: Corners, index: number): Point {
  return { x: corners[index * 2] ?? 0, y: corners[index * 2 + 1] ?? 0 };
}

const [UPPER_LEFT, UPPER_RIGHT, LOWER_RIGHT, LOWER_LEFT] = [0, 1, 2, 3];

function between(one: Point, other: Point, share = 0.5): Point {
  return { x: one.x + (other.x - one.x) * share, y: one.y + (other.y - one.y) * share };
}

function minus(one: Point, other: Point): Point {
  return { x: one.x - other.x, y: one.y - other.y };
}

/** A point in the frame whose axes run along a word and down it, in lengths and heights of that word; null for a word without area. */
function within(frame: Corners, point: Point): Point | null {
  const origin = pointOf(frame, UPPER_LEFT);
  const along = minus(pointOf(frame, UPPER_RIGHT), origin);
  const down = minus(pointOf(frame, LOWER_LEFT), origin);
  const area = along.x * down.y - along.y * down.x;
  if (Math.abs(area) < 1e-12) return null;
  const from = minus(point, origin);
  return { x: (from.x * down.y - from.y * down.x) / area, y: (along.x * from.y - along.y * from.x) / area };
}

/** The next word of a line begins where the last one ends, at its height, whatever way the line runs in the picture. */
function continuesLine(last: Word, word: Word): boolean {
  if (last.page !== word.page) return false;
  const start = between(pointOf(word.corners, UPPER_LEFT), pointOf(word.corners, LOWER_LEFT));
  const place = within(last.corners, start);
  return place !== null && place.x > 0.5 && place.y > -0.25 && place.y < 1.25;
}

/** The four corners around words of one line, along the line: as the words themselves run. */
function enclosing(words: readonly Corners[]): Corners {
  const [first] = words;
  if (!first || words.length === 1) return first ?? [];
  const corner = (word: Corners, index: number) => pointOf(word, index);
  const along = sumOf(words, (word) => [
    minus(corner(word, UPPER_RIGHT), corner(word, UPPER_LEFT)),
    minus(corner(word, LOWER_RIGHT), corner(word, LOWER_LEFT)),
  ]);
  const down = sumOf(words, (word) => [
    minus(corner(word, LOWER_LEFT), corner(word, UPPER_LEFT)),
    minus(corner(word, LOWER_RIGHT), corner(word, UPPER_RIGHT)),
  ]);
  const origin = corner(first, UPPER_LEFT);
  const at = (x: number, y: number): Point => ({
    x: origin.x + along.x * x + down.x * y,
    y: origin.y + along.y * x + down.y * y,
  });
  const frame = [at(0, 0), at(1, 0), at(1, 1), at(0, 1)].flatMap(({ x, y }) => [x, y]);
  const places = words.flatMap((word) =>
    [UPPER_LEFT, UPPER_RIGHT, LOWER_RIGHT, LOWER_LEFT].flatMap((index) => within(frame, corner(word, index)) ?? []),
  );
  if (places.length === 0) return first;
  const [left, right] = [Math.min(...places.map(({ x }) => x)), Math.max(...places.map(({ x }) => x))];
  const [top, bottom] = [Math.min(...places.map(({ y }) => y)), Math.max(...places.map(({ y }) => y))];
  return [at(left, top), at(right, top), at(right, bottom), at(left, bottom)].flatMap(coordinates);
}

function sumOf(words: readonly Corners[], edges: (word: Corners) => Point[]): Point {
  return words.flatMap(edges).reduce((sum, { x, y }) => ({ x: sum.x + x, y: sum.y + y }), { x: 0, y: 0 });
}

function coordinates({ x, y }: Point): [number, number] {
  const inPicture = (share: number) => Math.min(1, Math.max(0, share));
  return [inPicture(x), inPicture(y)];
}
