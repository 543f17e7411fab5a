import { randomBytes } from 'node:crypto';

import type { Database, Queryable } from './database.ts';
import { createKeyWrap, lookupHash, unwrapKey, UnsealError, wrapKey, type KeyWrap } from './encryption.ts';
import { StartupError } from './errors.ts';
import type { MasterKey } from './master-keys.ts';

const LOOKUP = 'lookup';

/** The keys of one database, opened by its master keys. */
export interface Keyring {
  wrap: KeyWrap;
  /** See `lookupHash`. The key is made once per database and stays when master keys are rotated. */
  lookup(purpose: string, text: string): Buffer;
}

/**
 * Opens the keyring, or makes it in a new database. Every master key that was ever used leaves a check here, so that a
 * wrong or forgotten key is noticed at start and not when somebody opens an old note.
 * @throws StartupError when a key is wrong or missing.
 */
export async function openKeyring(database: Database, masterKeys: [MasterKey, ...MasterKey[]]): Promise<Keyring> {
  const lookupKey = await database.transaction(async (client) => {
    // Two processes may open a new database at once; the second one waits here and finds the first one's keys.
    await client.query('lock table keyring in exclusive mode');
    const entries = await readEntries(client);
    refuseMissingKeys(entries, masterKeys);
    for (const masterKey of masterKeys) await checkKey(client, entries, masterKey);
    return openLookupKey(client, entries, masterKeys);
  });
  return {
    wrap: createKeyWrap(masterKeys),
    lookup: (purpose, text) => lookupHash(lookupKey, purpose, text),
  };
}

async function readEntries(client: Queryable): Promise<Map<string, Buffer>> {
  const { rows } = await client.query<{ name: string; wrapped: Buffer }>('select name, wrapped from keyring');
  return new Map(rows.map(({ name, wrapped }) => [name, wrapped]));
}

function refuseMissingKeys(entries: Map<string, Buffer>, masterKeys: readonly MasterKey[]): void {
  const known = new Set(masterKeys.map(({ id }) => checkName(id)));
  const missing = [...entries.keys()].find((name) => name !== LOOKUP && !known.has(name));
  if (missing) {
    throw new StartupError(
      `The data was sealed with master key "${missing.slice(checkName('').length)}", which is not among those given: add it after the newest one in MASTER_KEYS, or put master.key back.`,
    );
  }
}

const checkName = (id: string) => `check:${id}`;

async function checkKey(client: Queryable, entries: Map<string, Buffer>, masterKey: MasterKey): Promise<void> {
  const name = checkName(masterKey.id);
  const check = entries.get(name);
  if (check) openOrRefuse(check, [masterKey], name);
  else await writeEntry(client, name, wrapKey(masterKey, randomBytes(32), name));
}

async function openLookupKey(
  client: Queryable,
  entries: Map<string, Buffer>,
  masterKeys: [MasterKey, ...MasterKey[]],
): Promise<Buffer> {
  const wrapped = entries.get(LOOKUP);
  if (wrapped) return openOrRefuse(wrapped, masterKeys, LOOKUP);
  const key = randomBytes(32);
  await writeEntry(client, LOOKUP, wrapKey(masterKeys[0], key, LOOKUP));
  return key;
}

function openOrRefuse(wrapped: Buffer, masterKeys: readonly MasterKey[], name: string): Buffer {
  try {
    return unwrapKey(masterKeys, wrapped, name);
  } catch (error) {
    if (!(error instanceof UnsealError)) throw error;
    throw new StartupError(
      'The master key does not fit this data: it was sealed with another key of the same id. Use the key that belongs to it.',
    );
  }
}

async function writeEntry(client: Queryable, name: string, wrapped: Buffer): Promise<void> {
  await client.query('insert into keyring (name, wrapped) values ($1, $2)', [name, wrapped]);
}
