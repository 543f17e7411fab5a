import { accessSync, constants, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { StartupError } from './errors.ts';

/** Held by one process at a time. */
export interface FolderLock {
  release(): void;
}

/**
 * Takes the data folder for this process, making it (0700) when absent. The lock is the operating system's, taken through
 * SQLite because Node offers no file lock of its own: it ends with the process however that dies, so none is ever stale
 * and no process id is guessed at. The id in `process.pid` only tells a person whom to look for.
 * @throws StartupError naming the folder, and the process that holds it or why it cannot be used.
 */
export function lockFolder(folder: string): FolderLock {
  makeFolder(folder);
  const pidFile = join(folder, 'process.pid');
  const lock = new DatabaseSync(join(folder, 'folder.lock'));
  try {
    lock.exec('pragma locking_mode = exclusive; begin exclusive');
  } catch {
    lock.close();
    throw new StartupError(
      `The data folder ${folder} is in use by process ${readPid(pidFile)}: stop that one first, or choose another DATA_FOLDER.`,
    );
  }
  writeFileSync(pidFile, `${process.pid}\n`, { mode: 0o600 });
  return { release: () => lock.close() };
}

/** Step by step: Node's own recursive making never returns where the system makes no folders (`/proc`). */
function makeFolder(folder: string): void {
  try {
    if (!existsSync(dirname(folder))) makeFolder(dirname(folder));
    if (!existsSync(folder)) makeOne(folder);
    // With the slash, a file in the folder's place is refused here.
    accessSync(`${folder}/`, constants.W_OK);
  } catch (error) {
    if (error instanceof StartupError) throw error;
    const code = codeOf(error) ?? 'unknown';
    throw new StartupError(`The data folder ${folder} cannot be used (${code}): choose another DATA_FOLDER.`);
  }
}

function makeOne(folder: string): void {
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    // Another process that starts now made it meanwhile; which of the two may use it, the lock decides.
    if (codeOf(error) !== 'EEXIST') throw error;
  }
}

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : undefined);

function readPid(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim() || 'unknown';
  } catch {
    return 'unknown';
  }
}
