import assert from 'node:assert/strict';
import { test } from 'node:test';

import sharp from 'sharp';

import { renderDocument } from '../../testing/rendered/documents.ts';
import type { GreyPicture } from '../ocr/recognised.ts';
import { skewsOf } from './skew.ts';

async function letterTurned(degrees: number): Promise<GreyPicture> {
  const { data, info } = await sharp(renderDocument('letter').jpeg)
    .greyscale()
    .rotate(degrees, { background: '#f0f0f0' })
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { pixels: data, width: info.width, height: info.height };
}

for (const degrees of [-9, -1, 0, 3]) {
  test(`lines of a page turned by ${degrees} degrees run across it, aslant by as much`, async () => {
    const { across, down } = await skewsOf(await letterTurned(degrees));
    assert.ok(Math.abs(across.degrees - degrees) < 0.3, String(across.degrees));
    assert.ok(across.clearness > down.clearness);
  });
}

for (const degrees of [90, 267]) {
  test(`lines of a page turned by ${degrees} degrees run down it`, async () => {
    const { across, down } = await skewsOf(await letterTurned(degrees));
    const aslant = degrees === 90 ? 0 : -3;
    assert.ok(Math.abs(down.degrees - aslant) < 0.3, String(down.degrees));
    assert.ok(down.clearness > across.clearness);
  });
}

test('an empty page is not aslant', async () => {
  const { across, down } = await skewsOf({ pixels: new Uint8Array(90_000).fill(255), width: 300, height: 300 });
  assert.deepEqual([across.degrees, down.degrees], [0, 0]);
});
