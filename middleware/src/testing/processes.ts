import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { TestContext } from 'node:test';

const SOURCE = join(import.meta.dirname, '..');

/** Starts a file of the middleware in a process of its own, and gives its first line of output. It ends with the test. */
export async function startProcess(
  test: TestContext,
  file: string,
  parameter: string,
): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, [join(SOURCE, file), parameter], { stdio: ['ignore', 'pipe', 'inherit'] });
  test.after(() => child.kill('SIGKILL'));
  const line = once(createInterface(child.stdout), 'line') as Promise<[string]>;
  const exit = once(child, 'exit').then(([code]) => assert.fail(`${file} ended with code ${String(code)}`));
  exit.catch(() => undefined);
  const [url] = await Promise.race([line, exit]);
  return { child, url };
}

/** Kills a process, and waits until it is gone. */
export async function kill(child: ChildProcess): Promise<void> {
  const exit = once(child, 'exit');
  child.kill('SIGKILL');
  await exit;
}
