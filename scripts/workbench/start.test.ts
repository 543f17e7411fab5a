import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';

const START = path.join(import.meta.dirname, 'start.ts');
const folder = mkdtempSync(path.join(tmpdir(), 'workbench-start-'));
after(() => rmSync(folder, { recursive: true, force: true }));

interface Started {
  readonly process: ChildProcess;
  readonly ended: Promise<number | null>;
  output(): string;
  /** Resolves when the output has the text; fails when the process ends before. */
  says(text: string): Promise<void>;
}

function start(args: readonly string[], env: NodeJS.ProcessEnv = {}): Started {
  const child = spawn(process.execPath, [START, ...args], { env: { ...process.env, PORT: '0', ...env } });
  const chunks: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => chunks.push(chunk.toString()));
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  const output = (): string => chunks.join('');
  const says = async (text: string): Promise<void> => {
    const early = ended.then((code) => assert.fail(`ended with ${code} before saying "${text}":\n${output()}`));
    while (!output().includes(text)) await Promise.race([once(child.stdout, 'data'), early]);
  };
  return { process: child, ended, output, says };
}

describe('npm start', () => {
  it('tells what runs where, refuses a second start on the data, and ends with Ctrl+C', async () => {
    const first = start(['--data', folder]);
    await first.says('Ctrl+C stops everything.');
    assert.match(first.output(), /Page +http:\/\/127\.0\.0\.1:\d+/);
    assert.match(first.output(), /Middleware +http:\/\/127\.0\.0\.1:\d+/);
    const second = start(['--data', folder]);
    assert.equal(await second.ended, 1);
    assert.match(second.output(), /already runs on the data folder/);
    first.process.kill('SIGINT');
    first.process.kill('SIGINT');
    assert.equal(await first.ended, 0);
    assert.match(first.output(), /Stopped/);
  });

  it('ends in order when it is stopped while it starts', async () => {
    const started = start(['--data', path.join(folder, 'early')]);
    await started.says('Starting.');
    started.process.kill('SIGINT');
    assert.equal(await started.ended, 0);
    assert.match(started.output(), /Stopped before it had started/);
  });

  it('refuses a port that is none, and an argument that it does not know', async () => {
    const wrongPort = start(['--data', folder], { PORT: 'eighty' });
    assert.equal(await wrongPort.ended, 1);
    assert.match(wrongPort.output(), /PORT must be a number/);
    const wrongArgument = start(['--dta', folder]);
    assert.equal(await wrongArgument.ended, 1);
    assert.match(wrongArgument.output(), /--dta/);
  });
});
