import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { get } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { after, before, describe, test } from 'node:test';

import { assertion, call, jsonOf, JWT_BEARER, postForm } from '../../testing/rest-client.ts';
import type { TokenAnswer } from '../../testing/rest-client.ts';
import { startRestOrg } from '../../testing/rest-org.ts';
import type { RestOrg } from '../../testing/rest-org.ts';
import { temporaryFolder } from '../../testing/test-org.ts';
import { challengeOf } from './grants.ts';
import { openTokens } from './tokens.ts';

const CALLBACK = 'http://127.0.0.1:9/auth/callback';
const VERIFIER = 'v'.repeat(64);

let org: RestOrg;

before(async () => {
  org = await startRestOrg({ redirectUris: [CALLBACK] });
});
after(() => org.close());

const secret = (): Record<string, string> => ({ client_id: org.clientId, client_secret: org.clientSecret });
const told = ({ status, body }: TokenAnswer): string => `${status} ${body['error']}: ${body['error_description']}`;

const authorization = (changes: Readonly<Record<string, string>> = {}): Record<string, string> => ({
  response_type: 'code',
  client_id: org.clientId,
  redirect_uri: CALLBACK,
  state: 'a/b?c',
  code_challenge: challengeOf(VERIFIER),
  code_challenge_method: 'S256',
  ...changes,
});

/** The address a person is sent to after having chosen somebody on the page. */
async function choose(choice: Record<string, string>, changes: Record<string, string> = {}): Promise<URL> {
  const body = new URLSearchParams({ ...authorization(changes), ...choice });
  const response = await call(org, null, '/services/oauth2/authorize', { method: 'POST', body });
  assert.equal(response.status, 302);
  return new URL(response.headers.get('location') ?? '');
}

async function code(): Promise<string> {
  const address = await choose({ user: org.org.people.byAlias('aniang').id });
  return address.searchParams.get('code') ?? '';
}

const exchange = (given: Record<string, string>): Promise<TokenAnswer> =>
  postForm(org, 'token', {
    grant_type: 'authorization_code',
    redirect_uri: CALLBACK,
    code_verifier: VERIFIER,
    ...secret(),
    ...given,
  });

describe('tokens of background work', () => {
  test('client credentials give a token of the integration user, in a form or in a header', async () => {
    const basic = Buffer.from(`${org.clientId}:${org.clientSecret}`).toString('base64');
    const answers = [
      await postForm(org, 'token', { grant_type: 'client_credentials', ...secret() }),
      await postForm(org, 'token', { grant_type: 'client_credentials' }, { authorization: `Basic ${basic}` }),
    ];
    for (const { status, body } of answers) {
      assert.equal(status, 200);
      const keys = ['access_token', 'signature', 'scope', 'instance_url', 'id', 'token_type', 'issued_at'];
      assert.deepEqual(Object.keys(body), keys);
      assert.match(body['access_token'] ?? '', new RegExp(`^${org.orgId.slice(0, 15)}!`));
      assert.equal(body['id'], `${org.url}/id/${org.orgId}/${org.org.people.integration.id}`);
      assert.equal(body['instance_url'], org.url);
    }
  });

  test('a signed assertion gives one too', async () => {
    for (const aud of [org.url, 'https://login.salesforce.com']) {
      const { status, body } = await postForm(org, 'token', {
        grant_type: JWT_BEARER,
        assertion: await assertion(org, { aud }),
      });
      assert.equal(status, 200, aud);
      assert.equal(body['refresh_token'], undefined);
    }
  });

  test('an assertion that says or proves something else is refused', async () => {
    const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
    const strangersKey = stranger.export({ type: 'pkcs8', format: 'pem' }).toString();
    const now = Math.floor(Date.now() / 1000);
    const cases: readonly (readonly [given: string, expected: string])[] = [
      [await assertion(org, {}, strangersKey), 'invalid_grant: invalid assertion'],
      [await assertion(org, { exp: now - 60 }), 'invalid_grant: invalid assertion'],
      [await assertion(org, { exp: now + 3600 }), 'invalid_grant: invalid assertion'],
      [await assertion(org, { exp: null }), 'invalid_grant: invalid assertion'],
      [await assertion(org, { aud: 'https://test.salesforce.com' }), 'invalid_grant: audience is invalid'],
      [await assertion(org, { iss: 'nobody' }), 'invalid_client_id: client identifier invalid'],
      [await assertion(org, { sub: 'nobody@workbench.example' }), "invalid_grant: user hasn't approved this consumer"],
      [await assertion(org, { sub: 'asarr@workbench.example' }), "invalid_grant: user hasn't approved this consumer"],
      [unsigned(org), 'invalid_grant: invalid assertion'],
      ['no.assertion', 'invalid_grant: invalid assertion'],
    ];
    for (const [given, expected] of cases) {
      const answer = await postForm(org, 'token', { grant_type: JWT_BEARER, assertion: given });
      assert.equal(told(answer), `400 ${expected}`);
    }
  });

  test('what is no known grant, client or secret is refused', async () => {
    const cases: readonly (readonly [form: Record<string, string>, expected: string])[] = [
      [{}, 'invalid_request: must supply grant_type'],
      [
        { grant_type: 'password', username: 'a', password: 'b', ...secret() },
        'unsupported_grant_type: grant type not supported',
      ],
      [
        { grant_type: 'client_credentials', ...secret(), client_secret: 'x' },
        'invalid_client: invalid client credentials',
      ],
      [{ grant_type: 'client_credentials', client_id: org.clientId }, 'invalid_client: invalid client credentials'],
      [
        { grant_type: 'client_credentials', client_id: 'x', client_secret: 'x' },
        'invalid_client_id: client identifier invalid',
      ],
    ];
    for (const [form, expected] of cases) assert.equal(told(await postForm(org, 'token', form)), `400 ${expected}`);
  });
});

/** `alg: none`, with claims that would do. */
function unsigned({ clientId, userName, url }: RestOrg): string {
  const encode = (part: unknown): string => Buffer.from(JSON.stringify(part)).toString('base64url');
  const claims = { iss: clientId, sub: userName, aud: url, exp: Math.floor(Date.now() / 1000) + 60 };
  return `${encode({ alg: 'none' })}.${encode(claims)}.`;
}

/** A link on another site, clicked: fetch does not let a program say that it navigates. */
async function followed(address: string): Promise<{ readonly status: number | undefined; readonly page: string }> {
  const headers = { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'navigate' };
  const [response] = (await once(get(address, { headers }), 'response')) as [IncomingMessage];
  return { status: response.statusCode, page: await text(response) };
}

describe('the page that lets a program in', () => {
  test('offers the people of the org, and writes nothing that was sent as markup', async () => {
    const query = new URLSearchParams(authorization({ state: '"><script>' }));
    const { status, page } = await followed(`${org.url}/services/oauth2/authorize?${query}`);
    assert.equal(status, 200);
    assert.match(page, /Autoriser en tant que Aïda Niang/);
    assert.doesNotMatch(page, /<script>/);
  });

  test('sends a code back that gives tokens of that person, once', async () => {
    const address = await choose({ user: org.org.people.byAlias('aniang').id });
    assert.equal(`${address.origin}${address.pathname}`, CALLBACK);
    assert.equal(address.searchParams.get('state'), 'a/b?c');
    const given = { code: address.searchParams.get('code') ?? '' };
    const { status, body } = await exchange(given);
    assert.equal(status, 200);
    assert.match(body['refresh_token'] ?? '', /^5Aep861/);
    assert.match(body['id'] ?? '', new RegExp(org.org.people.byAlias('aniang').id));
    assert.equal(told(await exchange(given)), '400 invalid_grant: expired authorization code');
  });

  test('sends a refusal back, and nothing at all to where nobody asked', async () => {
    const refused = await choose({ deny: 'yes' });
    assert.equal(refused.searchParams.get('error'), 'access_denied');
    const noChallenge = await choose({ user: 'x' }, { code_challenge: '' });
    assert.equal(noChallenge.searchParams.get('error_description'), 'missing required code challenge');
    const plain = await choose({ user: 'x' }, { code_challenge_method: 'plain' });
    assert.equal(plain.searchParams.get('error'), 'invalid_request');
    const implicit = await choose({ user: 'x' }, { response_type: 'token' });
    assert.equal(implicit.searchParams.get('error'), 'unsupported_response_type');

    const wrong: readonly (readonly [change: Record<string, string>, expected: RegExp])[] = [
      [{ client_id: 'x' }, /error=invalid_client_id/],
      [{ redirect_uri: 'http://127.0.0.1:9/elsewhere' }, /error=redirect_uri_mismatch/],
      [{ redirect_uri: `${CALLBACK}.evil.example` }, /error=redirect_uri_mismatch/],
    ];
    for (const [change, expected] of wrong) {
      const query = new URLSearchParams(authorization(change));
      const response = await call(org, null, `/services/oauth2/authorize?${query}`);
      assert.deepEqual([response.status, response.headers.get('location')], [400, null]);
      assert.match(await response.text(), expected);
    }
  });

  test('is for people of the org only, and a code for who asked for it', async () => {
    const integration = { user: org.org.people.integration.id };
    const body = new URLSearchParams({ ...authorization(), ...integration });
    const response = await call(org, null, '/services/oauth2/authorize', { method: 'POST', body });
    assert.equal(response.status, 400);

    const mismatch = '400 redirect_uri_mismatch: redirect_uri must match configuration';
    assert.equal(told(await exchange({ code: await code(), redirect_uri: 'http://127.0.0.1:9/x' })), mismatch);
    const verifier = '400 invalid_grant: invalid code verifier';
    assert.equal(told(await exchange({ code: await code(), code_verifier: 'w'.repeat(64) })), verifier);
    assert.equal(told(await exchange({ code: await code(), code_verifier: '' })), verifier);
    assert.equal(told(await exchange({ code: 'x' })), '400 invalid_grant: invalid authorization code');
    assert.equal(
      told(await exchange({ code: await code(), client_secret: 'x' })),
      '400 invalid_client: invalid client credentials',
    );
  });

  test('is no place for other sites to send forms to', async () => {
    const body = new URLSearchParams({ ...authorization(), user: org.org.people.byAlias('aniang').id });
    for (const headers of [{ origin: 'http://127.0.0.1:9' }, { 'sec-fetch-site': 'same-site' }]) {
      const response = await call(org, null, '/services/oauth2/authorize', { method: 'POST', body, headers });
      assert.equal(response.status, 403);
    }
  });
});

describe('refresh tokens', () => {
  const refresh = (token: string): Promise<TokenAnswer> =>
    postForm(org, 'token', { grant_type: 'refresh_token', refresh_token: token, ...secret() });
  const expired = '400 invalid_grant: expired access/refresh token';

  test('give access again and again, until they are revoked', async () => {
    const { body } = await exchange({ code: await code() });
    const token = body['refresh_token'] ?? '';
    const renewed = await refresh(token);
    assert.equal(renewed.body['refresh_token'], undefined);
    assert.equal((await refresh(token)).status, 200);
    assert.equal((await postForm(org, 'revoke', { token })).status, 200);
    assert.equal(told(await refresh(token)), expired);
    assert.equal((await call(org, renewed.body['access_token'], '/services/data/v67.0/limits')).status, 401);
    assert.equal(told(await postForm(org, 'revoke', { token })), '400 invalid_token: invalid token');
    assert.equal(told(await refresh('5Aep861x')), expired);
  });

  test('may be good for one refresh only, and outlive a restart; an access token does not', async () => {
    const folder = temporaryFolder();
    const options = { dataFolder: folder, redirectUris: [CALLBACK], rotatesRefreshTokens: true };
    const own = org;
    org = await startRestOrg(options);
    const { body } = await exchange({ code: await code() });
    const first = await refresh(body['refresh_token'] ?? '');
    const second = first.body['refresh_token'] ?? '';
    assert.equal(told(await refresh(body['refresh_token'] ?? '')), expired);
    await org.close();

    org = await startRestOrg(options);
    assert.equal((await call(org, first.body['access_token'], '/services/data/v67.0/limits')).status, 401);
    assert.equal((await refresh(second)).status, 200);
    await org.close();
    rmSync(folder, { recursive: true });
    org = own;
  });

  test('keep codes for two minutes and access for two hours', () => {
    const folder = temporaryFolder();
    let now = 0;
    const tokens = openTokens('00DWB0000000001', `${folder}/tokens.json`, () => now);
    const grant = { userId: 'u', clientId: 'c', scope: 'api' };
    const late = tokens.issueCode({ ...grant, redirectUri: CALLBACK, challenge: null });
    const access = tokens.issueAccess(grant);
    now = 2 * 60 * 1000;
    assert.equal(tokens.takeCode(late), null);
    assert.equal(tokens.access(access)?.userId, 'u');
    now = 2 * 60 * 60 * 1000;
    assert.equal(tokens.access(access), null);
    rmSync(folder, { recursive: true });
  });
});

describe('who a token is of', () => {
  test('is told by userinfo, by the identity address and by introspection', async () => {
    const { body } = await exchange({ code: await code() });
    const token = body['access_token'] ?? '';
    const info = await jsonOf(await call(org, token, '/services/oauth2/userinfo'));
    assert.deepEqual([info['organization_id'], info['preferred_username']], [org.orgId, 'aniang@workbench.example']);
    const identity = await jsonOf(await call(org, token, new URL(body['id'] ?? '').pathname));
    assert.deepEqual([identity['organization_id'], identity['username']], [org.orgId, 'aniang@workbench.example']);
    const introspected = await postForm(org, 'introspect', { token, ...secret() });
    assert.deepEqual([introspected.body['active'], introspected.body['username']], [true, 'aniang@workbench.example']);
    const unknown = await postForm(org, 'introspect', { token: 'x', ...secret() });
    assert.deepEqual(unknown.body, { active: false });
  });

  test('is not told to those without a token, nor of another org or user', async () => {
    const { body } = await exchange({ code: await code() });
    const [token, user] = [body['access_token'], org.org.people.byAlias('aniang').id];
    const cases: readonly (readonly [token: string | undefined, path: string, expected: string])[] = [
      [undefined, '/services/oauth2/userinfo', '403 Missing_OAuth_Token'],
      ['x', '/services/oauth2/userinfo', '403 Bad_OAuth_Token'],
      [token, `/id/00DWB0000000001AAA/${user}`, '403 Wrong_Org'],
      [token, `/id/${org.orgId}/${org.org.people.integration.id}`, '404 Bad_Id'],
    ];
    for (const [given, path, expected] of cases) {
      const response = await call(org, given, path);
      assert.equal(`${response.status} ${await response.text()}`, expected);
    }
  });
});
