import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { after, before, describe, it, type TestContext } from 'node:test';

import type { Configuration } from '../platform/configuration.ts';
import { operation } from '../orgs/operation.ts';
import { CodedError } from '../platform/errors.ts';
import { createLog } from '../platform/log.ts';
import { startUpload } from '../testing/captures.ts';
import { testDatabases } from '../testing/databases.ts';
import { extractLines } from '../testing/facts.ts';
import {
  callAt,
  captureBody,
  configurationFor,
  ORG,
  OTHER_ORG,
  startOn,
  type Answer,
  type Replacements,
} from '../testing/middleware.ts';
import { folderWithDatabase, temporaryFolder } from '../testing/folders.ts';
import { OTHER_REP, REP } from '../testing/tokens.ts';
import { createCallLimits, networkOf } from './limits.ts';
import { createReadiness } from './readiness.ts';
import { createHttpServer } from './server.ts';

const LIMITS = {
  userRequests: 1e6,
  orgRequests: 1e6,
  userCaptures: 1e6,
  orgCaptures: 1e6,
  userUploads: 1e6,
  orgUploads: 1e6,
};

function refusedWith(code: string, { status, body, headers }: Answer): void {
  assert.deepEqual([status, body['code']], [429, code]);
  const seconds = Number(headers.get('retry-after'));
  assert.ok(Number.isInteger(seconds) && seconds >= 1 && seconds <= 60, `Retry-After: ${seconds}`);
  assert.equal(body['retryAfter'], seconds);
}

for (const database of await testDatabases()) {
  describe(`limits over HTTP (${database.name})`, { skip: database.skip ?? false }, () => {
    let base: Configuration;
    before(async () => {
      base = configurationFor(database.url ? await temporaryFolder() : await folderWithDatabase(), database);
    });
    after(async () => {
      await rm(base.dataFolder, { recursive: true });
      await database.drop();
    });

    const start = async (test: TestContext, limits: Partial<typeof LIMITS>, replacements: Replacements = {}) => {
      const configuration = { ...base, limits: { ...LIMITS, ...limits } };
      const app = await startOn(configuration, replacements);
      test.after(() => app.close());
      return app;
    };

    it('hold for each user, and leave others alone', async (test) => {
      const app = await start(test, { userRequests: 3 });
      const call = (user: string, scope = 'own') => callAt(app.url, 'GET', '/v1/drafts', { user, scope });
      const answers = await Promise.all(Array.from({ length: 5 }, () => call(REP)));
      const refused = answers.filter(({ status }) => status === 429);
      assert.equal(refused.length, 2);
      for (const answer of refused) refusedWith('too-many-requests', answer);
      assert.equal((await call(OTHER_REP)).status, 200);
      assert.equal((await call(REP, 'org')).status, 200, 'the sync of the org is nobody');
    });

    it('hold for each org with all its users and its sync', async (test) => {
      const app = await start(test, { orgRequests: 3 });
      const call = (number: number, scope = 'own', org = ORG) =>
        callAt(app.url, 'GET', '/v1/drafts', { user: `00500000000000${number}AAA`, scope, org });
      for (const [number, scope] of [
        [1, 'own'],
        [2, 'own'],
        [3, 'org'],
      ] as const)
        assert.equal((await call(number, scope)).status, 200);
      refusedWith('too-many-requests', await call(4));
      refusedWith('too-many-requests', await call(3, 'org'));
      assert.equal((await call(1, 'own', OTHER_ORG)).status, 200);
    });

    it('hold for captures that are not finished, never refuse one that was taken in, and end with them', async (test) => {
      const finish = Promise.withResolvers<undefined>();
      test.after(() => finish.resolve(undefined));
      const app = await start(
        test,
        { userCaptures: 2, orgCaptures: 3 },
        {
          extract: async (request) => {
            await finish.promise;
            return extractLines(request);
          },
        },
      );
      const send = (body: unknown, user = REP, headers: Record<string, string> = {}) =>
        callAt(app.url, 'POST', '/v1/captures', { body, user, headers });
      const [first, second, third] = [captureBody(), captureBody(), captureBody()];
      for (const body of [first, second]) assert.equal((await send(body)).status, 202);
      refusedWith('too-many-captures', await send(third));
      assert.equal((await callAt(app.url, 'GET', `/v1/captures/${third.id}`)).status, 404, 'nothing of it is kept');
      assert.equal((await send(first)).status, 202, 'the same again');
      assert.equal((await send(third, OTHER_REP)).status, 202);
      refusedWith('too-many-captures', await send(captureBody(), OTHER_REP));
      finish.resolve(undefined);
      for (const body of [first, second]) assert.equal((await send(body, REP, { prefer: 'wait=20' })).status, 200);
      assert.equal((await send(captureBody(), REP, { prefer: 'wait=20' })).status, 200);
    });

    it('count uploads apart: those that nobody ends keep no note from being read', async (test) => {
      const limits = { userCaptures: 1, userUploads: 2, orgUploads: 3 };
      const app = await start(test, limits, { extract: extractLines });
      const [first, second] = [await startUpload(app.url), await startUpload(app.url)];
      assert.deepEqual([first.answer.status, second.answer.status], [202, 202]);
      const third = await startUpload(app.url);
      refusedWith('too-many-captures', third.answer);
      assert.match(String(third.answer.body['detail']), /complete or erase/);
      assert.equal((await callAt(app.url, 'GET', `/v1/captures/${third.id}`)).status, 404, 'nothing of it is kept');
      const again = await callAt(app.url, 'POST', '/v1/captures', { body: first.body });
      assert.equal(again.status, 202, 'the same again');
      const note = await callAt(app.url, 'POST', '/v1/captures', {
        body: captureBody({ text: 'Deal: Un' }),
        headers: { prefer: 'wait=20' },
      });
      assert.equal(note.status, 200);
      assert.equal((await startUpload(app.url, {}, { user: OTHER_REP })).answer.status, 202);
      refusedWith('too-many-captures', (await startUpload(app.url, {}, { user: OTHER_REP })).answer);
      assert.equal((await callAt(app.url, 'DELETE', `/v1/captures/${second.id}`)).status, 200);
      assert.equal((await startUpload(app.url)).answer.status, 202);
    });

    it('let few captures too many in when fifty come at once', async (test) => {
      const finish = Promise.withResolvers<undefined>();
      test.after(() => finish.resolve(undefined));
      const app = await start(
        test,
        { userCaptures: 5 },
        {
          extract: async (request) => {
            await finish.promise;
            return extractLines(request);
          },
        },
      );
      const answers = await Promise.all(
        Array.from({ length: 50 }, () => callAt(app.url, 'POST', '/v1/captures', { body: captureBody() })),
      );
      const accepted = answers.filter(({ status }) => status === 202).length;
      const most = database.name === 'embedded' ? 5 : 5 + 9;
      assert.ok(accepted >= 5 && accepted <= most, `${accepted} accepted`);
      for (const answer of answers.filter(({ status }) => status !== 202)) refusedWith('too-many-captures', answer);
      finish.resolve(undefined);
    });
  });
}

const UNREACHED = operation({
  id: 'unreached',
  method: 'post',
  path: '/v1/unreached',
  summary: 'Behind a token that is never accepted.',
  scopes: ['own'],
  answers: {},
  problems: [],
  handle: () => Promise.reject(new Error('reached')),
});

describe('the address of a caller', () => {
  const seenFrom = async (test: TestContext, trustedProxies: string[]) => {
    const addresses: (string | undefined)[] = [];
    const lines: string[] = [];
    const http = createHttpServer({
      operations: [UNREACHED],
      authenticate: () => Promise.reject(new CodedError('token-invalid')),
      limits: {
        refuseAddress: async () => undefined,
        countRefusedToken: async (address) => void addresses.push(address),
        count: async () => undefined,
      },
      readiness: createReadiness({ database: neverAsked, jobs: { running: () => true }, newestMigration: 1 }),
      metrics: { onAnswered: () => undefined, onRefused: () => undefined },
      trustedProxies,
      drain: async () => undefined,
      log: createLog('warn', { write: (line) => void lines.push(line) }),
    });
    const url = await http.listen('127.0.0.1', 0);
    test.after(() => http.close());
    for (const forwarded of ['203.0.113.9', '198.51.100.4, 203.0.113.9']) {
      const headers = { 'x-forwarded-for': forwarded };
      assert.equal((await callAt(url, 'POST', UNREACHED.path, { token: 'x', headers })).status, 401);
    }
    return { addresses, lines };
  };
  const neverAsked = { query: () => Promise.reject(new Error('asked')) };

  it('is that of the connection, whatever the call says, and a proxy that nobody named is told of once', async (test) => {
    const { addresses, lines } = await seenFrom(test, []);
    assert.deepEqual(addresses, ['127.0.0.1', '127.0.0.1']);
    assert.equal(lines.filter((line) => line.includes('TRUSTED_PROXIES')).length, 1);
    assert.equal(lines.join('').includes('203.0'), false);
  });

  it('is the last one that a trusted proxy saw', async (test) => {
    const { addresses, lines } = await seenFrom(test, ['loopback']);
    assert.deepEqual([addresses, lines], [['203.0.113.9', '203.0.113.9'], []]);
    const nested = await seenFrom(test, ['127.0.0.0/8', '203.0.113.9']);
    assert.deepEqual(nested.addresses, ['203.0.113.9', '198.51.100.4']);
  });
});

describe('the limits of calls', () => {
  const caller = (userId: string) => ({ orgId: ORG.orgId, userId, scope: { kind: 'own' as const } });
  const start = () => {
    const refusals: string[] = [];
    const limits = createCallLimits({
      limits: { userRequests: 5, orgRequests: 10 },
      onRefused: (l) => refusals.push(l),
    });
    return { limits, refusals };
  };

  it('refuse an address after too many refused tokens, whatever it then sends, and no other', async () => {
    const { limits, refusals } = start();
    for (let count = 0; count < 3_000; count += 1) {
      await limits.refuseAddress('192.0.2.1');
      await limits.countRefusedToken('192.0.2.1');
    }
    await assert.rejects(limits.refuseAddress('192.0.2.1'), { code: 'too-many-requests' });
    await assert.rejects(limits.refuseAddress('::ffff:192.0.2.1'), { code: 'too-many-requests' });
    await limits.refuseAddress('192.0.2.2');
    assert.deepEqual(refusals, ['address', 'address']);
  });

  it('take no notice of accepted tokens of an address', async () => {
    const { limits } = start();
    for (let count = 0; count < 10_000; count += 1) await limits.refuseAddress('192.0.2.1');
  });

  it('keep no counter of users whom their org is refused for', async () => {
    const { limits, refusals } = start();
    let refused = 0;
    for (let count = 0; count < 500; count += 1) {
      await limits.count(caller(`005${String(count).padStart(12, '0')}`)).catch(() => (refused += 1));
    }
    assert.equal(refused, 490);
    assert.equal(refusals.includes('user-requests'), false);
  });

  it('leave the other users of an org what one of them is refused', async () => {
    const { limits, refusals } = start();
    let refused = 0;
    for (let count = 0; count < 50; count += 1) await limits.count(caller(REP)).catch(() => (refused += 1));
    assert.equal(refused, 45);
    for (let count = 0; count < 5; count += 1) await limits.count(caller(OTHER_REP));
    await assert.rejects(limits.count({ ...caller(OTHER_REP), scope: { kind: 'org' } }), { code: 'too-many-requests' });
    assert.equal(refusals.filter((limit) => limit === 'org-requests').length, 1, 'accepted calls count for the org');
  });

  it('know one user by 15 and by 18 characters', async () => {
    const { limits } = start();
    for (let count = 0; count < 5; count += 1) await limits.count(caller(count % 2 ? REP : REP.slice(0, 15)));
    await assert.rejects(limits.count(caller(REP)), { code: 'too-many-requests' });
  });

  for (const [address, network] of [
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:0DB8:0001:0002::9', '2001:db8:1:2'],
    ['2001:db8::9', '2001:db8:0:0'],
    ['fe80::1%eth0', 'fe80:0:0:0'],
    ['::1', '0:0:0:0'],
    ['not an address', 'not an address'],
  ] as const) {
    it(`take ${address} for ${network}`, () => {
      assert.equal(networkOf(address), network);
    });
  }
});
