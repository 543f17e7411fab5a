import { createHash } from 'node:crypto';
import { importSPKI, jwtVerify } from 'jose';

import type { OrgUser } from '../../records/access.ts';
import { OAuthProblem } from '../problem.ts';
import type { ClientApp } from './client-app.ts';
import { sameSecret } from './tokens.ts';
import type { Grant, Tokens } from './tokens.ts';

/** What the token endpoint decides with. */
export interface Authority {
  /** Asked for when a token is first wanted: making a client's key takes time. */
  clients(): readonly ClientApp[];
  readonly tokens: Tokens;
  /** Names that a JWT assertion may be made out to. */
  audiences(): readonly string[];
  userByName(userName: string): OrgUser | null;
}

export interface Granted extends Grant {
  /** A refresh token that goes with the access token. */
  readonly refreshToken: string | null;
}

type Form = Readonly<Record<string, string>>;

const JWT_BEARER = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
/** Salesforce takes no assertion that is good for longer than this. */
const MAXIMUM_ASSERTION_SECONDS = 5 * 60;
const SCOPE = 'api refresh_token';

/**
 * What a request to the token endpoint is given.
 * @throws OAuthProblem in Salesforce's words
 */
export async function grantFor(authority: Authority, form: Form): Promise<Granted> {
  switch (form['grant_type']) {
    case 'authorization_code':
      return authorizationCode(authority, form);
    case 'refresh_token':
      return refreshToken(authority, form);
    case 'client_credentials':
      return clientCredentials(authority, form);
    case JWT_BEARER:
      return jwtBearer(authority, form);
    case undefined:
      throw new OAuthProblem('invalid_request', 'must supply grant_type');
    default:
      throw new OAuthProblem('unsupported_grant_type', 'grant type not supported');
  }
}

/** The client that a form names, its secret checked. */
export function authenticated(authority: Authority, form: Form): ClientApp {
  const client = clientOf(authority, form['client_id']);
  const secret = form['client_secret'];
  if (secret === undefined || !sameSecret(secret, client.clientSecret)) {
    throw new OAuthProblem('invalid_client', 'invalid client credentials');
  }
  return client;
}

export function clientOf({ clients }: Authority, id: string | undefined): ClientApp {
  const client = clients().find(({ clientId }) => clientId === id);
  if (!client) throw new OAuthProblem('invalid_client_id', 'client identifier invalid');
  return client;
}

function authorizationCode(authority: Authority, form: Form): Granted {
  const client = authenticated(authority, form);
  const pending = authority.tokens.takeCode(form['code'] ?? '');
  if (pending === 'spent') throw new OAuthProblem('invalid_grant', 'expired authorization code');
  if (!pending || pending.clientId !== client.clientId) {
    throw new OAuthProblem('invalid_grant', 'invalid authorization code');
  }
  if (form['redirect_uri'] !== pending.redirectUri) {
    throw new OAuthProblem('redirect_uri_mismatch', 'redirect_uri must match configuration');
  }
  if (pending.challenge !== null && challengeOf(form['code_verifier'] ?? '') !== pending.challenge) {
    throw new OAuthProblem('invalid_grant', 'invalid code verifier');
  }
  const { userId, clientId, scope } = pending;
  const granted = { userId, clientId, scope };
  return { ...granted, refreshToken: authority.tokens.issueRefresh(granted) };
}

/** The S256 challenge of a verifier. */
export function challengeOf(verifier: string): string {
  return createHash('sha256').update(verifier).digest('base64url');
}

function refreshToken(authority: Authority, form: Form): Granted {
  const client = authenticated(authority, form);
  const token = form['refresh_token'] ?? '';
  const given = authority.tokens.refresh(token);
  if (!given || given.clientId !== client.clientId) {
    throw new OAuthProblem('invalid_grant', 'expired access/refresh token');
  }
  if (!client.rotatesRefreshTokens) return { ...given, refreshToken: null };
  authority.tokens.revoke(token);
  return { ...given, refreshToken: authority.tokens.issueRefresh(given) };
}

function clientCredentials(authority: Authority, form: Form): Granted {
  const client = authenticated(authority, form);
  const user = client.runAs === null ? null : authority.userByName(client.runAs);
  if (!user) throw new OAuthProblem('invalid_grant', 'no client credentials user enabled');
  return { userId: user.id, clientId: client.clientId, scope: 'api', refreshToken: null };
}

async function jwtBearer(authority: Authority, form: Form): Promise<Granted> {
  const assertion = form['assertion'] ?? '';
  const client = clientOf(authority, claimsOf(assertion)['iss']?.toString());
  const userName = await verifiedSubject(authority, client, assertion);
  const user = authority.userByName(userName);
  if (!user || !client.approved(user.userName)) {
    throw new OAuthProblem('invalid_grant', "user hasn't approved this consumer");
  }
  return { userId: user.id, clientId: client.clientId, scope: SCOPE, refreshToken: null };
}

async function verifiedSubject({ audiences }: Authority, client: ClientApp, assertion: string): Promise<string> {
  const claims = claimsOf(assertion);
  const audience = [claims['aud'] ?? []].flat();
  if (!audience.some((each) => audiences().includes(String(each)))) {
    throw new OAuthProblem('invalid_grant', 'audience is invalid');
  }
  const now = Math.floor(Date.now() / 1000);
  if (Number(claims['exp']) > now + MAXIMUM_ASSERTION_SECONDS)
    throw new OAuthProblem('invalid_grant', 'invalid assertion');
  try {
    const key = await importSPKI(client.publicKeyPem, 'RS256');
    const { payload } = await jwtVerify(assertion, key, { algorithms: ['RS256'], requiredClaims: ['exp', 'sub'] });
    return payload.sub ?? '';
  } catch {
    throw new OAuthProblem('invalid_grant', 'invalid assertion');
  }
}

/** What an assertion says of itself, before anything of it is believed. */
function claimsOf(assertion: string): Readonly<Record<string, unknown>> {
  try {
    const claims: unknown = JSON.parse(Buffer.from(assertion.split('.')[1] ?? '', 'base64url').toString('utf8'));
    return typeof claims === 'object' && claims !== null ? { ...claims } : {};
  } catch {
    throw new OAuthProblem('invalid_grant', 'invalid assertion');
  }
}
