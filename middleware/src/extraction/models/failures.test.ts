import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { readRefusal, readRetryAfter, toModelError } from './failures.ts';
import { ModelError } from './provider.ts';

const NOW = new Date('2026-11-20T12:00:00Z');
const never = new AbortController().signal;

describe('the time after which a vendor may be asked again', () => {
  for (const [headers, milliseconds] of [
    [{ 'retry-after': '7' }, 7_000],
    [{ 'retry-after': '0.5' }, 500],
    [{ 'retry-after': '0' }, 0],
    [{ 'retry-after': 'Fri, 20 Nov 2026 12:00:30 GMT' }, 30_000],
    [{ 'retry-after': 'Fri, 20 Nov 2026 11:00:00 GMT' }, 0],
    [{ 'retry-after-ms': '1250.5', 'retry-after': '60' }, 1_250.5],
    [{ 'retry-after-ms': 'soon', 'retry-after': '60' }, 60_000],
    [{ 'retry-after': '-5 minutes' }, null],
    [{ 'retry-after': '1e9' }, null],
    [{ 'retry-after': '' }, null],
    [{}, null],
  ] as [Record<string, string>, number | null][]) {
    it(`is read: ${JSON.stringify(headers)}`, () => {
      assert.equal(readRetryAfter(new Headers(headers), NOW), milliseconds);
    });
  }
});

describe('a refusal', () => {
  for (const body of [
    '',
    'null',
    '[]',
    '"no"',
    '{"error":"no"}',
    '{"error":{"message":{"a":1},"code":42}}',
    '<html>',
    '{',
  ]) {
    it(`is read whatever its body is: ${body || '(empty)'}`, () => {
      const refusal = readRefusal({ status: 400, headers: new Headers() }, body, NOW);
      assert.deepEqual([refusal.status, refusal.code, refusal.generation], [400, null, null]);
    });
  }
});

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
