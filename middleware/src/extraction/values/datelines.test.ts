import assert from 'node:assert/strict';
import { test } from 'node:test';

import { english, french, TODAY } from '../testing/demo.ts';
import { datelinesIn, referencesOf } from './datelines.ts';

const WRITTEN: [string, string, boolean][] = [
  ['Date : mercredi 18 novembre 2026 à 08:47', '2026-11-18', true],
  ['> Envoyé : 3 novembre 2026', '2026-11-03', true],
  ['Le 10 nov. 2026 à 10:58, Awa Ndiaye <a@exemple.sn> a écrit :', '2026-11-10', true],
  ['---- Le 10 nov. 2026 à 9:02, Awa Ndiaye a écrit ----', '2026-11-10', true],
  ['[17 nov., 11:02] Awa: bonjour', '2026-11-17', true],
  ['[13/11/2026 18:41] Awa: bonjour', '2026-11-13', true],
  ['13/11/2026, 18:41 - Awa: bonjour', '2026-11-13', true],
  ['[1/4] 13/11/2026 - Awa -> nous', '2026-11-13', true],
  ['Dakar, le 16 novembre 2026', '2026-11-16', false],
  ['Compte rendu de la réunion du 18 novembre', '2026-11-18', false],
  ['note vocale du dix-huit novembre donc', '2026-11-18', false],
];

for (const [text, day, opensMessage] of WRITTEN) {
  test(`« ${text} » was written on ${day}`, () => {
    assert.deepEqual(
      datelinesIn(french(text), TODAY).map((line) => [line.day, line.opensMessage]),
      [[day, opensMessage]],
    );
  });
}

test('English headers', () => {
  const days = (text: string): string[] => datelinesIn(english(text), TODAY).map(({ day }) => day);
  assert.deepEqual(days('Date: Mon, 16 Nov 2026 17:02:11 -0500'), ['2026-11-16']);
  assert.deepEqual(days('On Mon, 16 Nov 2026 at 17:02, Joe <joe@example.com> wrote:'), ['2026-11-16']);
});

for (const text of [
  'Date limite : 15/12/2026',
  'Date : 15/12/2026',
  '12 mars',
  'BC 15/12',
  'Signature le 12 mars 2026 au plus tard',
  'réunion du 3 décembre',
]) {
  test(`« ${text} » does not say when it was written`, () => {
    assert.deepEqual(datelinesIn(french(text), TODAY), []);
  });
}

test('each message of a thread counts from its own day', () => {
  const text = 'Date : 18/11/2026\noui\nDate : 10/11/2026\nnon';
  const references = referencesOf(datelinesIn(french(text), TODAY), text.length);
  assert.deepEqual(
    references.map(({ day, end }) => [day, end]),
    [
      ['2026-11-18', text.lastIndexOf('10/11')],
      ['2026-11-10', text.length],
    ],
  );
});
