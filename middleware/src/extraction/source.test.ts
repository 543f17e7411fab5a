import assert from 'node:assert/strict';
import { test } from 'node:test';

import { fold, foldInPlace, sourceOf, touches } from './source.ts';

test('the three views of a source have the same length and places', () => {
  const text = 'Décision\u00A0: 45 M€ 😀 l’œuvre, İstanbul, 2O26 مرحبا';
  const source = sourceOf(text, 'fr');
  assert.equal(source.clear.length, text.length);
  assert.equal(source.folded.length, text.length);
  for (const word of source.words) assert.equal(source.folded.slice(word.start, word.end), word.folded);
});

test('folds case and accents', () => {
  assert.equal(foldInPlace('ÉTÉ Ndèye'), 'ete ndeye');
  assert.equal(fold("Côte d'Ivoire — S.A."), 'cote d ivoire s a');
});

test('finds whether a span overlaps one of many', () => {
  const spans = [
    { start: 2, end: 5 },
    { start: 8, end: 9 },
  ];
  assert.equal(touches(spans, { start: 4, end: 6 }), true);
  assert.equal(touches(spans, { start: 5, end: 8 }), false);
  assert.equal(touches([], { start: 0, end: 1 }), false);
});
