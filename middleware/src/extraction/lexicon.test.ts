import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';

import { findCues, lexiconOf, phraseLengths, readLexiconFile, within } from './lexicon.ts';
import { french } from './testing/demo.ts';

test('finds the longest phrase, whatever its case, accents and signs, and all endings of a stem', () => {
  const lexicon = lexiconOf([{ tender: ["appel d'offres"], demand: ['appel', 'renouvel*'] }]);
  const source = french('Appel d’Offres puis APPEL, à renouveler');
  assert.deepEqual(
    findCues(source, lexicon).map(({ concept, start, end }) => [concept, source.text.slice(start, end)]),
    [
      ['tender', 'Appel d’Offres'],
      ['demand', 'APPEL'],
      ['demand', 'renouveler'],
    ],
  );
});

test('every lexicon file is a map from a concept to phrases', () => {
  for (const folder of ['fr', 'en', 'international']) {
    for (const file of readdirSync(new URL(`./lexicons/${folder}/`, import.meta.url))) {
      assert.doesNotThrow(() => readLexiconFile(folder, file.replace('.json', '')), file);
    }
  }
});

test('within takes only what lies wholly inside', () => {
  const items = [
    { start: 0, end: 2 },
    { start: 3, end: 6 },
    { start: 7, end: 12 },
  ];
  assert.deepEqual(within(items, { start: 3, end: 10 }), [{ start: 3, end: 6 }]);
});

test('tells at each word how long the longest phrase is, and nothing beyond the text', () => {
  const lengthAt = phraseLengths(lexiconOf([{ tender: ["appel d'offres"], demand: ['appel'] }]));
  const source = french('Appel d’Offres puis appel');
  const places = [-1, 0, 1, 4, 9];
  assert.deepEqual(
    places.map((index) => lengthAt(source, index)),
    [0, 3, 0, 1, 0],
  );
  assert.equal(lengthAt(source, 0), 3);
});
