import assert from 'node:assert/strict';
import { test } from 'node:test';

import { buyerOf, organisationsOf } from '../testing/organisations.ts';

function sureOf(text: string, name: string): number {
  return organisationsOf(text).find((found) => found.name === name)?.confidence ?? 0;
}

const NOT_THE_BUYER: [string, string][] = [
  ['Kermel veut 20 PC. En face : Banque Atlas.', 'Banque Atlas'],
  ['Kermel est sous contrat avec la société Sonabio Services.', 'Société Sonabio Services'],
  ['Vu Kermel. Sonabio Services (concurrent) est passé avant nous.', 'Sonabio Services'],
  ['Recommandé par Awa Sy de la Banque Atlas : Kermel veut 20 PC.', 'Banque Atlas'],
  ['Grâce à M. Jallow (Banque Atlas), contact avec Kermel.', 'Banque Atlas'],
  ['Kermel cherche 20 PC, financement Fonds Atlas.', 'Fonds Atlas'],
  ['Kermel, en face de la Clinique Bokou, veut 20 PC.', 'Clinique Bokou'],
  ['Kermel veut 20 PC pour leur client Banque Atlas.', 'Banque Atlas'],
  ['Kermel veut 20 PC comme ce que nous avons fait pour la Banque Atlas.', 'Banque Atlas'],
  ['M. Fall veut 20 PC. Il connaît Modou de chez Banque Atlas.', 'Banque Atlas'],
  ['Un hôtel de Saly veut 20 PC.', 'Hôtel de Saly'],
];

for (const [text, name] of NOT_THE_BUYER) {
  test(`${name} does not buy in « ${text.slice(0, 50)} »`, () => {
    assert.ok(sureOf(text, name) < 0.6, String(sureOf(text, name)));
  });
}

test('where a house is says nothing against it', () => {
  assert.ok(sureOf('Kermel Transit, en face de la mairie, veut 20 PC.', 'Kermel Transit') >= 0.6);
});

test('a lender is the buyer where it launches the tender itself', () => {
  assert.ok(sureOf('UNICEF Tchad invite les fournisseurs à remettre une offre pour 45 tablettes.', 'UNICEF') >= 0.6);
  assert.ok(sureOf('Kermel veut 45 tablettes, don de l’UNICEF.', 'UNICEF') < 0.6);
});

test('somebody whom no list of names knows is no house', () => {
  assert.ok(sureOf('Voir avec Henrik Alvstad, M&E Lead.', 'Henrik Alvstad') < 0.6);
});

test('a name that is taken back, or that was not reached, buys nothing', () => {
  assert.equal(buyerOf('CR : Banque Kaolo ? non, Crédit Kermel, 12 PC, 5 M.')?.name, 'Crédit Kermel');
  assert.equal(
    buyerOf('Appels : Hôtel Ngor pas de réponse, Garage Kermel répondeur. Oui : Sonabio (Mbour), Mme Awa Ndiaye, DG.')
      ?.name,
    'Sonabio',
  );
});

test('a partner in a title is no customer of somebody', () => {
  assert.equal(
    buyerOf('We need 20 laptops.\nRegards,\nAwa Ndiaye\nManaging Partner, Kombo Advisory\nBanjul', 'en')?.name,
    'Kombo Advisory',
  );
});
