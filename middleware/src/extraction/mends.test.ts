import assert from 'node:assert/strict';
import { test } from 'node:test';

import { mendsOf } from './mends.ts';
import { sourceOf } from './source.ts';
import { extractNote } from './testing/demo.ts';
import { extractPicture } from './testing/pictured.ts';

const sourceIn = (text: string) => sourceOf(text, 'fr', [{ start: 0, end: text.length }]);
const whole = (text: string) => [{ start: 0, end: text.length }];

test('a mend is a word of the quote with what it was taken for', () => {
  const text = 'avant le l5/O3/2O26';
  assert.deepEqual(mendsOf(sourceIn(text), whole(text), '2026-03-15'), [
    { read: 'l5', meant: '15' },
    { read: 'O3', meant: '03' },
    { read: '2O26', meant: '2026' },
  ]);
});

test('blanks and apostrophes that were made plain, and words that the value holds as they were read, are no mends', () => {
  const text = 'l’accueil du 3\u00A0mars, GEN10';
  assert.deepEqual(mendsOf(sourceIn(text), whole(text), 'x'), []);
  const shouted = 'BRlTO';
  assert.deepEqual(mendsOf(sourceIn(shouted), whole(shouted), 'BRlTO'), []);
  assert.deepEqual(mendsOf(sourceIn(shouted), whole(shouted), 'Brito'), [{ read: 'BRlTO', meant: 'BRITO' }]);
});

test('what a person typed is never mended beside a picture; what is pasted may come from a scanner, and shows it', () => {
  const text = 'Visite chez Banque Atlas : 20 serveurs, 2O 5OO OOO FCFA, décision le 12 décembre.';
  assert.equal(sourceOf(text, 'fr', []).clear, text);
  const pasted = extractNote(text).deals[0]?.opportunity.amount;
  assert.equal(pasted?.value, 20_500_000);
  assert.deepEqual(pasted?.mends?.[0], { read: '2O', meant: '20' });
  assert.equal(extractPicture(text).deals[0]?.opportunity.amount.mends?.length, 3);
  const typed = extractNote('Visite chez Banque Atlas : 20 serveurs, 20 500 000 FCFA.').deals[0]?.opportunity.amount;
  assert.equal(typed?.mends, undefined);
});

test('the name of a deal tells what was misread of the account and the thing', () => {
  const { name } = extractPicture('Visite chez Banque Sahe1. Il leur faut 20 serveurs, décision le 12 décembre.')
    .deals[0]?.opportunity ?? { name: null };
  if (name?.mends) for (const { read, meant } of name.mends) assert.notEqual(read, meant);
});
