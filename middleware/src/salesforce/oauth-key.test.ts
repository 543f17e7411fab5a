import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';

import { decodeJwt, jwtVerify } from 'jose';

import { StartupError } from '../platform/errors.ts';
import { temporaryFolder } from '../testing/folders.ts';
import { readPrivateKey, signAssertion } from './oauth-key.ts';

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pkcs8 = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const bearer = {
  clientId: '3MVG9.client',
  username: 'integration@example.com',
  loginUrl: 'https://login.salesforce.com',
};

describe('the private key of the app', () => {
  it('is none where none is given', () => assert.equal(readPrivateKey(null), null));

  it('is read from text or file, in both forms that OpenSSL writes', async () => {
    const folder = await temporaryFolder();
    const file = join(folder, 'key.pem');
    await writeFile(file, privateKey.export({ type: 'pkcs1', format: 'pem' }));
    for (const given of [{ pem: pkcs8 }, { file }]) assert.ok(readPrivateKey(given)?.equals(privateKey));
    await rm(folder, { recursive: true });
  });

  const locked = privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' }).toString();
  const short = generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey;
  const curve = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
  for (const [name, pem] of Object.entries({
    'with a password': locked,
    'too short': short.export({ type: 'pkcs8', format: 'pem' }).toString(),
    'of another kind': curve.export({ type: 'pkcs8', format: 'pem' }).toString(),
    public: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    nonsense: '-----BEGIN PRIVATE KEY-----\nnone\n-----END PRIVATE KEY-----',
  })) {
    it(`is refused when it is ${name}, without being repeated`, () => {
      assert.throws(
        () => readPrivateKey({ pem }),
        (error) => error instanceof StartupError && /RSA private key/.test(error.message) && !/MII/.test(error.message),
      );
    });
  }
});

describe('the assertion for the integration user', () => {
  it('is signed by RS256 and ends after three minutes', async () => {
    const now = new Date('2026-11-20T10:00:00Z');
    const assertion = await signAssertion(privateKey, bearer, () => now);
    const { payload, protectedHeader } = await jwtVerify(assertion, publicKey, { currentDate: now });
    assert.deepEqual(protectedHeader, { alg: 'RS256' });
    const { iss, sub, aud, exp } = payload;
    assert.deepEqual([iss, sub, aud], ['3MVG9.client', 'integration@example.com', 'https://login.salesforce.com']);
    assert.equal(exp, now.getTime() / 1000 + 180);
  });

  for (const [loginUrl, audience] of [
    ['https://acme.my.salesforce.com', 'https://login.salesforce.com'],
    ['https://test.salesforce.com', 'https://test.salesforce.com'],
    ['https://acme--dev.sandbox.my.salesforce.com', 'https://test.salesforce.com'],
    ['https://acme.scratch.my.salesforce.com', 'https://test.salesforce.com'],
    ['https://sandbox.my.salesforce.com', 'https://login.salesforce.com'],
    ['http://127.0.0.1:4690', 'http://127.0.0.1:4690'],
  ] as const) {
    it(`is made out to ${audience} for ${loginUrl}`, async () => {
      const assertion = await signAssertion(privateKey, { ...bearer, loginUrl }, () => new Date());
      assert.equal(decodeJwt(assertion).aud, audience);
    });
  }
});
