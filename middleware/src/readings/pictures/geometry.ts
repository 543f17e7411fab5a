import type { Corners } from '../schema.ts';

export type Point = readonly [x: number, y: number];

/**
 * A map of the plane that keeps straight lines straight: six numbers for scaling, turning and moving, three for what a camera
 * held aslant does. Row by row. Steps of preparation are composed into one, and words go back through its inverse.
 */
export type Transform = readonly [
  a: number,
  b: number,
  c: number,
  d: number,
  e: number,
  f: number,
  g: number,
  h: number,
  i: number,
];

export const IDENTITY: Transform = [1, 0, 0, 0, 1, 0, 0, 0, 1];

export function scaling(x: number, y: number): Transform {
  return [x, 0, 0, 0, y, 0, 0, 0, 1];
}

export function moving(x: number, y: number): Transform {
  return [1, 0, x, 0, 1, y, 0, 0, 1];
}

/** Clockwise as seen on a picture, around its upper left corner. */
export function turning(radians: number): Transform {
  const [cos, sin] = [Math.cos(radians), Math.sin(radians)];
  return [cos, -sin, 0, sin, cos, 0, 0, 0, 1];
}

/** First the first, then the second, and so on. */
export function inOrder(...transforms: readonly Transform[]): Transform {
  return transforms.reduce((before, next) => multiply(next, before), IDENTITY);
}

function multiply(left: Transform, right: Transform): Transform {
  const [a, b, c, d, e, f, g, h, i] = left;
  const [k, l, m, n, o, p, q, r, s] = right;
  return [
    a * k + b * n + c * q,
    a * l + b * o + c * r,
    a * m + b * p + c * s,
    d * k + e * n + f * q,
    d * l + e * o + f * r,
    d * m + e * p + f * s,
    g * k + h * n + i * q,
    g * l + h * o + i * r,
    g * m + h * p + i * s,
  ];
}

/** The way back. Every step of preparation has one: none of them flattens the plane. */
export function inverse([a, b, c, d, e, f, g, h, i]: Transform): Transform {
  const [k, l, m] = [e * i - f * h, f * g - d * i, d * h - e * g];
  const size = a * k + b * l + c * m;
  return [
    k / size,
    (c * h - b * i) / size,
    (b * f - c * e) / size,
    l / size,
    (a * i - c * g) / size,
    (c * d - a * f) / size,
    m / size,
    (b * g - a * h) / size,
    (a * e - b * d) / size,
  ];
}

export function move([a, b, c, d, e, f, g, h, i]: Transform, [x, y]: Point): Point {
  const depth = g * x + h * y + i;
  return [(a * x + b * y + c) / depth, (d * x + e * y + f) / depth];
}

/** Four points as the corners of a word, held within the page. */
export function cornersOf(points: readonly Point[]): Corners {
  return points.flatMap((point) => point.map((part) => Math.min(1, Math.max(0, part))));
}
