import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { describe, it } from 'node:test';

import { makeOrg } from '../testing/tokens.ts';
import { registerOrg } from './registration.ts';
import type { OrgStore } from './store.ts';

const ORG_ID = '00D000000000001AAA';

/** Keeps what was registered; the real store is exercised over HTTP. */
function rememberingStore() {
  const registered: Parameters<OrgStore['register']>[0][] = [];
  const register: OrgStore['register'] = (org) => Promise.resolve(void registered.push(org));
  return { registered, store: { register } };
}

const pem = (type: 'rsa' | 'short' | 'ec' | 'private') => {
  const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  if (type === 'ec') return ec.publicKey.export({ type: 'spki', format: 'pem' }).toString();
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: type === 'short' ? 1024 : 2048 });
  return type === 'private'
    ? privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
    : publicKey.export({ type: 'spki', format: 'pem' }).toString();
};

describe('registering an org', () => {
  it('names a key by its content, however it is written', async () => {
    const { store, registered } = rememberingStore();
    const { publicKey } = makeOrg(ORG_ID);
    const first = await registerOrg(store, { orgId: ORG_ID, name: ' Demo ', key: publicKey });
    const second = await registerOrg(store, { orgId: ORG_ID, name: 'Demo', key: `\n${publicKey}\n` });
    assert.deepEqual(second, first);
    assert.equal(registered[0]?.name, 'Demo');
  });

  for (const [what, changes, sentence] of [
    ['an org id of 15 characters', { orgId: '00D000000000001' }, /18 characters/],
    ['an org without a name', { name: ' ' }, /give the org a name/],
    ['a private key', { key: pem('private') }, /must never leave its owner/],
    ['a short key', { key: pem('short') }, /RSA with at least 2048 bits/],
    ['a key of another kind', { key: pem('ec') }, /RSA with at least 2048 bits/],
    ['a file that is no key', { key: 'hello' }, /no PEM public key or certificate/],
  ] as const) {
    it(`refuses ${what}`, async () => {
      const { store, registered } = rememberingStore();
      const complete = { orgId: ORG_ID, name: 'Demo', key: makeOrg(ORG_ID).publicKey };
      const input = { ...complete, ...changes };
      await assert.rejects(registerOrg(store, input), sentence);
      assert.deepEqual(registered, []);
    });
  }
});
