import assert from 'node:assert/strict';
import { test } from 'node:test';

import { buyerOf, organisationsOf } from '../testing/organisations.ts';

const NONE: [string, string][] = [
  ['the vendor', 'RDV Neurotech demain'],
  ['who signs for the vendor', 'FKD (Neurotech) a relancé'],
  ['a brand', 'Fortinet - 2 pare-feu'],
  ['a thing to buy', 'Visite : stations VSAT à poser'],
  ['a currency', 'NGN 45m validés'],
  ['a place', 'Bamako - 20 PC'],
  ['a form of address', 'Mme a appelé'],
  ['a first name', 'Awa a appelé'],
  ['a title', 'DSI Adjoint a appelé'],
  ['a person', 'Awa Ndiaye - 20 PC'],
  ['an event', 'Rencontré au Forum Énergies du Littoral'],
];

for (const [what, text] of NONE) {
  test(`${what} is no organisation`, () => {
    assert.deepEqual(
      organisationsOf(text).filter(({ confidence }) => confidence >= 0.6),
      [],
    );
  });
}

test('a trade’s word in a name of its own is no product', () => {
  assert.equal(organisationsOf('Kermel Solaire, Thiès. 20 PC')[0]?.name, 'Kermel Solaire');
});

test('a house may stand at the end of a title', () => {
  assert.equal(organisationsOf('Vu Awa Ndiaye, responsable du SIG à la SONABEX, pour 20 PC')[0]?.name, 'SONABEX');
});

test('the house after the comma of a title is no part of the title; a department is', () => {
  const signed = (title: string): string => `Hello,\nWe need 20 laptops.\nRegards,\nAwa Ndiaye\n${title}\nTema`;
  assert.equal(buyerOf(signed('Studio Manager, Harmattan Pictures'), 'en')?.name, 'Harmattan Pictures');
  assert.equal(buyerOf(signed('Operations Manager, Blue Lagoon'), 'en')?.name, 'Blue Lagoon');
  assert.equal(buyerOf(signed('Manager, Human Resources'), 'en'), null);
});
