import assert from 'node:assert/strict';
import { test } from 'node:test';

import { analysisOf, extractNote } from './testing/demo.ts';

const clear = (text: string): string => analysisOf(text).source.clear;

test('a filled paragraph is one text, its places unmoved', () => {
  const letter =
    'Bonjour,\n\nNotre directrice générale a validé le projet ; contactez Mme Ndeye\nAstou Thioune, responsable des achats, pour le devis des\nserveurs. Nous décidons lundi.\n\nCordialement,\nAwa Ndiaye\n';
  const view = clear(letter);
  assert.equal(view.length, letter.length);
  assert.match(view, /Mme Ndeye Astou Thioune/);
  assert.match(view, /devis des serveurs/);
  const contact = extractNote(letter).deals[0]?.contacts[0];
  assert.equal(contact?.lastName.value, 'Thioune');
});

test('a small word at the end of a line waits for the next', () => {
  assert.match(
    clear('Nous avons prévu pour cela un budget de\n45 000 000 FCFA et nous décidons lundi.'),
    /budget de 45 000 000/,
  );
});

test('lines of a list, of a form, of a table and short notes stay apart', () => {
  for (const text of [
    'veulent refaire tout le réseau du siège et des dix agences\nbudget 45 M\ndécision fin mars',
    'Sonabio veut vingt serveurs pour le nouveau siège de Thiès\nBanque Atlas : rappeler lundi pour le pare-feu demandé',
    'Désignation du matériel demandé par le service informatique\n- vingt serveurs\n- trente écrans',
    'Nom du demandeur et service d’affectation au siège social\nFonction : responsable des achats et de la logistique',
    'Onduleur en ligne 3 kVA avec batteries    6    4 200 000\nbatteries de rechange    24    1 800 000',
  ])
    assert.equal(clear(text), text.replaceAll('’', "'"));
});
