import { createCanvas, type Canvas } from '@napi-rs/canvas';

import type { Random } from './random.ts';

/** A word as a hand wrote it: its picture, where its baseline begins in it, and the ink around that place. */
export interface HandwrittenWord {
  readonly canvas: Canvas;
  readonly x: number;
  readonly y: number;
  readonly ink: InkBox;
  /** How far the pen moved to the right. */
  readonly advance: number;
}

/** In pixels from where the baseline begins: `north` is above it, and below 0. */
export interface InkBox {
  readonly west: number;
  readonly east: number;
  readonly north: number;
  readonly south: number;
}

/** What a hand does, as shares of the size of its letters, and degrees. */
const TURN = 4;
const MOVE = 0.04;
const SCALE = 0.11;
const BEND = 0.027;
const MARGIN = 0.7;
/** How much of the ink is left where the pen hardly touched. */
const FAINTEST = 0.45;
const VISIBLE = 40;

/** From -1 to 1, most often near 0. */
function swing(random: Random): number {
  return random() + random() - 1;
}

/**
 * Writes a word letter by letter, none like the other: turned, moved, larger or smaller, pressed harder or less, and its strokes
 * bent. A reader of print reads a font that imitates handwriting as surely as print, and this as it reads handwriting.
 * @param fonts of different weights, as a canvas names them, without the size.
 */
export function writeByHand(
  word: string,
  { size, colour, fonts }: { size: number; colour: string; fonts: readonly string[] },
  random: Random,
): HandwrittenWord {
  const margin = Math.ceil(size * MARGIN);
  const canvas = createCanvas(Math.ceil(word.length * size * 0.75) + 2 * margin, Math.ceil(size * 1.4) + 2 * margin);
  const context = canvas.getContext('2d');
  const y = margin + Math.ceil(size);
  const weight = fonts[Math.floor(random() * fonts.length)] ?? '';
  let x = margin;
  let drift = 0;
  context.fillStyle = colour;
  for (const letter of word) {
    context.font = `${size}px ${random() < 0.6 ? weight : (fonts[Math.floor(random() * fonts.length)] ?? weight)}`;
    const width = 1 + swing(random) * SCALE;
    drift = drift * 0.6 + swing(random) * MOVE * size;
    context.save();
    context.translate(x, y + drift);
    context.rotate((swing(random) * TURN * Math.PI) / 180);
    context.scale(width, 1 + swing(random) * SCALE * 1.4);
    context.fillText(letter, 0, 0);
    context.restore();
    x += context.measureText(letter).width * width * (0.97 + swing(random) * 0.06);
  }
  const ink = bend(canvas, size, random);
  return {
    canvas,
    x: margin,
    y,
    ink: { west: ink.west - margin, east: ink.east - margin, north: ink.north - y, south: ink.south - y },
    advance: x - margin,
  };
}

/** A smooth field of numbers, most of them between -1 and 1, whose waves are about as long as asked. */
function waves(length: number, random: Random): (x: number, y: number) => number {
  const parts = Array.from({ length: 4 }, () => {
    const angle = random() * Math.PI * 2;
    const pace = (Math.PI * 2) / (length * (0.6 + random() * 0.9));
    return { across: Math.cos(angle) * pace, down: Math.sin(angle) * pace, phase: random() * Math.PI * 2 };
  });
  return (x, y) => parts.reduce((sum, { across, down, phase }) => sum + Math.sin(x * across + y * down + phase), 0) / 2;
}

/** Bends the strokes, lets the ink run thin in places, and tells where ink is left. */
function bend(canvas: Canvas, size: number, random: Random): InkBox {
  const { width, height } = canvas;
  const context = canvas.getContext('2d');
  const drawn = context.getImageData(0, 0, width, height);
  const bent = context.createImageData(width, height);
  const [across, down] = [waves(size * 0.7, random), waves(size * 0.7, random)];
  const pressure = waves(size * 0.5, random);
  let ink: InkBox = { west: width, east: 0, north: height, south: 0 };
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const left = x + across(x, y) * BEND * size;
      const top = y + down(x, y) * BEND * size;
      const alpha = alphaAt(drawn, left, top) * (1 - (1 - FAINTEST) * Math.min(1, Math.max(0, pressure(x, y))));
      if (alpha === 0) continue;
      const from = (Math.min(height - 1, Math.round(top)) * width + Math.min(width - 1, Math.round(left))) * 4;
      bent.data.set(drawn.data.subarray(from, from + 3), (y * width + x) * 4);
      bent.data[(y * width + x) * 4 + 3] = Math.round(alpha);
      if (alpha >= VISIBLE) ink = around(ink, x, y);
    }
  }
  context.putImageData(bent, 0, 0);
  return ink;
}

function around({ west, east, north, south }: InkBox, x: number, y: number): InkBox {
  return {
    west: Math.min(west, x),
    east: Math.max(east, x + 1),
    north: Math.min(north, y),
    south: Math.max(south, y + 1),
  };
}

/** Between the four pixels around a place; nothing outside. */
function alphaAt(
  { data, width, height }: { data: Uint8ClampedArray; width: number; height: number },
  x: number,
  y: number,
): number {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  if (left < 0 || top < 0 || left > width - 2 || top > height - 2) return 0;
  const at = (column: number, row: number) => data[(row * width + column) * 4 + 3] ?? 0;
  const [right, low] = [x - left, y - top];
  const upper = at(left, top) * (1 - right) + at(left + 1, top) * right;
  const lower = at(left, top + 1) * (1 - right) + at(left + 1, top + 1) * right;
  return upper * (1 - low) + lower * low;
}
