import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { draftColumns, rowOf, type DraftColumns } from './columns.ts';

const columns: DraftColumns = {
  captureId: '6f9619ff-8b86-4d01-b42d-00cf4fc964ff',
  kind: 'tender',
  capturedAt: '2026-03-02T08:00:00Z',
  ownerId: '005000000000001AAA',
  version: 3,
  name: 'Hôpital de Thiès : onduleurs',
  accountName: 'Hôpital de Thiès',
  accountId: null,
  amount: 1_500_000.5,
  currency: 'XOF',
  closeDate: '2026-04-01',
  stage: 'Prospection',
  type: null,
  leadSource: null,
  country: 'Sénégal',
  confidence: 0.876,
  toCheck: 2,
  possibleDuplicate: true,
  duplicateOf: '006000000000001AAA',
};
const ID = '0b2f6c9e-3d59-4b8e-9d55-6a3d9a1f7c11';

describe('the row of a draft', () => {
  it('is begun with whose it is, and open', () => {
    const row = rowOf(ID, columns, false);
    assert.equal(row['Draft_Id__c'], ID);
    assert.equal(row['OwnerId'], columns.ownerId);
    assert.equal(row['Captured_By__c'], columns.ownerId);
    assert.equal(row['Status__c'], 'Open');
    assert.equal(row['Confidence__c'], 88);
    assert.equal(row['Duplicate_Of__c'], columns.duplicateOf);
  });

  it('leaves what people changed on a row that is there', () => {
    const row = rowOf(ID, columns, true);
    for (const theirs of ['OwnerId', 'Captured_By__c', 'Status__c', 'Decision__c', 'Account__c', 'Duplicate_Of__c']) {
      assert.ok(!(theirs in row), theirs);
    }
    assert.equal(row['Version__c'], 3);
  });

  it('fits the fields of the org, and never ends in half a character', () => {
    const row = rowOf(
      ID,
      { ...columns, name: `${'n'.repeat(79)}😀`, accountName: 'a'.repeat(300), toCheck: 12_345 },
      true,
    );
    assert.equal(row['Name'], 'n'.repeat(79));
    assert.equal(row['Account_Name__c'], 'a'.repeat(255));
    assert.equal(row['To_Check__c'], 9_999);
    assert.equal(rowOf(ID, { ...columns, name: '  ' }, true)['Name'], 'Opportunité sans nom');
  });

  it('takes key columns and nothing else', () => {
    assert.throws(() => draftColumns.parse({ ...columns, quote: 'text of the source' }));
    assert.throws(() => draftColumns.parse({ ...columns, ownerId: "x' OR Name != '" }));
  });
});
