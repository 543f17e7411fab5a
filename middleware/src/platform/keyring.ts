import { randomBytes } from 'node:crypto';

import type { Database, Queryable } from './database.ts';
import {
  createKeyWrap,
  deriveSeal,
  lookupHash,
  masterKeyOf,
  unwrapKey,
  UnsealError,
  wrapKey,
  type KeyWrap,
  type Seal,
} from './encryption.ts';
import { StartupError } from './errors.ts';
import type { MasterKey } from './master-keys.ts';

type MasterKeys = [MasterKey, ...MasterKey[]];

const LOOKUP = 'lookup';
const checkName = (id: string) => `check:${id}`;
const retiredName = (id: string) => `retired:${id}`;

/** The keys of one database, opened by its master keys. */
export interface Keyring {
  wrap: KeyWrap;
  /** See `lookupHash`. The key is made once per database and stays when master keys are rotated. */
  lookup(purpose: string, text: string): Buffer;
  /**
   * Seals what belongs to no capture: an org's connection, the people of its mirror. Like `lookup` it outlives the rotation of
   * master keys; what it sealed is erased with its row.
   */
  sealFor(purpose: string): Seal;
  /** The ids of the master keys this process was given, newest first. */
  given: readonly [string, ...string[]];
  /** The master keys that the database remembers. */
  masterKeys(): Promise<KnownMasterKey[]>;
  /** Wraps the keyring's own key with the newest master key. Gives how many keys were wrapped by another one. */
  rewrapOwn(): Promise<number>;
  /** Lets processes start without a master key from now on. The caller made sure that it wraps nothing. */
  retire(id: string): Promise<void>;
}

/** A master key by its id; the key itself is nowhere in the database. */
export interface KnownMasterKey {
  id: string;
  /** Processes start without it, and no longer with it as their newest. */
  retired: boolean;
  /** Whether it wraps the keyring's own key. */
  wrapsKeyring: boolean;
}

/**
 * Opens the keyring, or makes it in a new database. Every master key that was given once leaves a check here, so that a
 * wrong or forgotten key is noticed at start and not when somebody opens an old note.
 * @throws StartupError when a key is wrong, missing or retired.
 */
export async function openKeyring(database: Database, masterKeys: MasterKeys): Promise<Keyring> {
  const lookupKey = await alone(database, async (client) => {
    const entries = await readEntries(client);
    refuseMissingKeys(entries, masterKeys);
    refuseRetiredKey(entries, masterKeys[0]);
    for (const masterKey of masterKeys) await checkKey(client, entries, masterKey);
    return openLookupKey(client, entries, masterKeys);
  });
  const [newest, ...older] = masterKeys;
  return {
    wrap: createKeyWrap(masterKeys),
    lookup: (purpose, text) => lookupHash(lookupKey, purpose, text),
    sealFor: (purpose) => deriveSeal(lookupKey, purpose),
    given: [newest.id, ...older.map(({ id }) => id)],
    masterKeys: async () => knownMasterKeys(await readEntries(database)),
    rewrapOwn: () => alone(database, (client) => rewrapLookupKey(client, masterKeys)),
    retire: async (id) => {
      const names = [checkName(id), retiredName(id)];
      await database.query('update keyring set name = $2 where name = $1', names);
    },
  };
}

/** Two processes may open a new database at once; the second one waits here and finds the first one's keys. */
function alone<Result>(database: Database, work: (client: Queryable) => Promise<Result>): Promise<Result> {
  return database.transaction(async (client) => {
    await client.query('lock table keyring in exclusive mode');
    return work(client);
  });
}

async function readEntries(client: Queryable): Promise<Map<string, Buffer>> {
  const { rows } = await client.query<{ name: string; wrapped: Buffer }>('select name, wrapped from keyring');
  return new Map(rows.map(({ name, wrapped }) => [name, wrapped]));
}

function knownMasterKeys(entries: Map<string, Buffer>): KnownMasterKey[] {
  const lookup = entries.get(LOOKUP);
  return [...entries.keys()].flatMap((name) => {
    const [, state, id] = /^(check|retired):(.+)$/.exec(name) ?? [];
    if (!id) return [];
    return [{ id, retired: state === 'retired', wrapsKeyring: lookup !== undefined && masterKeyOf(lookup) === id }];
  });
}

function refuseMissingKeys(entries: Map<string, Buffer>, masterKeys: MasterKeys): void {
  const given = new Set(masterKeys.map(({ id }) => id));
  const missing = knownMasterKeys(entries).find(({ id, retired }) => !retired && !given.has(id));
  if (missing) {
    throw new StartupError(
      `The data was sealed with master key "${missing.id}", which is not among those given: add it after the newest one in MASTER_KEYS, or put master.key back.`,
    );
  }
}

function refuseRetiredKey(entries: Map<string, Buffer>, newest: MasterKey): void {
  if (!entries.has(retiredName(newest.id))) return;
  throw new StartupError(
    `Master key "${newest.id}" was retired and must not seal new data: put the key that followed it first.`,
  );
}

async function checkKey(client: Queryable, entries: Map<string, Buffer>, masterKey: MasterKey): Promise<void> {
  const owner = checkName(masterKey.id);
  const check = entries.get(owner) ?? entries.get(retiredName(masterKey.id));
  if (check) openOrRefuse(check, [masterKey], owner);
  else await writeEntry(client, owner, wrapKey(masterKey, randomBytes(32), owner));
}

async function openLookupKey(client: Queryable, entries: Map<string, Buffer>, masterKeys: MasterKeys): Promise<Buffer> {
  const wrapped = entries.get(LOOKUP);
  if (wrapped) return openOrRefuse(wrapped, masterKeys, LOOKUP);
  const key = randomBytes(32);
  await writeEntry(client, LOOKUP, wrapKey(masterKeys[0], key, LOOKUP));
  return key;
}

function openOrRefuse(wrapped: Buffer, masterKeys: readonly MasterKey[], owner: string): Buffer {
  try {
    return unwrapKey(masterKeys, wrapped, owner);
  } catch (error) {
    if (!(error instanceof UnsealError)) throw error;
    throw new StartupError(
      `Master key "${masterKeyOf(wrapped)}" does not fit this data: it was sealed with another key of the same id. Use the key that belongs to it.`,
    );
  }
}

async function rewrapLookupKey(client: Queryable, masterKeys: MasterKeys): Promise<number> {
  const wrapped = (await readEntries(client)).get(LOOKUP);
  const fresh = wrapped && createKeyWrap(masterKeys).rewrap(wrapped, LOOKUP);
  if (!fresh) return 0;
  await client.query('update keyring set wrapped = $2 where name = $1', [LOOKUP, fresh]);
  return 1;
}

async function writeEntry(client: Queryable, name: string, wrapped: Buffer): Promise<void> {
  await client.query('insert into keyring (name, wrapped) values ($1, $2)', [name, wrapped]);
}
