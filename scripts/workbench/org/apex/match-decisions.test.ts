import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';

import type { Org } from '../organisation.ts';
import { asSystem } from '../records/user-mode.ts';
import type { Fields } from '../records/store.ts';
import { openTestOrg } from '../testing/test-org.ts';
import { testTransaction } from '../testing/test-transaction.ts';
import { CodedError } from './coded-error.ts';
import { mergeDraft } from './decisions.ts';
import { matchDecision } from './draft-controller.schema.ts';
import type { MatchDecision } from './draft-controller.schema.ts';
import { decideMatches } from './match-decisions.ts';
import type { Json, MiddlewareCalls, MiddlewareDoor } from './middleware.ts';
import type { Transaction } from './transaction.ts';

const [ONE, OTHER, FOREIGN] = ['1', '2', '3'].map((digit) => `${digit.repeat(8)}-1111-4111-8111-111111111111`) as [
  string,
  string,
  string,
];
const CONTACT = '44444444-1111-4111-8111-111111111111';

let org: Org & { remove(): void };
let asked: { scope: string; draftId: string; body: Json }[];
beforeEach(() => {
  org = openTestOrg();
  asked = [];
  insertRow(ONE, 'asarr');
  insertRow(OTHER, 'asarr');
  insertRow(FOREIGN, 'bfaye');
});
afterEach(() => org.remove());

function insertRow(draftId: string, alias: string): void {
  const owner = org.people.byAlias(alias);
  asSystem(org, owner).insert('Opportunity_Draft__c', {
    Name: `Brouillon ${draftId.charAt(0)}`,
    OwnerId: owner.id,
    Captured_By__c: owner.id,
    Capture_Id__c: draftId,
    Draft_Id__c: draftId,
    Status__c: 'Open',
    Decision__c: 'none',
    Captured_At__c: '2026-03-01T09:00:00.000Z',
    Source_Kind__c: 'text',
  });
}

const rowOf = (draftId: string): Fields =>
  org.store.find('Opportunity_Draft__c', { Draft_Id__c: draftId })[0]?.fields ?? {};
const change = (draftId: string, fields: Fields): void => {
  asSystem(org, org.people.byAlias('asarr')).update(String(rowOf(draftId)['Id']), fields);
};

/** A transaction whose middleware notes what it is asked; `refusal` is what it answers, if anything. */
function transactionOf(alias: string, refusal?: CodedError): Transaction {
  const never = () => assert.fail('no other call is made');
  const call = (scope: string) => (draftId: string, body: Json) => {
    asked.push({ scope, draftId, body });
    const state = body['decision'] ?? 'open';
    return refusal ? Promise.reject(refusal) : Promise.resolve({ id: draftId, state, version: 7 });
  };
  const middleware: MiddlewareDoor = (_user, scope) => {
    const calls = { decide: call(scope), decideMatches: call(scope) };
    return new Proxy({} as MiddlewareCalls, {
      get: (_target, name) => (name in calls ? calls[name as keyof typeof calls] : never),
    });
  };
  return { ...testTransaction(org, { alias }), middleware };
}

function decision(given: Partial<MatchDecision>): MatchDecision {
  const parsed = matchDecision.parse(given);
  assert.ok(parsed);
  return parsed;
}

const accountId = (): string => org.store.find('Account', { Name: 'Clinique Tivalo' })[0]?.id ?? '';
const isCode = (code: string) => (error: unknown) => error instanceof CodedError && error.code === code;

describe('what a person says of matches', () => {
  test('is told to the middleware, and what is another one is kept on the row', async () => {
    const decisions = [
      decision({ target: 'account', recordId: accountId(), same: false, reason: 'Une autre clinique' }),
      decision({ target: 'draft', draftId: OTHER, same: false }),
    ];
    const draft = await decideMatches(transactionOf('asarr'), ONE, decisions);
    assert.equal(draft['version'], 7);
    assert.deepEqual(asked, [{ scope: 'own', draftId: ONE, body: { decisions } }]);
    assert.deepEqual([rowOf(ONE)['Not_The_Same__c'], rowOf(ONE)['Version__c']], [`${accountId()};${OTHER}`, 7]);
  });

  test('is taken back when it is the same after all; contacts are told apart', async () => {
    const person = org.store.find('Contact')[0]?.id ?? '';
    const other = decision({ target: 'contact', contactId: CONTACT, recordId: person, same: false });
    await decideMatches(transactionOf('asarr'), ONE, [
      other,
      decision({ target: 'draft', draftId: OTHER, same: false }),
    ]);
    assert.equal(rowOf(ONE)['Not_The_Same__c'], `${CONTACT}:${person};${OTHER}`);
    await decideMatches(transactionOf('asarr'), ONE, [{ ...other, same: true }]);
    assert.equal(rowOf(ONE)['Not_The_Same__c'], OTHER);
  });

  test('is for whoever may decide the draft, with a token for its capture', async () => {
    const decisions = [decision({ target: 'account', recordId: accountId(), same: true })];
    await decideMatches(transactionOf('mkane'), ONE, decisions);
    assert.equal(asked[0]?.scope, `capture:${ONE}`);
    await assert.rejects(decideMatches(transactionOf('asarr'), FOREIGN, decisions), isCode('not-found'));
    assert.equal(asked.length, 1);
  });

  test('of a record that the person cannot see is not passed on', async () => {
    const hidden = org.store.find('Opportunity', { Name: 'Ndarkis Industries - supervision de ligne' })[0]?.id ?? '';
    const attempts = [
      decision({ target: 'opportunity', recordId: hidden, same: true }),
      decision({ target: 'contact', recordId: accountId(), same: true }),
      decision({ target: 'draft', recordId: accountId(), same: true }),
    ];
    for (const attempt of attempts) {
      await assert.rejects(decideMatches(transactionOf('asarr'), ONE, [attempt]), isCode('not-found'));
    }
    assert.deepEqual(asked, []);
  });

  test('leaves the row as it is when the middleware refuses', async () => {
    const decisions = [decision({ target: 'account', recordId: accountId(), same: false })];
    const refusing = transactionOf('asarr', new CodedError('draft-decided', 409));
    await assert.rejects(decideMatches(refusing, ONE, decisions), isCode('draft-decided'));
    assert.equal(rowOf(ONE)['Not_The_Same__c'] ?? null, null);
  });
});

describe('two drafts of one deal', () => {
  test('become one: the other is dropped, with where it went', async () => {
    const draft = await mergeDraft(transactionOf('asarr'), ONE, OTHER);
    assert.equal(draft['state'], 'rejected');
    const reason = 'Fusionné avec : Brouillon 2';
    assert.deepEqual(asked[0]?.body, { decision: 'rejected', reason, mergedInto: OTHER });
    const { Status__c, Decision__c, Reject_Reason__c, Version__c } = rowOf(ONE);
    assert.deepEqual([Status__c, Decision__c, Reject_Reason__c, Version__c], ['Rejected', 'rejected', reason, 7]);
    assert.equal(rowOf(OTHER)['Status__c'], 'Open');
  });

  test('are not merged into themselves, into a decided one, or into one that the person cannot decide', async () => {
    await assert.rejects(mergeDraft(transactionOf('asarr'), ONE, ONE), isCode('merge-closed'));
    await assert.rejects(mergeDraft(transactionOf('asarr'), ONE, FOREIGN), isCode('not-found'));
    for (const status of ['Created', 'Rejected', 'Expired', 'Erased', 'Processing']) {
      change(OTHER, { Status__c: status });
      await assert.rejects(mergeDraft(transactionOf('asarr'), ONE, OTHER), isCode('merge-closed'), status);
    }
    assert.deepEqual(asked, []);
  });

  test('stay two when the first was created already, or the middleware refuses', async () => {
    change(ONE, { Status__c: 'Created' });
    await assert.rejects(mergeDraft(transactionOf('asarr'), ONE, OTHER), isCode('draft-decided'));
    assert.deepEqual(asked, []);
    change(ONE, { Status__c: 'Open' });
    const refusing = transactionOf('asarr', new CodedError('unreachable'));
    await assert.rejects(mergeDraft(refusing, ONE, OTHER), isCode('unreachable'));
    assert.equal(rowOf(ONE)['Status__c'], 'Open');
  });
});
