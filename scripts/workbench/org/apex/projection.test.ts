import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import type { Fields, StoredRecord } from '../records/store.ts';
import type { RecordMatch } from './capture-controller.schema.ts';
import type { Json } from './middleware.ts';
import { planRows, startRow } from './projection.ts';
import type { RowPlan } from './projection.ts';
import type { ServerMessages } from './server-messages.ts';

/** Labels by their names: what they read is told elsewhere. */
const messages: ServerMessages = { of: (code) => code, label: (...words) => words.join(' '), thrown: () => '' };

const value = (given: unknown, confidence = 0.9): Json => ({ value: given, origin: 'source', confidence });

function draft(id: string, more: Json = {}): Json {
  return {
    id,
    state: 'open',
    version: 1,
    confidence: 0.8,
    duplicates: [],
    opportunity: { name: value('Onduleurs'), closeDate: value('2026-04-30', 0.3), amount: value(12.5) },
    account: { name: value('Ateliers Korane', 0.2) },
    contacts: [
      { id: 'c1', included: true, email: value('a@korane.example', 0.1) },
      { id: 'c2', included: false, email: value('b@korane.example', 0.1) },
    ],
    ...more,
  };
}

const capture = (state: string, drafts: readonly Json[] = []): Json => {
  return { id: 'k1', kind: 'text', capturedAt: '2026-03-02T10:00:00Z', state, reason: 'quota', drafts };
};

const stored = (id: string, fields: Fields): StoredRecord => ({ id, object: 'Opportunity_Draft__c', fields });
const first = stored('row1', startRow(capture('queued'), { userId: 'user1', requestId: 'request1', messages }, 'acc1'));

function plan(given: Json, rows: readonly StoredRecord[], matches: readonly RecordMatch[] = []): RowPlan {
  return planRows({
    capture: given,
    rows,
    matches,
    toCheckBelow: 0.5,
    messages,
    userId: 'reader',
    requestId: 'request2',
  });
}

describe('the rows of a capture', () => {
  test('begin with one row, which the first deal takes over; others are added beside it', () => {
    const { added, changed, surplus } = plan(capture('ready', [draft('d1'), draft('d2')]), [first]);
    assert.deepEqual(
      changed.map(({ id, fields }) => [id, fields['Draft_Id__c'], fields['Status__c'], fields['Name']]),
      [['row1', 'd1', 'Open', 'Onduleurs']],
    );
    assert.deepEqual(
      added.map((row) => [row['Draft_Id__c'], row['OwnerId'], row['Captured_By__c'], row['Opened_From__c']]),
      [['d2', 'user1', 'user1', 'acc1']],
    );
    assert.deepEqual(surplus, []);
  });

  test('hold the key columns, and count what to check without people left out', () => {
    const fields = plan(capture('ready', [draft('d1')]), [first]).changed[0]?.fields;
    assert.deepEqual(
      [fields?.['Account_Name__c'], fields?.['Amount__c'], fields?.['Close_Date__c'], fields?.['Confidence__c']],
      ['Ateliers Korane', 12.5, '2026-04-30', 80],
    );
    assert.equal(fields?.['To_Check__c'], 3);
  });

  test('are left alone when nothing differs', () => {
    const ready = capture('ready', [draft('d1')]);
    const [change] = plan(ready, [first]).changed;
    const settled = stored('row1', { ...first.fields, ...change?.fields });
    assert.deepEqual(plan(ready, [settled]), { added: [], changed: [], surplus: [] });
  });

  test('tell a failure and an absence of deals', () => {
    const failed = plan(capture('failed'), [first]).changed[0]?.fields;
    assert.deepEqual([failed?.['Status__c'], failed?.['Failure_Reason__c']], ['Failed', 'quota']);
    assert.equal(plan(capture('ready'), [first]).changed[0]?.fields['Status__c'], 'No deal');
  });

  test('without a deal name whom the source tells of', () => {
    const nameOf = (more: Json) => plan({ ...capture('ready'), ...more }, [first]).changed[0]?.fields;
    const person = { firstName: value('Awa'), lastName: value('Korane') };
    assert.equal(nameOf({})?.['Name'], 'Server_Row_No_Deal');
    assert.equal(nameOf({ contacts: [{}, person] })?.['Name'], 'Server_Row_No_Deal_For Awa Korane');
    const account = { name: value('Ateliers Korane') };
    const fields = nameOf({ account, contacts: [person] });
    assert.deepEqual(
      [fields?.['Name'], fields?.['Account_Name__c'], fields?.['Failure_Reason__c']],
      ['Server_Row_No_Deal_For Ateliers Korane', 'Ateliers Korane', null],
    );
    assert.equal(nameOf({ account: { name: value('K'.repeat(300)) } })?.['Name']?.toString().length, 80);
  });

  test('keep a decision that was taken here, whatever the middleware still says', () => {
    const created = { ...first.fields, Draft_Id__c: 'd1', Decision__c: 'created', Status__c: 'Created' };
    const { changed } = plan(capture('ready', [draft('d1')]), [stored('row1', created)]);
    assert.equal(changed[0]?.fields['Status__c'], 'Created');
    assert.deepEqual(plan(capture('ready', [draft('d9')]), [stored('row1', created)]).changed, []);
  });

  test('expire when a corrected text no longer gives them, and stay while it is read again', () => {
    const row = stored('row1', { ...first.fields, Draft_Id__c: 'd1', Status__c: 'Open' });
    const { added, changed } = plan(capture('ready', [draft('d2')]), [row]);
    assert.deepEqual(changed, [{ id: 'row1', fields: { Status__c: 'Expired' } }]);
    assert.equal(added.length, 1);
    assert.deepEqual(plan(capture('extracting'), [row]), { added: [], changed: [], surplus: [] });
  });

  test('drop the row of the capture when every draft has its own', () => {
    const own = stored('row2', { ...first.fields, Draft_Id__c: 'd1' });
    assert.deepEqual(plan(capture('ready', [draft('d1')]), [first, own]).surplus, ['row1']);
  });

  describe('point to what was found', () => {
    const match = (target: string, recordId: string | null, verdict = 'same'): RecordMatch => ({
      draftId: 'd1',
      target,
      contactId: null,
      recordId,
      otherDraftId: null,
      captureId: null,
      name: null,
      detail: null,
      score: 0.9,
      verdict,
      reasons: [],
      hidden: recordId === null,
      ownerName: null,
      mine: null,
      values: {},
    });
    const pointsOf = (...found: readonly RecordMatch[]): readonly unknown[] => {
      const fields = plan(capture('ready', [draft('d1')]), [first], found).changed[0]?.fields;
      return [fields?.['Account__c'], fields?.['Duplicate_Of__c'], fields?.['Possible_Duplicate__c']];
    };

    test('to the first account and the first deal', () => {
      const found = [match('account', 'acc9'), match('account', 'acc8'), match('opportunity', 'opp9')];
      assert.deepEqual(pointsOf(...found, match('opportunity', 'opp8')), ['acc9', 'opp9', true]);
    });

    test('to no account that is only asked about, and to nothing that is hidden', () => {
      assert.deepEqual(pointsOf(match('account', 'acc9', 'ask')), [undefined, undefined, false]);
      assert.deepEqual(pointsOf(match('opportunity', null), match('opportunity', 'opp8', 'ask')), [
        undefined,
        'opp8',
        true,
      ]);
      assert.deepEqual(pointsOf(match('opportunity', null)), [undefined, undefined, true]);
    });
  });

  test('survive JSON of any other shape', () => {
    const odd = { id: 'd1', state: 7, opportunity: 'text', account: null, contacts: {}, duplicates: 1 };
    assert.equal(plan(capture('ready', [odd]), [first]).changed[0]?.fields['Name'], 'Server_Row_Unnamed');
    assert.deepEqual(plan({ id: 'k1', state: 'ready', drafts: 'none' }, [first]).surplus, []);
  });

  test('are left alone once the note was erased, whatever answer was still on its way', () => {
    const erased = stored('row1', { ...first.fields, Status__c: 'Erased' });
    for (const given of [capture('ready', [draft('d1')]), capture('ready'), capture('failed')]) {
      assert.deepEqual(plan(given, [erased]), { added: [], changed: [], surplus: [] });
    }
  });

  test('carry the request that sent the note, the added ones too', () => {
    const { added } = plan(capture('ready', [draft('d1'), draft('d2')]), [first]);
    assert.equal(first.fields['Request_Id__c'], 'request1');
    assert.equal(added[0]?.['Request_Id__c'], 'request1');
  });
});
