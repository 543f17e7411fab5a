import { setTimeout as delay } from 'node:timers/promises';

import { createBreaker, type Breaker } from '../platform/breaker.ts';
import type { Clock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import type { ConnectionStore, Given, Method, StoredConnection } from './connection-store.ts';
import { SalesforceUnavailable } from './connection.ts';
import { isSameId, type OAuth, type OAuthApp, type Tokens } from './oauth.ts';

/** What lets calls into an org. */
export interface Session {
  accessToken: string;
  /** An origin that was checked: it may get the token. */
  instanceUrl: string;
  /** Such as `67.0`. */
  apiVersion: string;
  userId: string;
}

export interface Sessions {
  /** The org's session, asked for where there is none. @throws SalesforceUnavailable */
  current(orgId: string): Promise<Session>;
  /** Another one than the one whose token the org refused: one request for all who ask, in all processes. */
  renewed(orgId: string, refusedToken: string | null): Promise<Session>;
  /** Lets an org be asked again at once that was resting: a person changed something. */
  wake(orgId: string): void;
}

interface Parts {
  store: ConnectionStore;
  oauth: OAuth;
  app: OAuthApp;
  /** The newest API version that the org and we know. */
  versionOf: (instanceUrl: string) => Promise<string>;
  /** Where an org logs in that nobody connected by hand. */
  loginUrl: string;
  /** Orgs that sign tokens here. */
  isRegistered: (orgId: string) => Promise<boolean>;
  stopped: AbortSignal;
  clock: Clock;
  log: Log;
}

/** Longer than all that asking for tokens may take; a process that died leaves its turn to another one after this. */
const CLAIM_SECONDS = 30;
const LOOK_MILLISECONDS = 150;
const LONGEST_WAIT_MILLISECONDS = 40_000;
/** An org that is away is left alone for this long after so many failures in a row. */
const REST = { failures: 3, milliseconds: 30_000 };
/** What a person has to mend is not asked for more often than this. */
const REFUSED_MILLISECONDS = 300_000;

interface Resting {
  breaker: Breaker;
  last: SalesforceUnavailable | null;
}

export function createSessions(parts: Parts): Sessions {
  const { store, app, clock } = parts;
  const underWay = new Map<string, Promise<Session>>();
  const rests = new Map<string, Resting>();
  const restOf = (orgId: string) => {
    const known = rests.get(orgId) ?? { breaker: createBreaker(REST, clock, () => undefined), last: null };
    rests.set(orgId, known);
    return known;
  };
  const renewed = (orgId: string, refusedToken: string | null) => {
    const key = `${orgId} ${refusedToken ?? ''}`;
    const going = underWay.get(key) ?? renew(parts, restOf(orgId), orgId, refusedToken);
    underWay.set(key, going);
    const done = () => void (underWay.get(key) === going && underWay.delete(key));
    going.then(done, done);
    return going;
  };
  return {
    renewed,
    async current(orgId) {
      const stored = await store.find(orgId);
      const session = sessionOf(stored, null);
      if (session) return session;
      if (!stored) await introduce(parts, orgId, app);
      return renewed(orgId, null);
    },
    wake: (orgId) => void rests.delete(orgId),
  };
}

const hasOwnCredentials = ({ key, clientSecret }: OAuthApp) => key !== null || clientSecret !== null;

/** An app with credentials of its own needs nobody to log in first. */
async function introduce({ store, loginUrl, isRegistered }: Parts, orgId: string, app: OAuthApp): Promise<void> {
  if (!hasOwnCredentials(app) || !(await isRegistered(orgId))) throw notConnected();
  await store.introduce(orgId, loginUrl);
}

async function renew(parts: Parts, rest: Resting, orgId: string, refusedToken: string | null): Promise<Session> {
  const { store, stopped, log } = parts;
  const until = performance.now() + LONGEST_WAIT_MILLISECONDS;
  while (performance.now() < until) {
    const known = sessionOf(await store.find(orgId), refusedToken);
    if (known) return known;
    if (await store.claim(orgId, CLAIM_SECONDS)) return obtain(parts, rest, orgId, refusedToken);
    await delay(LOOK_MILLISECONDS, undefined, { signal: stopped }).catch(() => undefined);
    if (stopped.aborted) break;
  }
  log.warn({ org: orgId, code: 'turn-not-given' }, 'no new token for an org');
  throw new SalesforceUnavailable('turn-not-given');
}

/** Asks the org, in our turn. Somebody may have asked between our look and our turn. */
async function obtain(parts: Parts, rest: Resting, orgId: string, refusedToken: string | null): Promise<Session> {
  const { store, log } = parts;
  let isOurs = true;
  try {
    const stored = await store.find(orgId);
    const known = sessionOf(stored, refusedToken);
    if (known || !stored) return known ?? raise(notConnected());
    if (!rest.breaker.enter()) throw rest.last ?? new SalesforceUnavailable('resting');
    const began = performance.now();
    const given = await ask(parts, stored, rest);
    await store.save(stored, given);
    isOurs = false;
    const milliseconds = Math.round(performance.now() - began);
    log.info({ org: orgId, method: given.method, milliseconds }, 'new token for an org');
    return given.session;
  } finally {
    if (isOurs) await store.giveBack(orgId);
  }
}

async function ask(parts: Parts, stored: StoredConnection, rest: Resting): Promise<Given> {
  try {
    const given = await askByAnyMethod(parts, stored);
    rest.breaker.leave('well');
    return given;
  } catch (error) {
    if (!(error instanceof SalesforceUnavailable)) {
      rest.breaker.leave('unknown');
      throw error;
    }
    rest.last = error;
    await noteRefusal(parts, stored, error);
    const passes = error.reason === 'unreachable';
    if (error.code === 'stopping') rest.breaker.leave('unknown');
    else rest.breaker.leave('failed', passes ? 0 : REFUSED_MILLISECONDS);
    throw error;
  }
}

/** Writes down what only a person can mend, so that no process goes on asking. */
async function noteRefusal(
  { store, log }: Parts,
  stored: StoredConnection,
  error: SalesforceUnavailable,
): Promise<void> {
  const { reason, code } = error;
  log.warn({ org: stored.orgId, reason, code }, 'org gives no token');
  if (reason === 'not-connected' || reason === 'unreachable') return;
  await store.refuse(stored, reason === 'login-revoked' ? 'login-revoked' : 'refused', code);
}

async function askByAnyMethod(parts: Parts, stored: StoredConnection): Promise<Given> {
  const methods = methodsOf(parts.app, stored);
  for (const [place, method] of methods.entries()) {
    try {
      return await askBy(parts, stored, method);
    } catch (error) {
      const isRefused = error instanceof SalesforceUnavailable && error.reason !== 'unreachable';
      if (!isRefused || place === methods.length - 1) throw error;
      parts.log.warn({ org: stored.orgId, method, code: error.code }, 'org refuses a way to get tokens');
    }
  }
  throw notConnected();
}

/**
 * The app's own key is chosen over all else, and alone: the login of an admin may see more than the integration user is meant to.
 * A secret is no such choice, as logging in can need one too.
 */
function methodsOf({ key, clientSecret }: OAuthApp, { refreshToken }: StoredConnection): Method[] {
  if (key !== null) return ['jwt-bearer'];
  const bySecret = clientSecret === null ? [] : (['client-credentials'] as const);
  return [...bySecret, ...(refreshToken === null ? [] : (['refresh-token'] as const))];
}

async function askBy(parts: Parts, stored: StoredConnection, method: Method): Promise<Given> {
  const tokens = await tokensBy(parts, stored, method);
  if (!isSameId(tokens.orgId, stored.orgId)) throw new SalesforceUnavailable('other-org');
  const { accessToken, instanceUrl, userId, refreshToken } = tokens;
  const apiVersion = await parts.versionOf(instanceUrl);
  return { session: { accessToken, instanceUrl, apiVersion, userId }, refreshToken, method };
}

function tokensBy({ oauth, app }: Parts, stored: StoredConnection, method: Method): Promise<Tokens> {
  const { orgId, loginUrl, instanceUrl, refreshToken } = stored;
  if (method === 'jwt-bearer') {
    const username = app.usernameOf(orgId);
    if (username === null) throw new SalesforceUnavailable('no-username');
    return oauth.byAssertion(loginUrl, username);
  }
  // This flow is answered by an org's own address only.
  if (method === 'client-credentials') return oauth.byClientCredentials(instanceUrl ?? loginUrl);
  return refreshToken === null ? raise(notConnected()) : oauth.byRefreshToken(loginUrl, refreshToken);
}

/** @throws SalesforceUnavailable when a person has to connect the org first. */
function sessionOf(stored: StoredConnection | null, refusedToken: string | null): Session | null {
  if (stored?.state === 'disconnected') throw notConnected();
  if (stored?.state === 'login-revoked') throw new SalesforceUnavailable('login-expired');
  if (stored?.state !== 'connected' || !stored.session) return null;
  return stored.session.accessToken === refusedToken ? null : stored.session;
}

function raise(error: Error): never {
  throw error;
}

const notConnected = () => new SalesforceUnavailable('not-connected');
