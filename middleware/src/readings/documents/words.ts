import type { Glyph } from './glyphs.ts';

/** A word where it stands on the page, in pixels of the view. */
export interface DrawnWord {
  readonly text: string;
  /** Upper left, upper right, lower right, lower left: x and y of each. */
  readonly quad: readonly number[];
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** The height of its letters. */
  readonly size: number;
}

/** Of the height of letters: a wider gap is a space, also where none is drawn. */
const WORD_GAP = 0.28;
const LINE_SHIFT = 0.45;
/** Of the height of letters: how far letters hang below the base line. */
const BELOW = 0.3;
const SPACE = /^\s+$/u;

/** The words that characters make, in the order in which they are drawn. What is drawn twice for boldness is one word. */
export function wordsOf(glyphs: readonly Glyph[]): DrawnWord[] {
  const words: DrawnWord[] = [];
  let run: Glyph[] = [];
  const end = (): void => {
    const word = wordOf(run);
    if (word && !isAgain(words.at(-1), word)) words.push(word);
    run = [];
  };
  for (const glyph of glyphs) {
    const last = run.at(-1);
    if (SPACE.test(glyph.text) || (last && !follows(last, glyph))) end();
    if (!SPACE.test(glyph.text)) run.push(glyph);
  }
  end();
  return words;
}

function follows(last: Glyph, next: Glyph): boolean {
  const size = Math.max(last.size, next.size, 0.01);
  const [dx, dy] = [next.from[0] - last.to[0], next.from[1] - last.to[1]];
  const [ux, uy] = [last.up[0] / (last.size || 1), last.up[1] / (last.size || 1)];
  const [along, across] = [-uy * dx + ux * dy, ux * dx + uy * dy];
  return Math.abs(across) < LINE_SHIFT * size && along < WORD_GAP * size && along > -0.6 * size;
}

function wordOf(run: readonly Glyph[]): DrawnWord | null {
  const [first, last] = [run[0], run.at(-1)];
  if (!first || !last) return null;
  const text = run
    .map((glyph) => glyph.text)
    .join('')
    .normalize('NFKC')
    .replace(/\p{Cc}|\p{Co}|[\u200B\u2060\uFEFF\u00AD]/gu, '')
    .trim();
  if (text === '') return null;
  const [ux, uy] = first.up;
  const below = [-BELOW * ux, -BELOW * uy] as const;
  const quad = [
    ...[first.from[0] + ux, first.from[1] + uy, last.to[0] + ux, last.to[1] + uy],
    ...[last.to[0] + below[0], last.to[1] + below[1], first.from[0] + below[0], first.from[1] + below[1]],
  ];
  const xs = quad.filter((_, index) => index % 2 === 0);
  const ys = quad.filter((_, index) => index % 2 === 1);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  return { text, quad, left, right, top, bottom, size: first.size };
}

function isAgain(before: DrawnWord | undefined, word: DrawnWord): boolean {
  if (before?.text !== word.text) return false;
  return Math.abs(before.left - word.left) + Math.abs(before.top - word.top) < 0.25 * word.size;
}

type Direction = readonly [x: number, y: number];
const DIRECTIONS: readonly Direction[] = [
  [1, 0],
  [0, 1],
  [-1, 0],
  [0, -1],
];

/** The direction in which most of the text runs, of the four: `[1, 0]` on a page that is upright as it is seen. */
export function commonTurn(words: readonly DrawnWord[]): Direction {
  const characters = [0, 0, 0, 0];
  for (const { quad, text } of words) {
    const [x, y] = [(quad[2] ?? 0) - (quad[0] ?? 0), (quad[3] ?? 0) - (quad[1] ?? 0)];
    const quarter = (Math.round(Math.atan2(y, x) / (Math.PI / 2)) + 4) % 4;
    characters[quarter] = (characters[quarter] ?? 0) + text.length;
  }
  return DIRECTIONS[characters.indexOf(Math.max(...characters))] ?? [1, 0];
}

/** The box around four corners as one sees it who turns the page until its text is upright. */
export function boxAlong(quad: readonly number[], [x, y]: Direction): Omit<DrawnWord, 'text' | 'quad' | 'size'> {
  const across: number[] = [];
  const down: number[] = [];
  for (let index = 0; index < quad.length; index += 2) {
    const [left, top] = [quad[index] ?? 0, quad[index + 1] ?? 0];
    across.push(left * x + top * y);
    down.push(top * x - left * y);
  }
  const [left, right] = [Math.min(...across), Math.max(...across)];
  return { left, right, top: Math.min(...down), bottom: Math.max(...down) };
}
