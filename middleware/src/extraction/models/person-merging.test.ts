import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { noContact, sourceValue } from '../../testing/facts.ts';
import type { Finding } from '../evidence.ts';
import type { ContactFacts } from '../schema.ts';
import { analysisOf } from '../testing/demo.ts';
import type { PersonClaim } from './person-claims.ts';
import { mergeContacts } from './person-merging.ts';

const TEXT = 'Vu Awa Ndiaye (DSI, awa@baobab.example) et Issa Sow (DAF). Moussa Ba, chef réseau, 77 512 40 63.';
const ANALYSIS = analysisOf(TEXT);

function finding(quote: string): Finding<string> {
  const start = TEXT.indexOf(quote);
  return { value: quote, spans: [{ start, end: start + quote.length }], confidence: 0.8, rule: 'model' };
}

function claim(first: string, last: string, more: Partial<PersonClaim> = {}): PersonClaim {
  const { start } = finding(first).spans[0] ?? { start: 0 };
  return {
    start,
    end: start + first.length + last.length + 1,
    first: finding(first),
    last: finding(last),
    title: null,
    email: null,
    phone: null,
    ...more,
  };
}

function contact(first: string, last: string, more: Partial<ContactFacts> = {}): ContactFacts {
  return { ...noContact(), firstName: sourceValue(TEXT, first), lastName: sourceValue(TEXT, last), ...more };
}

const merged = (rules: ContactFacts[], claims: PersonClaim[], elsewhere: PersonClaim[] = []) =>
  mergeContacts({ analysis: ANALYSIS, rules, claims, elsewhere });
const names = (contacts: ContactFacts[]) => contacts.map(({ lastName }) => lastName.value);

describe('the contacts of a deal', () => {
  it('are one where both name the same person; each gives what the other lacks', () => {
    const [one, ...rest] = merged(
      [contact('Awa', 'Ndiaye', { email: sourceValue(TEXT, 'awa@baobab.example') })],
      [claim('Awa', 'Ndiaye', { title: finding('DSI') })],
    );
    assert.deepEqual([one?.email.value, one?.title.value, rest.length], ['awa@baobab.example', 'DSI', 0]);
    assert.ok((one?.lastName.confidence ?? 0) >= 0.95);
  });

  it('keep the address that the rules tied by name; the model’s is an alternative', () => {
    const other = { ...finding('77 512 40 63') };
    const [one] = merged(
      [contact('Awa', 'Ndiaye', { email: sourceValue(TEXT, 'awa@baobab.example') })],
      [claim('Awa', 'Ndiaye', { email: other })],
    );
    assert.deepEqual([one?.email.value, one?.email.alternatives[0]?.value], ['awa@baobab.example', '77 512 40 63']);
  });

  it('hold once whom a model tells again, with what each time adds', () => {
    const again = claim('Issa', 'Sow', { start: 90, end: 98, phone: null, title: finding('DAF') });
    const [one, ...rest] = merged([], [claim('Issa', 'Sow'), claim('Issa', 'Sow'), again]);
    assert.deepEqual([one?.lastName.value, one?.title.value, rest.length], ['Sow', 'DAF', 0]);
  });

  it('stay two where the addresses differ, or only a last name is the same', () => {
    const address = (value: string) => ({ ...finding('awa@baobab.example'), value });
    const elsewhere = { start: 90, end: 98 };
    const homonyms = [
      claim('Issa', 'Sow', { email: address('i.sow@baobab.example') }),
      claim('Issa', 'Sow', { ...elsewhere, email: address('issa.sow@ferlo.example') }),
    ];
    assert.equal(merged([], homonyms).length, 2);
    const couple = [claim('Issa', 'Sow', { first: null }), claim('Issa', 'Sow', { ...elsewhere, first: null })];
    assert.equal(merged([], couple).length, 2);
  });

  it('hold whom only the model names, without what the rules tied to another', () => {
    const contacts = merged(
      [contact('Awa', 'Ndiaye', { email: sourceValue(TEXT, 'awa@baobab.example') })],
      [claim('Awa', 'Ndiaye'), claim('Issa', 'Sow', { email: finding('awa@baobab.example') })],
    );
    assert.deepEqual(names(contacts), ['Ndiaye', 'Sow']);
    assert.equal(contacts[1]?.email.value, null);
  });

  it('hold whom the model passed over only when there is more than a name', () => {
    const rules = [
      contact('Awa', 'Ndiaye'),
      contact('Issa', 'Sow'),
      contact('Moussa', 'Ba', { title: sourceValue(TEXT, 'chef réseau') }),
    ];
    assert.deepEqual(names(merged(rules, [claim('Awa', 'Ndiaye')])), ['Ndiaye', 'Ba']);
    assert.deepEqual(names(merged(rules, [])), ['Ndiaye', 'Sow', 'Ba'], 'a model that names nobody was lazy');
  });

  it('leave out whom the model gives to another deal', () => {
    const rules = [contact('Awa', 'Ndiaye'), contact('Moussa', 'Ba', { title: sourceValue(TEXT, 'chef réseau') })];
    assert.deepEqual(names(merged(rules, [claim('Awa', 'Ndiaye')], [claim('Moussa', 'Ba')])), ['Ndiaye']);
  });

  it('know a name in any order of its words', () => {
    const [one, ...rest] = merged([contact('Awa', 'Ndiaye')], [claim('Ndiaye', 'Awa')]);
    assert.deepEqual([one?.firstName.value, one?.lastName.value, rest.length], ['Awa', 'Ndiaye', 0]);
  });
});
