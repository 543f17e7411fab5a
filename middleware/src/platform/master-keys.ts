import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { StartupError } from './errors.ts';

/** A key that wraps other keys. 32 bytes. */
export interface MasterKey {
  id: string;
  key: Buffer;
}

/**
 * Parses `id:key` pairs separated by commas or white space, newest first; keys are 32 bytes in base64.
 * @throws StartupError without repeating any key.
 */
export function parseMasterKeys(text: string): [MasterKey, ...MasterKey[]] {
  const keys = text
    .split(/[\s,]+/)
    .filter(Boolean)
    .map(parseMasterKey);
  const [newest, ...older] = keys;
  if (!newest) throw new StartupError('MASTER_KEYS is empty: give id:key, where key is 32 random bytes in base64.');
  if (new Set(keys.map(({ id }) => id)).size < keys.length) {
    throw new StartupError('MASTER_KEYS names one id twice: give every key an id of its own.');
  }
  return [newest, ...older];
}

function parseMasterKey(pair: string, index: number): MasterKey {
  const match = /^([A-Za-z0-9._-]{1,32}):([A-Za-z0-9+/_-]+={0,2})$/.exec(pair);
  const key = Buffer.from(match?.[2] ?? '', 'base64');
  if (!match?.[1] || key.length !== 32) {
    throw new StartupError(`Master key number ${index + 1} cannot be used: it must be id:key with 32 bytes in base64.`);
  }
  return { id: match[1], key };
}

/**
 * The master key of an embedded database: read from `master.key` in the data folder, made there once (0600) when the
 * folder holds no data yet.
 * @throws StartupError when data exists and its key is gone: a new key could not read it.
 */
export async function embeddedMasterKeys(
  dataFolder: string,
  dataExists: boolean,
): Promise<{ keys: [MasterKey, ...MasterKey[]]; made: boolean; file: string }> {
  const file = join(dataFolder, 'master.key');
  if (existsSync(file)) return { keys: parseMasterKeys(await readFile(file, 'utf8')), made: false, file };
  if (dataExists) {
    throw new StartupError(
      `The master key ${file} is missing, and the data beside it cannot be read without it: put the file back from your backup, or choose another DATA_FOLDER.`,
    );
  }
  const text = `embedded-1:${randomBytes(32).toString('base64')}\n`;
  await writeFile(file, text, { mode: 0o600, flag: 'wx' });
  return { keys: parseMasterKeys(text), made: true, file };
}
