import assert from 'node:assert/strict';
import { test } from 'node:test';

import { regionsOf } from './regions.ts';
import type { Corners, Word } from './schema.ts';

/** A word in a picture that is turned by some degrees about its upper left corner. */
function word(start: number, end: number, [left, top, right, bottom]: number[], degrees = 0, page = 1): Word {
  const angle = (degrees * Math.PI) / 180;
  const turned = (x = 0, y = 0) => [
    x * Math.cos(angle) - y * Math.sin(angle),
    x * Math.sin(angle) + y * Math.cos(angle),
  ];
  const corners = [turned(left, top), turned(right, top), turned(right, bottom), turned(left, bottom)].flat();
  return { start, end, page, corners, confidence: 0.9 };
}

function near(found: Corners | undefined, meant: Corners): void {
  assert.equal(found?.length, 8);
  for (const [index, value] of meant.entries()) assert.ok(Math.abs((found[index] ?? 9) - value) < 1e-9, `${found}`);
}

test('the words of a line are one region, from the top of the tallest to the bottom of the lowest', () => {
  const words = [word(0, 4, [0.1, 0.12, 0.2, 0.15]), word(5, 9, [0.22, 0.1, 0.3, 0.16])];
  const regions = regionsOf({ words }, 0, 9);
  assert.equal(regions.length, 1);
  near(regions[0]?.corners, [0.1, 0.1, 0.3, 0.1, 0.3, 0.16, 0.1, 0.16]);
});

test('a line that runs aslant has a region that runs aslant', () => {
  const words = [word(0, 4, [0.2, 0.1, 0.3, 0.14], 8), word(5, 9, [0.32, 0.1, 0.7, 0.14], 8)];
  const regions = regionsOf({ words }, 0, 9);
  assert.equal(regions.length, 1);
  near(regions[0]?.corners, word(0, 9, [0.2, 0.1, 0.7, 0.14], 8).corners);
});

test('two lines, two columns and two pages are regions of their own', () => {
  const words = [
    word(0, 4, [0.5, 0.1, 0.9, 0.14]),
    word(5, 9, [0.1, 0.16, 0.4, 0.2]),
    word(10, 14, [0.5, 0.3, 0.9, 0.34]),
    word(15, 19, [0.5, 0.3, 0.9, 0.34], 0, 2),
  ];
  assert.deepEqual(
    regionsOf({ words }, 2, 19).map(({ page }) => page),
    [1, 1, 1, 2],
  );
});

test('words beside a stretch, and text without a picture, have no region', () => {
  const words = [word(0, 4, [0.1, 0.1, 0.2, 0.2]), word(9, 12, [0.3, 0.1, 0.4, 0.2])];
  assert.deepEqual(regionsOf({ words }, 4, 9), []);
  assert.deepEqual(regionsOf({ words: [] }, 0, 100), []);
  assert.equal(regionsOf({ words }, 3, 4).length, 1);
});
