import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { othersOf } from './others.ts';

const wordsOf = (text: string) => text.split(' ').map((word) => ({ text: word, from: 0, to: 1, confidence: 1 }));
const others = (kept: string, ...transcripts: string[]) =>
  othersOf(wordsOf(kept), transcripts, 0).map(({ first, last, text }) => [first, last, text]);

describe('what words may have been instead', () => {
  for (const [what, kept, other, found] of [
    ['one word', 'budget 45 millions.', 'budget 45 milliards', [[2, 2, 'milliards']]],
    ['some for one', 'chez Sonatel hier', 'chez son atelier hier', [[1, 1, 'son atelier']]],
    ['one for some', 'chez son atelier hier', 'chez Sonatel hier', [[1, 2, 'Sonatel']]],
    ['one more', 'un budget', 'un petit budget', [[0, 0, 'un petit']]],
    ['one more at the beginning', 'budget', 'petit budget', [[0, 0, 'petit budget']]],
    ['one less', 'un petit budget', 'un budget', [[0, 1, 'un']]],
    ['one less at the beginning', 'petit budget', 'budget', [[0, 1, 'budget']]],
    ['signs and capitals alone', 'Budget, oui.', 'budget oui', []],
    ['the same', 'budget', 'budget', []],
    ['nothing', 'budget', '', []],
    ['another sentence', 'a b c d e f g h i', 'z y x w v u t s r', []],
  ] as const) {
    it(`is found: ${what}`, () => assert.deepEqual(others(kept, other), found));
  }

  it('is told once, whoever heard it', () => {
    assert.deepEqual(others('45 millions', '45 milliards', '45 Milliards.'), [[1, 1, 'milliards']]);
  });

  it('stands in its place after the words before', () => {
    assert.deepEqual(othersOf(wordsOf('45 millions'), ['45 milliards'], 7), [{ first: 8, last: 8, text: 'milliards' }]);
  });
});
