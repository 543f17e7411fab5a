import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';

import { startApp } from './app.ts';
import { capture as captureShape } from './drafts/schema.ts';
import type { Configuration } from './platform/configuration.ts';
import { openServerDatabase, type Database } from './platform/database.ts';
import { createLog } from './platform/log.ts';
import { testDatabases } from './testing/databases.ts';
import { extractLines } from './testing/facts.ts';
import { temporaryFolder } from './testing/folders.ts';
import { callAt, captureBody, configurationFor, ORG, registerTestOrg } from './testing/middleware.ts';
import { kill, startProcess } from './testing/processes.ts';

const log = createLog('silent');
const PAUSE_MILLISECONDS = 50;

for (const place of (await testDatabases()).filter(({ name }) => name === 'server')) {
  describe('two middlewares on one server', { skip: place.skip ?? false }, () => {
    let folder: string;
    let database: Database;
    let configuration: Configuration;
    before(async () => {
      folder = await temporaryFolder();
      configuration = configurationFor(folder, place);
      database = openServerDatabase(place.url ?? '', log);
    });
    after(async () => {
      await database.close();
      await place.drop();
      await rm(folder, { recursive: true });
    });

    /** Resolves when the process that beats last has done so a number of times more. */
    async function beats(times: number): Promise<void> {
      const newest = async () => {
        const { rows } = await database.query<{ at: Date }>('select max(lives_until) as at from processes');
        return rows[0]?.at.getTime();
      };
      for (let seen = await newest(), count = 0; count < times;) {
        await delay(PAUSE_MILLISECONDS);
        const now = await newest();
        if (now !== seen) count += 1;
        seen = now;
      }
    }

    const until = async (condition: () => Promise<boolean>) => {
      while (!(await condition())) await delay(PAUSE_MILLISECONDS);
    };

    it(
      'leave each other their captures, until one dies: then the other takes them up once',
      { timeout: 90_000 },
      async (test) => {
        const surroundings = { configuration, takeUpAfterSeconds: 6 };
        const stuck = await startProcess(test, 'testing/stuck-middleware.ts', JSON.stringify(surroundings));
        await registerTestOrg(configuration, ORG);
        const bodies = Array.from({ length: 3 }, () => captureBody({ text: `Deal: ${randomUUID()}` }));
        for (const body of bodies)
          assert.equal((await callAt(stuck.url, 'POST', '/v1/captures', { body })).status, 202);
        const extracted: string[] = [];
        const app = await startApp({
          ...surroundings,
          log,
          extract(request) {
            extracted.push(request.reading.text);
            return extractLines(request);
          },
        });
        test.after(() => app.close());
        await beats(6);
        assert.deepEqual(extracted, [], 'what a living process works on is its own');

        await kill(stuck.child);
        await until(async () => {
          const answers = await Promise.all(bodies.map(({ id }) => callAt(app.url, 'GET', `/v1/captures/${id}`)));
          return answers.every(({ body }) => captureShape.parse(body).state === 'ready');
        });
        assert.deepEqual(extracted.toSorted(), bodies.map(({ text }) => text).toSorted(), 'each was taken up once');
        const { rows } = await database.query<{ attempts: number }>('select distinct attempts from captures');
        assert.deepEqual(rows, [{ attempts: 2 }]);
      },
    );

    it('take up at once what a process leaves that stops', { timeout: 90_000 }, async (test) => {
      const reached = Promise.withResolvers<undefined>();
      const finish = Promise.withResolvers<undefined>();
      const leaving = await startApp({
        configuration,
        log,
        async extract(request) {
          reached.resolve(undefined);
          await finish.promise;
          return extractLines(request);
        },
      });
      const body = captureBody({ text: `Deal: ${randomUUID()}` });
      assert.equal((await callAt(leaving.url, 'POST', '/v1/captures', { body })).status, 202);
      await reached.promise;
      const closed = leaving.close();
      finish.resolve(undefined);
      await closed;
      const next = await startApp({ configuration, log, extract: extractLines });
      test.after(() => next.close());
      const answer = await callAt(next.url, 'GET', `/v1/captures/${body.id}`, { headers: { prefer: 'wait=15' } });
      assert.equal(answer.body['state'], 'ready');
    });
  });
}
