import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { explain } from './failures.ts';

describe('why something cannot be shown', () => {
  it('is told apart: not there, away, refused', () => {
    assert.equal(explain({ status: 404, body: { message: 'x' } }).kind, 'missing');
    assert.equal(explain({ status: 403, body: [{ message: 'no access' }] }).kind, 'missing');
    assert.deepEqual(explain({ status: 500, body: { message: 'Disconnected or Canceled' } }), {
      kind: 'offline',
      message: '',
    });
    assert.deepEqual(explain({ status: 400, body: [{ message: 'No such column' }] }), {
      kind: 'refused',
      message: 'No such column',
    });
  });

  it('survives errors of any shape', () => {
    for (const odd of [null, undefined, 'text', { body: null }, { body: { message: 3 } }, new Error('x')]) {
      assert.equal(explain(odd).message, '');
    }
  });
});
