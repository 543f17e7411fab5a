import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { Database, Queryable } from './database.ts';
import { StartupError } from './errors.ts';
import type { Log } from './log.ts';

/** One numbered SQL file. */
export interface Migration {
  number: number;
  name: string;
  sql: string;
  checksum: string;
}

export const MIGRATIONS_FOLDER = join(import.meta.dirname, '../../migrations');

/** Any number that nothing else in the database uses: it makes processes that start together wait for each other. */
const MIGRATION_LOCK = 7_164_205;

/** Reads `0001_name.sql` files, in order. @throws StartupError when a number is missing or given twice. */
export async function readMigrations(folder: string): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).toSorted();
  return Promise.all(
    names.map(async (name, index) => {
      const number = Number(/^(\d{4})_[a-z0-9-]+\.sql$/.exec(name)?.[1]);
      if (number !== index + 1) throw new StartupError(`Migration ${name} is not number ${index + 1}: rename it.`);
      const sql = await readFile(join(folder, name), 'utf8');
      return { number, name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

/**
 * Brings the database to the newest version, each file in a transaction of its own. Forward only.
 * @throws StartupError when the database is newer than this code, or an applied file was changed since.
 */
export async function migrate(database: Database, migrations: readonly Migration[], log: Log): Promise<void> {
  await database.transaction(async (client) => {
    await waitForOthers(client);
    await client.query(
      `create table if not exists migrations (
        number integer primary key, name text not null, checksum text not null, applied_at timestamptz not null default now())`,
    );
    const { rows } = await client.query<{ number: number }>(
      'select number from migrations order by number desc limit 1',
    );
    const newest = rows[0]?.number ?? 0;
    if (newest > migrations.length) {
      throw new StartupError(
        `The database is at version ${newest}, this program knows ${migrations.length}: start the newer program.`,
      );
    }
  });
  for (const migration of migrations) await apply(database, migration, log);
}

async function apply(database: Database, migration: Migration, log: Log): Promise<void> {
  await database.transaction(async (client) => {
    await waitForOthers(client);
    const { rows } = await client.query<{ checksum: string }>('select checksum from migrations where number = $1', [
      migration.number,
    ]);
    const applied = rows[0];
    if (applied && applied.checksum !== migration.checksum) {
      throw new StartupError(
        `Migration ${migration.name} was changed after it was applied: put the file back, and write the change as a new migration.`,
      );
    }
    if (applied) return;
    await client.query(migration.sql);
    await client.query('insert into migrations (number, name, checksum) values ($1, $2, $3)', [
      migration.number,
      migration.name,
      migration.checksum,
    ]);
    log.info({ migration: migration.name }, 'migration applied');
  });
}

async function waitForOthers(client: Queryable): Promise<void> {
  await client.query('select pg_advisory_xact_lock($1)', [MIGRATION_LOCK]);
}
