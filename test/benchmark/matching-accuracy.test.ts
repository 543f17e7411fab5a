import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { figuresOf, ownFailures, ownFigures, type OwnPair } from './matching-accuracy-own.ts';

const pair = (label: OwnPair['label'], verdict: OwnPair['verdict']): OwnPair => ({
  label,
  verdict,
  score: 0.5,
  told: 'one / other',
});

describe('the own pairs', () => {
  it('are told apart as well as their floors ask', () => {
    const figures = ownFigures();
    assert.deepEqual(ownFailures(figures), []);
    assert.deepEqual(
      figures.map(({ set, pairs }) => [set, pairs.length >= 40]),
      [
        ['accounts', true],
        ['accounts-held-out', true],
        ['people', true],
        ['deals', true],
      ],
    );
  });

  it('hold no account proposed at once that is another one', () => {
    const accounts = ownFigures().filter(({ set }) => set.startsWith('accounts'));
    assert.deepEqual(
      accounts.flatMap(({ wrongAtOnce }) => wrongAtOnce.map(({ told }) => told)),
      [],
    );
  });
});

describe('the figures of own pairs', () => {
  it('count a question about two as wrong, and one that a person must decide only when it is proposed at once', () => {
    const figures = figuresOf('accounts', [
      pair('same', 'ask'),
      pair('same', null),
      pair('ask', 'ask'),
      pair('ask', null),
      pair('ask', 'same'),
      pair('different', 'ask'),
      pair('different', null),
    ]);
    assert.equal(figures.accuracy.precision, 1 / 3);
    assert.equal(figures.accuracy.recall, 1 / 2);
    assert.equal(figures.wrongAtOnce.length, 1);
    assert.match(ownFailures([figures])[0]!, /^matching: F1 of accounts is 0\.4000, under/);
  });
});
