import { createHash, randomBytes, type KeyObject } from 'node:crypto';

import { jwtVerify } from 'jose';

type Form = Record<string, string>;

export interface Answer {
  status: number;
  body: unknown;
}

/** What kind of org answers. */
export interface OrgWishes {
  orgId?: string;
  /** Whether a refresh token is good for one refresh. */
  rotates?: boolean;
  /** The app may use the client credentials flow. */
  clientCredentials?: boolean;
  /** The certificate of the app. */
  publicKey?: KeyObject;
}

/** Who asks for tokens, and what was given until now. */
export interface OrgState {
  readonly wishes: OrgWishes;
  readonly orgId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly username: string;
  url: string;
  readonly access: Set<string>;
  readonly refresh: Set<string>;
  readonly codes: Map<string, { challenge: string | null; redirectUri: string }>;
  /** Everything that must never be read anywhere but in the tokens' own columns. */
  readonly secrets: string[];
  /** What stands in every token answer in place of what would. */
  tokenChanges: Record<string, unknown>;
}

export const USER_ID = '005000000000009AAA';

export const randomText = () => randomBytes(24).toString('base64url');

/** Something that a test looks for in places where it must not be. */
export function secretOf(org: OrgState, kind: string): string {
  const made = `${kind}-${randomText()}`;
  org.secrets.push(made);
  return made;
}

/** The token endpoint, in the words of Salesforce. */
export async function grantTokens(org: OrgState, form: Form): Promise<Answer> {
  const refusal = await refusalOf(org, form);
  if (refusal) return { status: 400, body: refusal };
  const type = form['grant_type'];
  const givesRefresh = type === 'authorization_code' || (type === 'refresh_token' && org.wishes.rotates === true);
  const given: Record<string, unknown> = {
    access_token: secretOf(org, 'access'),
    ...(givesRefresh ? { refresh_token: secretOf(org, 'refresh') } : {}),
    instance_url: org.url,
    id: `${org.url}/id/${org.orgId}/${USER_ID}`,
    token_type: 'Bearer',
    ...org.tokenChanges,
  };
  org.access.add(String(given['access_token']));
  if (given['refresh_token'] !== undefined) org.refresh.add(String(given['refresh_token']));
  return { status: 200, body: given };
}

const refused = (description: string) => ({ error: 'invalid_grant', error_description: description });

async function refusalOf(org: OrgState, form: Form): Promise<Record<string, string> | null> {
  switch (form['grant_type']) {
    case 'authorization_code':
      return refusalOfCode(org, form);
    case 'refresh_token': {
      const token = form['refresh_token'] ?? '';
      const known = org.refresh.has(token);
      if (org.wishes.rotates) org.refresh.delete(token);
      return known ? null : refused('expired access/refresh token');
    }
    case 'client_credentials':
      return org.wishes.clientCredentials ? null : refused('no client credentials user enabled');
    default:
      return (await isAssertion(org, form['assertion'] ?? '')) ? null : refused('invalid assertion');
  }
}

function refusalOfCode(org: OrgState, form: Form): Record<string, string> | null {
  const pending = org.codes.get(form['code'] ?? '');
  org.codes.delete(form['code'] ?? '');
  if (!pending) return refused('expired authorization code');
  if (pending.redirectUri !== form['redirect_uri']) {
    return { error: 'redirect_uri_mismatch', error_description: 'redirect_uri must match configuration' };
  }
  const challenge = createHash('sha256')
    .update(form['code_verifier'] ?? '')
    .digest('base64url');
  return challenge === pending.challenge ? null : refused('invalid code verifier');
}

async function isAssertion(org: OrgState, assertion: string): Promise<boolean> {
  org.secrets.push(assertion);
  if (!org.wishes.publicKey) return false;
  const { url: audience, clientId: issuer, username: subject } = org;
  try {
    const options = { algorithms: ['RS256'], audience, issuer, subject };
    const { payload } = await jwtVerify(assertion, org.wishes.publicKey, options);
    return (payload.exp ?? Infinity) - Date.now() / 1000 < 181;
  } catch {
    return false;
  }
}
