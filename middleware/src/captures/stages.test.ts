import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';

import { registerOrg } from '../orgs/registration.ts';
import { createOrgStore } from '../orgs/store.ts';
import { createKeyWrap, UnsealError } from '../platform/encryption.ts';
import { createLog } from '../platform/log.ts';
import { openStore, type Store } from '../platform/store.ts';
import { insertCapture } from '../testing/captures.ts';
import { testDatabases } from '../testing/databases.ts';
import { folderWithDatabase, temporaryFolder } from '../testing/folders.ts';
import { configurationFor, ORG } from '../testing/middleware.ts';
import { createCaptureStages } from './stages.ts';
import { createCaptureStore } from './store.ts';

for (const place of await testDatabases()) {
  describe(`taking captures up (${place.name})`, { skip: place.skip ?? false }, () => {
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

    it('fails a capture whose master key is not there, and goes on with it on retry when it is', async () => {
      const { database, keyring } = store;
      const captures = createCaptureStore(database, keyring.wrap);
      const capture = await database.transaction((client) => insertCapture(client, captures, 'Deal: Un'));
      const withoutKey = createCaptureStages(database, createKeyWrap([{ id: 'other', key: Buffer.alloc(32, 1) }]));
      const states: unknown[] = [];
      for (let attempts = 2; attempts <= 5; attempts += 1) {
        await assert.rejects(withoutKey.takeUp(capture, true), UnsealError);
        const current = await captures.get(capture);
        states.push([current?.state, current?.reason]);
      }
      assert.deepEqual(states, [...Array.from({ length: 3 }, () => ['queued', null]), ['failed', 'gave-up']]);
      assert.deepEqual(await withoutKey.leftBehind([], 'all'), []);

      await database.transaction((client) => captures.requeue(client, capture));
      const taken = await createCaptureStages(database, keyring.wrap).takeUp(capture, true);
      assert.deepEqual([taken?.attempts, taken?.contents.source?.text], [2, 'Deal: Un']);
    });
  });
}
