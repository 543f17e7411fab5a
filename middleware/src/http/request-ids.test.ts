import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, describe, it, type TestContext } from 'node:test';

import type { Configuration } from '../platform/configuration.ts';
import { createLog } from '../platform/log.ts';
import { testDatabases } from '../testing/databases.ts';
import { extractLines } from '../testing/facts.ts';
import { folderWithDatabase, temporaryFolder } from '../testing/folders.ts';
import {
  callAt,
  captureBody,
  configurationFor,
  ORG,
  registerTestOrg,
  startOn,
  type Replacements,
} from '../testing/middleware.ts';

interface Line {
  msg: string;
  request?: string;
  capture?: string;
  stage?: string;
  outcome?: string;
  operation?: string;
}

for (const database of await testDatabases()) {
  describe(`request ids (${database.name})`, { skip: database.skip ?? false, timeout: 180_000 }, () => {
    let configuration: Configuration;
    before(async () => {
      configuration = configurationFor(database.url ? await temporaryFolder() : await folderWithDatabase(), database);
    });
    after(async () => {
      await rm(configuration.dataFolder, { recursive: true });
      await database.drop();
    });

    const start = async (test: TestContext, replacements: Replacements = {}) => {
      const lines: Line[] = [];
      const log = createLog('info', { write: (line) => void lines.push(JSON.parse(line) as Line) });
      const app = await startOn(configuration, { log, extract: extractLines, ...replacements });
      test.after(() => app.close());
      return { url: app.url, of: (request: string) => lines.filter((line) => line.request === request) };
    };

    it('are taken from the caller when they are UUIDs, in lower case, and made otherwise', async (test) => {
      const { url } = await start(test);
      const idOf = async (sent: string) =>
        (await callAt(url, 'GET', '/health', { token: null, headers: { 'x-request-id': sent } })).headers.get(
          'x-request-id',
        );
      assert.equal(await idOf('0191C0DE-7000-7000-8000-00000000ABCD'), '0191c0de-7000-7000-8000-00000000abcd');
      assert.equal(await idOf('00000000-0000-0000-0000-000000000000'), '00000000-0000-0000-0000-000000000000');
      for (const sent of ['', 'abc', `${randomUUID()}, ${randomUUID()}`, `{"a":1}`, 'x'.repeat(3_000)]) {
        const given = (await idOf(sent)) ?? '';
        assert.notEqual(given, sent);
        assert.match(given, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
      }
      const request = randomUUID();
      const refused = await callAt(url, 'GET', '/v1/drafts', { token: null, headers: { 'x-request-id': request } });
      assert.equal(refused.body['requestId'], request, 'in a problem');
    });

    it('show a capture from the call to its drafts in one search', async (test) => {
      const { url, of } = await start(test);
      const request = randomUUID();
      const body = captureBody({ text: 'Deal: Suivi' });
      const headers = { 'x-request-id': request, prefer: 'wait=20' };
      assert.equal((await callAt(url, 'POST', '/v1/captures', { body, headers })).status, 200);
      // The line of the call is written when its answer is sent, which its caller may see first.
      while (!of(request).some(({ msg }) => msg === 'answered')) await callAt(url, 'GET', '/health', { token: null });
      const found = of(request);
      assert.deepEqual(
        found
          .filter(({ msg }) => msg === 'stage ended')
          .map(({ capture, stage, outcome }) => [capture, stage, outcome]),
        ['reading', 'extracting', 'matching'].map((stage) => [body.id, stage, 'done']),
      );
      assert.equal(found.find(({ msg }) => msg === 'answered')?.operation, 'createCapture');
    });

    it('follow a capture over a crash', async (test) => {
      const surroundings = JSON.stringify({ configuration, takeUpAfterSeconds: 1 });
      const child = spawn(
        process.execPath,
        [join(import.meta.dirname, '../testing/stuck-middleware.ts'), surroundings],
        {
          stdio: ['ignore', 'pipe', 'inherit'],
        },
      );
      test.after(() => child.kill('SIGKILL'));
      const [url] = (await once(createInterface(child.stdout), 'line')) as [string];
      await registerTestOrg(configuration, ORG);
      const request = randomUUID();
      const body = captureBody({ text: 'Deal: Repris' });
      const sent = await callAt(url, 'POST', '/v1/captures', { body, headers: { 'x-request-id': request } });
      assert.equal(sent.status, 202);
      const exit = once(child, 'exit');
      child.kill('SIGKILL');
      await exit;

      const second = await start(test, { takeUpAfterSeconds: 1 });
      const state = async () => {
        const headers = { prefer: 'wait=5' };
        return (await callAt(second.url, 'GET', `/v1/captures/${body.id}`, { headers })).body['state'];
      };
      while ((await state()) !== 'ready');
      const stages = second.of(request).filter(({ msg }) => msg === 'stage ended');
      assert.deepEqual(stages.at(-1), { ...stages.at(-1), capture: body.id, stage: 'matching', outcome: 'done' });
    });
  });
}
