import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { bitsOf, judge, WEIGHTS } from './weights.ts';

describe('the likelihood', () => {
  it('is the prior where nothing is known, and doubles its odds with every bit', () => {
    assert.equal(judge(0.2, []).score, 0.2);
    const { score } = judge(0.2, [{ bits: 3, reason: 'same-name' }]);
    assert.ok(Math.abs(score / (1 - score) - 2) < 1e-9);
    assert.ok(judge(0.2, [{ bits: -3, reason: 'other-domain' }]).score < 0.2);
  });

  it('stays a likelihood under any weight of evidence, and under what rules leave to a person', () => {
    assert.equal(judge(0.2, [{ bits: 5000, reason: null }]).score, 1);
    assert.equal(judge(0.2, [{ bits: -5000, reason: null }]).score, 0);
    assert.equal(judge(0.2, [{ bits: 5000, reason: null }], 0.94).score, 0.94);
  });

  it('tells its reasons once each, the weightiest first, for or against', () => {
    const { reasons } = judge(0.2, [
      { bits: 1, reason: 'same-country' },
      { bits: -6, reason: 'other-domain' },
      { bits: 4, reason: 'same-name' },
      { bits: 9, reason: null },
      { bits: 0.5, reason: 'same-name' },
    ]);
    assert.deepEqual(reasons, ['other-domain', 'same-name', 'same-country']);
  });
});

describe('the weights that ship', () => {
  it('speak for agreement and against difference', () => {
    for (const { fields } of Object.values(WEIGHTS)) {
      for (const [field, levels] of Object.entries(fields)) {
        const { same, other } = levels as Record<string, { m: number; u: number }>;
        assert.ok(same && bitsOf(same) > 0, `${field} same`);
        if (other) assert.ok(bitsOf(other) < 0, `${field} other`);
      }
    }
  });

  it('share out no more than all pairs among the levels of a field', () => {
    for (const { fields } of Object.values(WEIGHTS)) {
      for (const [field, levels] of Object.entries(fields)) {
        for (const side of ['m', 'u'] as const) {
          const sum = Object.values(levels as Record<string, { m: number; u: number }>)
            .map((level) => level[side])
            .reduce((total, share) => total + share, 0);
          assert.ok(sum <= 1.06, `${side} of ${field}: ${sum}`);
        }
      }
    }
  });
});
