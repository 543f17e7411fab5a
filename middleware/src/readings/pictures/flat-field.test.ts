import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { GreyPicture } from '../ocr/recognised.ts';
import { flattenLight } from './flat-field.ts';

const SIDE = 320;

/** Paper of this grey from left to right, with a stroke of another across it. */
function paper(light: (x: number) => number, stroke: (around: number) => number): GreyPicture {
  const pixels = new Uint8Array(SIDE * SIDE);
  for (let y = 0; y < SIDE; y += 1) {
    for (let x = 0; x < SIDE; x += 1) pixels[y * SIDE + x] = y === 160 ? stroke(light(x)) : light(x);
  }
  return { pixels, width: SIDE, height: SIDE };
}

const at = ({ pixels }: GreyPicture, x: number, y: number) => pixels[y * SIDE + x] ?? 0;

test('a bright page in even light stays as it is', async () => {
  const page = paper(
    () => 250,
    () => 20,
  );
  assert.equal(await flattenLight(page), page);
});

for (const [name, light, stroke] of [
  ['in a shadow', (x: number) => 240 - x / 3, (around: number) => around * 0.3],
  ['of a dark card with light letters', () => 60, () => 200],
] as const) {
  test(`paper is bright and letters are dark on a picture ${name}`, async () => {
    const flat = await flattenLight(paper(light, stroke));
    for (const x of [40, 160, 280]) {
      assert.ok(at(flat, x, 80) > 200, 'paper');
      assert.ok(at(flat, x, 160) < 150, 'ink');
    }
  });
}
