import type { Configuration } from './configuration.ts';
import { openServerDatabase, type Database } from './database.ts';
import { embeddedDatabaseExists, openEmbeddedDatabase } from './embedded-database.ts';
import { lockFolder } from './folder-lock.ts';
import { StartupError } from './errors.ts';
import { openKeyring, type Keyring } from './keyring.ts';
import type { Log } from './log.ts';
import { embeddedMasterKeys, parseMasterKeys } from './master-keys.ts';
import { migrate, MIGRATIONS_FOLDER, readMigrations } from './migrations.ts';

/** The database, migrated, with its keys. */
export interface Store {
  database: Database;
  keyring: Keyring;
  /** The number of the newest migration that this program knows. */
  newestMigration: number;
  close(): Promise<void>;
}

/**
 * Opens the store of a configuration: a PostgreSQL server, or the embedded database under the lock of its folder.
 * @throws StartupError when the folder is in use, or a key is missing or wrong.
 */
export async function openStore(configuration: Configuration, log: Log): Promise<Store> {
  const { databaseUrl, masterKeys, dataFolder, databaseConnections } = configuration;
  if (!databaseUrl || !masterKeys) return openEmbedded(dataFolder, log);
  const database = openServerDatabase(databaseUrl, log, databaseConnections);
  await refuseUnreachable(database);
  return openWith(database, parseMasterKeys(masterKeys), log);
}

async function refuseUnreachable(database: Database): Promise<void> {
  try {
    await database.query('select 1');
  } catch (error) {
    await database.close();
    const cause = error instanceof Error ? error.cause : undefined;
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'no answer';
    throw new StartupError(
      `The database of DATABASE_URL cannot be reached (${code}): check the address and the server.`,
    );
  }
}

async function openEmbedded(dataFolder: string, log: Log): Promise<Store> {
  const lock = lockFolder(dataFolder);
  try {
    const { keys, made, file } = await embeddedMasterKeys(dataFolder, embeddedDatabaseExists(dataFolder));
    if (made) log.warn({ file }, 'master key made: keep a copy, the data cannot be read without it');
    const store = await openWith(await openEmbeddedDatabase(dataFolder), keys, log);
    return {
      ...store,
      async close() {
        await store.close();
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function openWith(database: Database, keys: Parameters<typeof openKeyring>[1], log: Log): Promise<Store> {
  try {
    const migrations = await readMigrations(MIGRATIONS_FOLDER);
    await migrate(database, migrations, log);
    const keyring = await openKeyring(database, keys);
    return { database, keyring, newestMigration: migrations.length, close: () => database.close() };
  } catch (error) {
    await database.close();
    throw error;
  }
}
