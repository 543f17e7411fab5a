import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { after, afterEach, before, describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';

import { startApp, type App } from './app.ts';
import { capture as captureShape } from './drafts/schema.ts';
import { openServerDatabase, type Database } from './platform/database.ts';
import { createLog } from './platform/log.ts';
import { testDatabases } from './testing/databases.ts';
import { extractLines } from './testing/facts.ts';
import { temporaryFolder } from './testing/folders.ts';
import { callAt, captureBody, configurationFor, ORG, registerTestOrg, type Answer } from './testing/middleware.ts';
import { startProxy, type Proxy } from './testing/proxy.ts';

const silent = createLog('silent');
const WARNING = 40;

interface Line {
  level: number;
  msg: string;
}

// The embedded database is inside the process: it cannot be away.
for (const place of (await testDatabases()).filter(({ name }) => name === 'server')) {
  describe('a middleware whose database is away', { skip: place.skip ?? false }, () => {
    let folder: string;
    let proxy: Proxy;
    let app: App;
    /** A way to the same database beside the proxy. */
    let direct: Database;
    let lines: Line[] = [];
    let reached = Promise.withResolvers<undefined>();
    let hold: Promise<undefined> | undefined;

    before(async () => {
      const address = place.url ?? assert.fail('a server without address');
      folder = await temporaryFolder();
      proxy = await startProxy(address);
      direct = openServerDatabase(address, silent);
      const configuration = configurationFor(folder, { url: proxy.url });
      app = await startApp({
        configuration,
        takeUpAfterSeconds: 3,
        log: createLog('info', { write: (line) => void lines.push(JSON.parse(line) as Line) }),
        async extract(request) {
          reached.resolve(undefined);
          await hold;
          return extractLines(request);
        },
      });
      await registerTestOrg(configuration, ORG);
    });
    after(async () => {
      await app.close();
      await proxy.close();
      await direct.close();
      await place.drop();
      await rm(folder, { recursive: true });
    });

    afterEach(() => proxy.restore());

    const call = (
      ...[method, path, wishes]: Parameters<typeof callAt> extends [string, ...infer Rest] ? Rest : never
    ) => callAt(app.url, method, path, wishes);

    const refuses = ({ status, headers, body }: Answer) => {
      assert.deepEqual([status, body['code']], [503, 'unavailable']);
      assert.match(headers.get('retry-after') ?? '', /^\d+$/);
    };

    /** Accepts a note, and holds its extraction until what is given back is called. */
    async function noteInExtraction(): Promise<{ id: string; release: () => void }> {
      const held = Promise.withResolvers<undefined>();
      hold = held.promise;
      reached = Promise.withResolvers<undefined>();
      const body = captureBody({ text: `Deal: ${randomUUID()}` });
      assert.equal((await call('POST', '/v1/captures', { body })).status, 202);
      await reached.promise;
      return { id: body.id, release: () => held.resolve(undefined) };
    }

    async function untilReady(id: string): Promise<void> {
      for (;;) {
        const { status, body } = await call('GET', `/v1/captures/${id}`, { headers: { prefer: 'wait=1' } });
        if (status === 503) continue;
        const { state, drafts } = captureShape.parse(body);
        if (state === 'ready') return assert.equal(drafts.length, 1);
        assert.notEqual(state, 'failed');
      }
    }

    const attemptsOf = async (id: string) =>
      (await direct.query<{ attempts: number }>('select attempts from captures where id = $1', [id])).rows[0]?.attempts;

    async function survives(goAway: () => unknown): Promise<void> {
      const note = await noteInExtraction();
      lines = [];
      await goAway();
      const ways: Parameters<typeof call>[] = [
        ['POST', '/v1/captures', { body: captureBody() }],
        ['GET', `/v1/captures/${note.id}`],
        ['GET', '/v1/drafts', { scope: 'org' }],
      ];
      for (const answer of await Promise.all(ways.map((way) => call(...way)))) refuses(answer);
      note.release();
      assert.equal((await call('GET', '/health', { token: null })).status, 200);
      const ready = await call('GET', '/ready', { token: null });
      assert.equal(ready.status, 503);
      assert.match(JSON.stringify(ready.body), /the database (cannot be reached|does not answer)/);
      for (let times = 0; times < 50; times += 1) refuses(await call('GET', `/v1/captures/${note.id}`));
      await proxy.restore();
      await untilReady(note.id);
      assert.equal(await attemptsOf(note.id), 1, 'an outage is no failure of a stage');
    }

    const troubles = () => lines.filter(({ level }) => level >= WARNING).map(({ msg }) => msg);

    it('refuses calls at once, keeps what it has, and goes on by itself', { timeout: 90_000 }, async () => {
      await survives(() => proxy.cut());
      assert.equal(troubles().filter((msg) => msg === 'database away').length, 1);
      assert.ok(troubles().length < 10, `the log tells of an outage once: ${troubles().join(', ')}`);
    });

    it('does not wait for a database that accepts and is silent', { timeout: 90_000 }, async () => {
      await survives(() => proxy.silence());
      assert.equal(troubles().filter((msg) => msg === 'database away').length, 1);
      assert.ok(troubles().length < 10, `the log tells of an outage once: ${troubles().join(', ')}`);
    });

    it('says nothing more while it asks whether the database is back', { timeout: 90_000 }, async () => {
      proxy.silence();
      refuses(await call('GET', '/v1/drafts', { scope: 'org' }));
      const told = troubles();
      const before = proxy.connections();
      while (proxy.connections() < before + 2) await delay(50);
      assert.deepEqual(troubles(), told);
      await proxy.restore();
      await untilAnswered();
    });

    async function untilAnswered(): Promise<void> {
      while ((await call('GET', '/v1/drafts', { scope: 'org' })).status === 503);
    }

    it(
      'answers or refuses each of many calls when their connections break, and doubles none',
      { timeout: 90_000 },
      async () => {
        hold = undefined;
        const bodies = Array.from({ length: 20 }, () => captureBody({ text: `Deal: ${randomUUID()}` }));
        const sending = bodies.map((body) => call('POST', '/v1/captures', { body }));
        await Promise.race(sending);
        proxy.reset();
        for (const answer of await Promise.all(sending)) {
          if (answer.status !== 202 && answer.status !== 200) refuses(answer);
        }
        for (const body of bodies) {
          let answer = await call('POST', '/v1/captures', { body });
          while (answer.status === 503) answer = await call('POST', '/v1/captures', { body });
          await untilReady(body.id);
        }
      },
    );
  });
}
