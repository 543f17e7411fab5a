import assert from 'node:assert/strict';
import { test } from 'node:test';

import { accuracyLosses, benchmarkExtraction } from './extraction.ts';
import { scoreOf, readByRules, readGold } from './extraction-scores.ts';

test('the rules read every set of gold notes as well as recorded', () => {
  assert.deepEqual(accuracyLosses(), []);
});

test('the scorer tells notes that were read from notes that gave nothing', () => {
  const { sets } = readGold(new URL('../fixtures/gold', import.meta.url).pathname);
  const [first] = sets;
  assert.ok(first);
  const read = readByRules(first.notes.slice(0, 4));
  const blank = read.map((one) => ({ ...one, prediction: '{"id":"","opportunities":[]}' }));
  const [honest, empty] = [scoreOf(read), scoreOf(blank)];
  assert.ok(honest.valueAccuracy > empty.valueAccuracy, 'the scorer sees the difference');
});

test('a folder without gold notes is refused', () => {
  assert.throws(() => benchmarkExtraction({ data: import.meta.dirname }, () => undefined), /no gold notes/);
});
