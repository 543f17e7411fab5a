import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

import { createCanvas, GlobalFonts, type Canvas, type SKRSContext2D } from '@napi-rs/canvas';

import type { Corners } from '../../readings/schema.ts';
import { writeByHand, type InkBox } from './handwriting.ts';
import { seededRandom, type Random } from './random.ts';

const require = createRequire(import.meta.url);
const PRINT = join(dirname(require.resolve('pdfjs-dist/package.json')), 'standard_fonts');
const HANDWRITING = join(dirname(require.resolve('@fontsource/caveat/package.json')), 'files');
const FACES = {
  print: { 'Rendered Print': join(PRINT, 'LiberationSans-Regular.ttf') },
  bold: { 'Rendered Bold': join(PRINT, 'LiberationSans-Bold.ttf') },
  // Letters with accents of French stand in the Latin file.
  hand: {
    'Rendered Hand': join(HANDWRITING, 'caveat-latin-500-normal.woff2'),
    'Rendered Light Hand': join(HANDWRITING, 'caveat-latin-400-normal.woff2'),
    'Rendered Heavy Hand': join(HANDWRITING, 'caveat-latin-700-normal.woff2'),
  },
} as const;
export type Face = keyof typeof FACES;

/** A word as it was drawn. Corners are fractions of the picture, around the ink. */
export interface DrawnWord {
  readonly text: string;
  readonly corners: Corners;
}

export interface Ink {
  readonly face?: Face;
  /** In pixels. */
  readonly size: number;
  readonly colour?: string;
  readonly align?: 'left' | 'right';
  /** Degrees clockwise, around the start of the words. */
  readonly slant?: number;
}

/** A cell of a table: what stands in it, and where it begins, or ends when it is aligned right. */
export type Cell = readonly [text: string, x: number, align?: 'left' | 'right'];

/** A piece of paper that remembers where each word was drawn. */
export interface Sheet {
  readonly canvas: Canvas;
  readonly context: SKRSContext2D;
  readonly words: DrawnWord[];
  readonly lines: string[];
  /** The colour of what it lies on. */
  readonly around: string;
  /** Writes a line of words on a baseline. */
  write(text: string, x: number, baseline: number, ink: Ink): void;
  /** Writes the cells of a row of a table, which make one line. */
  row(cells: readonly Cell[], baseline: number, ink: Ink): void;
}

export function createSheet(width: number, height: number, colour: string, around = DESK): Sheet {
  registerFonts();
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  context.fillStyle = colour;
  context.fillRect(0, 0, width, height);
  const words: DrawnWord[] = [];
  const lines: string[] = [];
  const random = seededRandom(HAND);
  const writeWords = (text: string, x: number, baseline: number, ink: Ink) => {
    words.push(...drawWords(context, text, { x, baseline, ink, random }));
  };
  return {
    canvas,
    context,
    words,
    lines,
    around,
    write(text, x, baseline, ink) {
      writeWords(text, x, baseline, ink);
      lines.push(text);
    },
    row(cells, baseline, ink) {
      for (const [text, x, align = 'left'] of cells) writeWords(text, x, baseline, { ...ink, align });
      lines.push(cells.map(([text]) => text).join('   '));
    },
  };
}

const DESK = '#c9c2b5';
const BLACK = '#222222';
/** Whose hand writes: another number writes otherwise. */
const HAND = 7;
let registered = false;

function registerFonts(): void {
  if (registered) return;
  for (const [name, path] of Object.values(FACES).flatMap((face) => Object.entries(face))) {
    if (!GlobalFonts.registerFromPath(path, name)) throw new Error(`the font ${name} was not read`);
  }
  registered = true;
}

interface Line {
  readonly x: number;
  readonly baseline: number;
  readonly ink: Ink;
  readonly random: Random;
}

function drawWords(context: SKRSContext2D, text: string, { x, baseline, ink, random }: Line): DrawnWord[] {
  context.save();
  context.translate(x, baseline);
  context.rotate(((ink.slant ?? 0) * Math.PI) / 180);
  const words = ink.face === 'hand' ? drawByHand(context, text, ink, random) : drawPrint(context, text, ink);
  context.restore();
  return words;
}

function namesOf(face: Face): string[] {
  return Object.keys(FACES[face]).map((name) => `"${name}"`);
}

function drawPrint(context: SKRSContext2D, text: string, ink: Ink): DrawnWord[] {
  context.font = `${ink.size}px ${namesOf(ink.face ?? 'print')[0]}`;
  context.fillStyle = ink.colour ?? BLACK;
  const start = ink.align === 'right' ? -context.measureText(text).width : 0;
  context.fillText(text, start, 0);
  return Array.from(text.matchAll(/\S+/g), (found) => {
    const left = start + context.measureText(text.slice(0, found.index)).width;
    const box = context.measureText(found[0]);
    const around = {
      west: left - box.actualBoundingBoxLeft,
      east: left + box.actualBoundingBoxRight,
      north: -box.actualBoundingBoxAscent,
      south: box.actualBoundingBoxDescent,
    };
    return { text: found[0], corners: cornersOf(context, around) };
  });
}

/** Handwriting begins at the left. */
function drawByHand(context: SKRSContext2D, text: string, { size, colour = BLACK }: Ink, random: Random): DrawnWord[] {
  let pen = 0;
  return text.split(/\s+/).map((word) => {
    const written = writeByHand(word, { size, colour, fonts: namesOf('hand') }, random);
    context.drawImage(written.canvas, pen - written.x, -written.y);
    const { west, east, north, south } = written.ink;
    const drawn = { text: word, corners: cornersOf(context, { west: west + pen, east: east + pen, north, south }) };
    pen += written.advance + size * (0.2 + random() * 0.16);
    return drawn;
  });
}

/** The corners of ink around where a line begins, in the picture. */
function cornersOf(context: SKRSContext2D, { west, east, north, south }: InkBox): Corners {
  const transform = context.getTransform();
  const { width, height } = context.canvas;
  return (
    [
      [west, north],
      [east, north],
      [east, south],
      [west, south],
    ] as const
  ).flatMap(([x, y]) => [
    (transform.a * x + transform.c * y + transform.e) / width,
    (transform.b * x + transform.d * y + transform.f) / height,
  ]);
}
