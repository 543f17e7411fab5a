import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { readLabels } from '../metadata/labels.ts';
import { FORCE_APP } from '../testing/test-org.ts';
import { CodedError } from './coded-error.ts';
import { serverMessages } from './server-messages.ts';

const messages = serverMessages(readLabels(FORCE_APP), 'fr');

function thrown(failure: unknown): Record<string, unknown> {
  return JSON.parse(messages.thrown(failure, 'request-1')) as Record<string, unknown>;
}

const late = (seconds: number | null) => thrown(new CodedError('too-many-requests', 429, {}, seconds))['message'];

describe('what reaches the page', () => {
  test('says in how long to try again, a minute where nobody knows', () => {
    assert.match(String(late(1)), /réessayez dans une seconde\.$/);
    assert.match(String(late(20)), /réessayez dans 20 secondes\.$/);
    assert.match(String(late(60)), /réessayez dans une minute\.$/);
    assert.match(String(late(61)), /réessayez dans 2 minutes\.$/);
    assert.match(String(late(null)), /réessayez dans une minute\.$/);
  });

  test('carries the request, and the seconds only where they are known', () => {
    assert.equal(thrown(new CodedError('unavailable', 503, {}, 5))['retryAfter'], 5);
    assert.deepEqual(Object.keys(thrown(new CodedError('unreachable'))), ['code', 'message', 'requestId']);
    assert.equal(thrown(new Error('secret'))['requestId'], 'request-1');
    assert.doesNotMatch(JSON.stringify(thrown(new Error('secret'))), /secret/);
  });

  test('leaves no sentence with a gap in it', () => {
    for (const code of ['unreachable', 'unavailable', 'too-many-requests', 'too-many-captures', 'capture-erased']) {
      assert.doesNotMatch(String(thrown(new CodedError(code, 503))['message']), /[{}]/);
      assert.doesNotMatch(messages.of(code), /[{}]/);
    }
  });
});
