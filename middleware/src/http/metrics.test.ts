import assert from 'node:assert/strict';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { after, before, describe, it } from 'node:test';

import type { ExtractionRequest } from '../extraction/extract.ts';
import type { Configuration } from '../platform/configuration.ts';
import { StartupError } from '../platform/errors.ts';
import { createLog } from '../platform/log.ts';
import { testDatabases } from '../testing/databases.ts';
import { readExposition } from '../testing/exposition.ts';
import { extractLines } from '../testing/facts.ts';
import { folderWithDatabase, temporaryFolder } from '../testing/folders.ts';
import { callAt, captureBody, configurationFor, ORG, startOn, type TestMiddleware } from '../testing/middleware.ts';
import { startProxy } from '../testing/proxy.ts';
import { REP } from '../testing/tokens.ts';
import { SECURE_HEADERS } from './secure-headers.ts';

const WAIT = { prefer: 'wait=20' };
const LOOPBACK = { host: '127.0.0.1', port: 0 };

for (const database of await testDatabases()) {
  describe(`/metrics (${database.name})`, { skip: database.skip ?? false, timeout: 180_000 }, () => {
    let app: TestMiddleware['app'];
    let configuration: Configuration;
    const lines: string[] = [];
    before(async () => {
      const folder = database.url ? await temporaryFolder() : await folderWithDatabase();
      configuration = { ...configurationFor(folder, database), metrics: LOOPBACK };
      const log = createLog('info', { write: (line) => void lines.push(line) });
      const extract = (request: ExtractionRequest) => {
        if (request.reading.text === 'Deal: Impossible') throw new Error('cannot extract');
        return extractLines(request);
      };
      app = await startOn(configuration, { log, extract });
    });
    after(async () => {
      await app.close();
      await rm(configuration.dataFolder, { recursive: true });
      await database.drop();
    });
    const scrape = async () => {
      const answer = await fetch(app.metricsUrl ?? '');
      assert.equal(answer.status, 200);
      assert.match(answer.headers.get('content-type') ?? '', /^text\/plain; version=0\.0\.4/);
      return answer.text();
    };
    const sample = async (name: string) => readExposition(await scrape()).get(`create_from_notes_${name}`) ?? 0;
    /** Some figures are made after the answer that brought them. */
    const until = async (name: string, value: number) => {
      while ((await sample(name)) < value);
      assert.equal(await sample(name), value);
    };

    it('is named by the line that tells of the start, and answers nothing else', async () => {
      const listening = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
      assert.equal(listening.find(({ msg }) => msg === 'listening')?.['metrics'], app.metricsUrl);
      for (const [method, path] of [
        ['GET', '/'],
        ['GET', '/metrics/'],
        ['GET', '/v1/drafts'],
        ['POST', '/metrics'],
      ] as const) {
        const answer = await fetch(new URL(path, app.metricsUrl ?? ''), { method });
        assert.deepEqual([method, path, answer.status, await answer.text()], [method, path, 404, '']);
        for (const [name, value] of Object.entries(SECURE_HEADERS)) assert.equal(answer.headers.get(name), value);
      }
      assert.equal((await callAt(app.url, 'GET', '/metrics', { token: null })).status, 404, 'not on the public port');
    });

    it('counts calls, captures and stages as they happen', async () => {
      const created = 'http_requests_total{operation="createCapture",method="POST",status="200"}';
      const before = await sample(created);
      const body = captureBody({ text: 'Deal: Compté' });
      for (let count = 0; count < 2; count += 1) {
        assert.equal((await callAt(app.url, 'POST', '/v1/captures', { body, headers: WAIT })).status, 200);
      }
      await until(created, before + 2);
      assert.equal(await sample('captures_accepted_total'), 1, 'a repeated call takes nothing in');
      await until('captures_ready_total', 1);
      for (const stage of ['reading', 'extracting', 'matching']) {
        assert.equal(await sample(`stage_duration_seconds_count{stage="${stage}",outcome="done"}`), 1, stage);
      }
      assert.equal(await sample('queue_captures'), 0);
      assert.equal(await sample('database_reachable'), 1);
      assert.ok((await sample('database_connections{state="total"}')) >= 1);
      await callAt(app.url, 'GET', '/v1/drafts', { token: null });
      await until('http_requests_total{operation="listDrafts",method="GET",status="401"}', 1);
    });

    it('counts what failed, by stage and reason', async () => {
      const body = captureBody({ text: 'Deal: Impossible' });
      const answer = await callAt(app.url, 'POST', '/v1/captures', { body, headers: WAIT });
      assert.equal(answer.body['state'], 'failed');
      await until('captures_failed_total{reason="extraction-failed"}', 1);
      assert.equal(await sample('stage_duration_seconds_count{stage="extracting",outcome="failed"}'), 5);
    });

    it('holds nothing of a person, and no address or id that somebody sent', async () => {
      const secret = 'Zanzibarix';
      const body = captureBody({ text: `Deal: ${secret}` });
      await callAt(app.url, 'POST', '/v1/captures', { body, headers: WAIT });
      await callAt(app.url, 'GET', `/v1/${secret}?q=${secret}`, { headers: { 'x-request-id': secret } });
      await callAt(app.url, 'GET', `/v1/captures/${body.id}`);
      const text = await scrape();
      for (const word of [secret, body.id, ORG.orgId, REP, REP.slice(0, 15), '/v1', '127.0.0.1']) {
        assert.equal(text.includes(word), false, word);
      }
    });
  });
}

const server = (await testDatabases()).find(({ name }) => name === 'server');
describe('a database that swallows everything', { skip: server?.skip ?? false, timeout: 180_000 }, () => {
  after(() => server?.drop());

  it('keeps neither /metrics nor /ready from answering, and is told by both, until it is back', async (test) => {
    const proxy = await startProxy(server?.url ?? '');
    test.after(() => proxy.close());
    const folder = await temporaryFolder();
    test.after(() => rm(folder, { recursive: true }));
    const configuration = { ...configurationFor(folder, { url: proxy.url }), metrics: LOOPBACK };
    const app = await startOn(configuration);
    const reachable = async () => {
      const samples = readExposition(await (await fetch(app.metricsUrl ?? '')).text());
      assert.equal(
        samples.has('create_from_notes_queue_captures'),
        samples.get('create_from_notes_database_reachable') === 1,
      );
      return samples.get('create_from_notes_database_reachable');
    };
    const ready = () => callAt(app.url, 'GET', '/ready', { token: null });
    assert.deepEqual([await reachable(), (await ready()).status], [1, 200]);
    proxy.silence();
    assert.equal(await reachable(), 0);
    const { status, body } = await ready();
    const checks = body['checks'] as Record<string, string>;
    assert.equal(status, 503);
    assert.match(checks['database'] ?? '', /does not answer within 2 seconds|cannot be reached/);
    await proxy.restore();
    while ((await ready()).status !== 200);
    assert.equal(await reachable(), 1);
    await app.close();
  });
});

describe('the listener of /metrics', () => {
  it('says which setting to change when its port is in use, and lets go of the folder', async (test) => {
    const blocker = createServer().listen(0, '127.0.0.1');
    await once(blocker, 'listening');
    test.after(() => blocker.close());
    const address = blocker.address();
    assert.ok(typeof address === 'object' && address);
    const folder = await folderWithDatabase();
    test.after(() => rm(folder, { recursive: true }));
    const configuration = configurationFor(folder);
    await assert.rejects(
      startOn({ ...configuration, metrics: { ...LOOPBACK, port: address.port } }),
      (error) => error instanceof StartupError && /is in use: .* METRICS_PORT\.$/.test(error.message),
    );
    const app = await startOn(configuration);
    assert.equal(app.metricsUrl, null);
    await app.close();
  });
});
