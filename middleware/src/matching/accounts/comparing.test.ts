import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { verdictOf } from '../comparison.ts';
import type { AccountFacts, KnownAccount } from '../facts.ts';
import { ACCOUNT_THRESHOLDS, compareAccounts } from './comparing.ts';
import { smoothedRarity, usualRarity, type Rarity } from './rarity.ts';

const NOTHING: AccountFacts = { name: null, website: null, phone: null, city: null, country: null, emails: [] };
const facts = (name: string | null, more: Partial<AccountFacts> = {}): AccountFacts => ({ ...NOTHING, name, ...more });
const known = (name: string, more: Partial<KnownAccount> = {}): KnownAccount => ({
  recordId: '001000000000001AAA',
  name,
  website: null,
  phone: null,
  city: null,
  country: null,
  parentId: null,
  ...more,
});
const compare = (one: AccountFacts, other: KnownAccount, rarity: Rarity = usualRarity) =>
  compareAccounts(one, other, { rarity });
const verdict = (one: AccountFacts, other: KnownAccount) =>
  verdictOf(compare(one, other).score, ACCOUNT_THRESHOLDS) ?? 'new';

describe('accounts are compared', () => {
  it('and are the same however the name is written', () => {
    for (const [one, other] of [
      ['Kéwoulo SARL', 'KEWOULO'],
      ['Kéwoulo Djilor', 'Djilor Kéwoulo'],
      ['Faye & Tandian', 'Faye et Tandian'],
      ['Sen Fruits', 'Senfruits'],
    ] as const) {
      assert.equal(verdict(facts(one), known(other)), 'same', one);
      assert.equal(verdict(facts(other), known(one)), 'same', other);
    }
  });

  it('and a short name is the same where a domain bears it out', () => {
    const long = known('Office des Routes du Ferlo', { website: 'www.orf.sn' });
    assert.equal(verdict(facts('ORF', { emails: ['a.sy@orf.sn'] }), long), 'same');
    assert.equal(verdict(facts('ORF'), long), 'ask');
    assert.deepEqual(compare(facts('ORF', { emails: ['a.sy@orf.sn'] }), long).reasons.toSorted(), [
      'acronym',
      'same-domain',
    ]);
  });

  it('and a part of a name is asked about, whatever else agrees', () => {
    const more = { website: 'kewoulo.sn', phone: '338691010', city: 'Dakar', country: 'SN' };
    const { score, reasons } = compare(facts('Kéwoulo', more), known('Kéwoulo Sénégal', more));
    assert.equal(verdictOf(score, ACCOUNT_THRESHOLDS), 'ask');
    assert.ok(reasons.includes('parent-or-subsidiary'));
    assert.equal(verdict(facts('Kéwoulo Mobiles'), known('Kéwoulo')), 'ask');
    assert.equal(verdict(facts('Kéwoulo', more), known('Kéwoulo Mobiles', more)), 'ask');
  });

  it('and figures, countries, towns and trades tell names apart', () => {
    for (const [one, other] of [
      ['Lycée 1 de Kéwoulo', 'Lycée 2 de Kéwoulo'],
      ['Kéwoulo Sénégal', 'Kéwoulo Mali'],
      ['Clinique Kéwoulo', 'Pharmacie Kéwoulo'],
      ['Mairie de Dagana', 'Mairie de Bakel'],
    ] as const) {
      assert.equal(verdict(facts(one), known(other)), 'new', one);
    }
  });

  it('and one name in two towns is asked about, unless a phone says that it is one', () => {
    const town = { city: 'Mbour' };
    assert.equal(verdict(facts('Kéwoulo', { city: 'Dakar' }), known('Kéwoulo', town)), 'ask');
    const phone = { phone: '+221 33 869 10 10' };
    assert.equal(
      verdict(facts('Kéwoulo', { city: 'Dakar', ...phone }), known('Kéwoulo', { ...town, ...phone })),
      'same',
    );
  });

  it('and a country is one however it is told', () => {
    const { reasons } = compare(facts('Kéwoulo', { country: 'Sénégal' }), known('Kéwoulo', { country: 'SN' }));
    assert.ok(reasons.includes('same-country'));
  });

  it('and free mail says nothing', () => {
    const { reasons } = compare(
      facts('Kéwoulo', { emails: ['kewoulo@gmail.com'] }),
      known('Kobiex', { website: 'gmail.com' }),
    );
    assert.deepEqual(reasons, []);
  });

  it('and a rare name says more than one of common words', () => {
    assert.ok(
      compare(facts('Kéwoulo'), known('Kéwoulo')).score >
        compare(facts('Services Conseil'), known('Services Conseil')).score,
    );
    const spread: Rarity = (word) => smoothedRarity(word, 2_000, 10_000);
    assert.equal(verdictOf(compare(facts('Kéwoulo'), known('Kéwoulo'), spread).score, ACCOUNT_THRESHOLDS), 'ask');
    assert.ok(smoothedRarity('kewoulo', 1, 10_000) < smoothedRarity('kewoulo', 50, 10_000));
  });

  it('and a spelling that people confirmed is known', () => {
    const { score, reasons } = compareAccounts(facts('Le Grand Sapin'), known('Kéwoulo'), {
      rarity: usualRarity,
      otherNames: ['Grand Sapin SA'],
    });
    assert.equal(verdictOf(score, ACCOUNT_THRESHOLDS), 'same');
    assert.deepEqual(reasons, ['other-spelling-known']);
  });

  it('and without a name its domain finds it', () => {
    assert.notEqual(
      verdict(facts(null, { emails: ['a.sy@kewoulo.sn'] }), known('Kéwoulo', { website: 'kewoulo.sn' })),
      'new',
    );
    assert.equal(compare(NOTHING, known('Kéwoulo')).score < ACCOUNT_THRESHOLDS.ask, true);
  });

  it('and other names are other accounts, the same one way as the other', () => {
    const names = [
      'Kéwoulo',
      'Kobiex SARL',
      'Office des Routes du Ferlo',
      'ORF',
      'Services Conseil',
      'Kéwoulo Mobiles',
      'SA',
      '😀',
      '',
    ];
    for (const one of names) {
      for (const other of names) {
        const [there, back] = [compare(facts(one), known(other)).score, compare(facts(other), known(one)).score];
        assert.ok(Math.abs(there - back) < 1e-9, `${one} ${other}`);
        if (one !== other && one !== '' && other !== '') assert.ok(there < ACCOUNT_THRESHOLDS.same, `${one} ${other}`);
      }
    }
  });

  it('and whatever stands in a field costs no more than its beginning', () => {
    const hostile = [
      'x'.repeat(200_000),
      'x '.repeat(100_000),
      '\0',
      '😀'.repeat(50_000),
      'م'.repeat(50_000),
      '(((',
      'SA',
      '.@.@.@',
    ];
    const start = performance.now();
    for (const text of hostile) {
      const { score } = compare(
        facts(text, { website: text, phone: text, city: text, country: text, emails: [text] }),
        known('Kéwoulo', { website: text, city: text }),
      );
      assert.ok(score >= 0 && score < ACCOUNT_THRESHOLDS.same, text.slice(0, 5));
    }
    assert.ok(performance.now() - start < 2_000);
  });
});

describe('accounts with hostile fields', () => {
  const LONG = 200_000;
  const hostile = [
    ...['a', 'a ', 'S.A.', '(', "l'", 'é', '\u0301', 'a\u0301', '😀', '\0', '\u200b', '\ufdfa', '1 ', '@', 'a.'].map(
      (text) => text.repeat(LONG / text.length),
    ),
    ...['', ' ', 'SA', 'شركة السلام', '\u202eAS', '\ud800', '()', '株式会社'],
  ];

  it('are compared within bounds of time, and have a likelihood', () => {
    const began = performance.now();
    let compared = 0;
    for (const [index, one] of hostile.entries()) {
      const other = hostile[(index + 7) % hostile.length]!;
      for (const text of [one, other]) {
        const here = { website: one, phone: one, city: one, country: one };
        const there = { website: text, phone: text, city: text, country: text };
        const { score } = compare(facts(one, { ...here, emails: [one] }), known(text, there));
        assert.ok(score >= 0 && score <= 1);
        compared += 1;
      }
    }
    const each = (performance.now() - began) / compared;
    assert.ok(each < 100, `${each} ms a comparison`);
  });

  it('keep their figures apart where words are run together', () => {
    assert.notEqual(verdict(facts('Kéwoulo Lot 1 2'), known('Kéwoulo Lot 12')), 'same');
    assert.equal(verdict(facts('Kéwoulo 2000'), known('Kewoulo2000')), 'same');
  });

  it('and a doubled letter alone is asked about', () => {
    assert.equal(verdict(facts('Balantore'), known('Ballantore')), 'ask');
  });
});
