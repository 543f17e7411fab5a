import assert from 'node:assert/strict';
import test from 'node:test';

import { tone } from '../../testing/sounds.ts';
import { isSilent, levelsOf, powerOf, silentBetween } from './levels.ts';

test('loudness is told in dBFS, one figure each tenth of a second', () => {
  const levels = levelsOf(Float32Array.from([...tone(16_000, 0.2, 1000, 1), ...tone(16_000, 0.25, 1000, 0.1)]), 16_000);
  assert.deepEqual(levels, [-3, -3, -23, -23, -23]);
  assert.deepEqual(levelsOf(new Float32Array(1600), 16_000), [-100]);
  assert.deepEqual(levelsOf(Float32Array.of(5, 5), 16_000), [0]);
  assert.deepEqual(levelsOf(new Float32Array(), 16_000), []);
});

test('what is no number is silence', () => {
  assert.equal(powerOf(Float32Array.of(NaN, 1)), 0);
  assert.equal(powerOf(new Float32Array()), 0);
});

test('a quiet microphone is not taken for silence, and a muted one is', () => {
  assert.equal(isSilent([-70, -100, -82.5]), true);
  assert.equal(isSilent([-70, -52, -80]), false);
  assert.equal(isSilent(null), false);
});

test('nobody speaks between two moments', () => {
  const levels = [-20, -20, -80, -90, -90, -30];
  assert.equal(silentBetween(levels, 0.2, 0.5), true);
  assert.equal(silentBetween(levels, 0.15, 0.5), false);
  assert.equal(silentBetween(levels, 0.3, 0.3), true);
  assert.equal(silentBetween(levels, 2, 3), false);
  assert.equal(silentBetween(null, 0, 1), false);
});
