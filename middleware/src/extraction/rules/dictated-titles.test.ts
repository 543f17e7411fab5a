import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Language } from '../../captures/schema.ts';
import { analysisOf } from '../testing/demo.ts';
import { dictatedNames } from './dictated-names.ts';
import { dictatedTitle } from './dictated-titles.ts';

const CASES: [Language, string, string | null][] = [
  ['fr', "j'ai vu le chef du magasin c'est un ancien pompier il s'appelle narcisse dolabou", 'chef du magasin'],
  ['fr', 'la directrice soeur anne-lise gomis veut des chaises', 'directrice'],
  ['fr', "carine zoumba directrice des achats de l'hôtel zokoro palace", 'directrice des achats'],
  ['fr', "le dsi de la banque de l'union c'est awa ndiaye", 'dsi'],
  ['en', 'the guy is kofi mensah he is the head of it operations there', 'head of it operations'],
  ['fr', 'awa ndiaye directrice quinze serrures connectées quatre millions', 'directrice'],
  ['fr', "c'est la directrice awa ndiaye et puis modou fall", 'directrice'],
  ['fr', "sous quinze jours m'a dit awa ndiaye hier", null],
  ['fr', 'docteur awa ndiaye veut un devis', null],
];

for (const [language, text, title] of CASES) {
  test(`the title of the first person in « ${text} » is ${title ?? 'not told'}`, () => {
    const analysis = analysisOf(text, language);
    const name = dictatedNames(analysis)[0];
    assert.ok(name);
    const found = dictatedTitle(analysis, name);
    assert.equal(found && text.slice(found.start, found.end), title);
  });
}

test('a title that follows one name is not of the next', () => {
  const analysis = analysisOf("alors awa ndiaye directrice c'est modou fall qui décide demain matin je crois bien");
  const names = dictatedNames(analysis);
  assert.equal(names.length, 2);
  assert.equal(names[1] && dictatedTitle(analysis, names[1]), null);
});
