import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';

import { startApp } from './app.ts';
import { capture as captureShape } from './drafts/schema.ts';
import type { Configuration } from './platform/configuration.ts';
import { StartupError } from './platform/errors.ts';
import { createLog } from './platform/log.ts';
import { limitTime } from './platform/time-limit.ts';
import { testDatabases } from './testing/databases.ts';
import { extractLines } from './testing/facts.ts';
import { callAt, captureBody, configurationFor, ORG, registerTestOrg } from './testing/middleware.ts';
import { folderWithDatabase } from './testing/folders.ts';
import { kill, startProcess } from './testing/processes.ts';
import { signToken } from './testing/tokens.ts';

const log = createLog('silent');
const WAIT = { prefer: 'wait=15' };

const refusesToStart = (configuration: Configuration, sentence: RegExp) =>
  assert.rejects(startApp({ configuration, log }), (error) => {
    assert.ok(error instanceof StartupError, String(error));
    assert.match(error.message, sentence);
    return true;
  });

/** Less than what ends a call that never comes to its end, and one that waits: 30 s, and 20 s. */
const STOP_LIMIT_MILLISECONDS = 18_000;

async function inTime<Result>(work: Promise<Result>): Promise<Result> {
  return limitTime(() => work, STOP_LIMIT_MILLISECONDS)();
}

/** Waits until the capture has reached a state, by asking. */
async function untilState(url: string, id: string, state: string): Promise<void> {
  for (;;) {
    const { body } = await callAt(url, 'GET', `/v1/captures/${id}`, { headers: { prefer: 'wait=1' } });
    if (body['state'] === state) return;
  }
}

/** One data folder for all tests of this file, copied because making a database takes seconds. Each test leaves it stopped. */
let folder: string;
before(async () => {
  folder = await folderWithDatabase();
});
after(() => rm(folder, { recursive: true }));

for (const database of await testDatabases()) {
  describe(`a middleware that is killed (${database.name})`, { skip: database.skip ?? false }, () => {
    after(() => database.drop());

    it('makes the drafts of an accepted capture exactly once', { timeout: 120_000 }, async (test) => {
      const configuration = configurationFor(folder, database);
      const surroundings = { configuration, takeUpAfterSeconds: 4 };
      const first = await startProcess(test, 'testing/stuck-middleware.ts', JSON.stringify(surroundings));
      await registerTestOrg(configuration, ORG);
      const body = captureBody({ text: 'Deal: Survivant\nDeal: Second' });
      assert.equal((await callAt(first.url, 'POST', '/v1/captures', { body })).status, 202);
      await untilState(first.url, body.id, 'extracting');
      await kill(first.child);

      const app = await startApp({ ...surroundings, log, extract: extractLines });
      const answers = await Promise.all(
        Array.from({ length: 5 }, () => callAt(app.url, 'POST', '/v1/captures', { body, headers: WAIT })),
      );
      for (const answer of answers) {
        assert.deepEqual(
          captureShape.parse(answer.body).drafts.map(({ position, version }) => [position, version]),
          [
            [1, 1],
            [2, 1],
          ],
        );
      }
      await app.close();
    });
  });
}

for (const database of (await testDatabases()).filter(({ name }) => name === 'server')) {
  describe('middlewares on one server', { skip: database.skip ?? false }, () => {
    after(() => database.drop());

    it('may start for the first time at once, and share its captures', async () => {
      const configuration = configurationFor(folder, database);
      const apps = await Promise.all([1, 2, 3].map(() => startApp({ configuration, log, extract: extractLines })));
      await registerTestOrg(configuration, ORG);
      const body = captureBody({ text: 'Deal: Un' });
      const answers = await Promise.all(
        apps.map(({ url }) => callAt(url, 'POST', '/v1/captures', { body, headers: WAIT })),
      );
      const drafts = answers.map((answer) => captureShape.parse(answer.body).drafts.map(({ id }) => id));
      assert.deepEqual(drafts, [drafts[0], drafts[0], drafts[0]]);
      await Promise.all(apps.map((app) => app.close()));
    });
  });
}

describe('a middleware on a data folder', () => {
  it('keeps what it has over a restart', async () => {
    const configuration = configurationFor(folder);
    const first = await startApp({ configuration, log });
    await registerTestOrg(configuration, ORG);
    const body = captureBody();
    const before = await callAt(first.url, 'POST', '/v1/captures', { body, headers: WAIT });
    await first.close();
    const second = await startApp({ configuration, log });
    const after = await callAt(second.url, 'GET', `/v1/captures/${body.id}`);
    await second.close();
    assert.deepEqual(after.body, before.body);
  });

  it('writes nothing of a note to its log or, in the clear, to its folder', async () => {
    const configuration = configurationFor(folder);
    const lines: string[] = [];
    const app = await startApp({ configuration, log: createLog('trace', { write: (line) => void lines.push(line) }) });
    await registerTestOrg(configuration, ORG);
    const secret = 'Zanzibarix';
    const body = captureBody({ text: `La société ${secret} veut 40 postes. Contact : ${secret}@example.sn` });
    const created = await callAt(app.url, 'POST', '/v1/captures', { body, headers: WAIT });
    const [draft] = captureShape.parse(created.body).drafts;
    const changes = [
      { path: 'opportunity.nextStep', value: secret },
      { path: 'opportunity.type', value: secret },
    ];
    for (const sent of [{ changes }, { changes: changes.slice(0, 1) }]) {
      await callAt(app.url, 'PATCH', `/v1/drafts/${draft?.id}`, { body: sent, headers: { 'if-match': '1' } });
    }
    await callAt(app.url, 'POST', '/v1/captures', { body: `{"text": "${secret}` });
    await callAt(app.url, 'GET', `/v1/${secret}?q=${secret}`);
    await callAt(app.url, 'POST', `/v1/drafts/${draft?.id}/decision`, {
      body: { decision: 'rejected', reason: secret },
    });
    await app.close();
    assert.ok(lines.length >= 8);
    assert.equal(lines.join('').includes(secret), false);
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    for (const entry of entries.filter((candidate) => candidate.isFile())) {
      const content = await readFile(join(entry.parentPath, entry.name));
      assert.equal(content.includes(secret), false, entry.name);
    }
  });

  it('refuses a folder that is in use, naming it and the process, and starts when that one is gone', async (test) => {
    const configuration = configurationFor(folder);
    const { child } = await startProcess(test, 'testing/stuck-middleware.ts', JSON.stringify({ configuration }));
    await refusesToStart(configuration, new RegExp(`${configuration.dataFolder} is in use by process ${child.pid}`));
    await kill(child);
    await (await startApp({ configuration, log })).close();
  });

  it('refuses to start without its master key beside data, or with another one', async () => {
    const configuration = configurationFor(folder);
    await (await startApp({ configuration, log })).close();
    const key = join(configuration.dataFolder, 'master.key');
    await rename(key, `${key}.away`);
    await refusesToStart(configuration, /master\.key is missing/);
    await writeFile(key, `test-1:${Buffer.alloc(32, 7).toString('base64')}`);
    await refusesToStart(configuration, /does not fit this data/);
    await rename(`${key}.away`, key);
    await (await startApp({ configuration, log })).close();
  });

  it('starts anew after it died while it made its database, with a master key for the owner only', async (test) => {
    const configuration = configurationFor(join(folder, 'unfinished'));
    const unfinished = join(configuration.dataFolder, 'database.unfinished');
    await mkdir(unfinished, { recursive: true });
    await writeFile(join(unfinished, 'PG_VERSION'), '17');
    const app = await startApp({ configuration, log });
    test.after(() => app.close());
    assert.equal((await callAt(app.url, 'GET', '/ready', { token: null })).status, 200);
    assert.equal((await stat(join(configuration.dataFolder, 'master.key'))).mode & 0o777, 0o600);
  });

  it('opens its control socket to the owner only', async () => {
    const configuration = configurationFor(folder);
    const app = await startApp({ configuration, log });
    assert.equal((await stat(join(configuration.dataFolder, 'control.sock'))).mode & 0o777, 0o600);
    await app.close();
  });

  it('says which port is in use, and lets go of the folder', async (test) => {
    const configuration = configurationFor(folder);
    const blocker = createServer().listen(0, '127.0.0.1');
    await once(blocker, 'listening');
    test.after(() => blocker.close());
    const address = blocker.address();
    assert.ok(typeof address === 'object' && address);
    await refusesToStart({ ...configuration, port: address.port }, new RegExp(`Port ${address.port} .* is in use`));
    await (await startApp({ configuration, log })).close();
  });

  it('says when its folder or its address cannot be used', async () => {
    const configuration = configurationFor(folder);
    const file = join(folder, 'a-file');
    await writeFile(file, '');
    await refusesToStart({ ...configuration, dataFolder: file }, /a-file cannot be used \(ENOTDIR\)/);
    await refusesToStart({ ...configuration, dataFolder: join(file, 'below') }, /cannot be used \(ENOTDIR\)/);
    await refusesToStart({ ...configuration, host: '192.0.2.1' }, /Cannot listen on port 0 of 192\.0\.2\.1/);
  });

  it('does not wait for a caller that never ends its call', async () => {
    const configuration = configurationFor(folder);
    const app = await startApp({ configuration, log });
    await registerTestOrg(configuration, ORG);
    const caller = connect(Number(new URL(app.url).port), '127.0.0.1');
    const authorization = `Authorization: Bearer ${await signToken(ORG)}`;
    const head = ['POST /v1/captures HTTP/1.1', 'Host: x', authorization, 'Content-Type: application/json'];
    caller
      .on('error', () => undefined)
      .write(`${head.join('\r\n')}\r\nExpect: 100-continue\r\nContent-Length: 9\r\n\r\n`);
    await once(caller, 'data');
    await inTime(app.close());
  });

  it('answers other calls while it reads the longest note', { timeout: 60_000 }, async () => {
    const configuration = configurationFor(folder);
    const app = await startApp({ configuration, log });
    await registerTestOrg(configuration, ORG);
    const text = 'Opportunité : la société Baobab veut 12,5 M€ de serveurs le 3 mars. '.repeat(2900);
    const body = captureBody({ text });
    await callAt(app.url, 'POST', '/v1/captures', { body });
    const seen = new Set<unknown>();
    while (!seen.has('ready') && !seen.has('failed')) {
      seen.add((await callAt(app.url, 'GET', `/v1/captures/${body.id}`)).body['state']);
    }
    // The state is saved by a timer while the note is read: on a blocked event loop nobody would ever see it.
    assert.ok(seen.has('extracting') && seen.has('ready'), [...seen].join(', '));
    await app.close();
  });

  it('answers calls that wait when it stops', async () => {
    const configuration = configurationFor(folder);
    const reached = Promise.withResolvers<undefined>();
    const finish = Promise.withResolvers<undefined>();
    const app = await startApp({
      configuration,
      log,
      extract: async (request) => {
        reached.resolve(undefined);
        await finish.promise;
        return extractLines(request);
      },
    });
    await registerTestOrg(configuration, ORG);
    const waiting = callAt(app.url, 'POST', '/v1/captures', { body: captureBody(), headers: { prefer: 'wait=20' } });
    await reached.promise;
    const closed = app.close();
    assert.equal((await inTime(waiting)).status, 202);
    finish.resolve(undefined);
    await closed;
  });
});

describe('a middleware with a database that cannot be reached', () => {
  it('says so without repeating the password', async () => {
    const configuration = configurationFor(folder);
    const databaseUrl = 'postgres://user:secret@127.0.0.1:1/none';
    const withServer = { ...configuration, databaseUrl, masterKeys: `k:${Buffer.alloc(32).toString('base64')}` };
    await refusesToStart(withServer, /^(?!.*secret).*cannot be reached/);
  });
});
