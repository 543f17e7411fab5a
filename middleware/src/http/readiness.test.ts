import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { describe, it, type TestContext } from 'node:test';

import type { Queryable } from '../platform/database.ts';
import { CodedError } from '../platform/errors.ts';
import { folderWithDatabase } from '../testing/folders.ts';
import { callAt, configurationFor, startOn, type Replacements } from '../testing/middleware.ts';
import { createReadiness, refuseUnready } from './readiness.ts';

const OK = { process: 'ok', database: 'ok', migrations: 'ok', queue: 'ok' };

async function start(test: TestContext, replacements: Replacements) {
  const configuration = configurationFor(await folderWithDatabase());
  const app = await startOn(configuration, replacements);
  test.after(() => rm(configuration.dataFolder, { recursive: true }));
  return app;
}

describe('readiness', { timeout: 180_000 }, () => {
  const check = (query: () => Promise<unknown>, { running = true, stopping = false } = {}) =>
    createReadiness({ database: { query } as Queryable, jobs: { running: () => running }, newestMigration: 7 })(
      stopping,
    );
  const applied = (newest: number | null) => async () => ({ rows: [{ newest }] });

  it('is given when nothing is wrong, also beside a newer program', async () => {
    assert.deepEqual(await check(applied(7)), OK);
    assert.deepEqual(await check(applied(8)), OK);
    refuseUnready(OK);
  });

  it('says in words what is wrong', async () => {
    const { migrations } = await check(applied(5));
    assert.match(migrations, /^the database is at migration 5, this program needs 7: restart/);
    assert.match((await check(applied(null))).migrations, /at migration 0/);
    assert.match((await check(applied(7), { running: false })).queue, /^the queue does not run: look/);
    const away = await check(() => Promise.reject(new Error('password of user')));
    assert.deepEqual(
      [away.database, away.migrations],
      ['the database cannot be reached', 'not known while the database does not answer'],
    );
  });

  it('does not wait longer than two seconds for a database that hangs', async () => {
    const { promise } = Promise.withResolvers<never>();
    assert.equal((await check(() => promise)).database, 'the database does not answer within 2 seconds');
  });

  it('is refused as a problem with every check', () => {
    assert.throws(
      () => refuseUnready({ ...OK, queue: 'stands' }),
      (error) => error instanceof CodedError && error.code === 'unavailable' && error.members['checks'] !== undefined,
    );
  });

  it('ends as soon as the process begins to stop, while it still answers', async (test) => {
    const drained = Promise.withResolvers<undefined>();
    test.after(() => drained.resolve(undefined));
    const app = await start(test, { drain: () => drained.promise });
    assert.equal((await callAt(app.url, 'GET', '/ready', { token: null })).status, 200);
    const closed = app.close();
    const { status, body, headers } = await callAt(app.url, 'GET', '/ready', { token: null });
    assert.deepEqual([status, body['code'], headers.get('connection')], [503, 'unavailable', 'close']);
    assert.deepEqual(body['checks'], { ...OK, process: 'the process is stopping: send calls elsewhere' });
    assert.match(headers.get('retry-after') ?? '', /^\d+$/);
    assert.equal((await callAt(app.url, 'GET', '/health', { token: null })).status, 200);
    drained.resolve(undefined);
    await closed;
    await assert.rejects(callAt(app.url, 'GET', '/ready', { token: null }));
  });
});
