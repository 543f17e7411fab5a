import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

import type { Clock } from '../platform/clock.ts';
import type { Keyring } from '../platform/keyring.ts';
import type { Log } from '../platform/log.ts';
import { SalesforceUnavailable } from './connection.ts';
import type { OpenConnections } from './connections.ts';
import type { Flow, LinkPurpose, LoginStore } from './logins-store.ts';
import { refusalCode, type OAuthError } from './oauth-refusals.ts';
import { isSameId, type Tokens } from './oauth.ts';

/** Why a page of the login cannot go on. */
export type LoginRefusal = 'link-unusable' | 'answer-unusable' | 'other-browser';

/** What a browser sent does not belong to a login that is under way. */
export class LoginRefused extends Error {
  override readonly name = 'LoginRefused';
  readonly refusal: LoginRefusal;

  constructor(refusal: LoginRefusal) {
    super(refusal);
    this.refusal = refusal;
  }
}

/** What Salesforce sends the browser back with. */
interface Callback {
  state: string | undefined;
  /** What binds the login to the browser that began it. */
  browser: string | undefined;
  code: string | undefined;
  error: OAuthError | undefined;
}

/** The logins of admins: from a link of the command line, through Salesforce, to a stored connection. */
export interface Logins {
  /** A link of ten minutes for one org. A login link opens once. @throws SalesforceUnavailable when nothing could answer it. */
  makeLink(orgId: string, purpose: LinkPurpose, loginUrl: string): Promise<string>;
  /** Opens a login link: where the browser goes, and what it is known by when it comes back. @throws LoginRefused */
  begin(link: string | undefined): Promise<{ location: string; browser: string }>;
  /** Ends a login, and gives the link of its check. @throws LoginRefused, or SalesforceUnavailable with nothing stored. */
  finish(callback: Callback): Promise<{ orgId: string; checkLink: string }>;
  /** The org whose check a link opens. @throws LoginRefused */
  checkedOrg(link: string | undefined): Promise<string>;
}

interface LoginParts {
  store: LoginStore;
  connections: OpenConnections;
  keyring: Pick<Keyring, 'sealFor' | 'lookup'>;
  publicUrl: string | null;
  onConnected: (orgId: string) => void;
  clock: Clock;
  log: Log;
}

const LINK_MILLISECONDS = 600_000;
const RANDOM_BYTES = 32;
const VERIFIER = 'login_flows.sealed_verifier';
/** The org in front tells whose rows to look at; the rest is what nobody guesses. */
const HANDLE = /^(00D[A-Za-z0-9]{15})\.[A-Za-z0-9_-]{43}$/;

export function createLogins(parts: LoginParts): Logins {
  const { store, keyring, clock } = parts;
  const access = accessOf(parts);
  const sealOf = (orgId: string) => keyring.sealFor(`connection:${orgId}`);
  const isOver = ({ expiresAt }: { expiresAt: Date }) => expiresAt <= clock();
  const expiresAt = () => new Date(clock().getTime() + LINK_MILLISECONDS);
  const makeLink: Logins['makeLink'] = async (orgId, purpose, loginUrl) => {
    const { publicUrl } = access();
    const link = handle(orgId);
    await store.forget(orgId, clock());
    const hash = keyring.lookup(`${purpose}-link`, link);
    await store.addLink(orgId, { hash, purpose, loginUrl, expiresAt: expiresAt() });
    return `${publicUrl}/auth/${purpose}?link=${link}`;
  };
  return {
    makeLink,
    async begin(link) {
      const { oauth, publicUrl } = access();
      const orgId = orgIn(link, 'link-unusable');
      const opened = await store.takeLink(orgId, keyring.lookup('login-link', link ?? ''), 'login');
      if (!opened || isOver(opened)) throw new LoginRefused('link-unusable');
      const [state, browser, verifier] = [handle(orgId), randomText(), randomText()];
      await store.addFlow(orgId, {
        stateHash: keyring.lookup('login-state', state),
        browserHash: keyring.lookup('login-browser', browser),
        loginUrl: opened.loginUrl,
        sealedVerifier: sealOf(orgId).seal(verifier, VERIFIER),
        expiresAt: expiresAt(),
      });
      const challenge = createHash('sha256').update(verifier).digest('base64url');
      const { loginUrl } = opened;
      return {
        browser,
        location: oauth.authorizeUrl({ loginUrl, redirectUri: callbackOf(publicUrl), state, challenge }),
      };
    },
    async finish(callback) {
      const orgId = orgIn(callback.state, 'answer-unusable');
      const stateHash = keyring.lookup('login-state', callback.state ?? '');
      const flow = await store.findFlow(orgId, stateHash);
      if (!flow || isOver(flow)) throw new LoginRefused('answer-unusable');
      const browserHash = keyring.lookup('login-browser', callback.browser ?? '');
      // A login is not ended by who did not begin it.
      if (!timingSafeEqual(browserHash, flow.browserHash)) throw new LoginRefused('other-browser');
      if (!(await store.takeFlow(orgId, stateHash))) throw new LoginRefused('answer-unusable');
      if (callback.error) throw new SalesforceUnavailable(refusalCode(callback.error));
      if (!callback.code) throw new LoginRefused('answer-unusable');
      const verifier = String(sealOf(orgId).open(flow.sealedVerifier, VERIFIER));
      await connect(parts, orgId, flow, { code: callback.code, verifier });
      return { orgId, checkLink: await makeLink(orgId, 'check', flow.loginUrl) };
    },
    async checkedOrg(link) {
      const orgId = orgIn(link, 'link-unusable');
      const opened = await store.findLink(orgId, keyring.lookup('check-link', link ?? ''), 'check');
      if (!opened || isOver(opened)) throw new LoginRefused('link-unusable');
      return orgId;
    },
  };
}

function accessOf({ connections, publicUrl }: LoginParts) {
  return () => {
    if (!connections.access) throw new SalesforceUnavailable('no-app');
    if (publicUrl === null) throw new SalesforceUnavailable('no-public-url');
    return { ...connections.access, publicUrl };
  };
}

/** Exchanges the code, asks who that is, and keeps the connection only when it is one to the org that the link was made for. */
async function connect(
  parts: LoginParts,
  orgId: string,
  { loginUrl }: Flow,
  { code, verifier }: { code: string; verifier: string },
): Promise<void> {
  const { oauth, app, sessions, versionOf, publicUrl } = accessOf(parts)();
  const { store } = parts.connections;
  const tokens = await oauth.exchangeCode({ loginUrl, redirectUri: callbackOf(publicUrl), code, verifier });
  const give = (token: string) => oauth.revoke(tokens.instanceUrl, token).catch(() => undefined);
  const giveBack = () => give(tokens.refreshToken ?? tokens.accessToken);
  try {
    await refuseOtherOrg(oauth, tokens, orgId);
    const { accessToken, instanceUrl, userId, refreshToken } = tokens;
    if (app.key !== null) {
      // The integration user works in the background: nothing of the admin is kept.
      await store.replace(orgId, { loginUrl, instanceUrl, session: null, refreshToken: null });
      await giveBack();
    } else if (app.clientSecret !== null) {
      await store.replace(orgId, { loginUrl, instanceUrl, session: null, refreshToken });
    } else {
      if (refreshToken === null) throw new SalesforceUnavailable('no-refresh-token');
      const session = { accessToken, instanceUrl, userId, apiVersion: await versionOf(instanceUrl) };
      await store.replace(orgId, { loginUrl, instanceUrl, session, refreshToken });
    }
    sessions.wake(orgId);
    parts.log.info({ org: orgId }, 'org connected');
    parts.onConnected(orgId);
  } catch (error) {
    await giveBack();
    throw error;
  }
}

async function refuseOtherOrg(
  oauth: { identity: (tokens: Tokens) => Promise<{ orgId: string }> },
  tokens: Tokens,
  orgId: string,
): Promise<void> {
  const asked = isSameId(tokens.orgId, orgId) ? await oauth.identity(tokens) : null;
  if (!asked || !isSameId(asked.orgId, orgId)) throw new SalesforceUnavailable('other-org');
}

const callbackOf = (publicUrl: string) => `${publicUrl}/auth/callback`;
const randomText = () => randomBytes(RANDOM_BYTES).toString('base64url');
const handle = (orgId: string) => `${orgId}.${randomText()}`;

function orgIn(given: string | undefined, refusal: LoginRefusal): string {
  const orgId = HANDLE.exec(given ?? '')?.[1];
  if (orgId === undefined) throw new LoginRefused(refusal);
  return orgId;
}
