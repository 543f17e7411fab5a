import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, it } from 'node:test';

import { testDatabases } from '../testing/databases.ts';
import { openServerDatabase } from './database.ts';
import { createLog } from './log.ts';

for (const place of (await testDatabases()).filter(({ name }) => name === 'server')) {
  describe('a server that has no connection left', { skip: place.skip ?? false }, () => {
    it('is not taken for away: what runs for long on the connection that there is ends well', async (test) => {
      const owner = openServerDatabase(place.url ?? '', createLog('silent'));
      const role = `notes_test_${randomBytes(6).toString('hex')}`;
      await owner.query(`create role ${role} login password '${role}' connection limit 1`);
      const url = new URL(place.url ?? '');
      [url.username, url.password] = [role, role];
      const lines: string[] = [];
      const log = createLog('info', { write: (line) => void lines.push(line) });
      const database = openServerDatabase(url.href, log, 1);
      test.after(async () => {
        await database.close();
        await owner.query(`drop role ${role}`);
        await owner.close();
        await place.drop();
      });
      // Longer than a statement may take before the server is asked, on another connection, whether it is there.
      const { rowCount } = await database.query('select pg_sleep(4)');
      assert.equal(rowCount, 1);
      assert.equal((await database.query('select 1')).rowCount, 1);
      assert.deepEqual(lines, []);
    });
  });
}
