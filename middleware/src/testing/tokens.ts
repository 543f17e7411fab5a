import { generateKeyPairSync, randomUUID, type KeyObject } from 'node:crypto';

import { SignJWT } from 'jose';

export const AUDIENCE = 'https://middleware.test';
export const REP = '005000000000001AAA';
export const OTHER_REP = '005000000000002AAA';

/** An org that signs tokens, as a Salesforce org does with its certificate. */
export interface TestOrg {
  orgId: string;
  publicKey: string;
  privateKey: KeyObject;
}

export function makeOrg(orgId: string): TestOrg {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { orgId, privateKey, publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString() };
}

export interface TokenWishes {
  user?: string;
  scope?: string;
  issuer?: string;
  audience?: string;
  jti?: string | undefined;
  /** Seconds from now until the token expires. */
  expiresIn?: number;
}

/** A token as the org's Apex signs it, apart from what is wished otherwise. */
export function signToken(org: TestOrg, wishes: TokenWishes = {}): Promise<string> {
  const token = new SignJWT({ scope: wishes.scope ?? 'own' })
    .setProtectedHeader({ alg: 'RS256' })
    .setIssuer(wishes.issuer ?? `sf:${org.orgId}`)
    .setSubject(wishes.user ?? REP)
    .setAudience(wishes.audience ?? AUDIENCE)
    .setExpirationTime(Math.floor(Date.now() / 1000) + (wishes.expiresIn ?? 60));
  if (!('jti' in wishes)) token.setJti(randomUUID());
  else if (wishes.jti !== undefined) token.setJti(wishes.jti);
  return token.sign(org.privateKey);
}
