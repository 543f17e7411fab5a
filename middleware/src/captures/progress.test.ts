import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { after, before, beforeEach, describe, it } from 'node:test';
import { setImmediate } from 'node:timers/promises';

import { registerOrg } from '../orgs/registration.ts';
import { createOrgStore } from '../orgs/store.ts';
import { createLog } from '../platform/log.ts';
import { openStore, type Store } from '../platform/store.ts';
import { insertCapture } from '../testing/captures.ts';
import { testDatabases } from '../testing/databases.ts';
import { folderWithDatabase, temporaryFolder } from '../testing/folders.ts';
import { configurationFor, ORG } from '../testing/middleware.ts';
import { createProgress, Superseded } from './progress.ts';
import { createCaptureStages, type CaptureStages } from './stages.ts';
import { createCaptureStore, type CaptureRecord, type CaptureStore } from './store.ts';

const READ = { reading: { text: 'Deal: Un', language: 'fr', corrected: false } } as const;

for (const place of await testDatabases()) {
  describe(`the progress of a run (${place.name})`, { skip: place.skip ?? false }, () => {
    let folder: string;
    let store: Store;
    let captures: CaptureStore;
    let stages: CaptureStages;
    let capture: CaptureRecord;
    before(async () => {
      folder = place.url ? await temporaryFolder() : await folderWithDatabase();
      store = await openStore(configurationFor(folder, place), createLog('silent'));
      await registerOrg(createOrgStore(store.database), { orgId: ORG.orgId, name: 'Test', key: ORG.publicKey });
      captures = createCaptureStore(store.database, store.keyring.wrap);
      stages = createCaptureStages(store.database, store.keyring.wrap);
    });
    beforeEach(async () => {
      capture = await store.database.transaction((client) => insertCapture(client, captures, 'Deal: Un'));
    });
    after(async () => {
      await store.close();
      await place.drop();
      await rm(folder, { recursive: true });
    });

    const stateOf = async () => (await captures.get(capture))?.state;
    const untilState = async (state: string) => {
      // The embedded database answers without leaving room for timers.
      while ((await stateOf()) !== state) await setImmediate();
    };

    it('saves what was found quickly together with the end', async () => {
      const progress = createProgress(stages, capture, () => undefined);
      await progress.during('reading', 'extracting', async () => READ);
      assert.equal(await stateOf(), 'queued');
      await store.database.transaction((client) => progress.finish(client));
      assert.deepEqual([await stateOf(), await captures.content(capture, 'reading')], ['ready', READ.reading]);
    });

    it('shows a stage that takes long while it runs, and saves what it found before the next', async () => {
      let moves = 0;
      const progress = createProgress(stages, capture, () => (moves += 1));
      await progress.during('reading', 'extracting', async () => {
        await untilState('reading');
        return READ;
      });
      assert.deepEqual([await stateOf(), await captures.content(capture, 'reading')], ['extracting', READ.reading]);
      assert.equal(moves, 2);
    });

    it('saves what earlier stages found when one fails', async () => {
      const progress = createProgress(stages, capture, () => undefined);
      await progress.during('reading', 'extracting', async () => READ);
      const broken = new Error('broken');
      await assert.rejects(
        progress.during('extracting', 'matching', () => Promise.reject(broken)),
        broken,
      );
      await progress.save('extracting');
      const again = await stages.takeUp(capture, true);
      assert.deepEqual([again?.capture.state, again?.contents.reading], ['extracting', READ.reading]);
    });

    it('is of no use when the text was corrected meanwhile, whether the stage was quick or slow', async () => {
      const quick = createProgress(stages, capture, () => undefined);
      const slow = createProgress(stages, capture, () => undefined);
      const gate = Promise.withResolvers<undefined>();
      const waiting = slow.during('reading', 'extracting', async () => {
        await gate.promise;
        return READ;
      });
      await untilState('reading');
      await store.database.transaction((client) => captures.correct(client, capture, 'Deal: Deux'));
      gate.resolve(undefined);
      await assert.rejects(waiting, Superseded);
      await quick.during('reading', 'extracting', async () => READ);
      await assert.rejects(
        store.database.transaction((client) => quick.finish(client)),
        Superseded,
      );
      assert.deepEqual([await stateOf(), await captures.content(capture, 'reading')], ['queued', undefined]);
    });

    it('counts runs: the one that took the note in, and every later one', async () => {
      assert.deepEqual(
        [(await stages.takeUp(capture, false))?.attempts, (await stages.takeUp(capture, true))?.attempts],
        [1, 2],
      );
    });
  });
}
