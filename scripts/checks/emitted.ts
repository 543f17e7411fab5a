/**
 * The platform deploys the JavaScript beside each TypeScript file of a Lightning web component. Type checks the components and fails
 * when what the compiler emits differs from what stands in the tree.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Names, relative to `folder`, of the components whose committed JavaScript is missing, stale, or without a source. */
export function staleFiles(folder: string, emitted: string): string[] {
  const expected = globSync('**/*.js', { cwd: emitted });
  const stale = expected.filter((file) => {
    const committed = path.join(folder, file);
    return !existsSync(committed) || readFileSync(committed, 'utf8') !== readFileSync(path.join(emitted, file), 'utf8');
  });
  const orphans = globSync('*/*.js', { cwd: folder }).filter((file) => !expected.includes(file));
  return [...stale, ...orphans].sort();
}

function main(): number {
  const folder = path.resolve(import.meta.dirname, '../../force-app/main/default/lwc');
  const emitted = mkdtempSync(path.join(tmpdir(), 'emitted-'));
  try {
    const compiled = spawnSync('tsc', ['-p', folder, '--outDir', emitted, '--rootDir', folder], { stdio: 'inherit' });
    if (compiled.status !== 0) return 1;
    const stale = staleFiles(folder, emitted);
    for (const file of stale) console.error(`${file} is not what its TypeScript emits: run "npm run build:lwc".`);
    return stale.length > 0 ? 1 : 0;
  } finally {
    rmSync(emitted, { recursive: true, force: true });
  }
}

if (import.meta.main) process.exitCode = main();
