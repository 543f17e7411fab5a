import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import type { Reading, Word } from './schema.ts';
import { viewOf } from './view.ts';

/** Words on one line of a page, in the text that they are joined to. */
function readingOf(...given: readonly (readonly [text: string, confidence: number, page?: number])[]): Reading {
  const words: Word[] = [];
  let start = 0;
  for (const [index, [text, confidence, page = 1]] of given.entries()) {
    const [left, right] = [index * 0.1, index * 0.1 + 0.08];
    words.push({
      start,
      end: start + text.length,
      page,
      corners: [left, 0, right, 0, right, 0.1, left, 0.1],
      confidence,
    });
    start += text.length + 1;
  }
  return { text: given.map(([text]) => text).join(' '), language: 'fr', corrected: false, pages: [], words };
}

describe('a reading as its owner sees it', () => {
  const unsureOf = (reading: Reading) => viewOf(reading).unsure.map(({ start, end }) => reading.text.slice(start, end));

  it('names the words that were hard to read, those beside each other together', () => {
    const reading = readingOf(['Mme', 0.95], ['Rokhaya', 0.4], ['Diatta', 0.2], ['achète', 0.9], ['40', 0.1]);
    assert.deepEqual(unsureOf(reading), ['Rokhaya Diatta', '40']);
  });

  it('says where they are, and leaves the places of all others out', () => {
    const view = viewOf(readingOf(['Mme', 0.95], ['Rokhaya', 0.4], ['Diatta', 0.2]));
    assert.equal('words' in view, false);
    const [stretch] = view.unsure;
    assert.equal(stretch?.regions.length, 1);
    const [region] = stretch?.regions ?? [];
    assert.equal(region?.page, 1);
    for (const [index, expected] of [0.1, 0, 0.28, 0, 0.28, 0.1, 0.1, 0.1].entries())
      assert.ok(Math.abs((region?.corners[index] ?? -1) - expected) < 1e-9, `${index}`);
  });

  it('joins nothing over the end of a page', () => {
    assert.deepEqual(unsureOf(readingOf(['un', 0.1, 1], ['deux', 0.1, 2])), ['un', 'deux']);
  });

  it('has nothing unsure where nothing was guessed', () => {
    assert.deepEqual(viewOf(readingOf(['tapé', 1])).unsure, []);
    assert.deepEqual(viewOf(readingOf()).unsure, []);
  });
});
