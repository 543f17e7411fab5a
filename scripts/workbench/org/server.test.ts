import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import { recordId } from './records/ids.ts';
import { demoClient } from './rest/oauth/client-app.ts';
import { createOrg } from './server.ts';
import type { RunningOrg } from './server.ts';
import { openPage } from './testing/page.ts';
import { temporaryFolder } from './testing/test-org.ts';

/** The fourth user of the demo org: the sync's, for nobody to be. */
const INTEGRATION_USER = recordId('005', 5);

let folder: string;
let org: RunningOrg;

before(async () => {
  folder = temporaryFolder();
  const pageFolder = join(folder, 'page');
  mkdirSync(pageFolder);
  writeFileSync(join(pageFolder, 'index.html'), '<!doctype html><title>Page</title>');
  writeFileSync(join(pageFolder, 'main.js'), 'export {};');
  writeFileSync(join(folder, 'secret.txt'), 'not served');
  org = await createOrg(options({ pageFolder }));
});
after(async () => {
  await org?.close();
  rmSync(folder, { recursive: true });
});

function options(more: { pageFolder?: string; dataFolder?: string } = {}) {
  const middlewareUrl = 'http://127.0.0.1:1';
  const dataFolder = join(folder, 'data');
  return { dataFolder, middlewareUrl, audience: 'https://create-from-notes.example', port: 0, syncSeconds: 0, ...more };
}

/** A request as written: `fetch` would tidy the path up and set its own host. */
function raw(path: string, headers: Record<string, string> = {}): Promise<{ status: number; text: string }> {
  const { promise, resolve, reject } = Promise.withResolvers<{ status: number; text: string }>();
  const { hostname, port } = new URL(org.url);
  const sent = httpRequest({ hostname, port, path, headers }, (response) => {
    let text = '';
    response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
  });
  sent.on('error', reject).end();
  return promise;
}

function post(path: string, body: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(org.url + path, { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } });
}

describe('starting', () => {
  test('is refused in production', async () => {
    const before = process.env['NODE_ENV'];
    process.env['NODE_ENV'] = 'production';
    try {
      await assert.rejects(createOrg(options({ dataFolder: join(folder, 'production') })), /NODE_ENV=production/);
    } finally {
      if (before === undefined) delete process.env['NODE_ENV'];
      else process.env['NODE_ENV'] = before;
    }
  });

  test('is refused on a folder in use', async () => {
    await assert.rejects(createOrg(options()), /Another workbench is running on/);
  });

  test('listens on the loopback address and keeps its key to itself', () => {
    assert.equal(new URL(org.url).hostname, '127.0.0.1');
    assert.equal(statSync(join(folder, 'data', 'org-private-key.pem')).mode & 0o777, 0o600);
    assert.match(readFileSync(org.publicKeyFile, 'utf8'), /BEGIN PUBLIC KEY/);
  });

  test('lets the middleware in by a client of its own, which is the same at every start', async () => {
    const dataFolder = join(folder, 'data');
    const client = demoClient(dataFolder);
    assert.deepEqual(demoClient(dataFolder), client);
    assert.equal(statSync(join(dataFolder, 'client-app.json')).mode & 0o777, 0o600);
    const form = { grant_type: 'client_credentials', client_id: client.clientId, client_secret: client.clientSecret };
    const answer = await fetch(`${org.url}/services/oauth2/token`, { method: 'POST', body: new URLSearchParams(form) });
    const { access_token: token } = (await answer.json()) as { access_token: string };
    const authorization = { headers: { authorization: `Bearer ${token}` } };
    const info = await fetch(`${org.url}/services/oauth2/userinfo`, authorization);
    const { user_id: user, preferred_username: name } = (await info.json()) as Record<string, string>;
    assert.deepEqual([user, name], [INTEGRATION_USER, client.userName]);
    assert.equal((await fetch(`${org.url}/services/data/v67.0/sobjects`)).status, 401);
  });

  test('keeps org id and key over a restart', async () => {
    const dataFolder = join(folder, 'again');
    const first = await createOrg(options({ dataFolder }));
    const key = readFileSync(first.publicKeyFile, 'utf8');
    await first.close();
    const second = await createOrg(options({ dataFolder }));
    assert.equal(second.orgId, first.orgId);
    assert.equal(readFileSync(second.publicKeyFile, 'utf8'), key);
    await second.close();
  });
});

describe('pages', () => {
  test('are the page folder, the design system, and the page for every Lightning address', async () => {
    const types = await Promise.all(
      [
        '/',
        '/main.js',
        '/lightning/r/Opportunity/006/view',
        '/assets/styles/salesforce-lightning-design-system.min.css',
      ].map(async (path) => {
        const response = await fetch(org.url + path);
        return `${response.status} ${response.headers.get('content-type')?.split(';')[0]}`;
      }),
    );
    assert.deepEqual(types, ['200 text/html', '200 text/javascript', '200 text/html', '200 text/css']);
  });

  test('never leave their folders', async () => {
    const paths = [
      '/../secret.txt',
      '/%2e%2e/secret.txt',
      '/..%2fsecret.txt',
      '/assets/../../../../../package.json',
      '/assets/%2e%2e/%2e%2e/package.json',
      '/assets/..%5c..%5cpackage.json',
      '/lightning/../../secret.txt%00.html',
    ];
    for (const path of paths) {
      const { status, text } = await raw(path);
      assert.ok(status === 200 ? text.includes('<title>Page</title>') : status >= 400, `${path}: ${status}`);
      assert.doesNotMatch(text, /not served|"dependencies"/, path);
    }
  });

  test('cannot be framed and run no foreign script', async () => {
    const policy = (await fetch(org.url)).headers.get('content-security-policy') ?? '';
    assert.match(policy, /default-src 'self'/);
    assert.match(policy, /frame-ancestors 'none'/);
  });
});

describe('calls', () => {
  test('from another host or site are refused', async () => {
    assert.equal((await raw('/workbench/session', { host: 'evil.example' })).status, 403);
    const foreign = await post('/apex/CaptureController.listUnfinished', '{}', { origin: 'http://evil.example' });
    assert.equal(foreign.status, 403);
  });

  test('with hostile JSON are answered 4xx and change nothing', async () => {
    const bodies = [
      '{',
      '[]',
      '"text"',
      'null',
      '{"__proto__": {"admin": true}}',
      '{"constructor": 1}',
      '{"captureId": {}}',
    ];
    for (const body of bodies) {
      const response = await post('/apex/CaptureController.getCapture', body);
      assert.equal(response.status, 400, body);
      assert.equal(typeof ((await response.json()) as { message: unknown }).message, 'string', body);
    }
    assert.equal(Object.hasOwn(Object.prototype, 'admin'), false);
    const large = await post(
      '/apex/CaptureController.getCapture',
      JSON.stringify({ captureId: 'x'.repeat(5_000_000) }),
    );
    assert.equal(large.status, 413);
  });

  test('in another media type are refused: a form of another page could send them', async () => {
    const response = await post('/apex/CaptureController.listUnfinished', '{}', { 'content-type': 'text/plain' });
    assert.equal(response.status, 415);
  });

  test('of methods that do not exist are not found', async () => {
    for (const name of [
      'CaptureController.nope',
      'Nope.getCapture',
      'CaptureController.constructor',
      '__proto__.toString',
    ]) {
      assert.equal((await post(`/apex/${name}`, '{}')).status, 404, name);
    }
  });

  test('that fail tell a code and a sentence in the language of the person', async () => {
    const sentences = await Promise.all(
      (['fr', 'en'] as const).map(async (language) => {
        const page = await openPage(org, undefined, language);
        const { status, body } = await page.apex('CaptureController.getCapture', { captureId: 'no-uuid' });
        assert.equal(status, 400);
        const told = JSON.parse(String(body['message'])) as { code: string; message: string };
        assert.equal(told.code, 'not-found');
        return told.message;
      }),
    );
    assert.equal(new Set(sentences).size, 2);
  });

  test('to a middleware that is away say so', async () => {
    const page = await openPage(org);
    const captureId = '6f1d2c8e-2f5b-4c9a-8d43-0f6f5f3a1b2c';
    const { body } = await page.apex('CaptureController.getCapture', { captureId });
    assert.equal((JSON.parse(String(body['message'])) as { code: string }).code, 'unreachable');
  });
});

describe('the session', () => {
  test('changes person and language, by a cookie for this site only', async () => {
    const response = await post('/workbench/session', JSON.stringify({ language: 'en' }));
    assert.match(response.headers.get('set-cookie') ?? '', /HttpOnly; SameSite=Strict/);
    const page = await openPage(org);
    const { users } = (await page.get('/workbench/session')).body as { users: { id: string; role: string }[] };
    const manager = users.find((user) => user.role === 'manager');
    const changed = await page.session({ user: manager?.id ?? '', language: 'en' });
    assert.deepEqual(changed.body['user'], manager);
    assert.deepEqual((await page.get('/workbench/session')).body['language'], 'en');
  });

  test('offers notes to try in both languages', async () => {
    const { notes } = (await (await openPage(org)).get('/workbench/session')).body as { notes: { language: string }[] };
    assert.deepEqual([...new Set(notes.map((note) => note.language))].sort(), ['en', 'fr']);
  });

  test('of nobody is refused, and a cookie of nobody is the first person', async () => {
    const page = await openPage(org);
    assert.equal((await page.session({ user: '005000000000001AAA' })).status, 400);
    assert.equal((await page.session({ user: INTEGRATION_USER })).status, 400);
    const { text } = await raw('/workbench/session', { cookie: 'workbench_session=<script>' });
    assert.match(text, /"role":"rep"/);
  });
});
