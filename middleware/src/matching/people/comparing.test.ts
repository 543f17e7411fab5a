import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { usualRarity } from '../accounts/rarity.ts';
import { verdictOf } from '../comparison.ts';
import type { ContactFacts, KnownContact } from '../facts.ts';
import { comparePeople, CONTACT_THRESHOLDS } from './comparing.ts';
import { soundOf } from '../spelling/sounds.ts';
import { readPersonName } from './names.ts';

const person = (firstName: string | null, lastName: string | null, more: Partial<ContactFacts> = {}): ContactFacts => ({
  firstName,
  lastName,
  title: null,
  email: null,
  phones: [],
  ...more,
});
const known = (facts: ContactFacts): KnownContact => ({ ...facts, recordId: '003000000000001AAA', accountId: null });
const compare = (one: ContactFacts, other: ContactFacts, sameAccount: boolean | null = true) =>
  comparePeople(one, known(other), { sameAccount, rarity: usualRarity });
const verdict = (one: ContactFacts, other: ContactFacts, sameAccount: boolean | null = true) =>
  verdictOf(compare(one, other, sameAccount).score, CONTACT_THRESHOLDS) ?? 'new';

describe('the name of a person', () => {
  it('is read without titles, in words', () => {
    const words = (first: string | null, last: string | null) => readPersonName(first, last).words.join(' ');
    assert.equal(words(null, 'M. Jean-Pierre N’DIAYE'), 'jean pierre ndiaye');
    assert.equal(words('El Hadji Malick', 'SY'), 'elhadji malick sy');
    assert.equal(words('J.-P.', 'Mendy'), 'j p mendy');
    assert.equal(words('Mme', null), 'mme', 'nothing else is left');
    assert.deepEqual(readPersonName('Awa', 'Diop Fall').family, ['diop', 'fall']);
  });

  it('sounds alike however it is spelled', () => {
    for (const [one, other] of [
      ['diallo', 'jallow'],
      ['mamadou', 'mamadu'],
      ['cisse', 'sisse'],
      ['moustapha', 'mustafa'],
    ] as const) {
      assert.equal(soundOf(one), soundOf(other), `${one} ${other}`);
    }
    assert.notEqual(soundOf('amadou'), soundOf('mamadou'));
  });
});

describe('people are compared', () => {
  it('and are the same by a whole name at one company, however it is written', () => {
    const bodies: [ContactFacts, ContactFacts][] = [
      [person('Awa', 'Diop'), person('Awa', 'DIOP')],
      [person('Awa', 'Diop'), person('Diop', 'Awa')],
      [person(null, 'Mme Awa Diop'), person('Awa', 'Diop')],
      [person('Moussa', 'N’Diaye'), person('Moussa', 'Ndiaye')],
    ];
    for (const [one, other] of bodies) {
      assert.equal(verdict(one, other), 'same', JSON.stringify([one, other]));
      assert.equal(verdict(other, one), 'same', JSON.stringify([other, one]));
    }
  });

  it('and are asked about where a name is only likely', () => {
    const bodies: [ContactFacts, ContactFacts, boolean | null][] = [
      [person('Awa', 'Diop'), person('Awa', 'Diop'), false],
      [person('A.', 'Diop'), person('Awa', 'Diop'), true],
      [person('Mamadu', 'Jallow'), person('Mamadou', 'Diallo'), true],
      [person('Fatou', 'Diop'), person('Fatou Bintou', 'Diop'), true],
      [person('Awa', 'Ndiaye'), person('Awa', 'Ndiayye'), true],
      [person(null, 'M. Ndiaye'), person('Ousmane', 'Ndiaye'), true],
      [person(null, null, { phones: ['+221 77 645 12 09'] }), person('Awa', 'Diop', { phones: ['776451209'] }), null],
    ];
    for (const [one, other, sameAccount] of bodies) {
      assert.equal(verdict(one, other, sameAccount), 'ask', JSON.stringify([one, other]));
    }
  });

  it('and are two where their names are', () => {
    for (const other of [person('Ousmane', 'Diop'), person('Mamadou', 'Diop'), person('Awa', 'Fall')]) {
      assert.equal(verdict(person('Amadou', 'Diop'), other), 'new', JSON.stringify(other));
    }
    const mailbox = { email: 'info@baobab.example' };
    assert.equal(verdict(person('Awa', 'Diop', mailbox), person('Jean', 'Sarr', mailbox), null), 'new', 'one mailbox');
  });

  it('and an address with part of a name is enough', () => {
    const email = 'a.diop@baobab.example';
    assert.equal(
      verdict(person('A.', 'Diop', { email }), person('Awa', 'Diop', { email: email.toUpperCase() }), null),
      'same',
    );
    const { reasons } = compare(person('Awa', 'Diop', { email }), person('Awa', 'Diop', { email }));
    assert.deepEqual(reasons.slice(0, 2).toSorted(), ['same-email', 'same-person-name']);
    const moved = compare(
      person('Awa', 'Diop', { email }),
      person('Awa', 'Diop', { email: 'awa@autre.example' }),
      false,
    );
    assert.ok(moved.reasons.includes('other-email'));
  });

  it('in the same time whatever the name is', () => {
    const hostile = [
      '',
      ' ',
      '\0',
      'a '.repeat(100_000),
      '👩‍💼',
      'م'.repeat(50_000),
      '.'.repeat(50_000),
      '-.'.repeat(50_000),
    ];
    for (const name of hostile) {
      const { score } = compare(person(name, name), person('Awa', 'Diop'));
      assert.ok(score >= 0 && score < CONTACT_THRESHOLDS.same, name.slice(0, 5));
    }
  });
});
