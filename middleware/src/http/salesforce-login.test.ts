import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { rm } from 'node:fs/promises';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';

import { createCallLimits } from './limits.ts';
import { createHttpServer, type HttpServer } from './server.ts';
import { registerOrg } from '../orgs/registration.ts';
import { createOrgStore } from '../orgs/store.ts';
import { createLog } from '../platform/log.ts';
import { openStore, type Store } from '../platform/store.ts';
import { testDatabases } from '../testing/databases.ts';
import { folderWithDatabase, temporaryFolder } from '../testing/folders.ts';
import { configurationFor } from '../testing/middleware.ts';
import { accountFreshness, standingMirror } from '../testing/mirror-freshness.ts';
import type { OrgWishes } from '../testing/salesforce-grants.ts';
import { startSalesforceServer, type SalesforceServer } from '../testing/salesforce-server.ts';
import { makeOrg } from '../testing/tokens.ts';
import { NEEDS } from '../salesforce/check-needs.ts';
import { createSalesforceAccess } from '../salesforce/connection-parts.ts';

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const PUBLIC_KEY = makeOrg('00D000000000001AAA').publicKey;
const OTHER_ORG = '00D00000000777XAAA';
const NEVER = new Promise<void>(() => undefined);

interface Seen {
  status: number;
  location: string;
  cookie: string;
  headers: IncomingMessage['headers'];
  body: string;
}

/** Everything that the integration user needs to see. */
const ALL_OBJECTS = Object.fromEntries(NEEDS.map(({ object, fields }) => [object, { createable: true, fields }]));

for (const place of await testDatabases()) {
  describe(`the login of an admin (${place.name})`, { skip: place.skip ?? false }, () => {
    let folder: string;
    let store: Store;
    let org: SalesforceServer;
    let http: HttpServer;
    let url: string;
    let access: ReturnType<typeof createSalesforceAccess>;
    let now: number;
    let orgs = 0;
    /** What was asked of the mirror since the start. */
    const ofMirror: string[] = [];
    const lines: string[] = [];
    const secrets: string[] = [];
    const log = createLog('trace', { write: (line: string) => void lines.push(line) });

    before(async () => {
      folder = place.url ? await temporaryFolder() : await folderWithDatabase();
      store = await openStore(configurationFor(folder, place), createLog('silent'));
    });
    after(async () => {
      await store.close();
      await place.drop();
      await rm(folder, { recursive: true });
    });
    beforeEach(() => start());
    afterEach(() => stop());

    const registeredOrgs = async () => (await createOrgStore(store.database).list()).map(({ orgId }) => orgId);

    const start = async (wishes: OrgWishes = {}, way: 'login' | 'jwt' | 'secret' = 'login', publicUrl?: string) => {
      const orgId = `00D0000000${String((orgs += 1)).padStart(5, '0')}AAA`;
      await registerOrg(createOrgStore(store.database), { orgId, name: 'Test', key: PUBLIC_KEY });
      org = await startSalesforceServer({ orgId, publicKey, ...wishes });
      org.objects = ALL_OBJECTS;
      now = Date.now();
      const clock = () => new Date(now);
      const app = {
        clientId: org.clientId,
        clientSecret: way === 'secret' ? org.clientSecret : null,
        privateKey: way === 'jwt' ? { pem } : null,
        usernames: { everyOrg: org.username, byOrg: {} },
      };
      const configuration = {
        app,
        loginUrl: org.url,
        publicUrl: publicUrl ?? 'http://127.0.0.1:1',
        milliseconds: 5_000,
        mirrorMinutes: 10,
      };
      ofMirror.length = 0;
      const fresh = accountFreshness({ state: 'fresh', records: 50_000, takenOverAt: new Date(0) });
      const mirror = standingMirror([fresh], (what) => ofMirror.push(what));
      const { database, keyring } = store;
      access = createSalesforceAccess({ database, keyring, configuration, registeredOrgs, mirror, clock, log });
      http = createHttpServer({
        operations: [],
        pages: access.pages,
        authenticate: () => NEVER.then(() => assert.fail()),
        limits: createCallLimits({ limits: { userRequests: 10, orgRequests: 10 }, onRefused: () => undefined }),
        readiness: () => NEVER.then(() => assert.fail()),
        metrics: { onAnswered: () => undefined, onRefused: () => undefined },
        trustedProxies: [],
        drain: async () => undefined,
        log,
      });
      url = await http.listen('127.0.0.1', 0);
    };

    const stop = async () => {
      secrets.push(...org.secrets);
      access.stop();
      await http.close();
      await org.close();
    };

    const restart = async (...wishes: Parameters<typeof start>) => {
      await stop();
      await start(...wishes);
    };

    const call = (address: string, headers: Record<string, string> = {}, method = 'GET') =>
      new Promise<Seen>((resolve, reject) => {
        const { pathname, search } = new URL(address, url);
        httpRequest(new URL(pathname + search, url), { method, headers }, (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('end', () => {
            const body = Buffer.concat(chunks).toString('utf8');
            const { location = '', 'set-cookie': cookies = [] } = response.headers;
            const seen = { status: response.statusCode ?? 0, location, cookie: cookies.join() };
            resolve({ ...seen, headers: response.headers, body });
          });
        })
          .on('error', reject)
          .end();
      });

    /** A link as the command line prints it. */
    const newLink = async () => {
      const { lines: told } = await access.commands['salesforce-login']({ orgId: org.orgId });
      const link = told[1] ?? '';
      secrets.push(new URL(link).searchParams.get('link') ?? '');
      return link;
    };

    const cookieOf = ({ cookie }: Seen) => {
      secrets.push(/=([^;]{20,})/.exec(cookie)?.[1] ?? 'none');
      return cookie.split(';')[0] ?? '';
    };

    const begin = async () => {
      const opened = await call(await newLink());
      assert.equal(opened.status, 303, opened.body);
      const state = new URL(opened.location).searchParams.get('state') ?? '';
      secrets.push(state);
      return { opened, state, cookie: cookieOf(opened) };
    };

    const logIn = async () => {
      const { opened, cookie } = await begin();
      return call(org.allow(opened.location), { cookie });
    };

    const stored = () => access.connections.store.find(org.orgId);
    const nothingIsStored = async () => {
      assert.equal(await stored(), null);
      assert.deepEqual(ofMirror, []);
    };
    const says = (seen: Seen, status: number, words: RegExp) => {
      assert.equal(seen.status, status, seen.body);
      assert.match(seen.body, words);
      assert.match(seen.headers['content-type'] ?? '', /^text\/html/);
    };

    it('connects the org by PKCE, and leads to a check that says so', async () => {
      const { opened, cookie } = await begin();
      const asked = new URL(opened.location);
      assert.equal(asked.origin, org.url);
      assert.equal(asked.searchParams.get('code_challenge_method'), 'S256');
      assert.match(asked.searchParams.get('code_challenge') ?? '', /^[\w-]{43}$/);
      assert.equal(asked.searchParams.get('redirect_uri'), 'http://127.0.0.1:1/auth/callback');
      assert.match(opened.cookie, /HttpOnly; SameSite=Lax/);
      const back = await call(org.allow(opened.location), { cookie });
      assert.equal(back.status, 303);
      assert.match(back.cookie, /Max-Age=0/);
      const left = await stored();
      assert.equal(left?.state, 'connected');
      assert.ok(left.refreshToken?.startsWith('refresh-'));
      assert.deepEqual(ofMirror, ['look']);
      for (let load = 0; load < 2; load += 1) {
        const page = await call(back.location);
        says(page, 200, /tout est en place/);
        assert.match(page.body, /integration@example\.com/);
        assert.match(page.body, /50000 enregistrements/);
        assert.equal(page.headers['cache-control'], 'no-store');
        assert.equal(page.headers['referrer-policy'], 'no-referrer');
        assert.match(String(page.headers['content-security-policy']), /^default-src 'none'; style-src 'sha256-/);
        for (const secret of org.secrets) assert.ok(!page.body.includes(secret));
      }
      says(await call(back.location, { 'accept-language': 'en-GB,fr;q=0.5' }), 200, /No permission is missing/);
    });

    it('binds the login to the browser over https by a cookie that no other host can set', async () => {
      await restart({}, 'login', 'https://notes.example.com');
      assert.match(
        (await begin()).opened.cookie,
        /^__Host-salesforce-login=[\w-]{43}; .*Path=\/; HttpOnly; SameSite=Lax; Secure$/,
      );
    });

    it('keeps no token of the admin where the app has a key of its own', async () => {
      await restart({}, 'jwt');
      const back = await logIn();
      const left = await stored();
      assert.deepEqual([left?.state, left?.refreshToken, left?.session], ['new', null, null]);
      assert.deepEqual([org.refresh.size, org.calls.includes('/services/oauth2/revoke')], [0, true]);
      says(await call(back.location), 200, /par la clé de l’application/);
    });

    it('says which permissions are missing, and what is lost by it', async () => {
      const back = await logIn();
      const without = ALL_OBJECTS['Account']?.fields.filter((field) => field !== 'Website') ?? [];
      org.objects = {
        ...ALL_OBJECTS,
        Account: { fields: without },
        Opportunity_Draft__c: { createable: false, fields: [] },
      };
      delete org.objects['Contact'];
      const { body } = await call(back.location);
      assert.match(body, /Comptes \(Account\) : autorisez la lecture des champs Website/);
      assert.match(body, /Contacts \(Contact\) : donnez le droit de lecture/);
      assert.match(body, /Opportunity_Draft__c\) : donnez les droits de création/);
      assert.match(body, /à compléter/);
      const { lines: told, fine } = await access.commands['salesforce-check']({ orgId: org.orgId });
      assert.equal(fine, false);
      assert.match(told.join('\n'), /! Contacts \(Contact\): allow reading; without it duplicates can be missed/);
    });

    it('says that the user has no access to the API', async () => {
      const back = await logIn();
      const body = [
        { message: 'The REST API is not enabled for this Organization.', errorCode: 'API_DISABLED_FOR_ORG' },
      ];
      org.script('/services/data/v67.0/sobjects/Account/describe', { status: 403, body });
      says(await call(back.location), 200, /« API activée »/);
    });

    it('stores nothing of an identity of another org, and gives the token back', async () => {
      org.identityChanges = { organization_id: OTHER_ORG };
      says(await logIn(), 403, /autre organisation/);
      await nothingIsStored();
      assert.equal(org.refresh.size, 0);
      org.identityChanges = {};
      org.tokenChanges = { id: `${org.url}/id/${OTHER_ORG}/005000000000009AAA` };
      says(await logIn(), 403, /autre organisation/);
      await nothingIsStored();
    });

    it('leaves an older connection as it is when another org logs in', async () => {
      await logIn();
      const before = await stored();
      org.identityChanges = { organization_id: OTHER_ORG };
      says(await logIn(), 403, /autre organisation/);
      assert.deepEqual(await stored(), before);
    });

    it('opens a link once, within ten minutes, and only as it is', async () => {
      const link = await newLink();
      assert.equal((await call(link)).status, 303);
      says(await call(link), 400, /a déjà servi/);
      const late = await newLink();
      now += 600_001;
      says(await call(late), 400, /expiré/);
      for (const wrong of [
        '',
        '?link=',
        `?link=${org.orgId}.${'A'.repeat(43)}`,
        '?link=a&link=b',
        `?link=${'x'.repeat(9_000)}`,
      ]) {
        says(await call(`/auth/login${wrong}`), 400, /Ce lien/);
      }
      const checked = (await newLink()).replace('/auth/login', '/auth/check');
      says(await call(checked), 400, /Ce lien/);
    });

    it('gives one of two browsers the login that open a link at once', async () => {
      const link = await newLink();
      const seen = await Promise.all([call(link), call(link), call(link)]);
      assert.deepEqual(seen.map(({ status }) => status).toSorted(), [303, 400, 400]);
    });

    it('does not use up a link for whoever only looks whether it is there', async () => {
      const link = await newLink();
      assert.equal((await call(link, {}, 'HEAD')).status, 405);
      assert.equal((await call(link, {}, 'POST')).status, 405);
      assert.equal((await call(link)).status, 303);
    });

    it('refuses a wrong state, and that of another browser, whose own login goes on', async () => {
      const { opened, cookie } = await begin();
      const other = await begin();
      const back = org.allow(opened.location);
      const wrong = new URL(back);
      wrong.searchParams.set('state', `${org.orgId}.${'A'.repeat(43)}`);
      says(await call(wrong.href, { cookie }), 400, /aucune connexion/);
      wrong.searchParams.delete('state');
      says(await call(wrong.href, { cookie }), 400, /aucune connexion/);
      says(await call(back, { cookie: other.cookie }), 400, /autre navigateur/);
      says(await call(back), 400, /autre navigateur/);
      says(await call(back, { cookie: `${cookie}; ${other.cookie}` }), 400, /autre navigateur/);
      assert.deepEqual(org.grants, []);
      await nothingIsStored();
      assert.equal((await call(back, { cookie })).status, 303);
    });

    it('refuses a replayed code, alone and with its state', async () => {
      const { opened, cookie } = await begin();
      const back = org.allow(opened.location);
      assert.equal((await call(back, { cookie })).status, 303);
      says(await call(back, { cookie }), 400, /aucune connexion/);
      const next = await begin();
      const replayed = new URL(back);
      replayed.searchParams.set('state', next.state);
      says(await call(replayed.href, { cookie: next.cookie }), 403, /a déjà servi/);
      assert.equal(org.grants.length, 2);
    });

    it('refuses a login that came back too late', async () => {
      const { opened, cookie } = await begin();
      now += 600_001;
      says(await call(org.allow(opened.location), { cookie }), 400, /aucune connexion/);
    });

    it('cannot be taken over by a code that was made for another verifier', async () => {
      const mine = await begin();
      const theirs = await begin();
      const code = new URL(org.allow(theirs.opened.location)).searchParams.get('code') ?? '';
      const forged = new URL(org.allow(mine.opened.location));
      forged.searchParams.set('code', code);
      says(await call(forged.href, { cookie: mine.cookie }), 403, /a déjà servi/);
      assert.notEqual(org.grants[0]?.['code_verifier'], undefined);
      await nothingIsStored();
    });

    it('leads nowhere else, whatever the browser sends', async () => {
      const evil = 'https://evil.example/';
      const names = ['redirect_uri', 'startURL', 'retURL', 'next', 'login_url', 'host'];
      const wishes = new URLSearchParams(Object.fromEntries(names.map((name) => [name, evil])));
      const headers = { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'gopher', host: 'evil.example' };
      const opened = await call(`${await newLink()}&${wishes}`, headers);
      assert.ok(opened.location.startsWith(`${org.url}/services/oauth2/authorize?`));
      assert.ok(!opened.location.includes('evil'));
      const back = await call(`${org.allow(opened.location)}&${wishes}`, { ...headers, cookie: cookieOf(opened) });
      assert.match(back.location, /^http:\/\/127\.0\.0\.1:1\/auth\/check\?link=[\w.-]+$/);
    });

    for (const [error, status, words] of [
      ['access_denied', 403, /« Autoriser »/],
      ['redirect_uri_mismatch', 403, /adresse de retour/],
      ['OAUTH_APP_BLOCKED', 403, /bloquée/],
      ['invalid_client_id', 403, /ne connaît pas l’application/],
      ['server_error', 503, /occupé/],
      ['<script>alert(1)</script>', 403, /Login History/],
      ['__proto__', 403, /Login History/],
    ] as const) {
      it(`tells in words what the org sent the browser back with: ${error}`, async () => {
        const { state, cookie } = await begin();
        const back = new URLSearchParams({ error, error_description: '<img src=x onerror=alert(1)>', state });
        const seen = await call(`/auth/callback?${back}`, { cookie });
        says(seen, status, words);
        assert.doesNotMatch(seen.body, /<script|<img|alert/);
        await nothingIsStored();
        assert.deepEqual(org.grants, []);
      });
    }

    it('tells an error only to the browser that began the login', async () => {
      const { state } = await begin();
      says(await call(`/auth/callback?error=access_denied&state=${state}`), 400, /autre navigateur/);
    });

    it('stores nothing when the org gives no lasting access or cannot be reached', async () => {
      org.tokenChanges = { refresh_token: undefined };
      says(await logIn(), 403, /refresh_token/);
      org.tokenChanges = {};
      org.script('/services/oauth2/token', { status: 503, body: {} });
      says(await logIn(), 503, /occupé/);
      org.tokenChanges = { instance_url: 'http://169.254.169.254' };
      says(await logIn(), 403, /Salesforce : rien n’y est envoyé/);
      await nothingIsStored();
    });

    it('escapes what an org calls its user', async () => {
      const back = await logIn();
      org.identityChanges = { preferred_username: '<b onmouseover=alert(1)>"x"</b>' };
      assert.match((await call(back.location)).body, /&lt;b onmouseover=alert\(1\)&gt;&quot;x&quot;/);
    });

    it('ends by the command line, in the org too', async () => {
      await logIn();
      const answer = await access.commands['salesforce-disconnect']({ orgId: org.orgId });
      assert.equal(answer.fine, true);
      assert.equal(org.refresh.size, 0);
      const left = await stored();
      assert.deepEqual([left?.state, left?.refreshToken, left?.session], ['disconnected', null, null]);
      await assert.rejects(access.connections.background(org.orgId), { code: 'not-connected' });
      assert.equal((await logIn()).status, 303);
      await access.connections.background(org.orgId);
    });

    it('says when the org could not be told of the end', async () => {
      await logIn();
      org.script('/services/oauth2/revoke', (response) => void response.destroy());
      const answer = await access.commands['salesforce-disconnect']({ orgId: org.orgId });
      assert.deepEqual([answer.fine, answer.lines.length], [false, 2]);
      assert.equal((await stored())?.refreshToken, null);
    });

    it('is not needed where the app has a key: the command line connects and checks', async () => {
      await restart({}, 'jwt');
      const { lines: told, fine } = await access.commands['salesforce-connect']({ orgId: org.orgId });
      assert.deepEqual([fine, told[0]], [true, org.orgId]);
      assert.deepEqual(ofMirror, ['look']);
      const refreshed = await access.commands['salesforce-refresh']({ orgId: org.orgId });
      assert.equal(refreshed.fine, true);
      assert.match(refreshed.lines.join(), /Account: up to date, 50000 records/);
      await access.commands['salesforce-disconnect']({ orgId: org.orgId });
      assert.deepEqual(ofMirror, ['look', 'forget']);
      await assert.rejects(access.connections.background(org.orgId), { code: 'not-connected' });
    });

    it('refuses commands that cannot be followed', async () => {
      const { commands } = access;
      await assert.rejects(commands['salesforce-login']({ orgId: OTHER_ORG }), /not known here/);
      await assert.rejects(commands['salesforce-login']({ orgId: '00D' }), /18 characters/);
      for (const loginUrl of [
        'https://evil.example',
        'http://login.salesforce.com',
        'nonsense',
        'https://x.force.com',
      ]) {
        await assert.rejects(commands['salesforce-login']({ orgId: org.orgId, loginUrl }), /none of Salesforce/);
      }
      await assert.rejects(commands['salesforce-connect']({ orgId: org.orgId }), /neither a private key nor a secret/);
    });

    it('keeps links, states, verifiers, codes and tokens out of logs and of the database', async () => {
      await logIn();
      await begin();
      await newLink();
      secrets.push(...org.secrets, ...org.grants.map((form) => form['code_verifier'] ?? 'none'));
      const { rows } = await store.database.query<{ row: string }>(
        `select c::text as row from connections c union all select f::text from login_flows f
         union all select l::text from login_links l`,
      );
      const told = [...lines, ...rows.map(({ row }) => row)].join('\n');
      assert.ok(secrets.length > 60 && lines.length > 60 && rows.length > 10);
      for (const secret of new Set(secrets.filter((text) => text.length > 10))) {
        const random = secret.split('.').at(-1) ?? secret;
        for (const text of [random, Buffer.from(random).toString('hex')])
          assert.ok(!told.includes(text), 'in the clear');
      }
      assert.ok(!told.includes('integration@example.com'));
    });
  });
}
