import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { alignWords } from './alignment.ts';
import { foldWord, wordsOfName } from './folding.ts';
import { jaroWinkler, slipsBetween, wordLikeness } from './similarity.ts';

describe('words of a name', () => {
  it('are folded, and letters set apart are one word', () => {
    const words = (name: string) => wordsOfName(name).words.map(({ folded }) => folded);
    assert.deepEqual(words('Łoś & Sœurs'), ['los', 'soeurs']);
    assert.deepEqual(words('A. B. C. Diop'), ['abc', 'diop']);
    assert.deepEqual(words('O’Brien d’Or'), ['obrien', 'or']);
    assert.equal(foldWord('STRASSE'), foldWord('straße'));
  });
});

describe('two words', () => {
  it('differ by slips of the pen', () => {
    assert.equal(slipsBetween('dakar', 'daakr'), 1);
    assert.equal(slipsBetween('dakar', 'dakr'), 1);
    assert.equal(slipsBetween('dakar', 'thies'), 5);
    assert.ok(wordLikeness('kassoumaye', 'kassoumay') > 0.8);
    assert.equal(wordLikeness('cofa', 'sofia'), 0);
    assert.equal(wordLikeness('lot12', 'lot13'), 0, 'figures are no slip');
  });

  it('are alike as Winkler has it', () => {
    assert.ok(Math.abs(jaroWinkler('martha', 'marhta') - 0.9611) < 0.001);
    assert.ok(Math.abs(jaroWinkler('dixon', 'dicksonx') - 0.8133) < 0.001);
    assert.equal(jaroWinkler('', 'x'), 0);
  });

  it('are as alike one way as the other', () => {
    for (const [one, other] of [
      ['kewoulo', 'kewolou'],
      ['tech', 'technologies'],
      ['grand', 'grands'],
    ] as const) {
      assert.equal(wordLikeness(one, other), wordLikeness(other, one));
      assert.equal(jaroWinkler(one, other), jaroWinkler(other, one));
    }
  });
});

describe('two names laid against each other', () => {
  it('share words in any order, abbreviated, slipped, or run together', () => {
    const left = (one: string, other: string) => {
      const { onlyOne, onlyOther } = alignWords(one.split(' '), other.split(' '));
      return [...onlyOne, ...onlyOther].join(' ');
    };
    assert.equal(left('air afrique', 'airafrique'), '');
    assert.equal(left('airafrique', 'air afrique'), '');
    assert.equal(left('dept achats', 'departement achats'), '');
    assert.equal(left('froid djembering', 'djemberin froid'), '');
    assert.equal(left('orange mali', 'orange senegal'), 'mali senegal');
  });
});
