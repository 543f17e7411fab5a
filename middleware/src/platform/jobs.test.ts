import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';

import { testDatabases } from '../testing/databases.ts';
import { folderWithDatabase, temporaryFolder } from '../testing/folders.ts';
import { openServerDatabase, type Database } from './database.ts';
import { openEmbeddedDatabase } from './embedded-database.ts';
import { createJobs, type CaptureJob } from './jobs.ts';
import { createLog } from './log.ts';

const log = createLog('silent');

for (const place of await testDatabases()) {
  describe(`the queue (${place.name})`, { skip: place.skip ?? false }, () => {
    let folder: string;
    let database: Database;
    before(async () => {
      folder = place.url ? await temporaryFolder() : await folderWithDatabase();
      database = place.url ? openServerDatabase(place.url, log) : await openEmbeddedDatabase(folder);
    });
    after(async () => {
      await database.close();
      await place.drop();
      await rm(folder, { recursive: true });
    });

    it(
      'hands over what was committed, and nothing of a transaction that was rolled back',
      { timeout: 30_000 },
      async () => {
        const jobs = createJobs(database, log, 0);
        const handled: CaptureJob[] = [];
        const delivered = Promise.withResolvers<undefined>();
        await jobs.start((job) => {
          handled.push(job);
          delivered.resolve(undefined);
          return Promise.resolve();
        });
        const rolledBack = database.transaction(async (client) => {
          await jobs.send(client, { orgId: 'org', captureId: randomUUID() });
          throw new Error('changed its mind');
        });
        await assert.rejects(rolledBack, /changed its mind/);
        const job = { orgId: 'org', captureId: randomUUID() };
        await database.transaction((client) => jobs.send(client, job));
        await delivered.promise;
        await jobs.stop();
        assert.deepEqual(handled, [job]);
      },
    );

    it('keeps up with a long queue', { timeout: 30_000 }, async () => {
      const jobs = createJobs(database, log, 0);
      const left = new Set(Array.from({ length: 120 }, () => randomUUID() as string));
      const all = Promise.withResolvers<undefined>();
      await jobs.start(({ captureId }) => {
        left.delete(captureId);
        if (left.size === 0) all.resolve(undefined);
        return Promise.resolve();
      });
      await database.transaction(async (client) => {
        for (const captureId of left) await jobs.send(client, { orgId: 'org', captureId });
      });
      await all.promise;
      await jobs.stop();
    });
  });
}
