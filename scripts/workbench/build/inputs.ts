import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Folders that hold no source of the page. */
const NOT_SOURCE = new Set(['__tests__', '__mocks__', 'node_modules']);

/** Every file under a folder, sorted, without tests. A folder that does not exist has none. */
export function filesUnder(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => {
      const file = path.join(folder, entry.name);
      if (entry.isDirectory()) return NOT_SOURCE.has(entry.name) ? [] : filesUnder(file);
      return entry.name.endsWith('.test.ts') ? [] : [file];
    })
    .sort();
}

/**
 * A name for the state of the given files: the same contents under the same relative paths give the same name.
 * Paths are taken relative to `root`, so that a clone elsewhere gets the same name.
 */
export function contentHash(root: string, files: readonly string[]): string {
  const hash = createHash('sha256');
  for (const file of files) {
    const content = readFileSync(file);
    hash.update(`${path.relative(root, file)}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex').slice(0, 16);
}
