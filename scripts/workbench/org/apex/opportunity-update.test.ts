import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, test } from 'node:test';

import type { Org } from '../organisation.ts';
import { asSystem, asUser } from '../records/user-mode.ts';
import type { Fields, StoredRecord } from '../records/store.ts';
import { openTestOrg } from '../testing/test-org.ts';
import { testTransaction } from '../testing/test-transaction.ts';
import type { Wishes } from '../testing/test-transaction.ts';
import { createRecords } from './creation.ts';
import { createRequest } from './draft-controller.schema.ts';
import type { CreateResult } from './draft-controller.schema.ts';
import { objectOf } from './draft-values.ts';

const CAPTURE = '11111111-1111-4111-8111-111111111111';
const DRAFT = '22222222-2222-4222-8222-222222222222';
const CONTACT = '33333333-3333-4333-8333-333333333333';
const DEAL = 'Ardane Logistique - vidéosurveillance des entrepôts';

let org: Org & { remove(): void };
beforeEach(() => {
  org = openTestOrg();
  const owner = org.people.byAlias('asarr');
  asSystem(org, owner).insert('Opportunity_Draft__c', {
    Name: 'Onduleurs',
    OwnerId: owner.id,
    Captured_By__c: owner.id,
    Capture_Id__c: CAPTURE,
    Draft_Id__c: DRAFT,
    Status__c: 'Open',
    Decision__c: 'none',
    Captured_At__c: '2026-03-01T09:00:00.000Z',
    Source_Kind__c: 'text',
  });
});
afterEach(() => org.remove());

function recordNamed(object: string, name: string): StoredRecord {
  const [record] = org.store.find(object, { Name: name });
  assert.ok(record, name);
  return record;
}

const deal = (): StoredRecord => recordNamed('Opportunity', DEAL);
const row = (): Fields => org.store.find('Opportunity_Draft__c', { Draft_Id__c: DRAFT })[0]?.fields ?? {};
const count = (object: string): number => org.store.find(object).length;

/** What the person takes over: nothing of the opportunity but what a test gives. */
function update(opportunity: Readonly<Record<string, unknown>>, more: Readonly<Record<string, unknown>> = {}) {
  const opportunityInput = { recordId: deal().id, ...opportunity };
  const request = createRequest.parse({ draftId: DRAFT, opportunity: opportunityInput, ...more });
  assert.ok(request);
  return request;
}

const newContact = { contactId: CONTACT, firstName: 'Rokhaya', lastName: 'Diatta', email: 'r.diatta@korane.example' };

function run(request: ReturnType<typeof update>, wishes: Wishes = {}): CreateResult {
  return createRecords({ ...testTransaction(org, wishes), enqueue: () => undefined }, request);
}

const codesOf = ({ problems }: CreateResult): readonly unknown[] =>
  problems?.map((problem) => [problem?.code, problem?.target, problem?.field]) ?? [];

/** Asserts that a request is refused so, and that nothing of it was written. */
function assertRefused(
  request: ReturnType<typeof update>,
  codes: readonly unknown[],
  wishes: Wishes = {},
): CreateResult {
  const before = [deal(), row(), count('Contact'), count('OpportunityContactRole')];
  const result = run(request, wishes);
  assert.deepEqual(codesOf(result), codes);
  assert.deepEqual([result.created, result.updated, result.opportunityId], [false, false, null]);
  assert.deepEqual([deal(), row(), count('Contact'), count('OpportunityContactRole')], before);
  return result;
}

describe('an update of an open opportunity', () => {
  test('writes what is given and nothing else', () => {
    const before = deal().fields;
    const result = run(update({ amount: 52_000_000, nextStep: 'Envoyer l’offre' }));
    const after = deal().fields;
    const changed = Object.keys(after).filter((name) => after[name] !== before[name]);
    assert.deepEqual(changed.sort(), ['Amount', 'NextStep']);
    assert.deepEqual([after['Amount'], after['NextStep']], [52_000_000, 'Envoyer l’offre']);
    assert.deepEqual([result.created, result.updated, result.opportunityName], [true, true, DEAL]);
    assert.equal(result.accountName, 'Société Ardane Logistique');
  });

  test('is noted on the row and reported as an update, with what was written alone', () => {
    run(update({ amount: 52_000_000 }));
    const { Status__c, Updates__c, Opportunity__c, Account__c, Decision_Report__c } = row();
    assert.deepEqual(
      [Status__c, Updates__c, Opportunity__c, Account__c],
      ['Created', true, deal().id, deal().fields['AccountId']],
    );
    assert.deepEqual(objectOf(JSON.parse(String(Decision_Report__c))), {
      decision: 'created',
      opportunityId: deal().id,
      updated: true,
      accountId: deal().fields['AccountId'],
      contactIds: [],
      values: {
        'opportunity.amount': '52000000',
        'opportunity.recordId': deal().id,
        'account.recordId': deal().fields['AccountId'],
      },
    });
  });

  test('gives the first result to a second click, and writes nothing again', () => {
    const request = update({ amount: 52_000_000 }, { contacts: [newContact] });
    const first = run(request);
    asUser(org, org.people.byAlias('asarr')).update(deal().id, { Amount: 60_000_000 });
    const people = count('Contact');
    assert.deepEqual(run(request), first);
    assert.deepEqual([deal().fields['Amount'], count('Contact')], [60_000_000, people]);
  });

  test('adds people under the account of the opportunity, and a role only to those who have none', () => {
    const known = recordNamed('Contact', 'Coumba Seydi');
    const system = asSystem(org, org.people.byAlias('asarr'));
    system.insert('OpportunityContactRole', { OpportunityId: deal().id, ContactId: known.id, IsPrimary: true });
    const contacts = [{ contactId: randomUUID(), recordId: known.id }, newContact];
    const result = run(update({}, { contacts, account: { name: 'Un autre compte' } }));
    const accounts = count('Account');
    const roles = org.store.find('OpportunityContactRole', { OpportunityId: deal().id });
    const [, freshId] = result.contactIds ?? [];
    assert.deepEqual(
      roles.map(({ fields }) => [fields['ContactId'], fields['IsPrimary']]),
      [
        [known.id, true],
        [freshId, false],
      ],
    );
    const fresh = org.store.get(freshId ?? '');
    assert.equal(fresh?.fields['AccountId'], deal().fields['AccountId']);
    assert.equal(org.store.find('Account', { Name: 'Un autre compte' }).length, 0);
    assert.equal(count('Account'), accounts);
  });

  test('makes the first person the main contact of a deal that has nobody', () => {
    const [contactId] = run(update({}, { contacts: [newContact] })).contactIds ?? [];
    const roles = org.store.find('OpportunityContactRole', { OpportunityId: deal().id });
    assert.deepEqual(
      roles.map(({ fields }) => [fields['ContactId'], fields['IsPrimary']]),
      [[contactId, true]],
    );
  });

  test('is all or nothing: a refused contact leaves the opportunity as it was, and a refused value no contact', () => {
    const bad = { ...newContact, email: 'pas une adresse' };
    assertRefused(update({ amount: 1 }, { contacts: [bad] }), [['invalid-email-address', 'contact', 'email']]);
    assertRefused(update({ closeDate: '2020-01-01' }, { contacts: [newContact] }), [
      ['field-custom-validation-exception', 'opportunity', 'closeDate'],
    ]);
  });

  test('keeps the warning of a duplicate rule, and goes on when the person insists', () => {
    const twin = { ...newContact, email: 'coumba.seydi@ardane-logistique.example' };
    const request = update({ amount: 1 }, { contacts: [twin] });
    const { problems } = assertRefused(request, [['duplicates-detected', 'contact', null]]);
    assert.deepEqual([problems?.[0]?.canAllow, problems?.[0]?.duplicates?.[0]?.name], [true, 'Coumba Seydi']);
    assert.equal(run({ ...request, allowDuplicates: true }).updated, true);
  });

  test('gives an opportunity without account that of the draft', () => {
    const system = asSystem(org, org.people.byAlias('asarr'));
    system.update(deal().id, { AccountId: null });
    const account = recordNamed('Account', 'Clinique Tivalo').id;
    const result = run(update({}, { account: { recordId: account } }));
    assert.deepEqual([deal().fields['AccountId'], result.accountId], [account, account]);
  });
});

describe('an update is refused', () => {
  test('when a value changed since the person looked, with the new one', () => {
    const seen = { 'opportunity.amount': '45000000', 'opportunity.nextStep': '', 'opportunity.stage': 'Proposition' };
    const request = update({ amount: 52_000_000 }, { seen, contacts: [newContact] });
    const { problems } = assertRefused(request, [['record-changed', 'opportunity', 'amount']]);
    assert.match(String(problems?.[0]?.message), /48\s000\s000/u);
    const emptied = update({}, { seen: { 'opportunity.description': 'Une description' } });
    const [problem] = assertRefused(emptied, [['record-changed', 'opportunity', 'description']]).problems ?? [];
    assert.match(String(problem?.message), /vide/);
    const moved = update({}, { seen: { 'account.recordId': recordNamed('Account', 'Clinique Tivalo').id } });
    assertRefused(moved, [['record-changed', 'account', 'recordId']]);
  });

  test('but not for what the person did not see, or what is the same', () => {
    const { CloseDate } = deal().fields;
    const seen = { 'opportunity.amount': '48000000', 'opportunity.closeDate': CloseDate, 'opportunity.odd': 'x' };
    assert.equal(run(update({ amount: 52_000_000 }, { seen })).updated, true);
  });

  test('when the opportunity was closed, deleted, or is not for the eyes of the person', () => {
    const gone = [['record-gone', 'opportunity', 'recordId']];
    const hidden = recordNamed('Opportunity', 'Ndarkis Industries - supervision de ligne').id;
    assertRefused(update({ recordId: hidden, amount: 1 }), gone);
    assertRefused(update({ recordId: recordNamed('Account', 'Clinique Tivalo').id, amount: 1 }), gone);
    assertRefused(update({ recordId: '006WB0000000999YAA'.replace(/.{3}$/, '') }), gone);
    asSystem(org, org.people.byAlias('asarr')).update(deal().id, { StageName: 'Gagnée' });
    assertRefused(update({ amount: 1 }), [['record-closed', 'opportunity', 'recordId']]);
  });

  test('without the right to edit opportunities', () => {
    const transaction = testTransaction(org);
    const { access } = transaction.records;
    const records = { ...transaction.records, access: { ...access, edits: () => false } };
    const result = createRecords({ ...transaction, records }, update({ amount: 1 }));
    assert.deepEqual(codesOf(result), [['not-editable', 'opportunity', 'recordId']]);
    assert.equal(row()['Status__c'], 'Open');
  });

  test('when people are to be added to an account that is hidden; without people it is not', () => {
    const transaction = { ...testTransaction(org), enqueue: () => undefined };
    const isAccount = (record: StoredRecord | null): boolean => record?.object === 'Account';
    const get = (id: string): StoredRecord | null => {
      const record = transaction.records.get(id);
      return isAccount(record) ? null : record;
    };
    const blind = { ...transaction, records: { ...transaction.records, get } };
    const refused = createRecords(blind, update({ amount: 1 }, { contacts: [newContact] }));
    assert.deepEqual(codesOf(refused), [['account-not-visible', 'account', 'recordId']]);
    const done = createRecords(blind, update({ amount: 1 }));
    assert.deepEqual([done.updated, done.accountName, deal().fields['Amount']], [true, null, 1]);
  });
});
