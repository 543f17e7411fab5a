import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, describe, it, type TestContext } from 'node:test';

import { startApp } from './app.ts';
import { capture as captureShape } from './drafts/schema.ts';
import { createLog } from './platform/log.ts';
import { testDatabases } from './testing/databases.ts';
import { folderWithDatabase } from './testing/folders.ts';
import { callAt, captureBody, configurationFor, ORG, registerTestOrg } from './testing/middleware.ts';
import { AUDIENCE } from './testing/tokens.ts';
import type { Configuration } from './platform/configuration.ts';

interface Line {
  msg: string;
  url?: string;
}

/** Starts the program itself. `next` gives the next line of its log with a message, `messages` all that came. */
function startMain(test: TestContext, { databaseUrl = '', masterKeys = '', dataFolder }: Configuration) {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts')], {
    env: {
      ...process.env,
      AUDIENCE,
      DATA_FOLDER: dataFolder,
      PORT: '0',
      METRICS_PORT: 'off',
      DATABASE_URL: databaseUrl,
      MASTER_KEYS: masterKeys,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  test.after(() => child.kill('SIGKILL'));
  const ended = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
  const lines = createInterface(child.stdout);
  const messages: string[] = [];
  // The process may be gone before its last lines were read.
  const closed = once(lines, 'close');
  lines.on('line', (line) => messages.push((JSON.parse(line) as Line).msg));
  const next = (message: string) =>
    new Promise<Line>((resolve) => {
      lines.on('line', (line) => {
        const told = JSON.parse(line) as Line;
        if (told.msg === message) resolve(told);
      });
    });
  const exit = async () => {
    const [code, signal] = await ended;
    await closed;
    return signal ?? code;
  };
  return { child, exit, messages, next };
}

for (const place of await testDatabases()) {
  describe(`the program (${place.name})`, { skip: place.skip ?? false }, () => {
    let folder: string;
    let configuration: Configuration;
    before(async () => {
      folder = await folderWithDatabase();
      configuration = configurationFor(folder, place);
    });
    after(async () => {
      await place.drop();
      await rm(folder, { recursive: true });
    });

    it('stops cleanly however many signals come', { timeout: 120_000 }, async (test) => {
      const { child, exit, messages, next } = startMain(test, configuration);
      const stopping = next('stopping');
      await next('listening');
      child.kill('SIGINT');
      await stopping;
      for (const signal of ['SIGTERM', 'SIGINT'] as const) child.kill(signal);
      assert.equal(await exit(), 0);
      const told = messages.filter((message) => message === 'stopping' || message === 'stopped');
      assert.deepEqual(told, ['stopping', 'stopped']);
    });

    it(
      'stops under load: answers what waits, ends with 0, and loses and doubles nothing',
      { timeout: 180_000 },
      async (test) => {
        const { child, exit, next } = startMain(test, configuration);
        const { url = '' } = await next('listening');
        await registerTestOrg(configuration, ORG);
        // Each takes a second or more: when the signal comes, most have not begun.
        const sentence = 'Opportunité : la société Baobab veut 12,5 M€ de serveurs le 3 mars. ';
        const bodies = Array.from({ length: 12 }, (_, index) =>
          captureBody({ text: `${sentence.repeat(2500)} Référence ${index}.` }),
        );
        const sending = bodies.map((body) =>
          callAt(url, 'POST', '/v1/captures', { body, headers: { prefer: 'wait=20' } }),
        );
        for (const { id } of bodies) while ((await callAt(url, 'GET', `/v1/captures/${id}`)).status !== 200);
        child.kill('SIGTERM');
        for (const { status } of await Promise.all(sending))
          assert.ok(status === 200 || status === 202, String(status));
        assert.equal(await exit(), 0);

        const app = await startApp({ configuration, log: createLog('silent') });
        test.after(() => app.close());
        for (const { id } of bodies) {
          let found = captureShape.parse((await callAt(app.url, 'GET', `/v1/captures/${id}`)).body);
          while (found.state !== 'ready') {
            assert.notEqual(found.state, 'failed');
            const headers = { prefer: 'wait=20' };
            found = captureShape.parse((await callAt(app.url, 'GET', `/v1/captures/${id}`, { headers })).body);
          }
          assert.deepEqual(
            found.drafts.map(({ position, version }) => [position, version]),
            found.drafts.map((_draft, index) => [index + 1, 1]),
          );
        }
      },
    );
  });
}
