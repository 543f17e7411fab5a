import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, test } from 'node:test';

import type { Org } from '../organisation.ts';
import type { Fields } from '../records/store.ts';
import { asSystem, asUser } from '../records/user-mode.ts';
import { openTestOrg } from '../testing/test-org.ts';
import { CodedError } from './coded-error.ts';
import type { MiddlewareCalls } from './middleware.ts';
import { startRow } from './projection.ts';
import { serverMessages } from './server-messages.ts';
import { synchronise } from './sync.ts';
import type { Transaction } from './transaction.ts';

let org: Org & { remove(): void };
beforeEach(() => {
  org = openTestOrg();
});
afterEach(() => org.remove());

const frenchMessages = () => serverMessages(org.labels, 'fr');

type Answer = (captureId: string) => ReturnType<MiddlewareCalls['getCapture']>;

type Erasures = MiddlewareCalls['readErasures'];
const noErasures: Erasures = () => Promise.resolve({ erasures: [], next: null });

/** A transaction of the integration user whose middleware only answers for captures and erasures. */
function transaction(getCapture: Answer, readErasures = noErasures): Transaction {
  const user = org.people.integration;
  const never = () => assert.fail('not called by the sync');
  return {
    user,
    language: 'fr',
    organisation: org,
    organisationName: org.name,
    currencies: org.currencies,
    records: asUser(org, user),
    settings: org.settings,
    messages: serverMessages(org.labels, 'fr'),
    middleware: () => ({
      getCapture,
      startCapture: never,
      sendPart: never,
      completeCapture: never,
      getPart: never,
      getPage: never,
      getSound: never,
      getSource: never,
      correctSource: never,
      retryCapture: never,
      eraseCapture: never,
      readErasures,
      addDraft: never,
      changeDraft: never,
      decide: never,
      decideMatches: never,
    }),
    requestId: '99999999-9999-4999-8999-999999999999',
    enqueue: never,
    unforeseen: never,
  };
}

const capture = (id: string) => ({ id, kind: 'text', state: 'ready', capturedAt: '2026-03-02T10:00:00Z', drafts: [] });

function insertRows(ids: readonly string[]): () => unknown[] {
  const system = asSystem(org, org.people.integration);
  const messages = frenchMessages();
  const owner = org.people.byAlias('asarr').id;
  const sender = { userId: owner, requestId: 'request', messages };
  const rows = ids.map((id) => system.insert('Opportunity_Draft__c', startRow(capture(id), sender, null)));
  return () => rows.map(({ id }) => system.get(id)?.fields['Status__c']);
}

/** Rows as a review left them, with a value in every column that can hold one. */
function insertFilled(captureId: string, more: Fields = {}): () => Fields {
  const system = asSystem(org, org.people.integration);
  const sender = { userId: org.people.byAlias('asarr').id, requestId: 'request', messages: frenchMessages() };
  const account = system.find('Account')[0]?.id ?? null;
  const row = system.insert('Opportunity_Draft__c', {
    ...startRow(capture(captureId), sender, account),
    Draft_Id__c: randomUUID(),
    Name: 'Ateliers Korane – Onduleurs',
    Status__c: 'Open',
    Account_Name__c: 'Ateliers Korane',
    Account__c: account,
    Amount__c: 12.5,
    Currency__c: 'XOF',
    Close_Date__c: '2026-04-30',
    Reject_Reason__c: 'Korane a choisi un autre',
    ...more,
  });
  return () => system.get(row.id)?.fields ?? {};
}

describe('the sync', () => {
  test('settles what it can: a capture that is refused keeps no other from its outcome', async () => {
    const statuses = insertRows(['refused', 'gone', 'empty']);
    await synchronise(
      transaction((id) => {
        if (id === 'refused') return Promise.reject(new CodedError('internal-error', 500));
        if (id === 'gone') return Promise.reject(new CodedError('capture-not-found', 404));
        return Promise.resolve(capture(id));
      }),
    );
    assert.deepEqual(statuses(), ['Processing', 'Failed', 'No deal']);
  });

  test('ends when nobody answers: the next run goes on', async () => {
    const statuses = insertRows(['first', 'second']);
    let calls = 0;
    await synchronise(
      transaction(() => {
        calls += 1;
        return Promise.reject(new CodedError('unreachable'));
      }),
    );
    assert.equal(calls, 1);
    assert.deepEqual(statuses(), ['Processing', 'Processing']);
  });

  test('has recordings heard once the org names somebody who may', async () => {
    const statuses = insertRows(['memo']);
    const retried: unknown[] = [];
    const withSpeech = (speech: readonly string[]): Transaction => {
      const base = transaction((id) =>
        Promise.resolve({ ...capture(id), state: 'waiting', reason: 'no-speech-provider' }),
      );
      const retryCapture: MiddlewareCalls['retryCapture'] = (id, names) => {
        retried.push([id, names]);
        return Promise.resolve(capture(id));
      };
      const middleware: Transaction['middleware'] = (...asker) => ({ ...base.middleware(...asker), retryCapture });
      return { ...base, middleware, settings: { ...base.settings, speech } };
    };
    await synchronise(withSpeech([]));
    assert.deepEqual([statuses(), retried], [['Processing'], []]);
    await synchronise(withSpeech(['groq']));
    assert.deepEqual([statuses(), retried], [['No deal'], [['memo', ['groq']]]]);
  });
});

describe('erasures', () => {
  const never: Answer = () => assert.fail('no capture is asked for');
  const erasure = (captureId: string, erasedAt: string) => ({ captureId, erasedAt });

  test('are read page after page, and clear every row of their captures but for links to what was created', async () => {
    const open = insertFilled('erased-open');
    const opportunity = asSystem(org, org.people.integration).find('Opportunity')[0]?.id ?? null;
    const created = insertFilled('erased-created', { Opportunity__c: opportunity, Status__c: 'Created' });
    const other = insertFilled('kept');
    const asked: unknown[] = [];
    await synchronise(
      transaction(never, (since, cursor) => {
        asked.push(cursor);
        return Promise.resolve(
          cursor === null
            ? { erasures: [erasure('erased-open', '2026-03-02T10:00:00.000Z')], next: 'page 2' }
            : { erasures: [erasure('erased-created', '2026-03-02T11:00:00.000Z')], next: null },
        );
      }),
    );
    assert.deepEqual(asked, [null, 'page 2']);
    for (const row of [open(), created()]) {
      assert.equal(row['Name'], 'Note effacée');
      assert.equal(row['Status__c'], 'Erased');
      assert.doesNotMatch(JSON.stringify(row), /Korane|12\.5|2026-04-30|XOF/);
    }
    assert.equal(open()['Account__c'], null);
    assert.equal(open()['Opened_From__c'], null);
    assert.equal(open()['Erased_At__c'], '2026-03-02T10:00:00.000Z');
    assert.equal(created()['Opportunity__c'], opportunity);
    assert.notEqual(created()['Account__c'], null);
    assert.equal(other()['Status__c'], 'Open');
  });

  test('are read again from an hour before the newest one known, and change nothing the second time', async () => {
    const row = insertFilled('erased-again');
    const asked: string[] = [];
    const read: Erasures = (since) => {
      asked.push(since.toISOString());
      return Promise.resolve({ erasures: [erasure('erased-again', '2026-03-02T12:00:00.000Z')], next: null });
    };
    await synchronise(transaction(never, read));
    const cleared = row();
    await synchronise(transaction(never, read));
    assert.equal(asked[1], '2026-03-02T11:00:00.000Z');
    assert.deepEqual(row(), cleared);
  });

  test('that cannot be read are not taken for none: the next run asks from the same moment', async () => {
    const asked: string[] = [];
    const silent: Erasures = (since) => {
      asked.push(since.toISOString());
      return Promise.reject(new CodedError('unreachable'));
    };
    await synchronise(transaction(never, silent));
    await synchronise(transaction(never, silent));
    assert.equal(asked[0], asked[1]);
  });

  test('clear the row at once where a call about it says so', async () => {
    const statuses = insertRows(['gone-for-good']);
    const problem = { erasedAt: '2026-03-02T08:30:00.000Z' };
    await synchronise(transaction(() => Promise.reject(new CodedError('capture-erased', 410, problem))));
    assert.deepEqual(statuses(), ['Erased']);
  });

  test('leave a decision nothing to tell', async () => {
    const row = insertFilled('decided', {
      Status__c: 'Created',
      Decision__c: 'created',
      Decision_Report__c: '{"decision":"created"}',
    });
    const told = transaction(never);
    const door = told.middleware(told.user.id, 'org');
    const decide = () => Promise.reject(new CodedError('capture-erased', 410, {}));
    await synchronise({ ...told, middleware: () => ({ ...door, decide }) });
    assert.equal(row()['Status__c'], 'Erased');
    assert.equal(row()['Decision_Report__c'], null);
    assert.equal(row()['Decision_Acknowledged__c'], true);
    assert.equal(row()['Failure_Reason__c'], null);
  });
});
