import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Language } from '../../captures/schema.ts';
import { groundOf } from '../testing/organisations.ts';
import { phonesIn } from '../values/phones.ts';
import { countryHintsIn, countryOf } from './country.ts';
import { organisationsIn } from './organisations.ts';

function countryIn(text: string, language: Language = 'fr'): string | null {
  const { analysis, people } = groundOf(text, language);
  const hints = countryHintsIn(
    analysis,
    phonesIn(analysis.source, () => ['SN']),
    organisationsIn(analysis, people),
  );
  const whole = { start: 0, end: text.length };
  return countryOf(analysis, { passages: [whole], shared: [whole], alone: true }, hints).value;
}

const CASES: [string, string][] = [
  ['Kermel Transit, Bobo-Dioulasso : 20 PC', 'Burkina Faso'],
  ['Mairie de Parakou : 20 PC', 'Bénin'],
  ['Société Gabonaise de Kermel : 20 PC', 'Gabon'],
  ['Kermel : 20 PC. Contact +223 76 40 18 55', 'Mali'],
  ['Kermel : 20 PC. awa@kermel.ci', "Côte d'Ivoire"],
  ['Kermel : 20 PC, budget 120 M GNF', 'Guinée'],
  ['Clinique Kermel à Man : 2 serveurs', "Côte d'Ivoire"],
  ['Kermel Transit Bissau : 20 PC', 'Guinée-Bissau'],
  ['Office du Kermel – Ségou : 20 PC', 'Mali'],
  ['Kermel Ciments, Lubumbashi : 20 PC', 'RD Congo'],
  ['Vu Kermel à Brazzaville : 20 PC', 'Congo'],
];

for (const [text, country] of CASES) {
  test(`« ${text} » is in ${country}`, () => {
    assert.equal(countryIn(text), country);
  });
}

const ELSEWHERE = [
  'Kermel Transit, gérant en déplacement à Paris. 20 PC',
  'Kermel Transit : 20 PC. Un presta de Casablanca a chiffré 50 M.',
  'Rencontré au salon de Casablanca : Kermel Transit, 20 PC',
  'Kermel Transit veut 20 PC. Esri France leur a chiffré 52 M.',
  'Man, il veut 20 PC',
];

for (const text of ELSEWHERE) {
  test(`« ${text.slice(0, 50)} » says nothing of the buyer's country`, () => {
    assert.equal(countryIn(text), 'Sénégal');
  });
}

test('where the buyer is based is surer than where the group sits', () => {
  assert.equal(countryIn('Notre groupe a son siège à Madrid, Kermel Transit est à Bamako. 20 PC'), 'Mali');
  assert.equal(countryIn('Épicerie installée à Marseille, Kermel cherche une équipe à Dakar.'), 'France');
});

test('the name of a town in the name of a house may be anything', () => {
  assert.equal(countryIn('Assurances Lafia. 20 PC. o@assurances-lafia.ml'), 'Mali');
});

test('a time zone and somebody else’s trip are no address', () => {
  assert.equal(countryIn('Kermel Ltd. Chairman is back from Jeddah on Monday, 5 pm Paris time.', 'en'), 'Sénégal');
});
