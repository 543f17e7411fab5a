import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { after, before, beforeEach, describe, it } from 'node:test';

import { registerOrg } from '../orgs/registration.ts';
import { createOrgStore } from '../orgs/store.ts';
import { openServerDatabase, type Database } from '../platform/database.ts';
import { openEmbeddedDatabase } from '../platform/embedded-database.ts';
import { createKeyWrap } from '../platform/encryption.ts';
import { openKeyring, type Keyring } from '../platform/keyring.ts';
import { createLog } from '../platform/log.ts';
import type { MasterKey } from '../platform/master-keys.ts';
import { migrate, MIGRATIONS_FOLDER, readMigrations } from '../platform/migrations.ts';
import { insertCapture, untilSomeoneWaits } from '../testing/captures.ts';
import { testDatabases } from '../testing/databases.ts';
import { folderWithDatabase, temporaryFolder } from '../testing/folders.ts';
import { ORG } from '../testing/middleware.ts';
import { masterKeyCommands } from './commands.ts';
import { createCaptureParts } from './parts.ts';
import { createRewrapping, type Rewrapping } from './rewrapping.ts';
import { createCaptureStore, type CaptureRef } from './store.ts';

const log = createLog('silent');
const OLD: MasterKey = { id: 'old', key: Buffer.alloc(32, 1) };
const NEW: MasterKey = { id: 'new', key: Buffer.alloc(32, 2) };

for (const place of await testDatabases()) {
  describe(`wrapping the keys of captures anew (${place.name})`, { skip: place.skip ?? false }, () => {
    let folder: string;
    let database: Database;
    let former: Keyring;
    let rotated: Keyring;
    let rewrapping: Rewrapping;
    before(async () => {
      folder = place.url ? await temporaryFolder() : await folderWithDatabase();
      database = place.url ? openServerDatabase(place.url, log) : await openEmbeddedDatabase(folder);
      await migrate(database, await readMigrations(MIGRATIONS_FOLDER), log);
      await registerOrg(createOrgStore(database), { orgId: ORG.orgId, name: 'Test', key: ORG.publicKey });
    });
    beforeEach(async () => {
      await database.query('delete from captures');
      await database.query('delete from keyring');
      former = await openKeyring(database, [OLD]);
      rotated = await openKeyring(database, [NEW, OLD]);
      rewrapping = createRewrapping(database, rotated);
    });
    after(async () => {
      await database.close();
      await place.drop();
      await rm(folder, { recursive: true });
    });

    const storeOf = (keyring: Keyring) => createCaptureStore(database, keyring.wrap);
    async function insert(count: number, keyring = former): Promise<CaptureRef[]> {
      const refs: CaptureRef[] = [];
      for (let index = 0; index < count; index += 1) {
        refs.push(await database.transaction((client) => insertCapture(client, storeOf(keyring), `note ${index}`)));
      }
      return refs;
    }
    async function assertRead(keyring: Keyring, refs: readonly CaptureRef[]): Promise<void> {
      for (const [index, ref] of refs.entries()) {
        const capture = await storeOf(keyring).get(ref);
        assert.ok(capture);
        assert.deepEqual(await storeOf(keyring).content(capture, 'source'), { text: `note ${index}`, language: null });
      }
    }
    const counts = async () => Object.fromEntries(await rewrapping.countByMasterKey());

    it('goes through the table in batches, each capture readable after every one', async () => {
      const refs = await insert(7);
      const first = await rewrapping.rewrapBatch(null, 3);
      assert.deepEqual([first.rewrapped, await counts()], [3, { old: 4, new: 3 }]);
      await assertRead(rotated, refs);
      const second = await rewrapping.rewrapBatch(first.next, 3);
      const third = await rewrapping.rewrapBatch(second.next, 3);
      assert.deepEqual([second.rewrapped, third.rewrapped, third.next], [3, 1, null]);
      assert.deepEqual(await counts(), { new: 7 });
      await assertRead(await openKeyring(database, [NEW, OLD]), refs);
    });

    it('goes on from the beginning where it was stopped, and includes captures made meanwhile', async () => {
      const refs = await insert(5);
      await rewrapping.rewrapBatch(null, 2);
      // One by a process that was not restarted yet, one by a process that was.
      await insert(1);
      await insert(1, rotated);
      assert.deepEqual(await rewrapping.rewrapBatch(null, 100), { rewrapped: 4, unreadable: 0, next: null });
      assert.deepEqual(await rewrapping.rewrapBatch(null, 100), { rewrapped: 0, unreadable: 0, next: null });
      assert.deepEqual(await counts(), { new: 7 });
      await assertRead(rotated, refs);
    });

    it('leaves the files of a capture as they are, readable with the newest key alone', async () => {
      const parts = createCaptureParts(database);
      const capture = await database.transaction((client) =>
        insertCapture(client, storeOf(former), 'note 0', 'document'),
      );
      const part = { take: 1, part: 1, digest: Buffer.alloc(32), bytes: Buffer.from('devis') };
      await parts.put(database, capture, part);
      await parts.complete(database, capture, [
        { take: 1, parts: 1, bytes: 5, fileName: 'devis.txt', mediaType: 'text/plain' },
      ]);
      assert.deepEqual(await rewrapping.rewrapBatch(null, 100), { rewrapped: 1, unreadable: 0, next: null });
      const rewrapped = await createCaptureStore(database, createKeyWrap([NEW])).get(capture);
      assert.ok(rewrapped);
      assert.deepEqual(
        (await parts.files(rewrapped)).map(({ fileName, bytes }) => [fileName, bytes.toString()]),
        [['devis.txt', 'devis']],
      );
    });

    it('leaves a damaged capture as it is, counts it, and goes on', async () => {
      const [damaged, ...others] = await insert(3);
      const cut = 'update captures set wrapped_key = substring(wrapped_key for 20) where id = $1';
      await database.query(cut, [damaged?.captureId]);
      assert.deepEqual(await rewrapping.rewrapBatch(null, 100), { rewrapped: 2, unreadable: 1, next: null });
      assert.deepEqual(await counts(), { old: 1, new: 2 });
      assert.equal(others.length, 2);
    });

    it('says whom a master key is needed by, and lets go of it only when nothing is', async () => {
      const refs = await insert(2);
      const commands = masterKeyCommands(rotated, rewrapping);
      const retire = (id: string) => commands['retire-master-key']({ id });
      const none = { captures: 0, keyring: false, retired: false };
      assert.deepEqual(await commands['list-master-keys'](), [
        { ...none, id: 'new', newest: true, given: true },
        { ...none, id: 'old', newest: false, given: true, captures: 2, keyring: true },
      ]);
      await assert.rejects(retire('new'), /is the newest one: rotate first/);
      await assert.rejects(retire('other'), /no master key "other": list shows/);
      await assert.rejects(retire('old'), /needed still: it wraps the keys of 2 captures and the keyring\. Run rewrap/);
      await commands['rewrap-captures']({ after: null, limit: 100 });
      await assert.rejects(retire('old'), /it wraps the keys of 0 captures and the keyring/);
      assert.deepEqual(await commands['rewrap-keyring'](), { rewrapped: 1 });
      await assert.rejects(
        openKeyring(database, [NEW]),
        /sealed with master key "old", which is not among those given/,
      );
      await retire('old');
      await assertRead(await openKeyring(database, [NEW]), refs);
      // A process that was never restarted still seals with the retired key: that is seen, and mended.
      await insert(1);
      assert.equal((await commands['list-master-keys']()).find(({ id }) => id === 'old')?.captures, 1);
      assert.equal((await rewrapping.rewrapBatch(null, 100)).rewrapped, 1);
    });

    // The embedded database has one connection: nobody else holds anything, and nobody ends it.
    const { url } = place;
    if (url !== undefined) {
      it('waits for nobody who holds a capture, and takes it the next time', async () => {
        const [held, ...others] = await insert(3);
        await database.transaction(async (client) => {
          await storeOf(former).hold(client, held as CaptureRef);
          const other = openServerDatabase(url, log);
          const { rewrapped } = await createRewrapping(other, rotated).rewrapBatch(null, 100);
          await other.close();
          assert.equal(rewrapped, others.length);
        });
        assert.equal((await rewrapping.rewrapBatch(null, 100)).rewrapped, 1);
      });

      it('changes nothing when it is ended in the middle of a batch', async () => {
        const refs = await insert(3);
        const killed = openServerDatabase(url, log);
        await database.transaction(async (client) => {
          await client.query('lock table captures in share mode');
          const batch = assert.rejects(createRewrapping(killed, rotated).rewrapBatch(null, 100));
          await untilSomeoneWaits(client);
          await client.query(`select pg_terminate_backend(pid) from pg_locks where not granted
            and relation = 'captures'::regclass`);
          await batch;
        });
        await killed.close();
        assert.deepEqual(await counts(), { old: 3 });
        await assertRead(former, refs);
      });
    }
  });
}
