import assert from 'node:assert/strict';
import { test } from 'node:test';

import { french } from '../testing/demo.ts';
import { emailsIn, websitesIn } from './emails.ts';

test('written and dictated addresses', () => {
  const source = french('<NC.Sall@Exemple.sn> ou r point sène arobase exemple point sn voilà');
  assert.deepEqual(
    emailsIn(source).map(({ address }) => address),
    ['nc.sall@exemple.sn', 'r.sene@exemple.sn'],
  );
  assert.equal(source.text.slice(emailsIn(source)[0]?.start, emailsIn(source)[0]?.end), 'NC.Sall@Exemple.sn');
});

test('no address in what only looks like one', () => {
  assert.deepEqual(emailsIn(french('a@ @b c@d rendez-vous @ 10h')), []);
});

test('web addresses', () => {
  assert.deepEqual(
    websitesIn(french('voir www.exemple.sn.')).map(({ address }) => address),
    ['www.exemple.sn'],
  );
});

const addresses = (text: string): string[] => emailsIn(french(text)).map(({ address }) => address);

test('addresses that a person hid, a form spaced out or a scanner broke', () => {
  for (const text of [
    'nom @ domaine.sn',
    'nom(at)domaine.sn',
    'nom [at] domaine [dot] sn',
    'nom©domaine.sn',
    'nom@domaine. sn',
    'nom@domaine,sn',
  ])
    assert.deepEqual(addresses(text), ['nom@domaine.sn'], text);
  assert.deepEqual(addresses('a.nom at domaine.sn'), ['a.nom@domaine.sn']);
  assert.deepEqual(addresses('nom@gmail.corn'), ['nom@gmail.com']);
});

test('a preposition or the end of a sentence makes no address', () => {
  for (const text of [
    'we meet at domaine.sn',
    'rdv @ dakar. ne pas oublier',
    'look at acme dot com',
    'on se voit at the office dot it',
  ])
    assert.deepEqual(addresses(text), [], text);
});

test('digits in an address stand as written unless the source was scanned', () => {
  assert.deepEqual(addresses('a1pha@x1y.sn'), ['a1pha@x1y.sn']);
  assert.deepEqual(addresses('te1ephone de M. NlANG : a1pha@exemple.sn'), ['alpha@exemple.sn']);
});

test('dictated signs and numbers, in both languages', () => {
  assert.deepEqual(addresses('pieter at bluedelta dash exemple dot com'), ['pieter@bluedelta-exemple.com']);
  assert.deepEqual(addresses('awa tiret du bas sow arobase exemple point sn'), ['awa_sow@exemple.sn']);
  assert.deepEqual(addresses('moussa diop quatre-vingt-dix arobase exemple point fr'), ['diop90@exemple.fr']);
  assert.deepEqual(addresses('directeur arobase min-sante point gouv point sn voilà'), ['directeur@min-sante.gouv.sn']);
  assert.deepEqual(addresses('contact arobase sahel agro point sn'), ['contact@sahelagro.sn']);
});
