import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import type { Org } from '../organisation.ts';
import { asSystem, asUser } from '../records/user-mode.ts';
import { openTestOrg } from '../testing/test-org.ts';
import { CodedError } from './coded-error.ts';
import type { MiddlewareCalls } from './middleware.ts';
import { startRow } from './projection.ts';
import { serverMessages } from './server-messages.ts';
import { synchronise } from './sync.ts';
import type { Transaction } from './transaction.ts';

let org: Org & { remove(): void };
before(() => {
  org = openTestOrg();
});
after(() => org.remove());

type Answer = (captureId: string) => ReturnType<MiddlewareCalls['getCapture']>;

/** A transaction of the integration user whose middleware only answers for captures. */
function transaction(getCapture: Answer): Transaction {
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
      getSource: never,
      correctSource: never,
      retryCapture: never,
      addDraft: never,
      changeDraft: never,
      decide: never,
    }),
    enqueue: never,
    unforeseen: never,
  };
}

const capture = (id: string) => ({ id, kind: 'text', state: 'ready', capturedAt: '2026-03-02T10:00:00Z', drafts: [] });

function insertRows(ids: readonly string[]): () => unknown[] {
  const system = asSystem(org, org.people.integration);
  const messages = serverMessages(org.labels, 'fr');
  const owner = org.people.byAlias('asarr').id;
  const rows = ids.map((id) => system.insert('Opportunity_Draft__c', startRow(capture(id), owner, null, messages)));
  return () => rows.map(({ id }) => system.get(id)?.fields['Status__c']);
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
});
