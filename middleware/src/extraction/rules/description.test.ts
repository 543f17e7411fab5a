import assert from 'node:assert/strict';
import { test } from 'node:test';

import { extractNote } from '../testing/demo.ts';

function description(text: string): string | null {
  return extractNote(text).deals[0]?.opportunity.description.value ?? null;
}

test('the sentences that say what is wanted, not the whole note', () => {
  assert.equal(
    description('Vu Awa Ndiaye (DAF) chez Banque Atlas. Veulent 20 serveurs et une baie. Budget 45 M. Il fait chaud.'),
    'Veulent 20 serveurs et une baie.',
  );
});

test('of a dictation the clause that tells the need', () => {
  assert.equal(
    description(
      "alors je sors de chez banque atlas j'ai vu madame awa ndiaye elle veut remplacer ses vingt serveurs donc le budget c'est quarante millions elle décide fin janvier",
    ),
    'veut remplacer ses vingt serveurs',
  );
});

test('the fields of a form are no need, their label is not repeated', () => {
  assert.equal(
    description(
      'Nom : Awa Ndiaye\nSociété : Banque Atlas\nTél : 77 123 45 67\nBesoin : 20 serveurs\nBudget : 45 M FCFA',
    ),
    '20 serveurs',
  );
});

test('two deals dictated in one breath each have their own', () => {
  const deals = extractNote(
    'premièrement chez banque atlas il faut vingt serveurs pour quarante millions décision fin janvier deuxièmement chez clinique volta elle veut un logiciel de caisse pour deux millions décision fin mars',
  ).deals.map(({ opportunity }) => opportunity.description.value);
  assert.equal(deals.length, 2);
  assert.match(deals[0] ?? '', /serveurs/);
  assert.doesNotMatch(deals[0] ?? '', /caisse/);
});
