import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { personInput, readPerson, type PersonInput } from './person.ts';
import { createSearch, searchable } from './search.ts';

/** The places in a text that are about a person. */
function found(wishes: Partial<PersonInput>, text: string): string[] {
  const clean = searchable(text);
  const search = createSearch(readPerson(personInput.parse(wishes)));
  return [...new Set(search(clean).map(({ start, end }) => clean.slice(start, end)))];
}

const NAME = { names: ['Aïssatou Ndiaye'] };

describe('the name of a person in a text', () => {
  for (const text of [
    'Aïssatou Ndiaye',
    'Vu AISSATOU NDIAYE hier',
    'NDIAYE Aissatou',
    'NDIAYE, Aïssatou',
    'Mme Ndiaye Aïssatou.',
    'Aïssatou\nNdiaye',
    'Aïssatou\r\n  Ndiaye',
    'Aïssatou=\r\n Ndiaye',
    'A=C3=AFssatou Ndiaye',
    'Ai\u0308ssatou N\u00addiaye',
    'aissatou.ndiaye@baobab.example',
    'Aïssatou (Mme) NDIAYE',
    'Aïssatou M. Ndiaye',
    "le devis d'Aïssatou Ndiaye",
    'Aissatou Ndiaye’s quote',
    "Aïssatou N'Diaye",
    'Nom : NDIAYE\nPrénom : Aïssatou',
    'Aïssatou-Ndiaye',
  ]) {
    it(`is found in ${JSON.stringify(text)}`, () => assert.equal(found(NAME, text).length, 1));
  }

  for (const text of [
    'Mme Ndiaye',
    'Aïssatou',
    'Ndiaye et Diop, puis Aïssatou',
    'Moussa Ndiaye',
    'Aïssatou Fall. Moussa Ndiaye',
    'Aïssatou; Ndiaye',
    'Aïssatou !\n\nNdiaye',
    'Aïssatoue Ndiayes',
    'Maïssatou Ndiaye',
    '',
  ]) {
    it(`is not found in ${JSON.stringify(text)}`, () => assert.deepEqual(found(NAME, text), []));
  }

  it('is found with hyphens and several first names, however they are written', () => {
    const name = { names: ['Marie-Claire Sow'] };
    for (const text of ['Marie Claire SOW', 'SOW Marie-Claire', 'marie-claire\nsow']) {
      assert.equal(found(name, text).length, 1, text);
    }
    assert.deepEqual(found(name, 'Marie Sow et Claire Diop'), []);
  });

  it('is found with letters that are two in one', () => {
    assert.equal(found({ names: ['Anne Lecoeur'] }, 'Anne LECŒUR').length, 1);
    assert.equal(found({ names: ['Anne Lecœur'] }, 'Lecoeur Anne').length, 1);
  });

  it('is looked for quickly in the longest text', () => {
    const text = 'Aïssatou a vu Ndiaye, puis Aïssatou. '.repeat(5400);
    assert.deepEqual(found(NAME, text.slice(0, 200_000)), []);
  });
});

const EMAIL = { emails: ['A.Ndiaye@Baobab.example'] };

describe('the address of a person in a text', () => {
  for (const text of [
    'a.ndiaye@baobab.example',
    'A.NDIAYE@BAOBAB.EXAMPLE',
    '<a.ndiaye@baobab.example>',
    'mailto:a.ndiaye@baobab.example?subject=x',
    'Écrire à a.ndiaye@baobab.example.',
    'a.ndiaye@baobab.example.Merci',
    'a.ndiaye(at)baobab.example',
    'a.ndiaye [at] baobab [dot] example',
    'a . ndiaye @ baobab.example',
    'a point ndiaye arobase baobab point example',
    'a.ndiaye@bao=\nbab.example',
    'a.ndiaye%40baobab.example',
  ]) {
    it(`is found in ${JSON.stringify(text)}`, () => assert.equal(found(EMAIL, text).length, 1));
  }

  for (const text of [
    'fa.ndiaye@baobab.example',
    'awa.a.ndiaye@baobab.example',
    'a.ndiaye@baobab.example.org',
    'a.ndiaye@baobab.examples',
    'axndiaye@baobab.example',
    'a.ndiaye@baobab',
  ]) {
    it(`is not found in ${JSON.stringify(text)}`, () => assert.deepEqual(found(EMAIL, text), []));
  }

  it('takes every sign of an address for itself', () => {
    assert.equal(found({ emails: ['a+b*c$d@x-y.example'] }, 'à A+B*C$D@x-y.example').length, 1);
    assert.deepEqual(found({ emails: ['a+b@x.example'] }, 'aab@x.example'), []);
  });
});

describe('the number of a person in a text', () => {
  const forms = ['+221771234567', '+221 77 123 45 67', '00221 77-123-45-67', '(+221) 77.123.45.67', '77 123 45 67'];
  for (const given of ['+221 77 123 45 67', '00221771234567']) {
    for (const text of [...forms, 'Tél:77/123/45/67', '77\u00a0123\n45 67']) {
      it(`${given} is found in ${JSON.stringify(text)}`, () => assert.ok(found({ phones: [given] }, text).length > 0));
    }
  }

  for (const text of ['+33 77 123 45 67', '771234568', '1771234567', '7712345678', '77 123 45', '0033 771234567']) {
    it(`is not found in ${JSON.stringify(text)}`, () =>
      assert.deepEqual(found({ phones: ['+221771234567'] }, text), []));
  }

  it('is found with the zero that begins it inside its country', () => {
    for (const text of ['06 12 34 56 78', '+33 6 12 34 56 78', '+33 (0)6 12 34 56 78', '0033612345678']) {
      assert.equal(found({ phones: ['0612345678'], country: 'fr' }, text).length, 1, text);
    }
  });

  it('is found where it was dictated in words', () => {
    const text = 'son numéro est le soixante-dix-sept cent vingt-trois quarante-cinq soixante-sept';
    assert.equal(found({ phones: ['+221771234567'] }, text).length, 1);
  });
});

describe('a person that is asked for', () => {
  for (const [what, wishes, sentence] of [
    ['nothing', {}, /at least one of/],
    ['an address that is none', { emails: ['ndiaye'] }, /e-mail address cannot be used/],
    ['an address without its end', { emails: ['a@b'] }, /e-mail address cannot be used/],
    ['an empty address', { emails: [''] }, /e-mail address cannot be used/],
    ['a name of one character', { names: ['N'] }, /first and last name/],
    ['a family name alone', { names: ['Ndiaye'] }, /first and last name/],
    ['a title and a family name', { names: ['Mme Ndiaye'] }, /first and last name/],
    ['a first name with a hyphen', { names: ['Marie-Claire'] }, /first and last name/],
    ['initials', { names: ['A N'] }, /first and last name/],
    ['a number without its country', { phones: ['77 123 45 67'] }, /code of its country/],
    ['a number that is none', { phones: ['+2217'] }, /code of its country/],
    ['a country that is none', { phones: ['77 123 45 67'], country: 'Sénégal' }, /two letters/],
  ] as const) {
    it(`is refused with ${what}, in words that repeat nothing`, () => {
      assert.throws(() => readPerson(personInput.parse(wishes)), sentence);
    });
  }
});
