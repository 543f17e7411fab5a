import type { KeyObject } from 'node:crypto';

import { z } from 'zod';

import type { Clock } from '../platform/clock.ts';
import { instanceAddress } from '../platform/salesforce-addresses.ts';
import { callOrg, type CallBounds, type OrgAnswer } from './connection-call.ts';
import { SalesforceUnavailable } from './connection.ts';
import { signAssertion } from './oauth-key.ts';
import { refusalCode, type OAuthError } from './oauth-refusals.ts';

/** The external client app with its key opened. */
export interface OAuthApp {
  clientId: string;
  clientSecret: string | null;
  key: KeyObject | null;
  /** The integration user of an org; null: none is named. */
  usernameOf: (orgId: string) => string | null;
}

/** What an org answered to a request for tokens, checked: the instance is Salesforce's, and the ids are those of its identity. */
export interface Tokens {
  accessToken: string;
  /** Absent when the org keeps the one that we have, or gives none. */
  refreshToken: string | null;
  /** An origin that may get the token. */
  instanceUrl: string;
  /** 15 or 18 characters. */
  orgId: string;
  userId: string;
}

/** A user of an org. Names are for the page and the terminal of an admin, never for a log. */
interface Identity {
  orgId: string;
  userId: string;
  username: string;
}

/** An org's authorisation server, by the origin where it logs in. */
export interface OAuth {
  /** Where the browser of the admin goes. */
  authorizeUrl(login: { loginUrl: string; redirectUri: string; state: string; challenge: string }): string;
  /** @throws SalesforceUnavailable, as all that follow. */
  exchangeCode(login: { loginUrl: string; redirectUri: string; code: string; verifier: string }): Promise<Tokens>;
  byAssertion(loginUrl: string, username: string): Promise<Tokens>;
  byClientCredentials(loginUrl: string): Promise<Tokens>;
  byRefreshToken(loginUrl: string, refreshToken: string): Promise<Tokens>;
  /** Who the token belongs to, as the org says when it is asked. */
  identity(tokens: Pick<Tokens, 'instanceUrl' | 'accessToken'>): Promise<Identity>;
  /** Ends a token in the org. One that ended already is none of our concern. */
  revoke(loginUrl: string, token: string): Promise<void>;
}

/** Answers of these servers are a few hundred characters. */
const LARGEST_ANSWER = 64 * 1024;
/** Shorter than the time for which one process keeps the others from asking for tokens. */
const LONGEST_MILLISECONDS = 10_000;

const tokenAnswer = z.object({
  access_token: z.string().min(1).max(10_000),
  refresh_token: z.string().min(1).max(10_000).optional(),
  instance_url: z.string().max(1_000),
  id: z.string().max(1_000),
});
const identityAnswer = z.object({
  organization_id: z.string().max(18),
  user_id: z.string().max(18),
  preferred_username: z.string().max(255).catch(''),
});
const errorAnswer = z.object({ error: z.string().max(200), error_description: z.string().max(2_000).catch('') });

/** `api`: records, and who logged in. `refresh_token`: work in the background. */
const SCOPE = 'api refresh_token';
const JWT_BEARER = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

export function createOAuth(app: OAuthApp, bounds: Pick<CallBounds, 'milliseconds' | 'stopped'>, clock: Clock): OAuth {
  const { clientId } = app;
  const limits = {
    milliseconds: Math.min(bounds.milliseconds, LONGEST_MILLISECONDS),
    mostBytes: LARGEST_ANSWER,
    stopped: bounds.stopped,
  };
  const secret = app.clientSecret === null ? {} : { client_secret: app.clientSecret };
  const ask = async (loginUrl: string, form: Record<string, string>) =>
    readTokens(await post(`${loginUrl}/services/oauth2/token`, form, limits), loginUrl);
  return {
    authorizeUrl: ({ loginUrl, redirectUri, state, challenge }) => {
      const address = new URL('/services/oauth2/authorize', loginUrl);
      address.search = new URLSearchParams({
        ...{ response_type: 'code', client_id: clientId, redirect_uri: redirectUri, scope: SCOPE, state },
        ...{ code_challenge: challenge, code_challenge_method: 'S256' },
      }).toString();
      return address.href;
    },
    exchangeCode: ({ loginUrl, redirectUri, code, verifier }) =>
      ask(loginUrl, {
        ...{ grant_type: 'authorization_code', code, code_verifier: verifier, redirect_uri: redirectUri },
        ...{ client_id: clientId, ...secret },
      }),
    byAssertion: async (loginUrl, username) => {
      if (!app.key) throw new Error('the JWT bearer flow needs a key');
      const assertion = await signAssertion(app.key, { clientId, username, loginUrl }, clock);
      return ask(loginUrl, { grant_type: JWT_BEARER, assertion });
    },
    byClientCredentials: (loginUrl) =>
      ask(loginUrl, { grant_type: 'client_credentials', client_id: clientId, ...secret }),
    byRefreshToken: (loginUrl, refreshToken) =>
      ask(loginUrl, { grant_type: 'refresh_token', refresh_token: refreshToken, client_id: clientId, ...secret }),
    async identity({ instanceUrl, accessToken }) {
      const url = `${instanceUrl}/services/oauth2/userinfo`;
      const headers = { Accept: 'application/json', Authorization: `Bearer ${accessToken}` };
      return readIdentity(await callOrg({ method: 'GET', url, headers }, limits));
    },
    async revoke(loginUrl, token) {
      await post(`${loginUrl}/services/oauth2/revoke`, { token }, limits);
    },
  };
}

function post(url: string, form: Record<string, string>, limits: CallBounds): Promise<OrgAnswer> {
  const headers = { 'Content-Type': 'application/x-www-form-urlencoded', Accept: 'application/json' };
  return callOrg({ method: 'POST', url, headers, body: new URLSearchParams(form).toString() }, limits);
}

function readTokens(answer: OrgAnswer, loginUrl: string): Tokens {
  if (answer.status !== 200) throw refusalOf(answer);
  const read = tokenAnswer.safeParse(parseJson(answer.body));
  if (!read.success) throw new SalesforceUnavailable('nonsense');
  const { access_token: accessToken, refresh_token: refreshToken = null, instance_url, id } = read.data;
  const instanceUrl = instanceAddress(instance_url, loginUrl);
  if (instanceUrl === null) throw new SalesforceUnavailable('instance-address');
  const [, orgId, userId] =
    /\/id\/(00D[A-Za-z0-9]{12}(?:[A-Za-z0-9]{3})?)\/(005[A-Za-z0-9]{12}(?:[A-Za-z0-9]{3})?)$/.exec(id) ?? [];
  if (orgId === undefined || userId === undefined) throw new SalesforceUnavailable('nonsense');
  return { accessToken, refreshToken, instanceUrl, orgId, userId };
}

function readIdentity(answer: OrgAnswer): Identity {
  if (answer.status >= 500 || answer.status === 429) throw new SalesforceUnavailable('busy');
  if (answer.status !== 200) throw new SalesforceUnavailable('other-refusal');
  const read = identityAnswer.safeParse(parseJson(answer.body));
  if (!read.success) throw new SalesforceUnavailable('nonsense');
  const { organization_id: orgId, user_id: userId, preferred_username: username } = read.data;
  return { orgId, userId, username };
}

function refusalOf({ status, body }: OrgAnswer): SalesforceUnavailable {
  const read = errorAnswer.safeParse(parseJson(body));
  if (status >= 500 || status === 429) return new SalesforceUnavailable('busy');
  if (!read.success) return new SalesforceUnavailable('nonsense');
  const error: OAuthError = { error: read.data.error, description: read.data.error_description };
  return new SalesforceUnavailable(refusalCode(error));
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Ids of 15 and of 18 characters name the same: the last three only repeat the case of the others. */
export const isSameId = (left: string, right: string): boolean => left.slice(0, 15) === right.slice(0, 15);
