import assert from 'node:assert/strict';
import { test } from 'node:test';

import { french } from '../testing/demo.ts';
import { hasKindWord, isKindAt, kindLength, organisationName } from './organisation-words.ts';

function nameOf(text: string): string {
  return organisationName(french(text), { start: 0, end: text.length });
}

test('a name is written as the org would enter it', () => {
  assert.equal(nameOf('AGENCE NATIONALE DES PHARES ET BALISES'), 'Agence Nationale des Phares et Balises');
  assert.equal(nameOf('SAHEL KERMEL TRANSIT SA'), 'Sahel Kermel Transit SA');
  assert.equal(nameOf('clinique Kermel'), 'Clinique Kermel');
  assert.equal(nameOf('Fonds des Phares (FDP)'), 'Fonds des Phares');
  assert.equal(nameOf('Institut de la\n   | Recherche'), 'Institut de la Recherche');
});

test('an acronym goes without its town, unless many are called so', () => {
  assert.equal(nameOf('SBN Bamako'), 'SBN');
  assert.equal(nameOf('CHR Thiès'), 'CHR Thiès');
});

test('a scanner’s l in a word of capitals is the letter that makes a word', () => {
  assert.equal(nameOf('UNl0N DES ElEVEURS'), 'Union des Eleveurs');
});

test('organisations’ words are found in the plural and in several words', () => {
  const source = french('le port autonome et les boulangeries');
  assert.equal(kindLength(source, 1), 2);
  assert.ok(isKindAt(source, 5));
  assert.ok(!hasKindWord(source, { start: 0, end: 2 }));
});
