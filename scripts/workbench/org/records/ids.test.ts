import assert from 'node:assert/strict';
import { test } from 'node:test';

import { longId, recordId } from './ids.ts';

test('an id has 18 characters, begins with its prefix and grows with the serial number', () => {
  const ids = [1, 61, 62, 3_844].map((serial) => recordId('006', serial));
  assert.deepEqual(
    ids.map((id) => id.slice(0, 15)),
    ['006WB0000000001', '006WB000000000z', '006WB0000000010', '006WB0000000100'],
  );
  assert.deepEqual([...new Set(ids.map((id) => id.length))], [18]);
});

test('the last three characters are those Salesforce computes', () => {
  assert.equal(longId('0015c00002Lz9mU'), '0015c00002Lz9mUAAR');
  assert.equal(longId('0018M000001oWgP'), '0018M000001oWgPQAU');
});

test('what is no id is none', () => {
  for (const text of ['', '006', '0015c00002Lz9mUAAA', "006'; DROP TABLE", '006WB000000000é']) {
    assert.equal(longId(text), null, text);
  }
});
