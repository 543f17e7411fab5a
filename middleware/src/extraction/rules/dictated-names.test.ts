import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Language } from '../../captures/schema.ts';
import { analysisOf } from '../testing/demo.ts';
import { dictatedNames } from './dictated-names.ts';

const CASES: [Language, string, string[]][] = [
  ['fr', 'alors monsieur kalidou dem veut vingt serveurs', ['kalidou dem']],
  ['fr', "la gérante s'appelle narcisse zorbaly elle veut un devis", ['narcisse zorbaly']],
  ['fr', 'le directeur des opérations bassirou gningou nous attend lundi', ['bassirou gningou']],
  ['fr', "j'ai vu keiko zayashi elle est directrice technique du groupe", ['keiko zayashi']],
  ['fr', 'rendez-vous avec anne-lise gomis et jean-luc koffi demain', ['anne-lise gomis', 'jean-luc koffi']],
  ['fr', 'vu modou labé fall et cheikh ould sidi ali ce matin', ['modou labé fall', 'cheikh ould sidi ali']],
  ['fr', 'madame aline fontaine intendante cherche une plateforme', ['aline fontaine']],
  ['en', 'spoke to ifeoma zwachukwu she is the head of procurement there', ['ifeoma zwachukwu']],
  ['en', 'the procurement lady gifty zadu boahen sent the request', ['gifty zadu boahen']],
  ['en', 'mister ebrima faal asked for a quote for the wifi', ['ebrima faal']],
  // Who decides, what is bought and who sells have no names here.
  ['fr', 'monsieur le directeur veut une gmao et la banque attend le devis', []],
  ['fr', "c'est une boîte qui s'appelle zorbal kanté solutions je crois", []],
  ['fr', "l'hôpital awa ndiaye lance un appel d'offres pour des serveurs", []],
  ['fr', 'son mail euh awa point zorbal arobase exemple point sn voilà', []],
  ['en', 'the company is called zorbal kantex and they need laptops', []],
];

for (const [language, text, names] of CASES) {
  test(`people dictated in « ${text} »: ${names.join(', ') || 'none'}`, () => {
    const found = dictatedNames(analysisOf(text, language)).map(({ start, end }) => text.slice(start, end));
    assert.deepEqual(found, names);
  });
}
