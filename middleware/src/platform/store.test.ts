import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';

import { testDatabases } from '../testing/databases.ts';
import { folderWithDatabase, temporaryFolder } from '../testing/folders.ts';
import { openServerDatabase, type Database } from './database.ts';
import { openEmbeddedDatabase } from './embedded-database.ts';
import { CodedError, StartupError } from './errors.ts';
import { openKeyring } from './keyring.ts';
import { createLog } from './log.ts';
import type { MasterKey } from './master-keys.ts';
import { migrate, MIGRATIONS_FOLDER, readMigrations, type Migration } from './migrations.ts';

const log = createLog('silent');
const masterKey = (id: string, byte = 1): MasterKey => ({ id, key: Buffer.alloc(32, byte) });

for (const place of await testDatabases()) {
  describe(`the store (${place.name})`, { skip: place.skip ?? false }, () => {
    let folder: string;
    let database: Database;
    let migrations: Migration[];
    before(async () => {
      folder = place.url ? await temporaryFolder() : await folderWithDatabase();
      migrations = await readMigrations(MIGRATIONS_FOLDER);
      database = place.url ? openServerDatabase(place.url, log) : await openEmbeddedDatabase(folder);
      // Starting several at once is what happens when a deployment brings up its processes.
      await Promise.all([1, 2, 3].map(() => migrate(database, migrations, log)));
    });
    after(async () => {
      await database.close();
      await place.drop();
      await rm(folder, { recursive: true });
    });

    it('applies every migration once', async () => {
      const { rows } = await database.query<{ number: number }>('select number from migrations order by number');
      assert.deepEqual(
        rows.map(({ number }) => number),
        migrations.map(({ number }) => number),
      );
      await migrate(database, migrations, log);
    });

    it('begins every key of a table with the org, and keeps none of what people wrote in the clear', async () => {
      // Those of the process itself, among them how often each provider was asked over all orgs: they hold nothing of an org.
      const own = ['migrations', 'keyring', 'processes', 'model_days'];
      const { rows } = await database.query<{ table: string; first: string }>(
        `select c.relname as table, a.attname as first from pg_index i
         join pg_class c on c.oid = i.indrelid join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
         where i.indisprimary and c.relnamespace = 'public'::regnamespace and c.relname <> all($1)`,
        [own],
      );
      assert.deepEqual(
        rows.toSorted((one, other) => one.table.localeCompare(other.table)),
        [
          { table: 'audit', first: 'org_id' },
          { table: 'capture_parts', first: 'org_id' },
          { table: 'captures', first: 'org_id' },
          { table: 'connections', first: 'org_id' },
          { table: 'corrections', first: 'org_id' },
          { table: 'deal_keys', first: 'org_id' },
          { table: 'deal_locks', first: 'org_id' },
          { table: 'deliveries', first: 'org_id' },
          { table: 'draft_pairs', first: 'org_id' },
          { table: 'drafts', first: 'org_id' },
          { table: 'erasures', first: 'org_id' },
          { table: 'login_flows', first: 'org_id' },
          { table: 'login_links', first: 'org_id' },
          { table: 'match_decisions', first: 'org_id' },
          { table: 'mirror_accounts', first: 'org_id' },
          { table: 'mirror_contacts', first: 'org_id' },
          { table: 'mirror_counts', first: 'org_id' },
          { table: 'mirror_loads', first: 'org_id' },
          { table: 'mirror_opportunities', first: 'org_id' },
          { table: 'mirror_words', first: 'org_id' },
          { table: 'model_usage', first: 'org_id' },
          { table: 'org_settings', first: 'org_id' },
          { table: 'orgs', first: 'org_id' },
          { table: 'signing_keys', first: 'org_id' },
          { table: 'sound_slices', first: 'org_id' },
          { table: 'source_keys', first: 'org_id' },
          { table: 'sources', first: 'org_id' },
          { table: 'used_tokens', first: 'org_id' },
        ],
      );
    });

    it('refuses a changed migration and a database that is newer', async () => {
      const changed = migrations.map((migration) => ({ ...migration, checksum: 'other' }));
      await assert.rejects(migrate(database, changed, log), /0001_keyring\.sql was changed after it was applied/);
      await assert.rejects(migrate(database, migrations.slice(1), log), /start the newer program/);
    });

    it('takes a migration that fails back whole', async () => {
      const sql = 'create table half (id integer); select 1 / 0';
      const broken = { number: migrations.length + 1, name: 'broken.sql', sql, checksum: 'x' };
      await assert.rejects(migrate(database, [...migrations, broken], log), /division by zero/);
      const { rows } = await database.query<{ half: string | null }>(`select to_regclass('half') as half`);
      assert.equal(rows[0]?.half, null);
    });

    it('rolls a transaction back when its work throws, and goes on', async () => {
      const insert = `insert into orgs (org_id, name) values ('00D000000000005AAA', 'x')`;
      await assert.rejects(
        database.transaction(async (client) => {
          await client.query(insert);
          await client.query(insert);
        }),
        /duplicate key/,
      );
      const { rows } = await database.query('select 1 from orgs');
      assert.equal(rows.length, 0);
    });

    it('leaves no dead transaction behind for whoever waits for the connection', async () => {
      const failing = database.query('begin; select 1 / 0; commit');
      const waiting = database.query<{ one: number }>('select 1 as one');
      await assert.rejects(failing, /division by zero/);
      assert.deepEqual((await waiting).rows, [{ one: 1 }]);
    });

    // The embedded database has no server that could end a connection.
    const { url } = place;
    if (url !== undefined) {
      it('lives on when the server ends its connections', async () => {
        const ended = database.transaction(async (client) => {
          const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
          const other = openServerDatabase(url, log);
          await other.query('select pg_terminate_backend($1)', [rows[0]?.pid]);
          await other.close();
          // The connection breaks while no statement runs on it.
          for (;;) {
            await new Promise(setImmediate);
            await client.query('select 1');
          }
        });
        await assert.rejects(ended, (error) => error instanceof CodedError && error.code === 'unavailable');
        assert.equal((await database.query('select 1')).rowCount, 1);
      });
    }

    it('lets one process at a time do what is to be done alone', async () => {
      const steps: string[] = [];
      const alone = (name: string) =>
        database.alone(1, async () => {
          steps.push(`${name} begins`);
          await database.query('select 1');
          steps.push(`${name} ends`);
        });
      await Promise.all(place.url ? ['a', 'b', 'c'].map(alone) : [alone('a')]);
      for (let index = 0; index < steps.length; index += 2) {
        assert.equal(steps[index + 1], steps[index]?.replace('begins', 'ends'));
      }
    });

    it('refuses the pool inside a transaction, where the embedded database would wait for itself', async () => {
      const inside = database.transaction(() => database.query('select 1'));
      await assert.rejects(inside, /only its own client/);
      await assert.rejects(
        database.transaction(() => database.transaction(async () => undefined)),
        /only its own client/,
      );
      assert.equal((await database.query('select 1 as one')).rows.length, 1);
    });

    it('keeps its keyring over rotation, and refuses a wrong or a forgotten master key', async () => {
      const first = await openKeyring(database, [masterKey('a')]);
      const { wrapped } = first.wrap.make('row');
      const rotated = await openKeyring(database, [masterKey('b', 2), masterKey('a')]);
      assert.deepEqual(rotated.lookup('text', 'note'), first.lookup('text', 'note'));
      assert.ok(rotated.wrap.unwrap(wrapped, 'row'));
      await assert.rejects(openKeyring(database, [masterKey('b', 2)]), (error) => {
        return error instanceof StartupError && /master key "a", which is not among those given/.test(error.message);
      });
      const wrong = openKeyring(database, [masterKey('b', 2), masterKey('a', 9)]);
      await assert.rejects(wrong, /Master key "a" does not fit this data/);
      const swapped = openKeyring(database, [masterKey('b'), masterKey('a', 2)]);
      await assert.rejects(swapped, /Master key "b" does not fit this data/);
    });

    it('can be opened without a retired master key, but no longer with it as the newest', async () => {
      const keyring = await openKeyring(database, [masterKey('b', 2), masterKey('a')]);
      assert.deepEqual([await keyring.rewrapOwn(), await keyring.rewrapOwn()], [1, 0]);
      await keyring.retire('a');
      const known = (await keyring.masterKeys()).toSorted((one, other) => one.id.localeCompare(other.id));
      assert.deepEqual(known, [
        { id: 'a', retired: true, wrapsKeyring: false },
        { id: 'b', retired: false, wrapsKeyring: true },
      ]);
      const without = await openKeyring(database, [masterKey('b', 2)]);
      assert.deepEqual(without.lookup('text', 'note'), keyring.lookup('text', 'note'));
      // A process that is started once more before the key is taken out of its settings does not bring it back.
      await openKeyring(database, [masterKey('b', 2), masterKey('a')]);
      await openKeyring(database, [masterKey('b', 2)]);
      const newest = openKeyring(database, [masterKey('a'), masterKey('b', 2)]);
      await assert.rejects(newest, /Master key "a" was retired and must not seal new data/);
      await assert.rejects(openKeyring(database, [masterKey('b', 2), masterKey('a', 9)]), /"a" does not fit this data/);
    });

    it('makes one keyring when two processes open a new database at once', async () => {
      await database.query('delete from keyring');
      const keyrings = await Promise.all([1, 2, 3].map(() => openKeyring(database, [masterKey('a')])));
      const hashes = keyrings.map((keyring) => keyring.lookup('text', 'note').toString('hex'));
      assert.equal(new Set(hashes).size, 1);
    });
  });
}
