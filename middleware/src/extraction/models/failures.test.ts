import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { toModelError } from './failures.ts';
import { ModelError } from './provider.ts';

const never = new AbortController().signal;

describe('what an SDK throws', () => {
  const coded = (code: string) => Object.assign(new Error('told: Awa Ndiaye'), { code });
  for (const [error, failure] of [
    [new Error('fetch failed', { cause: coded('ECONNREFUSED') }), 'connection'],
    [new Error('fetch failed', { cause: coded('ENOTFOUND') }), 'connection'],
    [new Error('fetch failed', { cause: coded('DEPTH_ZERO_SELF_SIGNED_CERT') }), 'connection'],
    [new Error('fetch failed', { cause: coded('UND_ERR_SOCKET') }), 'connection'],
    [new Error('fetch failed', { cause: coded('UND_ERR_CONNECT_TIMEOUT') }), 'time-limit'],
    [new Error('fetch failed', { cause: coded('ETIMEDOUT') }), 'time-limit'],
    [new SyntaxError('Unexpected token A in "Awa Ndiaye"'), 'unavailable'],
    [new Error('wrapped', { cause: new ModelError('too-long', 'cut off') }), 'too-long'],
    ['a string', 'connection'],
    [undefined, 'connection'],
  ] as const) {
    it(`comes to ${failure}, without its words: ${String(error)}`, () => {
      const known = toModelError(error, never);
      assert.equal(known.failure, failure);
      assert.doesNotMatch(known.message, /Awa/);
    });
  }

  it('comes to the time limit when the signal ended it', () => {
    assert.equal(toModelError(new Error('Request was aborted.'), AbortSignal.abort()).failure, 'time-limit');
  });

  it('is not followed around in circles', () => {
    const error = new Error('round');
    error.cause = error;
    assert.equal(toModelError(error, never).failure, 'connection');
  });
});
