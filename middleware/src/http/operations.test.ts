import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { preferredWait } from './operations.ts';

describe('the header Prefer', () => {
  for (const [header, seconds] of [
    ['wait=4', 4],
    ['respond-async, wait=10', 10],
    ['wait = "7"; foo', 7],
    ['wait=9999', 20],
    ['wait=-1', 0],
    ['wait=soon', 0],
    ['await=5', 0],
    ['', 0],
  ] as const) {
    it(`${JSON.stringify(header)} waits ${seconds} s`, () => {
      assert.equal(preferredWait({ headers: { prefer: header } }), seconds);
    });
  }
});
