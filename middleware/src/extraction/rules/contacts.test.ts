import assert from 'node:assert/strict';
import { test } from 'node:test';

import { extractNote } from '../testing/demo.ts';

function contacts(text: string): string[] {
  return extractNote(text).contacts.map(
    ({ firstName, lastName, title }) => `${firstName.value ?? '-'} / ${lastName.value ?? '-'} / ${title.value ?? '-'}`,
  );
}

test('a given name alone is a contact where a title or a number follows', () => {
  assert.deepEqual(contacts('20 PC pour Atlas SA. Contact Khady, resp. caisse centrale 77 123 45 67'), [
    'Khady / - / resp. caisse centrale',
  ]);
  assert.deepEqual(contacts('20 PC pour Atlas SA. Khady passera demain.'), []);
});

test('a surname alone after a form of address is a surname', () => {
  assert.deepEqual(contacts('Vu M. Zorbal du service achats, 20 PC.'), ['- / Zorbal / -']);
});

test('every name has evidence where it is said, in an address too', () => {
  const text = 'Appeler M. Zorbal, awa.zorbal@atlas.example, pour 20 PC';
  const [contact] = extractNote(text).contacts;
  assert.equal(contact?.firstName.value, 'Awa');
  assert.equal(contact.firstName.evidence[0]?.quote, 'awa');
});
