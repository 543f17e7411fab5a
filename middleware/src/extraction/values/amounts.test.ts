import assert from 'node:assert/strict';
import { test } from 'node:test';

import { english, french } from '../testing/demo.ts';
import { amountsIn } from './amounts.ts';

const CASES: [string, number, string | null][] = [
  ['85 M inscrits', 85e6, null],
  ['45.000.000 F CFA', 45e6, 'CFA'],
  ['1,2 Md', 1.2e9, null],
  ['350k€', 350e3, 'EUR'],
  ['USD 80,000', 80e3, 'USD'],
  ['D1.9m', 1.9e6, 'GMD'],
  ['D 3,600,000', 3.6e6, 'GMD'],
  ['420 KMAD HT', 420e3, 'MAD'],
  ['7 briques', 7e6, null],
  ['$2.5 million', 2.5e6, 'USD'],
  ['1 250 000 F par mois', 1.25e6, 'CFA'],
  ['quarante-cinq millions hors taxes', 45e6, null],
  ['huit millions quatre à peu près', 8.4e6, null],
  ['trois millions cinq. Elle tranche lundi', 3.5e6, null],
  ['trois millions et demi', 3.5e6, null],
  ['quatre-vingt mille euros', 80e3, 'EUR'],
  ['2O 5OO OOO FCFA', 20.5e6, 'CFA'],
];

for (const [text, value, currency] of CASES) {
  test(`« ${text} » is ${value} ${currency ?? ''}`, () => {
    const found = amountsIn(french(text)).find(({ plain }) => plain);
    assert.deepEqual([found?.value, found?.currency], [value, currency]);
  });
}

test('English words', () => {
  assert.equal(amountsIn(english('two hundred and ten thousand US dollars'))[0]?.value, 210_000);
  assert.equal(amountsIn(english('one point two million dalasi'))[0]?.value, 1_200_000);
});

test('counts, references and versions are no plain amounts', () => {
  for (const text of ['2 switchs', 'Exchange 2013', 'n° 014/2026', '10 kVA', '24 mois', 'Windows 11']) {
    assert.deepEqual(
      amountsIn(french(text)).filter(({ plain }) => plain),
      [],
      text,
    );
  }
});
