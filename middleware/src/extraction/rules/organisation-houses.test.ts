import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Language } from '../../captures/schema.ts';
import { analysisOf } from '../testing/demo.ts';
import { buyerOf } from '../testing/organisations.ts';
import { withoutHouses } from './organisation-houses.ts';
import type { Person } from './people.ts';
import { peopleIn } from './people.ts';

/** The person that a text would name at `name`, if that is no house. */
function personAt(text: string, name: string, language: Language = 'fr'): Person | undefined {
  const analysis = analysisOf(text, language);
  const start = text.indexOf(name);
  const end = start + name.length;
  const [first = '', last = ''] = [name.split(' ').slice(0, -1).join(' '), name.split(' ').at(-1)];
  const known = peopleIn(analysis, [])[0];
  assert.ok(known, text);
  return withoutHouses(analysis, [{ ...known, start, end, first, last, email: null }])[0];
}

const HOUSES: [string, string][] = [
  ["Call with Awa Ndiaye. Atlantic Mutual's CIO wants 20 laptops", 'Atlantic Mutual'],
  ['Awa Ndiaye. Maersk Kermel Senegal, procurement', 'Maersk Kermel Senegal'],
  ['Awa Ndiaye. Kermel Agro Processing Ltd, Tema', 'Kermel Agro'],
  ['Awa Ndiaye, Office Manager, Soda Kermel, awa@sodakermel.sn', 'Soda Kermel'],
];

for (const [text, name] of HOUSES) {
  test(`${name} is a house and no person`, () => {
    assert.equal(personAt(text, name, 'en'), undefined);
  });
}

test('a person stays one, also beside a title or a place', () => {
  for (const text of ['Vu Awa Ndiaye Dakar hier', 'Awa Ndiaye, Banque Atlas', 'Awa Ndiaye Directrice Générale'])
    assert.ok(personAt(text, 'Awa Ndiaye'), text);
});

test('a house that bears its owner’s name is one, and the owner stays a person', () => {
  assert.equal(
    buyerOf('AWA NDIAYE ARCHITECTURE\nAwa Ndiaye\nArchitecte\nMermoz, Dakar\n77 123 45 67')?.name,
    'Awa Ndiaye Architecture',
  );
});

test('after an organisation’s word and an article stands no person', () => {
  assert.equal(buyerOf('Clinique de la Madeleine, docteur Awa Ndiaye : 12 PC, 5 M.')?.name, 'Clinique de la Madeleine');
});
