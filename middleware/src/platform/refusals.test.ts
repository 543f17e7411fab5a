import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { readRefusal, readRetryAfter } from './refusals.ts';

const NOW = new Date('2026-11-20T12:00:00Z');

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
  it('is a sentence alone at servers of one’s own', () => {
    const body = '{"error":"FFmpeg conversion failed."}';
    assert.equal(readRefusal({ status: 400, headers: new Headers() }, body, NOW).text, 'FFmpeg conversion failed.');
  });

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
