import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { StartupError } from './errors.ts';

/** A key that wraps other keys. 32 bytes. */
export interface MasterKey {
  id: string;
  key: Buffer;
}

/**
 * Parses `id:key` pairs separated by commas or white space, newest first; keys are 32 bytes in base64.
 * @param origin where the text stands, as the person who has to correct it knows the place.
 * @throws StartupError without repeating any key.
 */
export function parseMasterKeys(text: string, origin = 'MASTER_KEYS'): [MasterKey, ...MasterKey[]] {
  const keys = text
    .split(/[\s,]+/)
    .filter(Boolean)
    .map((pair, index) => parseMasterKey(pair, index, origin));
  const [newest, ...older] = keys;
  if (!newest) throw new StartupError(`${origin} is empty: give id:key, where key is 32 random bytes in base64.`);
  if (new Set(keys.map(({ id }) => id)).size < keys.length) {
    throw new StartupError(`${origin} names one id twice: give every key an id of its own.`);
  }
  if (new Set(keys.map((masterKey) => masterKey.key.toString('hex'))).size < keys.length) {
    throw new StartupError(`${origin} gives one key under two ids: a new id needs a new key.`);
  }
  return [newest, ...older];
}

function parseMasterKey(pair: string, index: number, origin: string): MasterKey {
  const match = /^([A-Za-z0-9._-]{1,32}):([A-Za-z0-9+/_-]+={0,2})$/.exec(pair);
  const key = Buffer.from(match?.[2] ?? '', 'base64');
  if (!match?.[1] || key.length !== 32) {
    throw new StartupError(
      `${origin}: key number ${index + 1} cannot be used, because it must be id:key with 32 random bytes in base64 (openssl rand -base64 32).`,
    );
  }
  return { id: match[1], key };
}

/**
 * A new key to put before the ones there are, as `id:key`. The id counts on from that of the newest: prod-1, prod-2.
 */
export function nextMasterKey(existing: readonly [MasterKey, ...MasterKey[]]): { id: string; pair: string } {
  const ids = new Set(existing.map(({ id }) => id));
  const [, name = '', number = '1'] = /^(.*?)(?:-(\d{1,6}))?$/.exec(existing[0].id) ?? [];
  let next = Number(number) + 1;
  while (ids.has(numbered(name, next))) next += 1;
  const id = numbered(name, next);
  return { id, pair: `${id}:${randomBytes(32).toString('base64')}` };
}

const MAXIMUM_NAME = 24;
const numbered = (name: string, number: number) => `${name.slice(0, MAXIMUM_NAME)}-${number}`;

/**
 * The master keys of an embedded database: read from `master.key` in the data folder, made there once (0600) when the
 * folder holds no data yet.
 * @throws StartupError when data exists and its key is gone: a new key could not read it.
 */
export async function embeddedMasterKeys(
  dataFolder: string,
  dataExists: boolean,
): Promise<{ keys: [MasterKey, ...MasterKey[]]; made: boolean; file: string }> {
  const file = keyFile(dataFolder);
  if (existsSync(file)) return { keys: parseMasterKeys(await readFile(file, 'utf8'), file), made: false, file };
  if (dataExists) {
    throw new StartupError(
      `The master key ${file} is missing, and the data beside it cannot be read without it: put the file back from your backup, or choose another DATA_FOLDER.`,
    );
  }
  const text = `embedded-1:${randomBytes(32).toString('base64')}\n`;
  await writeDurably(file, text);
  return { keys: parseMasterKeys(text), made: true, file };
}

/**
 * Puts a new key before those of `master.key`. The caller holds the lock of the folder: a process that runs there would go on
 * without it.
 * @throws StartupError when there is no key to rotate, or the file cannot be read.
 */
export async function rotateEmbeddedKeys(dataFolder: string): Promise<{ id: string; file: string }> {
  const file = keyFile(dataFolder);
  if (!existsSync(file)) throw new StartupError(`There is no ${file}: the first start makes it.`);
  const text = await readFile(file, 'utf8');
  const { id, pair } = nextMasterKey(parseMasterKeys(text, file));
  await writeDurably(file, `${pair}\n${text.trim()}\n`);
  return { id, file };
}

const keyFile = (dataFolder: string) => join(dataFolder, 'master.key');

/** The file is there as it was or whole, even if the power fails meanwhile: without its key the data is lost. */
async function writeDurably(file: string, text: string): Promise<void> {
  const unfinished = `${file}.unfinished`;
  await rm(unfinished, { force: true });
  const handle = await open(unfinished, 'wx', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(unfinished, file);
  const folder = await open(dirname(file));
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
