import assert from 'node:assert/strict';
import test from 'node:test';

import { tone } from '../../testing/sounds.ts';
import { powerOf } from './levels.ts';
import { resample } from './resampling.ts';

const decibels = (samples: Float32Array) => 10 * Math.log10(powerOf(samples, 200, samples.length - 200));

test('what the new rate holds keeps its level and its pitch', async (t) => {
  for (const rate of [8_000, 11_025, 22_050, 24_000, 32_000, 44_100, 44_099, 48_000, 96_000])
    await t.test(String(rate), () => {
      const resampled = resample(tone(rate, 1, 1000, 0.5), rate, 16_000);
      assert.equal(resampled.length, 16_000);
      const same = tone(16_000, 1, 1000, 0.5);
      const error = resampled.map((sample, index) => sample - (same[index] ?? 0));
      assert.ok(Math.abs(decibels(resampled) - decibels(same)) < 0.05, `${decibels(resampled)} dB`);
      assert.ok(decibels(error) < -55, `it is wrong by ${decibels(error)} dB`);
    });
});

test('what the new rate does not hold comes back as no other tone', async (t) => {
  for (const [rate, hertz] of [
    [48_000, 10_000],
    [44_100, 12_000],
    [44_100, 15_000],
    [96_000, 30_000],
  ] as const)
    await t.test(`${hertz} at ${rate}`, () => {
      const left = decibels(resample(tone(rate, 1, hertz, 0.5), rate, 16_000));
      assert.ok(left < -60, `${left} dB are left`);
    });
});

test('the same rate is left as it is, and nothing stays nothing', () => {
  const samples = Float32Array.of(0.1, 0.2);
  assert.equal(resample(samples, 16_000, 16_000), samples);
  assert.equal(resample(new Float32Array(), 48_000, 16_000).length, 0);
});
