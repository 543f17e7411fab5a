import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'node:test';

import { noValue, type Value } from '../extraction/evidence.ts';
import { RULES_ALONE } from '../extraction/schema.ts';
import { dealNamed, noContact, sourceValue } from '../testing/facts.ts';
import { applyChanges, setByPerson } from './changes.ts';
import { contentOf, type DraftContent } from './content.ts';
import type { OrgChoices } from './rules.ts';
import { draftChanges } from './schema.ts';

const TEXT = 'Deal: Postes for Sarr or Sall';
const ORG: OrgChoices = {
  picklists: { 'Opportunity.StageName': [{ value: 'Prospection', label: 'Prospection' }] },
  currencies: ['XOF', 'EUR'],
};

function content(): DraftContent {
  const contact = { ...noContact(), lastName: sourceValue(TEXT, 'Sarr') };
  return contentOf({ ...dealNamed(TEXT, 'Postes'), contacts: [contact] }, [], RULES_ALONE);
}

/** Applies one change, as text. */
const change = (path: string, value: string | null, former = content()) =>
  applyChanges(former, draftChanges.parse({ changes: [{ path, value }] }), ORG);

const accepted: [path: string, value: string | null, stored: string | number | null][] = [
  ['opportunity.name', '  Postes 2  ', 'Postes 2'],
  ['opportunity.name', '', null],
  ['opportunity.closeDate', '2028-02-29', '2028-02-29'],
  ['opportunity.stage', 'Prospection', 'Prospection'],
  ['opportunity.type', 'No list was sent', 'No list was sent'],
  ['opportunity.amount', '85000000', 85_000_000],
  ['opportunity.amount', '1250.5', 1250.5],
  ['opportunity.amount', '0', 0],
  ['opportunity.amount', null, null],
  ['opportunity.currency', 'EUR', 'EUR'],
  ['opportunity.description', 'one\ntwo\t<script>alert(1)</script>', 'one\ntwo\t<script>alert(1)</script>'],
  ['account.website', 'https://www.example.sn/a?b=c', 'https://www.example.sn/a?b=c'],
  ['account.website', 'example.sn', 'example.sn'],
  ['account.phone', '+221 33 800-00-00', '+221 33 800-00-00'],
];

const refused: [path: string, value: string, code: string][] = [
  ['opportunity.name', 'x'.repeat(121), 'too-long'],
  ['opportunity.name', 'a\u0000b', 'control-character'],
  ['opportunity.name', 'a\nb', 'several-lines'],
  ['opportunity.closeDate', '2027-02-29', 'not-a-date'],
  ['opportunity.closeDate', '27/03/2026', 'not-a-date'],
  ['opportunity.closeDate', '0000-01-01', 'not-a-date'],
  ['opportunity.closeDate', '4001-01-01', 'not-a-date'],
  ['opportunity.stage', 'prospection', 'not-in-picklist'],
  ['opportunity.amount', '85 000 000', 'not-an-amount'],
  ['opportunity.amount', '-1', 'not-an-amount'],
  ['opportunity.amount', '1e9', 'not-an-amount'],
  ['opportunity.amount', 'NaN', 'not-an-amount'],
  ['opportunity.amount', '99999999999999', 'not-an-amount'],
  ['opportunity.currency', 'USD', 'not-a-currency'],
  ['account.website', 'javascript:alert(1)', 'not-a-website'],
  ['account.website', 'a.b c', 'not-a-website'],
  ['account.phone', 'call me', 'not-a-phone'],
  ['account.recordId', '001', 'not-a-record-id'],
];

describe('changes to a draft', () => {
  for (const [path, value, stored] of accepted) {
    it(`sets ${path} to ${JSON.stringify(stored)}`, () => {
      const result = change(path, value);
      assert.deepEqual(result.errors, []);
      const [part, key] = path.split('.') as ['opportunity' | 'account', string];
      const changed = Reflect.get(result.content[part], key) as { value: unknown; origin: unknown };
      assert.deepEqual([changed.value, changed.origin], [stored, 'person']);
      assert.deepEqual(result.corrections, [
        { path, former: path === 'opportunity.name' ? 'Postes' : null, value: stored },
      ]);
    });
  }

  for (const [path, value, code] of refused) {
    it(`refuses ${JSON.stringify(value.slice(0, 30))} as ${path}: ${code}`, () => {
      const { errors } = change(path, value);
      assert.deepEqual(
        errors.map((error) => [error.pointer, error.code]),
        [['/changes/0/value', code]],
      );
    });
  }

  it('does not touch the content it was given', () => {
    const former = content();
    const copy = structuredClone(former);
    change('opportunity.name', 'x', former);
    assert.deepEqual(former, copy);
  });

  it('changes a contact, unticks it, links it to a record, and adds one under a new id', () => {
    const former = content();
    const [{ id } = { id: '' }] = former.contacts;
    const added = randomUUID();
    const { content: changed, errors } = applyChanges(
      former,
      draftChanges.parse({
        changes: [
          { path: `contacts.${id}.email`, value: 'sarr@example.sn' },
          { path: `contacts.${id}.included`, value: 'false' },
          { path: `contacts.${id}.recordId`, value: '003000000000001AAA' },
          { path: `contacts.${added}.lastName`, value: 'Fall' },
          { path: `contacts.${added}.firstName`, value: 'Ami' },
        ],
      }),
      ORG,
    );
    assert.deepEqual(errors, []);
    const [first, second] = changed.contacts;
    assert.deepEqual(
      [first?.email.value, first?.included, first?.recordId],
      ['sarr@example.sn', false, '003000000000001AAA'],
    );
    assert.deepEqual(
      [second?.id, second?.lastName.value, second?.firstName.value, second?.included],
      [added, 'Fall', 'Ami', true],
    );
    assert.equal(changed.contacts.length, 2);
  });

  it('refuses an address that is none, a flag that is none, and more contacts than anyone met', () => {
    const [{ id } = { id: '' }] = content().contacts;
    const former = content();
    const path = (key: string) => `contacts.${former.contacts[0]?.id ?? id}.${key}`;
    assert.equal(change(path('email'), 'sarr at example', former).errors[0]?.code, 'not-an-email');
    assert.equal(change(path('included'), 'maybe', former).errors[0]?.code, 'not-a-flag');
    const changes = Array.from({ length: 100 }, () => ({ path: `contacts.${randomUUID()}.lastName`, value: 'x' }));
    assert.equal(applyChanges(former, { changes }, ORG).errors[0]?.code, 'too-many-contacts');
  });
});

describe('a value set by a person', () => {
  const former = {
    ...sourceValue(TEXT, 'Sarr'),
    alternatives: [{ value: 'Sall', confidence: 0.4, evidence: sourceValue(TEXT, 'Sall').evidence }],
  };

  it('keeps what it replaced among the alternatives, with its evidence', () => {
    const value = setByPerson(former, 'Diop');
    assert.deepEqual([value.value, value.origin, value.evidence], ['Diop', 'person', []]);
    assert.deepEqual(
      value.alternatives.map((alternative) => [alternative.value, alternative.evidence]),
      [
        ['Sarr', former.evidence],
        ['Sall', former.alternatives[0]?.evidence],
      ],
    );
  });

  it('brings the evidence of the alternative that was chosen, and can go back', () => {
    const chosen = setByPerson(former, 'Sall');
    assert.deepEqual(chosen.evidence, former.alternatives[0]?.evidence);
    const back = setByPerson(chosen, 'Sarr');
    assert.deepEqual([back.value, back.evidence], ['Sarr', former.evidence]);
    assert.deepEqual(
      back.alternatives.map(({ value }) => value),
      ['Sall'],
    );
  });

  it("counts as the person's when it is confirmed as it was", () => {
    assert.deepEqual(setByPerson(former, 'Sarr'), { ...former, origin: 'person', confidence: 1 });
  });

  it('keeps what was heard with doubt when it is confirmed, and not when it is changed', () => {
    const doubted: Value<string> = { ...former, doubts: ['name'] };
    const { origin, doubts } = setByPerson(doubted, 'Sarr');
    assert.deepEqual([origin, doubts], ['person', ['name']]);
    assert.equal(setByPerson(doubted, 'Diop').doubts, undefined);
  });

  it('can be emptied, and what was there stays at hand', () => {
    const emptied = setByPerson(former, null);
    assert.deepEqual([emptied.value, emptied.alternatives[0]?.value], [null, 'Sarr']);
    assert.deepEqual(setByPerson(noValue<string>(), 'x').alternatives, []);
  });
});
