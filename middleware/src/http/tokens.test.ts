import assert from 'node:assert/strict';
import { createHmac, generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { after, before, describe, it } from 'node:test';

import { CompactSign, decodeJwt, exportJWK, type CompactJWSHeaderParameters } from 'jose';

import { testDatabases } from '../testing/databases.ts';
import {
  captureBody,
  ORG,
  OTHER_ORG,
  registerTestOrg,
  startMiddleware,
  type TestMiddleware,
} from '../testing/middleware.ts';
import { AUDIENCE, makeOrg, REP, signToken, type TokenWishes } from '../testing/tokens.ts';

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

const CLAIMS = () => ({
  iss: `sf:${ORG.orgId}`,
  sub: REP,
  aud: AUDIENCE,
  scope: 'own',
  jti: randomUUID(),
  exp: Math.floor(Date.now() / 1000) + 60,
});

for (const database of await testDatabases()) {
  describe(`tokens (${database.name})`, { skip: database.skip ?? false }, () => {
    let middleware: TestMiddleware;
    before(async () => {
      middleware = await startMiddleware(database);
    });
    after(async () => {
      await middleware.remove();
      await database.drop();
    });

    const refused = async (token: string | null, code: string, method = 'GET') => {
      const body = method === 'POST' ? captureBody() : undefined;
      const answer = await middleware.call(method, method === 'GET' ? '/v1/drafts' : '/v1/captures', { token, body });
      assert.deepEqual([answer.status, answer.body['code']], [401, code]);
      assert.equal(answer.headers.get('www-authenticate'), 'Bearer');
    };

    it('accepts what the org signs', async () => {
      assert.equal((await middleware.call('GET', '/v1/drafts')).status, 200);
    });

    it('refuses a call without a token, before anything of its body is read', async () => {
      await refused(null, 'token-missing');
      const answer = await middleware.call('POST', '/v1/captures', { token: null, body: '{broken' });
      assert.equal(answer.body['code'], 'token-missing');
    });

    it('refuses the algorithm none', async () => {
      await refused(`${encode({ alg: 'none' })}.${encode(CLAIMS())}.`, 'token-invalid');
    });

    it('refuses HS256 with the public key as secret', async () => {
      const head = `${encode({ alg: 'HS256' })}.${encode(CLAIMS())}`;
      const signature = createHmac('sha256', ORG.publicKey).update(head).digest('base64url');
      await refused(`${head}.${signature}`, 'token-invalid');
    });

    it('refuses a signature by another key, and one that was cut', async () => {
      const forged = await signToken({ ...makeOrg(ORG.orgId) });
      await refused(forged, 'token-invalid');
      await refused((await signToken(ORG)).slice(0, -20), 'token-invalid');
    });

    it('refuses one org in the name of another', async () => {
      await refused(await signToken({ ...OTHER_ORG, orgId: ORG.orgId }), 'token-invalid');
    });

    const refusals: [what: string, wishes: TokenWishes, code: string][] = [
      ['an unknown org', { issuer: 'sf:00D000000000009AAA' }, 'token-invalid'],
      ['an issuer that is no org', { issuer: "sf:' or 1=1" }, 'token-invalid'],
      ['a foreign audience', { audience: 'https://elsewhere.example' }, 'token-invalid'],
      ['an unknown scope', { scope: 'everything' }, 'token-invalid'],
      ['a capture scope without a capture', { scope: 'capture:all' }, 'token-invalid'],
      ['a user id that is none', { user: 'a\u0000b' }, 'token-invalid'],
      ['an expired token', { expiresIn: -31 }, 'token-expired'],
      ['a token that lives too long', { expiresIn: 160 }, 'token-expired'],
    ];
    for (const [what, wishes, code] of refusals) {
      it(`refuses ${what}`, async () => refused(await signToken(ORG, wishes), code));
    }

    it('refuses a list of issuers', async () => {
      const claims = { ...decodeJwt(await signToken(ORG)), iss: [`sf:${ORG.orgId}`] };
      const signing = new CompactSign(Buffer.from(JSON.stringify(claims))).setProtectedHeader({ alg: 'RS256' });
      await refused(await signing.sign(ORG.privateKey), 'token-invalid');
    });

    const signed = async (header: CompactJWSHeaderParameters, key = ORG.privateKey) =>
      new CompactSign(Buffer.from(JSON.stringify(CLAIMS()))).setProtectedHeader(header).sign(key);

    for (const algorithm of ['RS384', 'RS512', 'PS256']) {
      it(`refuses the algorithm ${algorithm}, even with the key of the org`, async () =>
        refused(await signed({ alg: algorithm }), 'token-invalid'));
    }

    it('believes no key that a token brings along or points at', async () => {
      const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
      const jwk = await exportJWK(publicKey);
      await refused(await signed({ alg: 'RS256', jwk }, privateKey), 'token-invalid');
      await refused(await signed({ alg: 'RS256', kid: '../../../../dev/null' }, privateKey), 'token-invalid');
      await refused(
        await signed({ alg: 'RS256', jku: `${middleware.app.url}/jwks`, x5u: 'file:///etc/passwd' }, privateKey),
        'token-invalid',
      );
    });

    it('refuses what a token calls critical and nobody knows', async () => {
      const head = `${encode({ alg: 'RS256', crit: ['x'], x: 1 })}.${encode(CLAIMS())}`;
      const signature = sign('sha256', Buffer.from(head), ORG.privateKey).toString('base64url');
      await refused(`${head}.${signature}`, 'token-invalid');
    });

    for (const [what, token, code] of [
      ['one word', 'x', 'token-invalid'],
      ['two points', '..', 'token-invalid'],
      ['five parts', 'a.b.c.d.e', 'token-invalid'],
      ['parts that are no JSON', `${encode('x')}.${encode([])}.x`, 'token-invalid'],
      [
        'claims of prototypes',
        `${encode({ alg: 'RS256' })}.${Buffer.from('{"__proto__":{"iss":"x"}}').toString('base64url')}.x`,
        'token-invalid',
      ],
      ['10 kB', `${'x'.repeat(5_000)}.${'y'.repeat(5_000)}.z`, 'token-invalid'],
      ['letters that no token has', 'é'.repeat(10), 'token-missing'],
      ['several tokens', 'a.b.c, d.e.f', 'token-missing'],
    ] as const) {
      it(`refuses ${what}`, async () => refused(Buffer.from(token).toString('latin1'), code));
    }

    it('refuses claims of other kinds than they have', async () => {
      const wrong: Record<string, unknown>[] = [
        { exp: '9999999999' },
        { exp: 1e300 },
        { exp: -1 },
        { sub: { toString: 'x' } },
        { aud: [] },
        { aud: null },
        { scope: ['own', 'org'] },
        { scope: 'own org' },
        { jti: 'x'.repeat(200) },
        { jti: 'a\u0000' },
        { nbf: Math.floor(Date.now() / 1000) + 600 },
        { iss: `sf:${ORG.orgId} ` },
      ];
      for (const claims of wrong) {
        const signing = new CompactSign(Buffer.from(JSON.stringify({ ...CLAIMS(), ...claims })));
        const token = await signing.setProtectedHeader({ alg: 'RS256' }).sign(ORG.privateKey);
        const answer = await middleware.call('GET', '/v1/drafts', { token });
        assert.equal(answer.status, 401, JSON.stringify(claims));
      }
    });

    for (const [what, expiresIn] of [
      ['clocks that differ by less than 30 s', -25],
      ['a life of 145 s', 145],
    ] as const) {
      it(`accepts ${what}`, async () => {
        assert.equal((await middleware.call('GET', '/v1/drafts', { expiresIn })).status, 200);
      });
    }

    it('takes a token once for a call that changes something, and again for one that reads', async () => {
      const token = await signToken(ORG);
      for (let call = 0; call < 2; call += 1) {
        assert.equal((await middleware.call('GET', '/v1/drafts', { token })).status, 200);
      }
      assert.equal((await middleware.call('POST', '/v1/captures', { token, body: captureBody() })).status, 202);
      await refused(token, 'token-replayed', 'POST');
    });

    it('lets one of twenty uses of a token at once pass', async () => {
      const token = await signToken(ORG);
      const calls = Array.from({ length: 20 }, () =>
        middleware.call('POST', '/v1/captures', { token, body: captureBody() }),
      );
      const statuses = (await Promise.all(calls)).map(({ status }) => status);
      assert.equal(statuses.filter((status) => status !== 401).length, 1);
    });

    it('refuses a token without jti for a call that changes something', async () => {
      const token = await signToken(ORG, { jti: undefined });
      assert.equal((await middleware.call('GET', '/v1/drafts', { token })).status, 200);
      await refused(token, 'token-invalid', 'POST');
    });

    it('accepts every active key of an org, so that a certificate can change without a gap', async () => {
      const renewed = makeOrg(ORG.orgId);
      await registerTestOrg(middleware.configuration, renewed);
      assert.equal((await middleware.call('GET', '/v1/drafts', { org: renewed })).status, 200);
      assert.equal((await middleware.call('GET', '/v1/drafts', { org: ORG })).status, 200);
    });
  });
}
