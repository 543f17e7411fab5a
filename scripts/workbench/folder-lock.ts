import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { WorkbenchProblem } from './problem.ts';

/** A data folder that is this process's alone. */
export interface FolderLock {
  /** Notes where the workbench can be reached, for whoever tries to start a second one. */
  note(url: string): void;
  release(): void;
}

/**
 * Takes a data folder, making it when absent. The lock is the operating system's (SQLite takes it), so it ends with the
 * process, however that ends, and is never stale.
 * @throws WorkbenchProblem `folder-in-use` naming the folder and the running workbench
 */
export function lockFolder(folder: string): FolderLock {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const noteFile = path.join(folder, 'workbench.url');
  const lock = new DatabaseSync(path.join(folder, 'workbench.lock'));
  try {
    lock.exec('pragma locking_mode = exclusive; begin exclusive');
  } catch (error) {
    lock.close();
    throw inUse(folder, noteFile, error);
  }
  writeFileSync(noteFile, '');
  return {
    note: (url) => writeFileSync(noteFile, url),
    release: () => lock.close(),
  };
}

function inUse(folder: string, noteFile: string, cause: unknown): WorkbenchProblem {
  const url = readFileSync(noteFile, { encoding: 'utf8', flag: 'a+' }).trim();
  const where = url === '' ? 'It is still starting' : `Open ${url}`;
  return new WorkbenchProblem(
    'folder-in-use',
    `A workbench already runs on the data folder ${folder}. ${where}, stop it with Ctrl+C, or choose another folder with --data.`,
    { cause },
  );
}
