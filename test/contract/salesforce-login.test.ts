import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { after, before, describe, it } from 'node:test';

import { createCallLimits } from '../../middleware/src/http/limits.ts';
import { createHttpServer, type HttpServer } from '../../middleware/src/http/server.ts';
import { createOrgStore } from '../../middleware/src/orgs/store.ts';
import { systemClock } from '../../middleware/src/platform/clock.ts';
import { createLog } from '../../middleware/src/platform/log.ts';
import type { SalesforceApp } from '../../middleware/src/platform/salesforce-configuration.ts';
import { openStore, type Store } from '../../middleware/src/platform/store.ts';
import { createSalesforceAccess } from '../../middleware/src/salesforce/connection-parts.ts';
import { folderWithDatabase } from '../../middleware/src/testing/folders.ts';
import { listenAnywhere } from '../../middleware/src/testing/listening.ts';
import { configurationFor } from '../../middleware/src/testing/middleware.ts';
import { standingMirror } from '../../middleware/src/testing/mirror-freshness.ts';
import { startRestOrg, type RestOrg } from '../../scripts/workbench/org/testing/rest-org.ts';

/** The whole login of an admin between our server and the org stand-in, with both in the places of browsers and programs. */
describe('the login of an admin at the org stand-in', () => {
  let folder: string;
  let store: Store;
  let org: RestOrg;
  let http: HttpServer;
  let publicUrl: string;
  let access: ReturnType<typeof createSalesforceAccess>;
  const lines: string[] = [];
  const log = createLog('trace', { write: (line: string) => void lines.push(line) });

  before(async () => {
    folder = await folderWithDatabase();
    store = await openStore(configurationFor(folder), createLog('silent'));
    publicUrl = `http://127.0.0.1:${await freePort()}`;
    org = await startRestOrg({ redirectUris: [`${publicUrl}/auth/callback`], rotatesRefreshTokens: true });
    await store.database.query('insert into orgs (org_id, name) values ($1, $2)', [org.orgId, 'Test']);
    access = open(appOf('secret'));
    http = createHttpServer({
      operations: [],
      pages: access.pages,
      authenticate: () => Promise.reject(new Error('not asked')),
      limits: createCallLimits({ limits: { userRequests: 10, orgRequests: 10 }, onRefused: () => undefined }),
      readiness: () => Promise.reject(new Error('not asked')),
      metrics: { onAnswered: () => undefined, onRefused: () => undefined },
      trustedProxies: [],
      drain: async () => undefined,
      log,
    });
    await http.listen('127.0.0.1', Number(new URL(publicUrl).port));
  });
  after(async () => {
    access.stop();
    await http.close();
    await org.close();
    await store.close();
    await rm(folder, { recursive: true });
  });

  const appOf = (way: 'jwt' | 'secret'): SalesforceApp => ({
    clientId: org.clientId,
    clientSecret: way === 'secret' ? org.clientSecret : null,
    privateKey: way === 'jwt' ? { pem: org.privateKeyPem } : null,
    usernames: { everyOrg: org.userName, byOrg: {} },
  });

  const open = (app: SalesforceApp) => {
    const { database, keyring } = store;
    const registeredOrgs = async () => (await createOrgStore(database).list()).map(({ orgId }) => orgId);
    const configuration = { app, loginUrl: org.url, publicUrl, milliseconds: 10_000, mirrorMinutes: 10 };
    return createSalesforceAccess({
      database,
      keyring,
      configuration,
      registeredOrgs,
      mirror: standingMirror([]),
      clock: systemClock,
      log,
    });
  };

  const go = (address: string, cookie = '') => fetch(address, { redirect: 'manual', headers: { cookie } });

  /** What a person does on the page of the org: shows the address that it sends the browser back to. */
  const decide = async (authorizeUrl: string, choice: Record<string, string>) => {
    assert.equal((await fetch(authorizeUrl)).status, 200);
    const form = new URLSearchParams([...new URL(authorizeUrl).searchParams, ...Object.entries(choice)]);
    const answer = await fetch(`${org.url}/services/oauth2/authorize`, {
      ...{ method: 'POST', body: form, redirect: 'manual' },
      headers: { origin: org.url },
    });
    return answer.headers.get('location') ?? '';
  };

  const begin = async () => {
    const { lines: told } = await access.commands['salesforce-login']({ orgId: org.orgId });
    const opened = await go(told[1] ?? '');
    assert.equal(opened.status, 303);
    const cookie = opened.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    return { cookie, authorizeUrl: opened.headers.get('location') ?? '' };
  };

  const admin = () => ({ user: org.org.people.offered.find(({ role }) => role === 'admin')?.user.id ?? '' });

  it('connects the org, tells what is missing, and works in the background', async () => {
    const { cookie, authorizeUrl } = await begin();
    const back = await go(await decide(authorizeUrl, admin()), cookie);
    assert.equal(back.status, 303, await back.text());
    const page = await go(back.headers.get('location') ?? '');
    const body = await page.text();
    assert.equal(page.status, 200, body);
    assert.match(body, new RegExp(org.orgId));
    assert.match(body, new RegExp(org.userName.replaceAll('.', String.raw`\.`)));
    const connection = await access.connections.background(org.orgId);
    assert.equal(connection.version, '67.0');
    const { records } = await connection.query<{ Id: string }>('SELECT Id FROM Account LIMIT 1');
    assert.equal(records.length, 1);
  });

  it('tells that the person did not allow it', async () => {
    const { cookie, authorizeUrl } = await begin();
    const back = await go(await decide(authorizeUrl, { deny: 'yes' }), cookie);
    assert.equal(back.status, 403);
    assert.match(await back.text(), /« Autoriser »/);
  });

  it('is refused by the org itself when codes are to go elsewhere, or come without PKCE', async () => {
    const { authorizeUrl } = await begin();
    for (const [name, value] of [
      ['redirect_uri', 'https://evil.example/'],
      ['code_challenge', ''],
    ] as const) {
      const changed = new URL(authorizeUrl);
      changed.searchParams.set(name, value);
      const answer = await fetch(changed, { redirect: 'manual' });
      assert.ok(!(answer.headers.get('location') ?? '').includes('code='));
      assert.ok(!(answer.headers.get('location') ?? '').startsWith('https://evil.example'));
    }
  });

  it('is not needed for the key of the app; an expired token is renewed once for many', async () => {
    const other = open(appOf('jwt'));
    await other.commands['salesforce-connect']({ orgId: org.orgId });
    const connection = await other.connections.background(org.orgId);
    org.expireTokens();
    const counted = org.requests();
    await Promise.all(Array.from({ length: 50 }, () => connection.request('/limits')));
    assert.ok(org.requests() - counted <= 103, `${org.requests() - counted} requests`);
    assert.equal((await other.connections.store.find(org.orgId))?.method, 'jwt-bearer');
    other.stop();
  });

  it('leaves no token in the log', () => {
    const told = lines.join('');
    assert.ok(lines.length > 5);
    for (const secret of [org.clientSecret, `${org.orgId.slice(0, 15)}!`, '5Aep861', 'aPrx', '/auth/callback?']) {
      assert.ok(!told.includes(secret), secret);
    }
  });
});

async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listenAnywhere(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}
