import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import type { RecognisedLine } from '../ocr/recognised.ts';
import { legibilityOf, withDoubt, withoutJunk } from './legibility.ts';

const box = { left: 0, top: 0, right: 40, bottom: 20 };
function line(...words: readonly (readonly [text: string, confidence: number])[]): RecognisedLine {
  return { words: words.map(([text, confidence]) => ({ text, confidence, box })) };
}
const textsOf = (lines: readonly RecognisedLine[]) => lines.map(({ words }) => words.map(({ text }) => text).join(' '));

describe('a line of words', () => {
  it('that was read as handwriting is believed in none of its words', () => {
    const [doubted] = withDoubt([line(['rappeler', 0.7], ['mardi', 0.6], ['14', 0.95], ['matin', 0.92])]);
    assert.ok(doubted?.words.every(({ confidence }) => confidence < 0.55));
  });

  it('of print keeps what its reader said, though a figure or an address was hard to read', () => {
    const lines = [
      line(['Budget', 0.96], ['annoncé', 0.95], ['16', 0.5], ['975', 0.4]),
      line(['Contact', 0.95], ['c.faye@coop-ferlo.sn', 0.5]),
      line(['seul', 0.4]),
    ];
    assert.deepEqual(withDoubt(lines), lines);
  });

  it('is left out when it is made of what is no word', () => {
    const lines = [line(['|', 0.2], ['~', 0.5]), line(['l', 0.1], ['Nantes', 0.4]), line(['\u200B', 0.9])];
    assert.deepEqual(textsOf(withoutJunk(lines)), ['Nantes']);
  });
});

describe('a page', () => {
  const print = line(['Directeur', 0.96], ['administratif', 0.95]);
  const hand = line(['rappeler', 0.7], ['mardi', 0.6], ['matin', 0.92]);

  it('of print is good, of handwriting poor, without words neither', () => {
    assert.equal(legibilityOf([print]), 'good');
    assert.equal(legibilityOf(withDoubt([hand])), 'poor');
    assert.equal(legibilityOf([]), null);
  });

  it('of print on which much was written by hand is poor', () => {
    assert.equal(legibilityOf(withDoubt([print, print, hand])), 'poor');
    assert.equal(legibilityOf(withDoubt([print, print, print, print, print, print, hand])), 'good');
  });

  it('is not poor because of one long address', () => {
    assert.equal(legibilityOf([print, print, print, line(['aissatou.gueye@baobab-logistique.sn', 0.5])]), 'good');
  });
});
