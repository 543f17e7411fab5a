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
  ['1 250 000 F par mois', 1.25e6, 'FRANC'],
  ['quarante-cinq millions hors taxes', 45e6, null],
  ['huit millions quatre à peu près', 8.4e6, null],
  ['trois millions cinq. Elle tranche lundi', 3.5e6, null],
  ['trois millions et demi', 3.5e6, null],
  ['quatre-vingt mille euros', 80e3, 'EUR'],
  ['2O 5OO OOO FCFA', 20.5e6, 'CFA'],
  ['12M5', 12.5e6, null],
  ['1 milliard 200 millions', 1.2e9, null],
  ['12 millions 500 mille francs', 12.5e6, 'FRANC'],
  ['une quarantaine de millions', 40e6, null],
  ["un demi-million d'euros", 500e3, 'EUR'],
  ['3 500 contos', 3.5e6, 'CVE'],
  ['3.500.000$00', 3.5e6, 'CVE'],
  ['3 millions grand max', 3e6, null],
  ['Budget (en millions de FCFA) : 45', 45e6, 'CFA'],
  ['Budget (FCFA) : 45 000', 45e3, 'CFA'],
];

for (const [text, value, currency] of CASES) {
  test(`« ${text} » is ${value} ${currency ?? ''}`, () => {
    const found = amountsIn(french(text)).find(({ plain }) => plain);
    assert.deepEqual([found?.value, found?.currency], [value, currency]);
  });
}

test('of two readings of one place the longer holds', () => {
  const values = (text: string): number[] =>
    amountsIn(french(text))
      .filter(({ plain }) => plain)
      .map(({ value }) => value);
  assert.deepEqual(values('12,5 millions'), [12.5e6]);
  assert.deepEqual(values('12 millions 500 000 francs'), [12.5e6]);
  assert.deepEqual(values('dix-huit millions (18 000 000) FCFA'), [18e6]);
});

test('a word that is also a thing is money only where the sum ends', () => {
  const plain = (text: string): boolean => amountsIn(french(text)).some((amount) => amount.plain);
  assert.equal(plain('7 briques cash'), true);
  assert.equal(plain('trois briques logicielles'), false);
  assert.equal(plain('2 grands projets'), false);
});

test('things that are counted in millions are no money', () => {
  for (const text of ['3 millions de clients', '12 millions de transactions', '2 million users'])
    assert.deepEqual(
      amountsIn(french(text)).filter(({ plain }) => plain),
      [],
      text,
    );
});

test('"us" is a country only in capitals', () => {
  const [found] = amountsIn(english('they owe us $7,500'));
  assert.deepEqual([found?.start, found?.value], [12, 7500]);
  assert.equal(amountsIn(english('US $7,500'))[0]?.start, 0);
});

test('English words', () => {
  assert.equal(amountsIn(english('two hundred and ten thousand US dollars'))[0]?.value, 210_000);
  assert.equal(amountsIn(english('one point two million dalasi'))[0]?.value, 1_200_000);
  assert.equal(amountsIn(english('half a million dollars'))[0]?.value, 500_000);
  assert.equal(amountsIn(english('two fifty thousand dollars'))[0]?.value, 250_000);
  assert.equal(amountsIn(english('eighty grand'))[0]?.value, 80_000);
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
