import assert from 'node:assert/strict';
import { test } from 'node:test';

import { analysisOf } from '../testing/demo.ts';
import { phonesIn } from '../values/phones.ts';
import { matchesLocal } from './people-addresses.ts';
import { peopleIn } from './people.ts';

function tied(text: string): string[] {
  const analysis = analysisOf(text);
  return peopleIn(analysis, phonesIn(analysis.source, ['SN'])).map(
    ({ first, last, email, phones }) =>
      `${first ?? '-'} ${last}: ${[email?.address, ...phones.map(({ e164 }) => e164)].filter(Boolean).join(' ') || '-'}`,
  );
}

test('how surely an address is made of a name', () => {
  assert.equal(matchesLocal('a.ndiaye', ['awa'], ['ndiaye']), 4);
  assert.equal(matchesLocal('andiaye', ['awa'], ['ndiaye']), 4);
  assert.equal(matchesLocal('ndiaye77', ['awa'], ['ndiaye']), 3);
  assert.equal(matchesLocal('awa', ['awa'], ['ndiaye']), 2);
  assert.equal(matchesLocal('jkd', ['joseph'], ['koroma', 'davies']), 1);
  assert.equal(matchesLocal('babacar', ['aby'], ['ba']), 0);
});

test('an address goes to the one whose name it holds, a lone office address to the only client', () => {
  assert.deepEqual(tied('Vu Aby Ba (DAF) et Babacar Fall (DSI). babacar@atlas.example'), [
    'Aby Ba: -',
    'Babacar Fall: babacar@atlas.example',
  ]);
  assert.deepEqual(tied('Dépôt par courriel : marches@atlas.example.\n\nSigné : Awa Fall, assistante'), [
    'Awa Fall: marches@atlas.example',
  ]);
});

test('an address tells the first name of a surname, and the surname of a first name', () => {
  assert.deepEqual(tied('Appeler M. Zorbal, awa.zorbal@atlas.example'), ['Awa Zorbal: awa.zorbal@atlas.example']);
  assert.deepEqual(tied('Bonjour,\n20 PC svp.\nCordialement\nKhady\nkhady.zorbal@atlas.example'), [
    'Khady Zorbal: khady.zorbal@atlas.example',
  ]);
});

test('on a card of two people each has what stands in the column', () => {
  const card =
    'Awa Zorbal               Modou Fall\nGeneral Manager          Chief Engineer\n77 123 45 67             77 765 43 21\ngm@atlas.example         m.fall@atlas.example';
  assert.deepEqual(tied(card), [
    'Awa Zorbal: gm@atlas.example +221771234567',
    'Modou Fall: m.fall@atlas.example +221777654321',
  ]);
});

test('a number in another paragraph before a name is not that person’s; one under a title is', () => {
  assert.deepEqual(
    tied('Contact : service achats, 77 123 45 67.\n\nAvis 2. Appel ouvert. Contact : Mme Awa Fall, secrétaire.'),
    ['Awa Fall: -'],
  );
  assert.deepEqual(tied('Vu Awa Fall (DSI), Aby Ba (DAF). tél DSI 77 123 45 67'), [
    'Awa Fall: +221771234567',
    'Aby Ba: -',
  ]);
});
