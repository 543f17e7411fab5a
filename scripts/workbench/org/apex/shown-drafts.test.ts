import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import type { Org } from '../organisation.ts';
import { asSystem } from '../records/user-mode.ts';
import { openTestOrg } from '../testing/test-org.ts';
import { testTransaction } from '../testing/test-transaction.ts';
import { captureController } from './capture-controller.ts';
import { CodedError } from './coded-error.ts';
import { draftController } from './draft-controller.ts';
import { fileController } from './file-controller.ts';
import type { ApexMethod } from './method.ts';
import type { Json, MiddlewareCalls } from './middleware.ts';
import { shownCapture, shownDraft } from './shown-drafts.ts';
import type { Transaction } from './transaction.ts';

const CAPTURE = '11111111-1111-4111-8111-111111111111';
const [DRAFT, OTHER] = ['22222222-1111-4111-8111-111111111111', '33333333-1111-4111-8111-111111111111'] as const;
const OTHER_CAPTURE = '44444444-1111-4111-8111-111111111111';

let org: Org & { remove(): void };
before(() => {
  org = openTestOrg();
  const owner = org.people.byAlias('asarr');
  for (const [draftId, captureId] of [
    [DRAFT, CAPTURE],
    [OTHER, OTHER_CAPTURE],
  ] as const) {
    asSystem(org, owner).insert('Opportunity_Draft__c', {
      Name: 'Brouillon',
      OwnerId: owner.id,
      Captured_By__c: owner.id,
      Capture_Id__c: captureId,
      Draft_Id__c: draftId,
      Status__c: 'Open',
      Decision__c: 'none',
      Captured_At__c: '2026-03-01T09:00:00.000Z',
      Source_Kind__c: 'text',
    });
  }
});
after(() => org.remove());

const idOf = (object: string, name: string): string =>
  org.store.find(object, { Name: name })[0]?.id ?? assert.fail(name);
const hiddenDeal = (): string => idOf('Opportunity', 'Ndarkis Industries - supervision de ligne');
const seenDeal = (): string => idOf('Opportunity', 'Ardane Logistique - vidéosurveillance des entrepôts');

/** A draft in which everything may be a deal that the sales rep cannot see, and the accounts and people that nobody can. */
function draft(): Json {
  const listed = (recordId: string): Json => ({
    matches: [{ recordId, score: 0.9, verdict: 'ask', reasons: ['same-subject'] }],
    refused: [recordId],
  });
  const duplicate = (recordId: string, draftId: string): Json => {
    return { kind: 'draft', draftId, captureId: OTHER_CAPTURE, recordId, score: 1, verdict: 'same', reasons: [] };
  };
  return {
    id: DRAFT,
    captureId: CAPTURE,
    state: 'open',
    version: 1,
    opportunity: { name: { value: 'Onduleurs' }, recordId: seenDeal(), ...listed(hiddenDeal()) },
    account: { name: { value: 'Korane' }, ...listed('001WB0000000991YAA') },
    contacts: [{ id: 'c1', lastName: { value: 'Diatta' }, ...listed('003WB0000000992YAA') }],
    duplicates: [duplicate(hiddenDeal(), 'd8'), duplicate(seenDeal(), 'd9')],
  };
}

const capture = (): Json => {
  return { id: CAPTURE, kind: 'text', state: 'ready', capturedAt: '2026-03-01T09:00:00.000Z', drafts: [draft()] };
};

/** What a middleware gives that knows these records: a capture, or a draft. */
function transaction(more: Partial<MiddlewareCalls> = {}): Transaction {
  const [captured, drafted] = [() => Promise.resolve(capture()), () => Promise.resolve(draft())];
  const calls: Partial<MiddlewareCalls> = {
    startCapture: captured,
    getCapture: captured,
    completeCapture: captured,
    correctSource: captured,
    retryCapture: captured,
    addDraft: drafted,
    changeDraft: drafted,
    decide: drafted,
    decideMatches: drafted,
    ...more,
  };
  return { ...testTransaction(org, { alias: 'asarr' }), middleware: () => calls as MiddlewareCalls };
}

const input = { captureId: CAPTURE, kind: 'text', text: 'Note', capturedAt: '2026-03-01T09:00:00Z', timeZone: 'UTC' };

/** Every answer with a capture or a draft in it. */
const ANSWERS: Readonly<Record<string, readonly [ApexMethod, Json]>> = {
  startCapture: [captureController.startCapture, { input }],
  getCapture: [captureController.getCapture, { captureId: CAPTURE }],
  correctSource: [captureController.correctSource, { captureId: CAPTURE, text: 'Note' }],
  retryCapture: [captureController.retryCapture, { captureId: CAPTURE }],
  addDraft: [captureController.addDraft, { captureId: CAPTURE, draftId: OTHER }],
  completeCapture: [fileController.completeCapture, { captureId: CAPTURE, recordId: null, takes: [] }],
  saveChanges: [draftController.saveChanges, { draftId: DRAFT, version: 1, changes: [] }],
  decideMatches: [draftController.decideMatches, { draftId: DRAFT, decisions: [] }],
  mergeDraft: [draftController.mergeDraft, { draftId: DRAFT, intoDraftId: OTHER }],
  rejectDraft: [draftController.rejectDraft, { draftId: DRAFT, reason: null }],
};

function assertNothingHidden(answer: unknown): void {
  const told = JSON.stringify(answer);
  for (const id of [hiddenDeal(), '001WB0000000991YAA', '003WB0000000992YAA']) {
    assert.doesNotMatch(told, new RegExp(id.slice(0, 15)));
  }
  assert.match(told, /Onduleurs/);
  assert.match(told, new RegExp(seenDeal()), 'what the person chose and what she may see stays');
}

describe('the id of a record that the person may not see', () => {
  for (const [name, [method, given]] of Object.entries(ANSWERS)) {
    test(`is nowhere in the answer of ${name}`, async () => {
      assertNothingHidden(await method.call(transaction(), given));
    });
  }

  test('is nowhere in the draft of a conflict', async () => {
    const conflict = new CodedError('version-conflict', 412, { code: 'version-conflict', draft: draft() });
    const [method, given] = ANSWERS['saveChanges'] ?? assert.fail();
    const answer = await method.call(transaction({ changeDraft: () => Promise.reject(conflict) }), given);
    assert.equal((answer as Json)['conflict'], true);
    assertNothingHidden(answer);
  });
});

describe('a draft as the page gets it', () => {
  test('has its lists of ids empty, and other drafts by their ids; what it became only where it is seen', () => {
    const { records } = testTransaction(org, { alias: 'asarr' });
    const shown = shownDraft(records, draft());
    const former = draft();
    const without = (part: unknown): Json => ({ ...(part as Json), matches: [], refused: [] });
    const [hidden, seen] = former['duplicates'] as [Json, Json];
    assert.deepEqual(shown, {
      ...former,
      opportunity: without(former['opportunity']),
      account: without(former['account']),
      contacts: [without((former['contacts'] as [Json])[0])],
      duplicates: [{ ...hidden, recordId: null }, seen],
    });
  });

  test('is as it was where it has none of this', () => {
    const { records } = testTransaction(org, { alias: 'asarr' });
    assert.deepEqual(shownDraft(records, { id: DRAFT }), { id: DRAFT });
    assert.deepEqual(shownCapture(records, { id: CAPTURE, state: 'reading' }), { id: CAPTURE, state: 'reading' });
  });
});
