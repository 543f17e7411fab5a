import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import type { Connection } from 'jsforce';

import { call, connect, jsonOf, refusalOf } from '../testing/rest-client.ts';
import { startRestOrg } from '../testing/rest-org.ts';
import type { RestOrg } from '../testing/rest-org.ts';

const COUNT = '/services/data/v67.0/query?q=SELECT+COUNT()+FROM+Account';

let org: RestOrg;
let connection: Connection;

before(async () => {
  org = await startRestOrg({ accounts: 450, contacts: 3, opportunities: 3 });
});
beforeEach(async () => {
  connection = await connect(org);
});
after(() => org.close());

const statusOf = async (path = COUNT): Promise<number> => (await call(org, connection.accessToken, path)).status;

describe('the API', () => {
  test('has versions for everybody, and the rest for those with a token', async () => {
    const versions = (await (await call(org, null, '/services/data')).json()) as readonly {
      readonly version: string;
      readonly label: string;
    }[];
    assert.deepEqual(versions.at(-1), { label: "Winter '27", url: '/services/data/v68.0', version: '68.0' });
    for (const token of [null, 'x', `${org.orgId}!x`]) {
      const response = await call(org, token, COUNT);
      assert.deepEqual(
        [response.status, await response.json()],
        [401, [{ message: 'Session expired or invalid', errorCode: 'INVALID_SESSION_ID' }]],
      );
    }
    for (const path of ['/services/data/v20.0/query', '/services/data/v67.0/', '/services/Soap/u/67.0', '/services']) {
      assert.equal(await statusOf(path), path.endsWith('v67.0/') ? 200 : 404, path);
    }
  });

  test('gives queries in pages, which are for their user only', async () => {
    const found = await connection.query('SELECT Id, Name FROM Account', { autoFetch: true, maxFetch: 10_000 });
    assert.equal(found.records.length, org.records('Account').length);
    const headers = { 'Sforce-Query-Options': 'batchSize=200' };
    const query = '/services/data/v67.0/query?q=SELECT+Id+FROM+Account+ORDER+BY+Id';
    const first = await jsonOf(await call(org, connection.accessToken, query, { headers }));
    assert.deepEqual([first['done'], (first['records'] as unknown[]).length], [false, 200]);
    const last = await jsonOf(
      await call(org, connection.accessToken, String(first['nextRecordsUrl']).replace(/-200$/, '-400')),
    );
    const total = org.records('Account').length;
    assert.deepEqual(
      [last['done'], last['totalSize'], (last['records'] as unknown[]).length],
      [true, total, total - 400],
    );
    assert.equal(await statusOf('/services/data/v67.0/query/01gNothing-2000'), 400);
    assert.equal(await statusOf(`${first['nextRecordsUrl']}x`), 400);
  });

  test('tells who is asking and how much is used', async () => {
    const identity = await connection.identity();
    assert.deepEqual([identity.username, identity.organization_id], [org.userName, org.orgId]);
    const limits = await connection.limits();
    assert.ok((limits['DailyApiRequests']?.Remaining ?? 0) < (limits['DailyApiRequests']?.Max ?? 0));
    assert.match(
      (await call(org, connection.accessToken, COUNT)).headers.get('sforce-limit-info') ?? '',
      /^api-usage=\d+\/\d+$/,
    );
  });

  test('is for programs of this machine, not for the pages of other sites', async () => {
    const refused: readonly Record<string, string>[] = [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'navigate' },
    ];
    for (const headers of refused) {
      for (const path of [COUNT, '/services/oauth2/token', `/id/${org.orgId}/x`, '/SERVICES/data']) {
        assert.equal((await call(org, connection.accessToken, path, { headers })).status, 403, JSON.stringify(headers));
      }
    }
  });

  test('answers each session as its own user', async () => {
    const deal = "SELECT COUNT() FROM Opportunity WHERE Name LIKE 'Affaire %'";
    assert.equal((await connection.query(deal)).totalSize, 3);
    assert.equal(
      org
        .asPerson('bfaye')
        .find('Opportunity')
        .some(({ fields }) => String(fields['Name']).startsWith('Affaire ')),
      false,
    );
  });
});

describe('a disturbed org', () => {
  test('fails as often as it is told to, where it is told to', async () => {
    org.fail('unavailable', 2);
    assert.deepEqual([await statusOf(), await statusOf(), await statusOf()], [503, 503, 200]);
    org.fail('limit', 1, { after: 1 });
    assert.deepEqual([await statusOf(), await statusOf(), await statusOf()], [200, 403, 200]);
    org.fail('broken', 1, { path: '/limits' });
    assert.deepEqual([await statusOf(), await statusOf('/services/data/v67.0/limits')], [200, 500]);
    org.fail('limit');
    assert.match(await refusalOf(connection.query('SELECT Id FROM Account')), /^REQUEST_LIMIT_EXCEEDED/);
    org.fail('unavailable', 1, { path: '/services/oauth2/token' });
    await assert.rejects(connect(org));
  });

  test('cuts connections, talks nonsense and does not end', async () => {
    org.fail('cut');
    await assert.rejects(call(org, connection.accessToken, COUNT).then((response) => response.text()));
    org.fail('garbage');
    await assert.rejects(call(org, connection.accessToken, COUNT).then((response) => response.json()));
    org.fail('huge');
    const huge = await call(org, connection.accessToken, COUNT);
    assert.ok((await huge.arrayBuffer()).byteLength > 50 * 1024 * 1024);
    org.slow(30);
    const started = performance.now();
    assert.equal(await statusOf(), 200);
    assert.ok(performance.now() - started >= 25);
    org.slow(0);
  });

  test('ends tokens: now, after some calls, for one call, for one user', async () => {
    org.expireTokens();
    assert.equal(await statusOf(), 401);
    connection = await connect(org);
    org.expireTokens(2);
    assert.deepEqual([await statusOf(), await statusOf(), await statusOf()], [200, 200, 401]);
    connection = await connect(org);
    org.fail('session');
    assert.deepEqual([await statusOf(), await statusOf()], [401, 200]);
    org.revokeTokens(org.org.people.integration.id);
    assert.equal(await statusOf(), 401);
  });

  test('hides a field in the middle of the work', async () => {
    org.hide('Account', 'Website');
    const refused = await refusalOf(connection.query('SELECT Website FROM Account'));
    assert.match(refused, /^INVALID_FIELD: No such column 'Website' on entity 'Account'/);
    org.hide('Account');
    assert.match(await refusalOf(connection.query('SELECT Id FROM Account')), /^INVALID_TYPE/);
    org.showAll();
    assert.equal(await statusOf(), 200);
  });

  test('counts the calls that reach it', async () => {
    const before = org.requests();
    await statusOf();
    assert.equal(org.requests(), before + 1);
  });
});
