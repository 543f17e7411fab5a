import assert from 'node:assert/strict';
import { test } from 'node:test';

import { analysisOf } from '../testing/demo.ts';
import { phonesIn } from '../values/phones.ts';
import { phoneCountries } from './phone-countries.ts';

function numbers(text: string): string[] {
  const analysis = analysisOf(text);
  return phonesIn(analysis.source, phoneCountries(analysis)).map(({ e164 }) => e164);
}

test('the place beside a number, then its mail domain, tells its country', () => {
  const card = 'Issa Traoré, Bamako, 66 12 84 30\nAli Sow, Ouagadougou, 70 81 33 26';
  assert.deepEqual(numbers(card), ['+22366128430', '+22670813326']);
  assert.deepEqual(numbers('Kossi Dosseh, 90 17 52 63, k.dosseh@exemple.tg'), ['+22890175263']);
});

test('without any the countries of the source, then the org’s own', () => {
  const far = 'x '.repeat(120);
  assert.deepEqual(numbers(`Réunion à Cotonou. ${far} Tel 01 97 20 84 63`), ['+2290197208463']);
  assert.deepEqual(numbers('Tel 77 645 12 09'), ['+221776451209']);
});

test('a number of another country than the place beside it is tried in the others', () => {
  assert.deepEqual(numbers('De passage à Bamako : 77 645 12 09'), ['+221776451209']);
});
