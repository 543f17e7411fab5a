import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { PGlite } from '@electric-sql/pglite';
import { btree_gin } from '@electric-sql/pglite/contrib/btree_gin';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { createPgConfig } from '@electric-sql/pglite/node-postgres';
import pg from 'pg';

import { databaseOn, type Database } from './database.ts';

/** What `create extension` finds; a server has them of itself. */
const EXTENSIONS = { btree_gin, pg_trgm };

/** Whether the data folder holds a database already. */
export function embeddedDatabaseExists(dataFolder: string): boolean {
  return existsSync(databaseFolder(dataFolder));
}

/** Opens the PostgreSQL that runs inside this process, making it when absent. The caller holds the lock of the folder. */
export async function openEmbeddedDatabase(dataFolder: string): Promise<Database> {
  if (!embeddedDatabaseExists(dataFolder)) await makeDatabase(dataFolder);
  const store = await PGlite.create(databaseFolder(dataFolder), { extensions: EXTENSIONS });
  // More than one connection on one PGlite ends the process.
  const pool = new pg.Pool({ ...createPgConfig(store), max: 1 });
  return databaseOn({ pool, kind: 'embedded', closeStore: () => store.close() });
}

/** Made under another name first: a process that dies meanwhile leaves nothing that looks like a database. */
async function makeDatabase(dataFolder: string): Promise<void> {
  const unfinished = join(dataFolder, 'database.unfinished');
  await rm(unfinished, { recursive: true, force: true });
  await (await PGlite.create(unfinished, { extensions: EXTENSIONS })).close();
  await rename(unfinished, databaseFolder(dataFolder));
}

const databaseFolder = (dataFolder: string) => join(dataFolder, 'database');
