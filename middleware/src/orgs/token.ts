import { createPublicKey } from 'node:crypto';

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

/**
 * Checks tokens as the contract asks: RS256 by a key registered for the issuing org, our audience, a short life, and used
 * once on every call that is not a GET.
 */
export function createAuthentication(store: OrgStore, audience: string, clock: Clock): Authenticate {
  return async (authorization, method) => {
    const token = /^Bearer +([A-Za-z0-9._~+/=-]+)$/i.exec(authorization ?? '')?.[1];
    if (!token) throw new CodedError('token-missing');
    const orgId = issuingOrg(token);
    const payload = await verify(token, await store.activeKeys(orgId), audience, clock());
    const caller = { orgId, userId: payload.sub, scope: parseScope(payload.scope) };
    if (method !== 'GET' && method !== 'HEAD') await useOnce(store, orgId, payload);
    return caller;
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

async function verify(token: string, publicKeys: string[], audience: string, now: Date): Promise<Claims> {
  for (const publicKey of publicKeys) {
    const payload = await verifyWith(token, publicKey, audience, now);
    if (payload) return checkClaims(payload, now);
  }
  throw new CodedError('token-invalid');
}

async function verifyWith(
  token: string,
  publicKey: string,
  audience: string,
  now: Date,
): Promise<JWTPayload | undefined> {
  try {
    const { payload } = await jwtVerify(token, createPublicKey(publicKey), {
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

async function useOnce(store: OrgStore, orgId: string, { jti, exp }: Claims): Promise<void> {
  if (!jti) throw new CodedError('token-invalid');
  const expiresAt = new Date((exp + LEEWAY_SECONDS) * 1000);
  if (!(await store.useToken(orgId, jti, expiresAt))) throw new CodedError('token-replayed');
}
