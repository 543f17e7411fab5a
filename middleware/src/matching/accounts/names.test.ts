import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { acronymKind } from './acronyms.ts';
import { nameWithoutLegalForm } from './legal-forms.ts';
import { readAccountName } from './names.ts';

describe('the name of an account', () => {
  it('is read without case, accents, articles, legal form and what only says that it is a business', () => {
    const keys: [string, string, string | null][] = [
      ['Les Ciments du Baol', 'ciments du baol', null],
      ['S.A.R.L. Kéwoulo', 'kewoulo', 'SARL'],
      ['Kéwoulo S.à r.l.', 'kewoulo', 'SARL'],
      ['Ets N’Diaye & Fils SARL', 'ndiaye fils', 'SARL'],
      ['Groupe Kéwoulo SA', 'kewoulo', 'SA'],
      ['Kewoulo GmbH & Co. KG', 'kewoulo', 'GMBHCOKG'],
      ['Kewoulo Sp. z o.o.', 'kewoulo', 'SPZOO'],
      ['Kewoulo (Pty) Ltd', 'kewoulo', 'PTY'],
      ['株式会社ケウォロ', 'ケウォロ', 'KK'],
      ['Plan B S.A.', 'plan b', 'SA'],
      ['l’Énergie d’Ivoire', 'energie ivoire', null],
      ['H & M', 'hm', null],
      ['Lycée II', 'lycee 2', null],
      ['Lycée n° 02', 'lycee n 2', null],
    ];
    for (const [name, key, legalForm] of keys) {
      const read = readAccountName(name);
      assert.deepEqual([read.key, read.legalForm], [key, legalForm], name);
    }
  });

  it('keeps what is nothing but a legal form', () => {
    for (const name of ['SA', 'SARL', 'GmbH & Co. KG', 'Groupe', 'Ets']) {
      const { key, words } = readAccountName(name);
      assert.ok(key !== '' && words.length > 0, name);
    }
  });

  it('has the short name that it tells itself as another', () => {
    assert.deepEqual(readAccountName('Office des Routes du Ferlo (ORF)').aliases, ['orf']);
    assert.deepEqual(readAccountName('ORF - Office des Routes du Ferlo').aliases, ['orf']);
    assert.equal(readAccountName('ORF - Office des Routes du Ferlo').key, 'office des routes du ferlo');
    assert.deepEqual(readAccountName('Kéwoulo (Sénégal)').words, ['kewoulo', 'senegal']);
  });

  it('is the same in letters that only look so, or with marks that nobody sees', () => {
    assert.equal(readAccountName('Kewоulo').key, 'kewoulo', 'a Cyrillic o');
    assert.equal(readAccountName('Ke\u200bwou\u00adlo').key, 'kewoulo');
    assert.equal(readAccountName('ＫＥＷＯＵＬＯ').key, 'kewoulo');
    assert.equal(readAccountName('Новороссийск').key, 'новороссииск', 'a word of one script stays in it');
  });

  it('is never empty where something stands, whatever it is, and costs what 400 characters cost', () => {
    const long = [
      'a'.repeat(200_000),
      'a '.repeat(100_000),
      '.'.repeat(200_000),
      '('.repeat(200_000),
      'S.'.repeat(100_000),
    ];
    for (const name of ['😀', '!!!', '\0', 'שלום', 'شركة', '...', '&', ...long]) {
      const { key } = readAccountName(name);
      assert.ok(key.length <= 2_000, name.slice(0, 5));
      if (name.trim() !== '' && name !== '\0') assert.notEqual(key, '', name.slice(0, 5));
    }
    assert.equal(readAccountName('').key, '');
  });
});

describe('legal forms', () => {
  it('leave a name as it was written', () => {
    assert.equal(nameWithoutLegalForm('  Kéwoulo,   Pêche,  Ltd. '), 'Kéwoulo, Pêche');
    assert.equal(nameWithoutLegalForm('ООО Кеволо'), 'Кеволо');
    assert.equal(nameWithoutLegalForm('SA'), 'SA');
    assert.equal(nameWithoutLegalForm('Kéwoulo'), 'Kéwoulo');
  });
});

describe('short names', () => {
  it('are made of first letters or of beginnings, in order', () => {
    assert.equal(acronymKind('orf', ['office', 'routes', 'ferlo']), 'initials');
    assert.equal(acronymKind('socodep', ['societe', 'commerciale', 'departements']), 'syllables');
    assert.equal(acronymKind('sonabrik', ['societe', 'nationale', 'briques']), 'syllables');
  });

  it('are not made of what stands in another order, of two letters, or of one word', () => {
    assert.equal(acronymKind('rof', ['office', 'routes', 'ferlo']), null);
    assert.equal(acronymKind('of', ['office', 'ferlo']), null);
    assert.equal(acronymKind('office', ['office']), null);
    assert.equal(acronymKind('sonacim', ['societe', 'nationale', 'briques']), null);
  });
});
