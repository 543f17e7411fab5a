import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { openEmbeddedDatabase } from '../platform/embedded-database.ts';

const ROOT = join(import.meta.dirname, '../../..');
/** An empty database that tests copy, because making one takes seconds. Remade when its version of PGlite is. */
const TEMPLATES = join(ROOT, '.build/test-databases');

export function temporaryFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'notes-'));
}

/** A data folder with an empty database and its master key. */
export async function folderWithDatabase(): Promise<string> {
  const template = await databaseTemplate();
  const folder = await temporaryFolder();
  await cp(join(template, 'database'), join(folder, 'database'), { recursive: true });
  await writeFile(join(folder, 'master.key'), `test-1:${randomBytes(32).toString('base64')}`, { mode: 0o600 });
  return folder;
}

async function databaseTemplate(): Promise<string> {
  const manifest = await readFile(join(ROOT, 'node_modules/@electric-sql/pglite/package.json'), 'utf8');
  const { version } = JSON.parse(manifest) as { version: string };
  const template = join(TEMPLATES, version);
  if (existsSync(template)) return template;
  await mkdir(TEMPLATES, { recursive: true });
  const made = await mkdtemp(join(TEMPLATES, 'making-'));
  const database = await openEmbeddedDatabase(made);
  await database.close();
  // Test files run at the same time: whoever is second uses what the first one made.
  await rename(made, template).catch(() => rm(made, { recursive: true }));
  return template;
}
