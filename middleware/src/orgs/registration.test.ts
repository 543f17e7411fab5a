import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';

import type { Database } from '../platform/database.ts';
import { createLog } from '../platform/log.ts';
import { openStore, type Store } from '../platform/store.ts';
import { CERTIFICATE } from '../testing/certificate.ts';
import { testDatabases } from '../testing/databases.ts';
import { folderWithDatabase, temporaryFolder } from '../testing/folders.ts';
import { configurationFor } from '../testing/middleware.ts';
import { makeOrg } from '../testing/tokens.ts';
import { listOrgs, registerOrg, revokeKey, rotateKey } from './registration.ts';
import { createOrgStore, type OrgStore } from './store.ts';

const ORG_ID = '00D000000000001AAA';
const clock = () => new Date('2026-11-20T10:00:00Z');
const publicKey = () => makeOrg(ORG_ID).publicKey;

const pem = (type: 'short' | 'ec' | 'private') => {
  const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  if (type === 'ec') return ec.publicKey.export({ type: 'spki', format: 'pem' }).toString();
  const keys = generateKeyPairSync('rsa', { modulusLength: type === 'short' ? 1024 : 2048 });
  return type === 'private'
    ? keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
    : keys.publicKey.export({ type: 'spki', format: 'pem' }).toString();
};

for (const place of await testDatabases()) {
  describe(`the keys of an org (${place.name})`, { skip: place.skip ?? false }, () => {
    let folder: string;
    let opened: Store;
    let database: Database;
    let store: OrgStore;
    let orgs = 0;
    before(async () => {
      folder = place.url ? await temporaryFolder() : await folderWithDatabase();
      opened = await openStore(configurationFor(folder, place), createLog('silent'));
      database = opened.database;
      store = createOrgStore(database);
    });
    after(async () => {
      await opened.close();
      await place.drop();
      await rm(folder, { recursive: true });
    });

    const newOrgId = () => `00D0000000001${String((orgs += 1)).padStart(2, '0')}AAA`;
    const keysOf = async (orgId: string, at = clock) => {
      return (await listOrgs(store, at)).find((org) => org.orgId === orgId)?.keys ?? [];
    };
    const activeOf = async (orgId: string) => {
      return new Set((await keysOf(orgId)).filter(({ active }) => active).map(({ keyId }) => keyId));
    };

    it('are named by their content, however they are written', async () => {
      const [orgId, key] = [newOrgId(), publicKey()];
      const first = await registerOrg(store, { orgId, name: ' Demo ', key }, clock);
      const second = await registerOrg(store, { orgId, name: 'Demo', key: `\n${key}\n` }, clock);
      assert.deepEqual(second, first);
      assert.deepEqual(await activeOf(orgId), new Set([first.keyId]));
      assert.equal((await store.list()).find((org) => org.orgId === orgId)?.name, 'Demo');
    });

    it('are two at once, so that a certificate is changed without a gap; a third needs one of them revoked', async () => {
      const [orgId, third] = [newOrgId(), publicKey()];
      const old = await registerOrg(store, { orgId, name: 'Demo', key: publicKey() }, clock);
      const second = publicKey();
      const next = await rotateKey(store, { orgId, key: second }, clock);
      assert.deepEqual(await rotateKey(store, { orgId, key: second }, clock), next);
      assert.deepEqual(await activeOf(orgId), new Set([old.keyId, next.keyId]));
      await assert.rejects(rotateKey(store, { orgId, key: third }, clock), /has 2 active keys already: revoke the one/);
      await assert.rejects(registerOrg(store, { orgId, name: 'Other', key: third }, clock), /2 active keys already/);
      assert.equal((await store.list()).find((org) => org.orgId === orgId)?.name, 'Demo');
      await revokeKey(store, { orgId, keyId: old.keyId });
      const last = await rotateKey(store, { orgId, key: third }, clock);
      assert.deepEqual(await activeOf(orgId), new Set([next.keyId, last.keyId]));
      assert.equal((await store.activeKeys(orgId)).length, 2);
    });

    it('stay two when three are registered at the same moment', async () => {
      const orgId = newOrgId();
      const outcomes = await Promise.allSettled(
        [1, 2, 3].map(() => registerOrg(store, { orgId, name: 'Demo', key: publicKey() }, clock)),
      );
      assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 2);
      assert.equal((await activeOf(orgId)).size, 2);
    });

    it('are revoked once, and the last one only when that is said', async () => {
      const orgId = newOrgId();
      const { keyId } = await registerOrg(store, { orgId, name: 'Demo', key: publicKey() }, clock);
      await assert.rejects(
        revokeKey(store, { orgId, keyId }),
        /is the last one of org .*: register its next key first, or add --last/,
      );
      assert.equal((await store.activeKeys(orgId)).length, 1);
      await revokeKey(store, { orgId, keyId, evenLast: true });
      assert.deepEqual(await store.activeKeys(orgId), []);
      assert.deepEqual(
        (await keysOf(orgId)).map(({ active }) => active),
        [false],
      );
      await assert.rejects(revokeKey(store, { orgId, keyId, evenLast: true }), /has no active key/);
    });

    it('are never all revoked by two people at the same moment', async () => {
      const orgId = newOrgId();
      const keys = [
        await registerOrg(store, { orgId, name: 'Demo', key: publicKey() }, clock),
        await rotateKey(store, { orgId, key: publicKey() }, clock),
      ];
      const outcomes = await Promise.allSettled(keys.map(({ keyId }) => revokeKey(store, { orgId, keyId })));
      assert.deepEqual(outcomes.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected']);
      assert.equal((await activeOf(orgId)).size, 1);
    });

    it('show when their certificate ends, and warn 30 days before', async () => {
      const orgId = newOrgId();
      await registerOrg(store, { orgId, name: 'Demo', key: CERTIFICATE }, clock);
      const at = async (moment: string) => (await keysOf(orgId, () => new Date(moment)))[0];
      const early = await at('2045-12-01T00:00:00Z');
      assert.deepEqual([early?.certificateExpiresAt, early?.warning], ['2046-01-01T00:00:00.000Z', undefined]);
      assert.match((await at('2045-12-02T00:00:00Z'))?.warning ?? '', /ends on 2046-01-01, in 30 days: make a new/);
      assert.match((await at('2046-02-01T00:00:00Z'))?.warning ?? '', /ended on 2046-01-01: make a new/);
      const [key] = await keysOf(orgId);
      await revokeKey(store, { orgId, keyId: key?.keyId, evenLast: true });
      assert.equal((await at('2046-02-01T00:00:00Z'))?.warning, undefined);
    });

    for (const [what, changes, sentence] of [
      ['an org id of 15 characters', { orgId: '00D000000000001' }, /18 characters/],
      ['an org without a name', { name: ' ' }, /give the org a name/],
      ['a private key', { key: pem('private') }, /must never leave its owner/],
      ['a short key', { key: pem('short') }, /RSA with at least 2048 bits/],
      ['a key of another kind', { key: pem('ec') }, /RSA with at least 2048 bits/],
      ['a file that is no key', { key: 'hello' }, /no PEM public key or certificate/],
      ['a damaged certificate', { key: CERTIFICATE.replace('MIIC', 'MIIB') }, /no PEM public key or certificate/],
      ['a file of a megabyte', { key: CERTIFICATE.repeat(1000) }, /too long/],
    ] as const) {
      it(`refuse ${what}`, async () => {
        const before = await store.list();
        const complete = { orgId: '00D000000000199AAA', name: 'Demo', key: publicKey() };
        const input = { ...complete, ...changes };
        await assert.rejects(registerOrg(store, input, clock), sentence);
        assert.deepEqual(await store.list(), before);
      });
    }

    it('refuse an expired certificate, and a rotation of an org that nobody registered', async () => {
      const input = { orgId: '00D000000000198AAA', name: 'Demo', key: CERTIFICATE };
      const later = () => new Date('2046-01-01T00:00:00Z');
      await assert.rejects(registerOrg(store, input, later), /ended on 2046-01-01: make a new one in the org/);
      await assert.rejects(
        rotateKey(store, { orgId: input.orgId, key: CERTIFICATE }, clock),
        /not known yet: give its first key/,
      );
    });
  });
}
