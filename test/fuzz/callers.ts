import { createHmac, randomUUID } from 'node:crypto';

import { makeOrg, OTHER_REP, REP, signToken } from '../../middleware/src/testing/tokens.ts';
import { ORG, OTHER_ORG } from '../../middleware/src/testing/middleware.ts';

/** Who a call claims to come from. */
export const CALLERS = [
  'rep',
  'other rep',
  'other org',
  'scope capture',
  'scope of another capture',
  'scope org',
  'other org, scope org',
  'nobody',
  'expired',
  'lives too long',
  'forged',
  'foreign',
  'algorithm none',
  'HS256 with the public key',
  'replayed',
  'garbage',
  'huge',
] as const;
export type CallerName = (typeof CALLERS)[number];

/** Whether a caller belongs to the org whose captures the run makes, and is accepted. */
export const isOfOrg = (caller: CallerName) => ['rep', 'other rep', 'scope capture', 'scope org'].includes(caller);

const forger = makeOrg(ORG.orgId);
const stranger = makeOrg('00D000000000009AAA');
/** One token for all calls of a run that use one again. */
let replayed: string | undefined;

/** Who calls, and for which capture where the scope names one. `user` is the rep: a sequence has one of its own. */
export interface Claim {
  readonly caller: CallerName;
  readonly user: string;
  readonly captureId: string;
}

/** The header Authorization of a caller, or nothing. */
export async function authorizationOf(claim: Claim): Promise<string | undefined> {
  const token = await tokenOf(claim);
  return token === undefined ? undefined : `Bearer ${token}`;
}

async function tokenOf({ caller, user, captureId }: Claim): Promise<string | undefined> {
  switch (caller) {
    case 'rep':
      return signToken(ORG, { user });
    case 'other rep':
      return signToken(ORG, { user: OTHER_REP });
    case 'other org':
      return signToken(OTHER_ORG);
    case 'scope capture':
      return signToken(ORG, { user: OTHER_REP, scope: `capture:${captureId}` });
    case 'scope of another capture':
      return signToken(ORG, { user: OTHER_REP, scope: `capture:${randomUUID()}` });
    case 'scope org':
      return signToken(ORG, { scope: 'org' });
    case 'other org, scope org':
      return signToken(OTHER_ORG, { scope: 'org' });
    default:
      return brokenToken(caller);
  }
}

async function brokenToken(caller: CallerName): Promise<string | undefined> {
  switch (caller) {
    case 'expired':
      return signToken(ORG, { expiresIn: -60 });
    case 'lives too long':
      return signToken(ORG, { expiresIn: 86_400 });
    case 'forged':
      return signToken(forger);
    case 'foreign':
      return signToken(stranger);
    case 'algorithm none':
      return `${encode({ alg: 'none' })}.${encode(claims())}.`;
    case 'HS256 with the public key': {
      const head = `${encode({ alg: 'HS256' })}.${encode(claims())}`;
      return `${head}.${createHmac('sha256', ORG.publicKey).update(head).digest('base64url')}`;
    }
    case 'replayed':
      replayed ??= await signToken(ORG);
      return replayed;
    case 'garbage':
      return 'a.b.c';
    case 'huge':
      return `${'x'.repeat(4000)}.${'y'.repeat(4000)}.z`;
    default:
      return undefined;
  }
}

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const claims = () => ({ iss: `sf:${ORG.orgId}`, sub: REP, scope: 'own', exp: Math.floor(Date.now() / 1000) + 60 });
