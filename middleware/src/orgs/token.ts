import { createPublicKey, type KeyObject } from 'node:crypto';

import { decodeJwt, errors, jwtVerify, type JWTPayload } from 'jose';
import { z } from 'zod';

import type { Clock } from '../platform/clock.ts';
import { CodedError } from '../platform/errors.ts';
import type { Caller, Scope } from './caller.ts';
import type { OrgStore } from './store.ts';

/** How far the clocks of an org and of this server may differ. */
const LEEWAY_SECONDS = 30;
/** A token that would live longer was not made for one call. */
const MAXIMUM_LIFE_SECONDS = 150;

const ISSUER = /^sf:(00D[A-Za-z0-9]{15})$/;

const claims = z.object({
  sub: z.string().regex(/^[A-Za-z0-9]{15}(?:[A-Za-z0-9]{3})?$/),
  exp: z.int(),
  jti: z
    .string()
    .regex(/^[\x21-\x7e]{1,128}$/)
    .optional(),
  scope: z.string(),
});
type Claims = z.infer<typeof claims>;

/** Tells who calls from the header Authorization. */
export type Authenticate = (authorization: string | undefined, method: string) => Promise<Caller>;

/** A public key that is parsed already. */
interface ParsedKey {
  keyId: string;
  key: KeyObject;
}

/** A token whose signature and claims were checked, and the key that signed it. */
interface Verified {
  keyId: string;
  claims: Claims;
}

/**
 * Checks tokens as the contract asks: RS256 by a key registered for the issuing org, our audience, a short life, and used
 * once on every call that is not a GET. A revoked key counts no more from the next call on, in every process: a call that
 * reads looks the keys up, and one that changes something asks again in the statement that uses its token.
 */
export function createAuthentication(store: OrgStore, audience: string, clock: Clock): Authenticate {
  const keys = createKeyCache(store);
  return async (authorization, method) => {
    const token = /^Bearer +([A-Za-z0-9._~+/=-]+)$/i.exec(authorization ?? '')?.[1];
    if (!token) throw new CodedError('token-missing');
    const orgId = issuingOrg(token);
    const readsOnly = method === 'GET' || method === 'HEAD';
    const known = readsOnly ? [] : keys.known(orgId);
    const verified =
      (await verify(token, known, audience, clock())) ??
      (await verify(token, (await keys.lookUp(orgId)).filter(isNew(known)), audience, clock()));
    if (!verified) throw new CodedError('token-invalid');
    const { claims, keyId } = verified;
    const caller = { orgId, userId: claims.sub, scope: parseScope(claims.scope) };
    if (!readsOnly) await useOnce(store, orgId, keyId, claims);
    return caller;
  };
}

const isNew = (known: readonly ParsedKey[]) => (key: ParsedKey) => !known.includes(key);

/** Keeps the keys of orgs parsed. What is `known` may be revoked meanwhile; what is looked up was not. */
function createKeyCache(store: Pick<OrgStore, 'activeKeys'>) {
  const parsed = new Map<string, ParsedKey[]>();
  return {
    known: (orgId: string): readonly ParsedKey[] => parsed.get(orgId) ?? [],
    async lookUp(orgId: string): Promise<readonly ParsedKey[]> {
      const active = await store.activeKeys(orgId);
      const former = parsed.get(orgId) ?? [];
      const keys = active.map(
        ({ keyId, pem }) => former.find((key) => key.keyId === keyId) ?? { keyId, key: createPublicKey(pem) },
      );
      // Anybody can name an org that does not exist.
      if (keys.length > 0) parsed.set(orgId, keys);
      else parsed.delete(orgId);
      return keys;
    },
  };
}

function issuingOrg(token: string): string {
  let issuer: unknown;
  try {
    issuer = decodeJwt(token).iss;
  } catch {
    throw new CodedError('token-invalid');
  }
  const orgId = typeof issuer === 'string' ? ISSUER.exec(issuer)?.[1] : undefined;
  if (!orgId) throw new CodedError('token-invalid');
  return orgId;
}

/** Nothing when none of the keys signed it. */
async function verify(
  token: string,
  keys: readonly ParsedKey[],
  audience: string,
  now: Date,
): Promise<Verified | undefined> {
  for (const { keyId, key } of keys) {
    const payload = await verifyWith(token, key, audience, now);
    if (payload) return { keyId, claims: checkClaims(payload, now) };
  }
  return undefined;
}

async function verifyWith(
  token: string,
  publicKey: KeyObject,
  audience: string,
  now: Date,
): Promise<JWTPayload | undefined> {
  try {
    const { payload } = await jwtVerify(token, publicKey, {
      algorithms: ['RS256'],
      audience,
      clockTolerance: LEEWAY_SECONDS,
      currentDate: now,
      requiredClaims: ['exp', 'sub', 'aud'],
    });
    return payload;
  } catch (error) {
    if (error instanceof errors.JWSSignatureVerificationFailed) return undefined;
    throw new CodedError(error instanceof errors.JWTExpired ? 'token-expired' : 'token-invalid');
  }
}

function checkClaims(payload: JWTPayload, now: Date): Claims {
  const parsed = claims.safeParse(payload);
  if (!parsed.success) throw new CodedError('token-invalid');
  if (parsed.data.exp > now.getTime() / 1000 + MAXIMUM_LIFE_SECONDS) throw new CodedError('token-expired');
  return parsed.data;
}

function parseScope(scope: string): Scope {
  if (scope === 'own' || scope === 'org') return { kind: scope };
  const captureId = /^capture:(.+)$/.exec(scope)?.[1]?.toLowerCase();
  if (!captureId || !z.uuid().safeParse(captureId).success) throw new CodedError('token-invalid');
  return { kind: 'capture', captureId };
}

async function useOnce(store: OrgStore, orgId: string, keyId: string, { jti, exp }: Claims): Promise<void> {
  if (!jti) throw new CodedError('token-invalid');
  const expiresAt = new Date((exp + LEEWAY_SECONDS) * 1000);
  const use = await store.useToken({ orgId, keyId, jti, expiresAt });
  if (use === 'key-revoked') throw new CodedError('token-invalid');
  if (use === 'again') throw new CodedError('token-replayed');
}
