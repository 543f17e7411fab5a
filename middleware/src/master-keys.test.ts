import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';

import { startApp, type App } from './app.ts';
import type { ListedMasterKey } from './captures/commands.ts';
import type { Configuration } from './platform/configuration.ts';
import { createLog } from './platform/log.ts';
import { testDatabases } from './testing/databases.ts';
import { folderWithDatabase, temporaryFolder } from './testing/folders.ts';
import { callAt, captureBody, configurationFor, ORG, registerTestOrg } from './testing/middleware.ts';

const run = promisify(execFile);
const COMMAND = join(import.meta.dirname, 'master-keys.ts');
const CAPTURES = 12;

for (const place of await testDatabases()) {
  describe(`master-keys (${place.name})`, { skip: place.skip ?? false, timeout: 280_000 }, () => {
    let folder: string;
    let configuration: Configuration;
    /** What every capture answered when it was made, by its id. */
    const answers = new Map<string, unknown>();
    before(async () => {
      folder = place.url ? await temporaryFolder() : await folderWithDatabase();
      configuration = configurationFor(folder, place);
      await withApp(async (app) => {
        await registerTestOrg(configuration, ORG);
        await make(app, CAPTURES);
      });
    });
    after(async () => {
      await place.drop();
      await rm(folder, { recursive: true });
    });

    async function withApp(work: (app: App) => Promise<void>): Promise<void> {
      const app = await startApp({ configuration, log: createLog('silent') });
      try {
        await work(app);
      } finally {
        await app.close();
      }
    }
    async function make(app: App, count: number): Promise<void> {
      for (let index = 0; index < count; index += 1) {
        const text = `La société Baobab ${answers.size} veut 40 postes. Contact : Awa Diop, awa@baobab.example`;
        const body = captureBody({ text });
        const answer = await callAt(app.url, 'POST', '/v1/captures', { body, headers: { prefer: 'wait=20' } });
        assert.equal(answer.body['state'], 'ready');
        answers.set(body.id, answer.body);
      }
    }
    async function assertAllRead(app: App): Promise<void> {
      for (const [id, answer] of answers) {
        assert.deepEqual((await callAt(app.url, 'GET', `/v1/captures/${id}`)).body, answer);
      }
    }
    const environment = () => ({
      ...process.env,
      DATABASE_URL: configuration.databaseUrl ?? '',
      MASTER_KEYS: configuration.masterKeys ?? '',
    });
    const masterKeys = (...parameters: string[]) =>
      run(process.execPath, [COMMAND, ...parameters, '--data', folder], { env: environment() });
    const list = async () => JSON.parse((await masterKeys('list')).stdout) as ListedMasterKey[];
    const capturesOf = async (id: string) => (await list()).find((masterKey) => masterKey.id === id)?.captures;
    /** The keys as they stand in the file or the settings, newest first. */
    const given = async () => {
      const text = configuration.masterKeys ?? (await readFile(join(folder, 'master.key'), 'utf8'));
      return text.trim().split(/[\s,]+/);
    };
    async function give(pairs: readonly string[]): Promise<void> {
      if (place.url) configuration = { ...configuration, masterKeys: pairs.join(',') };
      else await writeFile(join(folder, 'master.key'), pairs.join('\n'));
    }

    it('adds a newest key without showing or losing an older one', async () => {
      const [old] = await given();
      assert.ok(old);
      if (!place.url) {
        await withApp(() => assert.rejects(masterKeys('rotate'), /is in use by process/));
        assert.deepEqual(await given(), [old]);
      }
      const { stdout, stderr } = await masterKeys('rotate');
      assert.match(stderr, /rewrap/);
      assert.equal(`${stdout}${stderr}`.includes(old.slice('test-1:'.length)), false);
      if (place.url) await give([(JSON.parse(stdout) as { masterKey: string }).masterKey, old]);
      else assert.equal((await stat(join(folder, 'master.key'))).mode & 0o777, 0o600);
      assert.deepEqual(
        (await given()).map((pair) => pair.split(':')[0]),
        ['test-2', 'test-1'],
      );
      await withApp(assertAllRead);
      assert.equal(await capturesOf('test-1'), CAPTURES);
    });

    it('keeps every capture readable when rewrap is killed, and does not let go of a key that is needed', async () => {
      await assert.rejects(masterKeys('retire', 'test-1'), /needed still: it wraps the keys of 12 captures/);
      const child = spawn(process.execPath, [COMMAND, 'rewrap', '--batch', '1', '--data', folder], {
        env: environment(),
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      const exit = once(child, 'exit');
      const [line] = (await once(createInterface(child.stderr), 'line')) as [string];
      child.kill('SIGKILL');
      await exit;
      assert.match(line, /^captures rewrapped: 1$/);
      await withApp(assertAllRead);
      const counts = await list();
      assert.equal(
        counts.reduce((sum, { captures }) => sum + captures, 0),
        CAPTURES,
      );
      assert.notEqual(counts.find(({ id }) => id === 'test-2')?.captures, 0);
    });

    it('finishes while the middleware runs and takes in captures', async () => {
      await withApp(async (app) => {
        const [{ stdout }] = await Promise.all([masterKeys('rewrap', '--batch', '5'), make(app, 5)]);
        const { left, unreadable } = JSON.parse(stdout) as { left: number; unreadable: number };
        assert.deepEqual([left, unreadable], [0, 0]);
        await assertAllRead(app);
        assert.deepEqual([await capturesOf('test-1'), await capturesOf('test-2')], [0, CAPTURES + 5]);
        const again = JSON.parse((await masterKeys('rewrap')).stdout) as object;
        assert.deepEqual(again, { rewrapped: 0, keyring: 0, left: 0, unreadable: 0 });
      });
    });

    it('lets go of the old key, and the middleware starts without it', async () => {
      const [newest, old] = await given();
      assert.ok(newest && old);
      await give([newest]);
      await assert.rejects(withApp(assertAllRead), /sealed with master key "test-1", which is not among those given/);
      await give([newest, old]);
      await withApp(async () => assert.match((await masterKeys('retire', 'test-1')).stderr, /start without "test-1"/));
      await give([newest]);
      await withApp(assertAllRead);
      assert.deepEqual(
        (await list()).map(({ id, retired }) => [id, retired]),
        [
          ['test-2', false],
          ['test-1', true],
        ],
      );
    });

    it('does not start with another key under the same id, and does not repeat it', async () => {
      const right = await given();
      const wrong = Buffer.alloc(32, 9).toString('base64');
      await give([`test-2:${wrong}`]);
      await assert.rejects(masterKeys('list'), (error: Error & { stderr: string }) => {
        assert.match(error.stderr, /Master key "test-2" does not fit this data/);
        assert.equal(error.stderr.includes(wrong), false);
        return true;
      });
      await give(right);
      await withApp(assertAllRead);
    });

    it('explains itself when it is called otherwise', async () => {
      await assert.rejects(masterKeys('delete'), /Usage:/);
      await assert.rejects(masterKeys('rewrap', '--batch', 'many'), /Usage:/);
    });
  });
}
