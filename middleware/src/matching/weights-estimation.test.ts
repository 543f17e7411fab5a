import assert from 'node:assert/strict';
import { test } from 'node:test';

import { estimateWeights, type LevelsOfPair } from './weights-estimation.ts';

/** The same numbers in every run (mulberry32). */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const FIELDS = { name: ['same', 'near', 'other'], town: ['same', 'other'], phone: ['same', 'other'] };
const TRUTH = {
  prior: 0.1,
  m: { name: [0.8, 0.15, 0.05], town: [0.9, 0.1], phone: [0.7, 0.3] },
  u: { name: [0.01, 0.09, 0.9], town: [0.2, 0.8], phone: [0.02, 0.98] },
};

function drawn(next: () => number, levels: readonly string[], shares: readonly number[]): string {
  let left = next();
  return levels.find((_level, index) => (left -= shares[index] ?? 0) < 0) ?? levels.at(-1)!;
}

function madePairs(count: number): LevelsOfPair[] {
  const next = numbersFrom(7);
  return Array.from({ length: count }, () => {
    const shares = next() < TRUTH.prior ? TRUTH.m : TRUTH.u;
    return {
      name: drawn(next, FIELDS.name, shares.name),
      town: next() < 0.1 ? null : drawn(next, FIELDS.town, shares.town),
      phone: drawn(next, FIELDS.phone, shares.phone),
    };
  });
}

test('learns the weights that made the pairs, without being told which are one', () => {
  const { prior, fields, rounds } = estimateWeights(FIELDS, madePairs(50_000));
  assert.ok(Math.abs(prior - TRUTH.prior) < 0.01, `prior ${prior}`);
  for (const side of ['m', 'u'] as const) {
    for (const [field, levels] of Object.entries(FIELDS)) {
      for (const [index, level] of levels.entries()) {
        const expected = TRUTH[side][field as keyof typeof FIELDS][index]!;
        const found = fields[field]![level]![side];
        assert.ok(Math.abs(found - expected) < 0.03, `${side} of ${field} ${level}: ${found}, made with ${expected}`);
      }
    }
  }
  assert.ok(rounds > 1);
});

test('gives shares above 0 that sum to 1, even for no pairs and for levels nobody saw', () => {
  for (const pairs of [[], [{ name: 'same', town: null, phone: null }]]) {
    const { prior, fields } = estimateWeights(FIELDS, pairs);
    assert.ok(prior > 0 && prior < 1);
    for (const levels of Object.values(fields)) {
      for (const side of ['m', 'u'] as const) {
        const shares = Object.values(levels).map((level) => level[side]);
        assert.ok(shares.every((share) => share > 0));
        assert.ok(Math.abs(shares.reduce((sum, share) => sum + share, 0) - 1) < 1e-9);
      }
    }
  }
});
