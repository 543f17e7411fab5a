import assert from 'node:assert/strict';
import { test } from 'node:test';

import { accuracyFrom, accuracyOf, bestAccuracy } from './matching-accuracy-figures.ts';

test('precision, recall and F1 count what was found wrongly and what was missed', () => {
  assert.deepEqual(accuracyOf(3, 1, 3), { precision: 0.75, recall: 0.5, f1: 0.6 });
  assert.deepEqual(accuracyOf(0, 0, 2), { precision: 0, recall: 0, f1: 0 });
  assert.deepEqual(accuracyOf(0, 0, 0), { precision: 1, recall: 1, f1: 1 });
});

test('pairs that were never compared are missed', () => {
  const pairs = [
    { score: 0.9, same: true },
    { score: 0.6, same: false },
    { score: 0.4, same: true },
  ];
  assert.equal(accuracyFrom(0.5, pairs, 4).recall, 0.25);
  assert.equal(accuracyFrom(0.5, pairs, 4).precision, 0.5);
  assert.equal(bestAccuracy(pairs, 2).threshold, 0.4);
  assert.equal(bestAccuracy(pairs, 1).f1 > accuracyFrom(0.6, pairs, 1).f1, true);
});
