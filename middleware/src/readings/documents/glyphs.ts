import { OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';

import { matrixOf, placed, UNMOVED, within, type Matrix } from './matrices.ts';

/** A character as a page draws it. Places are pixels of the page as it is shown: `y` grows downwards. */
export interface Glyph {
  readonly text: string;
  /** Where it stands on the base line, and where the next one would. */
  readonly from: readonly [x: number, y: number];
  readonly to: readonly [x: number, y: number];
  /** From the base line to the top of the highest letters. */
  readonly up: readonly [x: number, y: number];
  /** The height of its letters in pixels. */
  readonly size: number;
  /** Drawn without ink: only programs find it. */
  readonly hidden: boolean;
}

/** What a page draws: its characters in the order of drawing, and how much of it pictures cover. */
export interface Drawn {
  readonly glyphs: readonly Glyph[];
  readonly pictured: number;
}

/** What pdfjs tells about a font. */
export interface FontFacts {
  readonly fontMatrix?: unknown;
  readonly vertical?: boolean;
}

interface Operators {
  readonly fnArray: readonly number[];
  readonly argsArray: readonly unknown[];
}

interface Options {
  /** From the units of the page to pixels as it is shown. */
  readonly view: Matrix;
  readonly width: number;
  readonly height: number;
  readonly fontOf: (name: string) => FontFacts | null;
}

interface State {
  transform: Matrix;
  font: FontFacts | null;
  size: number;
  characterSpacing: number;
  wordSpacing: number;
  stretch: number;
  leading: number;
  rise: number;
  mode: number;
}

interface Walk {
  state: State;
  readonly kept: State[];
  text: Matrix;
  line: readonly [number, number];
  place: readonly [number, number];
  readonly glyphs: Glyph[];
  pictured: number;
  readonly options: Options;
}

type Step = (walk: Walk, args: readonly unknown[]) => void;

/** More than any page that a person reads has; what draws more is read as far as this. */
const MOST_GLYPHS = 60_000;
const DEEPEST = 200;
/** Of the height of a font: where capitals and figures end, more or less, in every Latin font. */
const LETTER_HEIGHT = 0.74;
const HIDDEN_MODES = new Set([3, 7]);
const STANDARD_WIDTHS = 0.001;

const STEPS: ReadonlyMap<number, Step> = new Map<number, Step>([
  [OPS.save, save],
  [OPS.restore, restore],
  [OPS.transform, ({ state }, args) => move(state, args)],
  [OPS.paintFormXObjectBegin, beginForm],
  [OPS.paintFormXObjectEnd, restore],
  [OPS.beginGroup, (walk, [group]) => beginForm(walk, [field(group, 'matrix')])],
  [OPS.endGroup, restore],
  [OPS.beginAnnotation, (walk, [, , transform, matrix]) => beginAnnotation(walk, transform, matrix)],
  [OPS.endAnnotation, restore],
  [OPS.beginText, (walk) => setMatrix(walk, UNMOVED)],
  [OPS.setFont, setFont],
  [OPS.setCharSpacing, ({ state }, [value]) => void (state.characterSpacing = numberOf(value))],
  [OPS.setWordSpacing, ({ state }, [value]) => void (state.wordSpacing = numberOf(value))],
  [OPS.setHScale, ({ state }, [value]) => void (state.stretch = numberOf(value) / 100)],
  [OPS.setLeading, ({ state }, [value]) => void (state.leading = -numberOf(value))],
  [OPS.setTextRise, ({ state }, [value]) => void (state.rise = numberOf(value))],
  [OPS.setTextRenderingMode, ({ state }, [value]) => void (state.mode = numberOf(value))],
  [OPS.setTextMatrix, (walk, [matrix]) => setMatrix(walk, matrixOf(matrix) ?? UNMOVED)],
  [OPS.moveText, (walk, [x, y]) => moveLine(walk, numberOf(x), numberOf(y))],
  [OPS.setLeadingMoveText, moveWithLeading],
  [OPS.nextLine, (walk) => moveLine(walk, 0, walk.state.leading)],
  [OPS.showText, (walk, [glyphs]) => show(walk, glyphs)],
  [OPS.paintImageXObject, countPicture],
  [OPS.paintInlineImageXObject, countPicture],
  [OPS.paintImageMaskXObject, countPicture],
]);

/** The characters and pictures that a page draws, by walking through what pdfjs would draw. */
export function drawnBy({ fnArray, argsArray }: Operators, options: Options): Drawn {
  const walk: Walk = {
    state: startState(options.view),
    kept: [],
    text: UNMOVED,
    line: [0, 0],
    place: [0, 0],
    glyphs: [],
    pictured: 0,
    options,
  };
  for (const [index, operator] of fnArray.entries()) {
    const args = argsArray[index];
    STEPS.get(operator)?.(walk, Array.isArray(args) ? args : []);
    if (walk.glyphs.length >= MOST_GLYPHS) break;
  }
  return { glyphs: walk.glyphs, pictured: Math.min(1, walk.pictured) };
}

function startState(transform: Matrix): State {
  const text = { font: null, size: 0, characterSpacing: 0, wordSpacing: 0, stretch: 1, leading: 0, rise: 0, mode: 0 };
  return { transform, ...text };
}

function save(walk: Walk): void {
  if (walk.kept.length < DEEPEST) walk.kept.push({ ...walk.state });
}

function restore(walk: Walk): void {
  walk.state = walk.kept.pop() ?? walk.state;
}

function move(state: State, args: readonly unknown[]): void {
  state.transform = within(state.transform, matrixOf(args) ?? UNMOVED);
}

function beginForm(walk: Walk, [matrix]: readonly unknown[]): void {
  save(walk);
  move(walk.state, matrixOf(matrix) ?? UNMOVED);
}

/** What is drawn on a page from outside it begins with the page's own units. */
function beginAnnotation(walk: Walk, transform: unknown, matrix: unknown): void {
  save(walk);
  walk.state = startState(walk.options.view);
  move(walk.state, matrixOf(transform) ?? UNMOVED);
  move(walk.state, matrixOf(matrix) ?? UNMOVED);
}

function setFont({ state, options }: Walk, [name, size]: readonly unknown[]): void {
  state.font = typeof name === 'string' ? options.fontOf(name) : null;
  state.size = numberOf(size);
}

function setMatrix(walk: Walk, matrix: Matrix): void {
  walk.text = matrix;
  walk.line = [0, 0];
  walk.place = [0, 0];
}

function moveLine(walk: Walk, x: number, y: number): void {
  walk.line = [walk.line[0] + x, walk.line[1] + y];
  walk.place = walk.line;
}

function moveWithLeading(walk: Walk, [x, y]: readonly unknown[]): void {
  walk.state.leading = numberOf(y);
  moveLine(walk, numberOf(x), numberOf(y));
}

function show(walk: Walk, glyphs: unknown): void {
  if (!Array.isArray(glyphs)) return;
  const { state } = walk;
  const across = matrixOf(state.font?.fontMatrix)?.[0] ?? STANDARD_WIDTHS;
  for (const glyph of glyphs) {
    if (typeof glyph === 'number') advance(walk, ((state.font?.vertical ? 1 : -1) * glyph * state.size) / 1000);
    else {
      const start = walk.place;
      const width = numberOf(field(glyph, 'width')) * across * state.size;
      const text = field(glyph, 'unicode');
      if (typeof text === 'string' && text !== '') walk.glyphs.push(glyphAt(walk, start, width, text));
      const spacing = state.characterSpacing + (field(glyph, 'isSpace') === true ? state.wordSpacing : 0);
      advance(walk, state.font?.vertical ? -state.size : width + spacing * Math.sign(state.size || 1));
    }
  }
}

function advance(walk: Walk, by: number): void {
  const [x, y] = walk.place;
  walk.place = walk.state.font?.vertical ? [x, y + by] : [x + by * walk.state.stretch, y];
}

function glyphAt({ state, text: matrix }: Walk, [x, y]: readonly [number, number], width: number, text: string): Glyph {
  const whole = within(state.transform, matrix);
  const base = y + state.rise;
  const from = placed(whole, x, base);
  const to = placed(whole, x + width * state.stretch, base);
  const top = placed(whole, x, base + LETTER_HEIGHT * state.size);
  const up = [top[0] - from[0], top[1] - from[1]] as const;
  return { text, from, to, up, size: Math.hypot(...up), hidden: HIDDEN_MODES.has(state.mode) };
}

/** A picture is drawn over the square from 0 to 1; a scan may come in strips. */
function countPicture(walk: Walk): void {
  const [a, b, c, d] = walk.state.transform;
  walk.pictured += Math.abs(a * d - b * c) / (walk.options.width * walk.options.height);
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && name in value ? Reflect.get(value, name) : undefined;
}

function numberOf(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : 0;
}
