import assert from 'node:assert/strict';
import test from 'node:test';

import fc from 'fast-check';

import { sliceEnd, type Grain } from './slice-end.ts';

const grainsOf = (seconds: number, loudness: (at: number) => number, length = 0.06, size = 180): Grain[] =>
  Array.from({ length: Math.round(seconds / length) }, (_, index) => ({
    seconds: length,
    size,
    loudness: loudness(index * length),
  }));
const secondsOf = (grains: readonly Grain[], count: number | null) => (count ?? 0) * (grains[0]?.seconds ?? 0);

test('a slice ends at its quietest moment', () => {
  const grains = grainsOf(40, (at) => (at > 21 && at < 21.6 ? 0.001 : 1));
  const end = secondsOf(grains, sliceEnd(grains, false));
  assert.ok(end > 21.1 && end < 21.6, `it ends at ${end}`);
});

test('a short closure within a word is no pause', () => {
  const grains = grainsOf(40, (at) => (at > 20 && at < 20.06 ? 0 : at > 25 && at < 25.5 ? 0.01 : 1), 0.02);
  const end = secondsOf(grains, sliceEnd(grains, false));
  assert.ok(end > 25 && end < 25.5, `it ends at ${end}`);
});

test('what is quiet before the shortest slice does not count', () => {
  const grains = grainsOf(40, (at) => (at < 14 ? 0 : 1));
  assert.ok(secondsOf(grains, sliceEnd(grains, false)) > 29.9);
});

test('a slice is not told while sound may still come that would change it', () => {
  assert.equal(
    sliceEnd(
      grainsOf(30.9, () => 1),
      false,
    ),
    null,
  );
  assert.notEqual(
    sliceEnd(
      grainsOf(31.2, () => 1),
      false,
    ),
    null,
  );
});

test('a take up to the longest slice is one', () => {
  const grains = grainsOf(29.94, (at) => (at > 20 && at < 21 ? 0 : 1));
  assert.equal(sliceEnd(grains, true), grains.length);
  assert.equal(sliceEnd([], true), 0);
});

test('less than a second is never left over', () => {
  for (const seconds of [30.06, 30.3, 30.9]) {
    const grains = grainsOf(seconds, () => 1);
    const rest = seconds - secondsOf(grains, sliceEnd(grains, true));
    assert.ok(rest >= 0.99, `${rest} s are left of ${seconds}`);
  }
});

test('a slice holds no more bytes than it may', () => {
  const grains = grainsOf(40, () => 1, 0.06, 10_000);
  const end = sliceEnd(grains, true) ?? 0;
  assert.ok(end > 40 && end * 10_000 <= 1_000_000, `${end} grains`);
});

test('a slice that was told stays the same, whatever follows', () => {
  const loudness = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 600, maxLength: 900 });
  fc.assert(
    fc.property(loudness, fc.integer({ min: 500, max: 900 }), fc.constantFrom(100, 3000), (values, there, size) => {
      const grains = values.map((one) => ({ seconds: 0.06, size, loudness: one }));
      const told = sliceEnd(grains.slice(0, there), false);
      if (told !== null && there < grains.length) assert.equal(sliceEnd(grains, true), told);
    }),
    { numRuns: 60, seed: 20_261_121 },
  );
});
