/** Where words truly stand in a rendered picture, and where the page outlines them: both in pixels of the screen. */
import type { Locator } from 'playwright-core';

import type { DrawnWord } from '../../middleware/src/testing/rendered/sheet.ts';

export type Point = readonly [x: number, y: number];

/** What the tests need to know of a polygon and of the matrix that puts it on the screen. */
interface DrawnPolygon {
  readonly points: Iterable<{ readonly x: number; readonly y: number }>;
  getScreenCTM(): {
    readonly a: number;
    readonly b: number;
    readonly c: number;
    readonly d: number;
    readonly e: number;
    readonly f: number;
  };
}
interface DrawnPicture {
  getBoundingClientRect(): { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
}

/** The hull of everything that a region outlines. */
export async function outlineOf(region: Locator): Promise<readonly Point[]> {
  const corners = await region.locator('polygon.outline').evaluateAll((polygons: DrawnPolygon[]) =>
    polygons.flatMap((polygon) => {
      const { a, b, c, d, e, f } = polygon.getScreenCTM();
      return Array.from(polygon.points, ({ x, y }): [number, number] => [a * x + c * y + e, b * x + d * y + f]);
    }),
  );
  return hull(corners);
}

/** The hull of the given words as they stand in the picture shown, which is not turned. */
export async function wordsOnScreen(picture: Locator, words: readonly DrawnWord[]): Promise<readonly Point[]> {
  const { x, y, width, height } = await picture.evaluate((shown: DrawnPicture) => {
    const { x: left, y: top, width: across, height: down } = shown.getBoundingClientRect();
    return { x: left, y: top, width: across, height: down };
  });
  const corners = words.flatMap(({ corners: values }) =>
    [0, 2, 4, 6].map((at): Point => [x + (values[at] ?? 0) * width, y + (values[at + 1] ?? 0) * height]),
  );
  return hull(corners);
}

/** Waits until a picture that moves has a width as wanted and keeps it from one frame to the next. */
export async function untilStill(picture: Locator, isWanted: (width: number) => boolean): Promise<void> {
  let before = 0;
  for (;;) {
    const { width = 0 } = (await picture.boundingBox()) ?? {};
    if (isWanted(width) && width === before) return;
    before = width;
    await picture.page().evaluate('new Promise((resolve) => requestAnimationFrame(resolve))');
  }
}

/** The words of the picture that make up the quote, one after the other; null when it was read otherwise than it was written. */
export function wordsOf(quote: string, drawn: readonly DrawnWord[]): readonly DrawnWord[] | null {
  const wanted = quote.split(/\s+/).map(bare).filter(Boolean);
  const start = drawn.findIndex((_, from) =>
    wanted.every((word, index) => bare(drawn[from + index]?.text ?? '') === word),
  );
  return start === -1 || wanted.length === 0 ? null : drawn.slice(start, start + wanted.length);
}

/** Signs around a word belong to the sentence, not to the value. */
function bare(word: string): string {
  return word.normalize('NFC').replace(/^[^\p{L}\p{N}+]+|[^\p{L}\p{N}]+$/gu, '');
}

/** What two convex shapes have in common, as a share of what they cover together: 0 to 1. */
export function overlap(one: readonly Point[], other: readonly Point[]): number {
  const common = area(clip(one, other));
  const covered = area(one) + area(other) - common;
  return covered === 0 ? 0 : common / covered;
}

function area(shape: readonly Point[]): number {
  return Math.abs(edgesOf(shape).reduce((sum, [[ax, ay], [bx, by]]) => sum + ax * by - bx * ay, 0)) / 2;
}

function edgesOf(shape: readonly Point[]): readonly (readonly [Point, Point])[] {
  return shape.map((point, index) => [point, shape[(index + 1) % shape.length] ?? point] as const);
}

/** Twice the area of a triangle: positive where the third point is at the left of the way from the first to the second. */
function turnOf([ax, ay]: Point, [bx, by]: Point, [cx, cy]: Point): number {
  return (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
}

/** Andrew's monotone chain: counter-clockwise where y grows upwards. */
export function hull(given: readonly Point[]): readonly Point[] {
  const sorted = [...given].sort(([ax, ay], [bx, by]) => ax - bx || ay - by);
  const chain = (way: readonly Point[]): Point[] => {
    const kept: Point[] = [];
    for (const point of way) {
      while (kept.length > 1 && turnOf(kept.at(-2) ?? point, kept.at(-1) ?? point, point) <= 0) kept.pop();
      kept.push(point);
    }
    return kept.slice(0, -1);
  };
  return [...chain(sorted), ...chain(sorted.toReversed())];
}

/** Sutherland and Hodgman: the part of the subject inside of a convex shape. */
function clip(subject: readonly Point[], within: readonly Point[]): readonly Point[] {
  let left = subject;
  for (const [from, to] of edgesOf(within)) {
    left = edgesOf(left).flatMap(([start, end]) => {
      const [before, after] = [turnOf(from, to, start), turnOf(from, to, end)];
      const share = before / (before - after);
      const crossing: Point = [start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1])];
      if (before >= 0) return after >= 0 ? [end] : [crossing];
      return after >= 0 ? [crossing, end] : [];
    });
  }
  return left;
}
