import assert from 'node:assert/strict';
import { test } from 'node:test';

import { carryOver } from './carrying.ts';
import { joinPages, typedPage } from './joining.ts';
import type { Reading } from './schema.ts';

/** A reading of pages in which every word has a place of its own, in lines of a page. */
function readingOf(...texts: string[]): Reading {
  const pages = texts.map((text, index) => ({
    take: index + 1,
    inside: [],
    fileName: null,
    page: {
      kind: 'picture' as const,
      pageOfFile: 1,
      width: 100,
      height: 100,
      legibility: 'good' as const,
      problem: null,
      text,
      words: text.split('\n').flatMap((line, row) =>
        Array.from(line.matchAll(/\S+/g), ({ 0: word, index: column }) => {
          const start = text.split('\n').slice(0, row).join('\n').length + (row > 0 ? 1 : 0) + column;
          const [left, top] = [column / 100, row / 10];
          const [right, bottom] = [left + word.length / 100, top + 0.05];
          const corners = [left, top, right, top, right, bottom, left, bottom];
          return { start, end: start + word.length, corners, confidence: 0.5 };
        }),
      ),
    },
  }));
  return joinPages(pages, 'fr');
}

/** Every word of a reading that has a place: its text, the word whose place it has, and how sure that is. */
function placed(carried: Reading, read: Reading) {
  return carried.words.map((word) => {
    const left = (corners: number[]) => corners.slice(0, 2).join();
    const old = read.words.find(({ page, corners }) => page === word.page && left(corners) === left(word.corners));
    const there = old ? read.text.slice(old.start, old.end) : '?';
    return [carried.text.slice(word.start, word.end), there, word.confidence];
  });
}

const carry = (read: Reading, text: string) => carryOver(read, { text, language: 'fr' });

test('words that stay keep their places and their confidence', () => {
  const read = readingOf('Devis pour Atelier Morel', 'Total 1200 EUR');
  const carried = carry(read, read.text);
  assert.deepEqual(carried, { ...read, corrected: true });
});

test('a corrected word stands where the wrong one stood, and is sure', () => {
  const read = readingOf('Devis pour Ate1ier Morel\nTotal l200 EUR');
  const carried = carry(read, 'Devis pour Atelier Morel\nTotal 1200 EUR');
  assert.deepEqual(placed(carried, read), [
    ['Devis', 'Devis', 0.5],
    ['pour', 'pour', 0.5],
    ['Atelier', 'Ate1ier', 1],
    ['Morel', 'Morel', 0.5],
    ['Total', 'Total', 0.5],
    ['1200', 'l200', 1],
    ['EUR', 'EUR', 0.5],
  ]);
});

test('two words for one share its place; one word for two covers both', () => {
  const read = readingOf('AtelierMorel a Saint Malo');
  const carried = carry(read, 'Atelier Morel a Saint-Malo');
  assert.deepEqual(placed(carried, read), [
    ['Atelier', 'AtelierMorel', 1],
    ['Morel', 'AtelierMorel', 1],
    ['a', 'a', 0.5],
    ['Saint-Malo', 'Saint', 1],
  ]);
  assert.equal(carried.words.at(-1)?.corners[2], read.words.at(-1)?.corners[2], 'as far as the second word');
});

test('words that are added have no place, words that are removed leave none', () => {
  const read = readingOf('un deux trois');
  assert.deepEqual(placed(carry(read, 'un deux et demi trois'), read), [
    ['un', 'un', 0.5],
    ['deux', 'deux', 0.5],
    ['trois', 'trois', 0.5],
  ]);
  assert.deepEqual(placed(carry(read, 'un trois'), read), [
    ['un', 'un', 0.5],
    ['trois', 'trois', 0.5],
  ]);
});

test('lines that are all written anew keep their lines', () => {
  const read = readingOf('xx yy\nzz ww vv\nuu');
  const carried = carry(read, 'Relancer Karim\navant le comité\nVendredi');
  assert.deepEqual(
    placed(carried, read).map(([, there]) => there),
    ['xx', 'yy', 'zz', 'ww', 'vv', 'uu'],
  );
});

test('pages begin and end where their words do', () => {
  const read = readingOf('première page', '', 'troisième page');
  const textOf = (carried: Reading) => carried.pages.map(({ start, end }) => carried.text.slice(start, end));
  assert.deepEqual(textOf(carry(read, 'la première page\n\nun ajout\n\ntroisième')), [
    'la première page\n\nun ajout',
    '',
    'troisième',
  ]);
  assert.deepEqual(textOf(carry(read, 'troisième page')), ['', '', 'troisième page']);
  assert.deepEqual(textOf(carry(read, '')), ['', '', '']);
});

test('what was typed beside files stays the first page', () => {
  const read = joinPages(typedPage('Rappeler lundi'), 'fr');
  assert.deepEqual(carry(read, 'Rappeler mardi').pages[0], { ...read.pages[0], end: 14 });
});

/** Texts of the greatest length that have as little in common as two texts can. */
const HOSTILE: [string, (index: number) => string, (index: number) => string][] = [
  ['other words', (index) => `a${index} `, (index) => `b${index} `],
  ['the same words in another order', (index) => `${index} `, (index) => `${(index * 7919) % 30_011} `],
  ['two letters in turn', (index) => (index % 2 ? 'a ' : 'b '), (index) => (index % 3 ? 'a ' : 'b ')],
  ['lines of one letter', (index) => `${index % 7}\n`, (index) => `${index % 11}\n`],
  [
    'many lines that differ a little',
    (index) => `${index % 3}${index % 40 ? ' ' : '\n'}`,
    (index) => `${index % 4}${index % 40 ? ' ' : '\n'}`,
  ],
];

for (const [name, before, after] of HOSTILE) {
  test(`the longest texts are compared without end in sight: ${name}`, { timeout: 20_000 }, () => {
    const long = (piece: (index: number) => string) =>
      Array.from({ length: 200_000 }, (_, index) => piece(index))
        .join('')
        .slice(0, 200_000);
    const text = long(after);
    const carried = carry(joinPages(typedPage(long(before)), 'fr'), text);
    assert.equal(carried.text, text);
  });
}
