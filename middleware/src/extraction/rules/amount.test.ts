import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { CaptureContext, Language } from '../../captures/schema.ts';
import { analyse } from '../analysis.ts';
import { demoContext, TODAY } from '../testing/demo.ts';
import type { DealAmount } from './amount.ts';
import { amountOf } from './amount.ts';

function read(text: string, language: Language = 'fr', context: CaptureContext = demoContext()): DealAmount {
  const analysis = analyse(text, language, TODAY, context);
  const whole = { start: 0, end: text.length };
  return amountOf(analysis, { passages: [whole], shared: [whole], alone: true }, [analysis.dates], null);
}

function amount(text: string, language: Language = 'fr'): string {
  const { amount: sum, currency } = read(text, language);
  return `${sum.value} ${currency.value}`;
}

test('a sum in words and digits is one sum, with the currency of either', () => {
  assert.equal(amount("L'enveloppe est de dix-huit millions (18 000 000) de dirhams."), '18000000 MAD');
  assert.equal(amount('The cost is eighteen million (18,000,000) dalasi.', 'en'), '18000000 GMD');
});

test('digits without a currency are money after a label, or where they are grouped and large', () => {
  assert.equal(amount('Budget : 45000000'), '45000000 XOF');
  assert.equal(amount('Environ 11 200 000.'), '11200000 XOF');
  assert.equal(amount('Le serveur 4500, compte n° 33 100 250, RCCM 12 345 678.'), 'null null');
});

test('a phone number or a date is no sum, a number that holds a day is one', () => {
  assert.equal(amount('Budget : le 12 03 2027'), 'null null');
  assert.equal(amount('le budget est de cent vingt-sept millions'), '127000000 XOF');
});

test('a sum that is too large or too small for a deal needs a word for it', () => {
  assert.equal(amount('Une usine, 3 milliards. Un repas, 18 000 F.'), 'null null');
  assert.equal(amount('Budget : 3 milliards'), '3000000000 XOF');
  assert.equal(amount('Budget : 18 000 F'), '18000 XOF');
  assert.equal(amount('Conakry, serveurs, 3 milliards GNF'), '3000000000 GNF');
});

test('no sum is above what anything sold here costs', () => {
  assert.equal(amount('Budget : 999 milliards'), 'null null');
});

const MAIL = [
  'De : Awa <awa@exemple.sn>',
  'Objet : RE: serveurs',
  '',
  'Bonjour, ANSWER',
  'Awa',
  '',
  'De : Commercial <c@neurotech.sn>',
  'Objet : serveurs',
  '',
  'Notre offre pour les serveurs : 52 M.',
  '',
  'De : Awa <awa@exemple.sn>',
  'Objet : serveurs',
  '',
  'Nous voulons 20 serveurs, budget 40 M.',
].join('\n');

test('in a thread what the client says last holds', () => {
  assert.equal(amount(MAIL.replace('ANSWER', 'finalement nous descendons à 45 M.')), '45000000 XOF');
});

test('an offer of ours that the client accepts is the amount, the newest of several', () => {
  const thread = MAIL.split('\n').slice(0, 10).join('\n').replace('ANSWER', 'votre offre nous convient.');
  assert.equal(amount(thread), '52000000 XOF');
  const chat = (last: string): string =>
    `Moi : serveurs a 18 M ?\nAwa Sonabio : trop cher\nMoi : ok 17 M\nAwa Sonabio : ${last}`;
  assert.equal(amount(chat('ok je commande')), '17000000 XOF');
  assert.equal(amount(chat('16 M et je commande')), '16000000 XOF');
});

test('a currency that the org does not have leaves the amount blank and is told with its sum', () => {
  const { amount: sum, foreign } = read('Budget USD 80,000.', 'fr', { ...demoContext(), currencies: ['XOF'] });
  assert.deepEqual(
    [sum.value, sum.reason, foreign?.value, foreign?.currency],
    [null, 'currency-not-in-org', 80_000, 'USD'],
  );
});

test('the sums that are not taken stay as alternatives where they may be right', () => {
  const { amount: sum } = read('Budget 45 M. Option clé en main : 60 M.');
  assert.equal(sum.value, 45e6);
  assert.deepEqual(
    sum.alternatives.map(({ value }) => value),
    [60e6],
  );
});
