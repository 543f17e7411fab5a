import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Language } from '../../captures/schema.ts';
import { analysisOf } from '../testing/demo.ts';
import { currencyFor } from './amount-currency.ts';

function currency(text: string, country: string | null, language: Language = 'fr'): string {
  const analysis = analysisOf(text, language);
  const [first, ...others] = analysis.amounts;
  assert.ok(first);
  const found = currencyFor(analysis, first, country, others);
  return `${found.value} ${found.reason ?? 'as written'}`;
}

test('the franc CFA of either zone by country', () => {
  assert.equal(currency('45 M FCFA', null), 'XOF as written');
  assert.equal(currency('45 M FCFA', 'SN'), 'XOF as written');
  assert.equal(currency('45 M FCFA', 'CM'), 'XAF currency-of-country');
  assert.equal(currency('45 M FCFA', 'GN'), 'XOF as written');
});

test('francs that are not told by country', () => {
  assert.equal(currency('900 millions de francs', 'GN'), 'GNF currency-of-country');
  assert.equal(currency('900 millions de francs', 'CD'), 'CDF currency-of-country');
  assert.equal(currency('900 000 F', 'GA'), 'XAF currency-of-country');
  assert.equal(currency('900 000 F', 'FR'), 'XOF as written');
});

test('a written currency holds in any country', () => {
  assert.equal(currency('80 000 USD', 'CD'), 'USD as written');
  assert.equal(currency('35 000 €', 'CI'), 'EUR as written');
});

test('no currency: that of a comparable sum beside it, of the country, of the org', () => {
  assert.equal(currency('45 000, the others at USD 51,000', 'SN', 'en'), 'USD as written');
  assert.equal(currency('45 M, dans un projet de 2 millions de dollars', 'SN'), 'XOF currency-of-country');
  assert.equal(currency('12 million', 'NG', 'en'), 'NGN currency-of-country');
  assert.equal(currency('45 M', null), 'XOF currency-of-org');
});

test('many millions are francs, even of a buyer in Paris', () => {
  assert.equal(currency('37,5 M', 'FR'), 'XOF currency-of-org');
  assert.equal(currency('450 mille', 'FR'), 'EUR currency-of-country');
});
