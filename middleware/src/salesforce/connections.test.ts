import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';

import { createOrgStore } from '../orgs/store.ts';
import { registerOrg } from '../orgs/registration.ts';
import { createLog } from '../platform/log.ts';
import type { SalesforceApp } from '../platform/salesforce-configuration.ts';
import { openStore, type Store } from '../platform/store.ts';
import { testDatabases } from '../testing/databases.ts';
import { folderWithDatabase, temporaryFolder } from '../testing/folders.ts';
import { configurationFor } from '../testing/middleware.ts';
import { startSalesforceServer, type SalesforceServer } from '../testing/salesforce-server.ts';
import type { OrgWishes } from '../testing/salesforce-grants.ts';
import { makeOrg } from '../testing/tokens.ts';
import { createSalesforceConnections, type OpenConnections } from './connections.ts';
import { SalesforceUnavailable } from './connection.ts';

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const PUBLIC_KEY = makeOrg('00D000000000001AAA').publicKey;
const TOKEN = '/services/oauth2/token';
const PING = '/services/data/v67.0/ping';

type Way = 'jwt' | 'secret' | 'login';

for (const place of await testDatabases()) {
  describe(`connections to orgs (${place.name})`, { skip: place.skip ?? false }, () => {
    let folder: string;
    let store: Store;
    let orgs = 0;
    const lines: string[] = [];
    const log = createLog('trace', { write: (line: string) => void lines.push(line) });
    const servers: SalesforceServer[] = [];
    const opened: OpenConnections[] = [];

    before(async () => {
      folder = place.url ? await temporaryFolder() : await folderWithDatabase();
      store = await openStore(configurationFor(folder, place), createLog('silent'));
    });
    after(async () => {
      for (const connections of opened) connections.stop();
      for (const server of servers) await server.close();
      await store.close();
      await place.drop();
      await rm(folder, { recursive: true });
    });

    const registeredOrgs = async () => (await createOrgStore(store.database).list()).map(({ orgId }) => orgId);

    const newOrg = async (wishes: OrgWishes = {}) => {
      const orgId = `00D00000000${String((orgs += 1)).padStart(4, '0')}AAA`;
      await registerOrg(createOrgStore(store.database), { orgId, name: 'Test', key: PUBLIC_KEY });
      const server = await startSalesforceServer({ orgId, publicKey, ...wishes });
      servers.push(server);
      return server;
    };

    const open = (server: SalesforceServer, way: Way, more: { milliseconds?: number; at?: () => Date } = {}) => {
      const app: SalesforceApp = {
        clientId: server.clientId,
        clientSecret: way === 'secret' ? server.clientSecret : null,
        privateKey: way === 'jwt' ? { pem } : null,
        usernames: { everyOrg: server.username, byOrg: {} },
      };
      const { milliseconds = 5_000, at = () => new Date() } = more;
      const configuration = { app, loginUrl: server.url, publicUrl: null, milliseconds };
      const { database, keyring } = store;
      const connections = createSalesforceConnections({
        database,
        keyring,
        configuration,
        registeredOrgs,
        clock: at,
        log,
      });
      opened.push(connections);
      return connections;
    };

    /** As the login of an admin leaves it. */
    const loggedIn = async (server: SalesforceServer, connections: OpenConnections) => {
      const refreshToken = `refresh-of-login-${server.orgId}`;
      server.refresh.add(refreshToken);
      server.secrets.push(refreshToken);
      const login = { loginUrl: server.url, instanceUrl: server.url, session: null, refreshToken };
      await connections.store.replace(server.orgId, login);
      return refreshToken;
    };

    const ping = async (connections: OpenConnections, orgId: string) =>
      (await connections.background(orgId)).request<{ path: string }>('/ping');

    const refused = (work: Promise<unknown>, code: string) =>
      assert.rejects(work, (error) => {
        assert.ok(error instanceof SalesforceUnavailable, String(error));
        assert.equal(error.code, code);
        return true;
      });

    it('come by the key of the app, with an assertion of three minutes, and the newest version both know', async () => {
      const server = await newOrg();
      const connections = open(server, 'jwt');
      assert.deepEqual(await ping(connections, server.orgId), { path: PING });
      assert.deepEqual(
        server.grants.map((form) => form['grant_type']),
        ['urn:ietf:params:oauth:grant-type:jwt-bearer'],
      );
      assert.equal((await connections.store.find(server.orgId))?.method, 'jwt-bearer');
      assert.ok((await connections.connected()).includes(server.orgId));
    });

    it('come by the secret of the app', async () => {
      const server = await newOrg({ clientCredentials: true });
      const connections = open(server, 'secret');
      await ping(connections, server.orgId);
      assert.equal(server.grants[0]?.['client_secret'], server.clientSecret);
    });

    it('come by the login of an admin where the app may not use its secret alone', async () => {
      const server = await newOrg();
      const connections = open(server, 'secret');
      await loggedIn(server, connections);
      await ping(connections, server.orgId);
      assert.deepEqual(
        server.grants.map((form) => form['grant_type']),
        ['client_credentials', 'refresh_token'],
      );
    });

    it('are not there before somebody made them', async () => {
      const server = await newOrg();
      const connections = open(server, 'login');
      await refused(ping(connections, server.orgId), 'not-connected');
      await refused(ping(open(server, 'jwt'), '00D00000000999XAAA'), 'not-connected');
      assert.deepEqual(server.calls, []);
      assert.ok(!(await connections.connected()).includes(server.orgId));
    });

    it('share one request for a token among a hundred callers', async () => {
      const server = await newOrg();
      const connections = open(server, 'jwt');
      await Promise.all(Array.from({ length: 100 }, () => ping(connections, server.orgId)));
      assert.equal(server.grants.length, 1);
    });

    it('renew once when fifty calls meet an expired token at once, and send each again', async () => {
      const server = await newOrg({ rotates: true });
      const connections = open(server, 'login');
      await loggedIn(server, connections);
      await ping(connections, server.orgId);
      server.access.clear();
      const connection = await connections.background(server.orgId);
      const answers = await Promise.all(Array.from({ length: 50 }, () => connection.request('/ping')));
      assert.equal(answers.length, 50);
      assert.equal(server.grants.length, 2);
    });

    it('send what is written again after the token expired, and give bodies as streams too', async () => {
      const server = await newOrg();
      const connection = await open(server, 'jwt').background(server.orgId);
      server.access.clear();
      const bodies: string[] = [];
      const path = '/services/data/v67.0/sobjects/Account';
      const heard = connection.requestPost('/sobjects/Account', { Name: 'Société Générale' }).then((answer) => answer);
      assert.deepEqual(await heard, { path });
      assert.deepEqual(
        server.bodies.filter((body) => body.includes('Name')),
        Array(2).fill('{"Name":"Société Générale"}'),
      );
      for await (const chunk of connection.request('/ping').stream()) bodies.push(String(chunk));
      assert.equal(bodies.join(''), JSON.stringify({ path: PING }));
    });

    it('renew once in two processes, and keep the rotated token', async () => {
      const server = await newOrg({ rotates: true });
      const [one, other] = [open(server, 'login'), open(server, 'login')];
      await loggedIn(server, one);
      await ping(one, server.orgId);
      await ping(other, server.orgId);
      for (let round = 2; round <= 4; round += 1) {
        server.access.clear();
        await Promise.all(
          [one, other].flatMap((process) => [ping(process, server.orgId), ping(process, server.orgId)]),
        );
        assert.equal(server.grants.length, round);
      }
    });

    it('ask no more after the login was revoked, and do again after a new one', async () => {
      const server = await newOrg();
      const connections = open(server, 'login');
      await loggedIn(server, connections);
      await ping(connections, server.orgId);
      server.access.clear();
      server.refresh.clear();
      const connection = await connections.background(server.orgId);
      await refused(connection.request('/ping'), 'login-expired');
      for (let again = 0; again < 5; again += 1) await refused(ping(connections, server.orgId), 'login-expired');
      assert.equal(server.grants.length, 2);
      const left = await connections.store.find(server.orgId);
      assert.deepEqual([left?.state, left?.refreshToken, left?.session], ['login-revoked', null, null]);
      assert.ok(!(await connections.connected()).includes(server.orgId));
      await loggedIn(server, connections);
      connections.access?.sessions.wake(server.orgId);
      await ping(connections, server.orgId);
    });

    it('take a token request under way elsewhere for what passes', async () => {
      const server = await newOrg();
      const connections = open(server, 'login');
      await loggedIn(server, connections);
      const error_description = 'token request is already being processed';
      server.script(TOKEN, { status: 400, body: { error: 'invalid_grant', error_description } });
      await refused(ping(connections, server.orgId), 'busy');
      await ping(connections, server.orgId);
    });

    it('give up after the new token was refused too', async () => {
      const server = await newOrg();
      const connections = open(server, 'jwt');
      await ping(connections, server.orgId);
      const connection = await connections.background(server.orgId);
      const no = { status: 401, body: [{ message: 'This session is not valid', errorCode: 'INVALID_SESSION_ID' }] };
      server.script(PING, no, no);
      await assert.rejects(connection.request('/ping'), { errorCode: 'INVALID_SESSION_ID' });
      assert.equal(server.grants.length, 2);
    });

    it('store nothing of another org', async () => {
      const server = await newOrg();
      const connections = open(server, 'jwt');
      server.tokenChanges = { id: `${server.url}/id/00D00000000999XAAA/005000000000009AAA` };
      await refused(ping(connections, server.orgId), 'other-org');
      const left = await connections.store.find(server.orgId);
      assert.deepEqual([left?.state, left?.session], ['refused', null]);
      assert.ok(!(await connections.connected()).includes(server.orgId));
    });

    for (const [name, instance_url] of Object.entries({
      'metadata service': 'http://169.254.169.254',
      'inside host': 'https://intranet.example',
      'look-alike': 'https://login.salesforce.com.evil.example',
      'name before the host': 'https://na1.salesforce.com@127.0.0.1',
      'other scheme': 'file:///etc/passwd',
      'customer site': 'https://evil.force.com',
      nonsense: 'no address',
    })) {
      it(`send nothing to an instance that is none: ${name}`, async () => {
        const server = await newOrg();
        server.tokenChanges = { instance_url };
        await refused(ping(open(server, 'jwt'), server.orgId), 'instance-address');
        assert.deepEqual(server.calls, [TOKEN]);
      });
    }

    it('send the token to no other address than the org', async () => {
      const server = await newOrg();
      const elsewhere = await newOrg();
      const connection = await open(server, 'jwt').background(server.orgId);
      await refused(connection.request(`${elsewhere.url}/services/data/v67.0/ping`), 'other-address');
      server.script(PING, (response) => void response.writeHead(302, { location: elsewhere.url }).end());
      await connection.request('/ping').catch(() => undefined);
      assert.deepEqual(elsewhere.calls, []);
      assert.equal(connection.accessToken, undefined);
    });

    const broken: Record<string, [string, Parameters<SalesforceServer['script']>[1]]> = {
      'is away': ['busy', { status: 503, body: 'away' }],
      'answers nonsense': ['nonsense', (response) => void response.end('<html>')],
      'answers half a token': ['nonsense', { status: 200, body: { access_token: 'x' } }],
      'answers without end': ['answer-too-large', (response) => void response.end('x'.repeat(200_000))],
      'hangs up': ['no-connection', (response) => void response.destroy()],
      'is silent': ['too-slow', () => undefined],
      'stops in the middle': ['too-slow', (response) => void response.write('{"access_token":"')],
    };
    for (const [name, [code, answer]] of Object.entries(broken)) {
      it(`wait for a token endpoint that ${name}`, async () => {
        const server = await newOrg();
        const connections = open(server, 'jwt', { milliseconds: 300 });
        server.script(TOKEN, answer);
        await refused(ping(connections, server.orgId), code);
        assert.equal((await connections.store.find(server.orgId))?.state, 'new');
        await ping(connections, server.orgId);
      });
    }

    it('leave an org alone that is away, and try it again after a rest', async () => {
      const server = await newOrg();
      let now = Date.parse('2026-11-20T10:00:00Z');
      const connections = open(server, 'secret', { at: () => new Date(now) });
      server.script(TOKEN, ...Array.from({ length: 3 }, () => ({ status: 503, body: {} })));
      for (let tries = 0; tries < 10; tries += 1) await refused(ping(connections, server.orgId), 'busy');
      assert.equal(server.grants.length + server.calls.length, 3);
      now += 31_000;
      await refused(ping(connections, server.orgId), 'client-credentials-off');
      for (let tries = 0; tries < 5; tries += 1)
        await refused(ping(connections, server.orgId), 'client-credentials-off');
      assert.equal(server.calls.length, 4);
    });

    it('end a call to the org after its time, and all calls when the process stops', async () => {
      const server = await newOrg();
      const slow = open(server, 'jwt', { milliseconds: 300 });
      const connection = await slow.background(server.orgId);
      server.script(PING, () => undefined);
      await refused(connection.request('/ping'), 'too-slow');
      const patient = open(server, 'jwt', { milliseconds: 60_000 });
      const reached = Promise.withResolvers<undefined>();
      server.script(PING, () => reached.resolve(undefined));
      const waiting = refused(ping(patient, server.orgId), 'stopping');
      await reached.promise;
      patient.stop();
      await waiting;
    });

    it('do not bring back what was disconnected meanwhile', async () => {
      const server = await newOrg();
      const connections = open(server, 'jwt');
      const asked = Promise.withResolvers<() => void>();
      server.script(TOKEN, (response) => {
        const body = { access_token: 'late-access-token', instance_url: server.url };
        const id = `${server.url}/id/${server.orgId}/005000000000009AAA`;
        asked.resolve(
          () => void response.setHeader('content-type', 'application/json').end(JSON.stringify({ ...body, id })),
        );
      });
      const going = connections.background(server.orgId);
      const answer = await asked.promise;
      await connections.store.disconnect(server.orgId);
      answer();
      await going;
      assert.equal((await connections.store.find(server.orgId))?.session, null);
      await refused(ping(connections, server.orgId), 'not-connected');
    });

    it('leave no secret in a log, nor readable in the database', async () => {
      const { rows } = await store.database.query<{ row: string }>(
        `select c::text as row from connections c union all select f::text from login_flows f
         union all select l::text from login_links l`,
      );
      const told = [...lines, ...rows.map(({ row }) => row)].join('\n');
      const secrets = servers.flatMap((server) => server.secrets);
      assert.ok(secrets.length > 60 && rows.length > 10 && lines.length > 10);
      for (const secret of secrets) {
        assert.ok(!told.includes(secret), 'a secret in the clear');
        assert.ok(!told.includes(Buffer.from(secret).toString('hex')), 'a secret as bytes');
        assert.ok(!told.includes(Buffer.from(secret).toString('base64').replace(/=+$/, '')), 'a secret in base64');
      }
      assert.ok(!told.includes(pem.slice(60, 120)));
    });
  });
}
