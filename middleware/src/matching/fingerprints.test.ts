import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';

import { createCaptureStore } from '../captures/store.ts';
import { registerOrg } from '../orgs/registration.ts';
import { createOrgStore } from '../orgs/store.ts';
import { createLog } from '../platform/log.ts';
import { openStore, type Store } from '../platform/store.ts';
import { insertCapture, untilSomeoneWaits } from '../testing/captures.ts';
import { testDatabases } from '../testing/databases.ts';
import { folderWithDatabase, temporaryFolder } from '../testing/folders.ts';
import { configurationFor, ORG } from '../testing/middleware.ts';
import { comparable, createMatching } from './fingerprints.ts';

describe('texts as they are compared', () => {
  it('do not differ by case, white space or the way characters are composed', () => {
    assert.equal(comparable('  Deal:\r\n\tÉnergie\u00a0 '), comparable('deal: e\u0301nergie'));
  });

  it('differ by every word and figure', () => {
    assert.notEqual(comparable('45 postes'), comparable('46 postes'));
  });
});

for (const place of await testDatabases()) {
  describe(`captures of one text (${place.name})`, { skip: place.skip ?? false }, () => {
    let folder: string;
    let store: Store;
    before(async () => {
      folder = place.url ? await temporaryFolder() : await folderWithDatabase();
      store = await openStore(configurationFor(folder, place), createLog('silent'));
      await registerOrg(createOrgStore(store.database), { orgId: ORG.orgId, name: 'Test', key: ORG.publicKey });
    });
    after(async () => {
      await store.close();
      await place.drop();
      await rm(folder, { recursive: true });
    });

    it('find each other also when they are compared at once', { timeout: 20_000 }, async () => {
      const { database, keyring } = store;
      const captures = createCaptureStore(database, keyring.wrap);
      const matching = createMatching(keyring);
      const one = await database.transaction((client) => insertCapture(client, captures, 'x'));
      const other = await database.transaction((client) => insertCapture(client, captures, 'x'));
      const begin = Promise.withResolvers<undefined>();
      const second = begin.promise.then(() =>
        database.transaction((client) => matching.compare(client, other, 'Même note')),
      );
      const first = await database.transaction(async (client) => {
        const found = await matching.compare(client, one, 'Même note');
        begin.resolve(undefined);
        if (database.kind === 'server') await untilSomeoneWaits(client);
        return found;
      });
      assert.equal(first, undefined);
      assert.deepEqual(await second, { orgId: one.orgId, captureId: one.captureId });
    });
  });
}
