import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';

import { digestIn } from './digests.ts';

const DIGEST = createHash('sha256').update('bytes').digest();
const SHA = `sha-256=:${DIGEST.toString('base64')}:`;

describe('the header Content-Digest', () => {
  for (const header of [
    SHA,
    `  ${SHA}  `,
    `sha-512=:YWJj:, ${SHA}`,
    `${SHA},md5=:YWJj:`,
    `${SHA};from="x"`,
    `sha-256=:YWJj:, ${SHA}`,
  ]) {
    it(`is read from ${JSON.stringify(header)}`, () => assert.deepEqual(digestIn(header), DIGEST));
  }

  for (const header of [
    '',
    'sha-256',
    'sha-256=',
    'sha-256=::',
    'sha-256=:YWJj:',
    `${SHA}, sha-256=:YWJj:`,
    `sha-256=${DIGEST.toString('base64')}`,
    `sha-256=:${DIGEST.toString('base64url')}:`,
    `sha-256=:${DIGEST.toString('hex')}:`,
    `SHA-256=:${DIGEST.toString('base64')}:`,
    `sha-512=:${DIGEST.toString('base64')}:`,
    `${SHA},`,
    `${SHA} ${SHA}`,
    `sha-256=:${'A'.repeat(100_000)}`,
  ]) {
    it(`says nothing in ${JSON.stringify(header.slice(0, 80))}`, () => assert.equal(digestIn(header), undefined));
  }
});
