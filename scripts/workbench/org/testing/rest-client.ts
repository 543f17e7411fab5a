import { importPKCS8, SignJWT } from 'jose';
import { Connection } from 'jsforce';

import type { RestOrg } from './rest-org.ts';

/** What an OAuth endpoint answered. */
export interface TokenAnswer {
  readonly status: number;
  readonly body: Readonly<Record<string, string>>;
}

/** A form sent to an address below `/services/oauth2`. */
export async function postForm(
  org: RestOrg,
  address: string,
  form: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
): Promise<TokenAnswer> {
  const response = await fetch(`${org.url}/services/oauth2/${address}`, {
    method: 'POST',
    body: new URLSearchParams(form),
    headers,
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? {} : JSON.parse(text) };
}

/** The claims of an assertion that the org takes, changed at will; `null` leaves one out. */
export async function assertion(
  org: RestOrg,
  changes: Readonly<Record<string, string | number | null>> = {},
  privateKeyPem = org.privateKeyPem,
): Promise<string> {
  const exp = Math.floor(Date.now() / 1000) + 120;
  const claims = { iss: org.clientId, sub: org.userName, aud: org.url, exp, ...changes };
  const given = Object.fromEntries(Object.entries(claims).filter(([, value]) => value !== null));
  return new SignJWT(given).setProtectedHeader({ alg: 'RS256' }).sign(await importPKCS8(privateKeyPem, 'RS256'));
}

export const JWT_BEARER = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

/** A connection of jsforce as the integration user. */
export async function connect(org: RestOrg): Promise<Connection> {
  const connection = new Connection({ loginUrl: org.url, instanceUrl: org.url, version: '67.0' });
  await connection.authorize({ grant_type: JWT_BEARER, assertion: await assertion(org) });
  return connection;
}

/** A call with the bearer token of the connection, past jsforce. */
export function call(
  org: RestOrg,
  token: string | null | undefined,
  path: string,
  init: RequestInit = {},
): Promise<Response> {
  const headers = { ...(token ? { Authorization: `Bearer ${token}` } : {}), ...(init.headers as object | undefined) };
  return fetch(`${org.url}${path}`, { redirect: 'manual', ...init, headers });
}

/** The object or list that a call answered. */
export async function jsonOf(response: Response): Promise<Readonly<Record<string, unknown>>> {
  return (await response.json()) as Readonly<Record<string, unknown>>;
}

/** `CODE: message` of what jsforce throws; fails when it throws nothing. */
export async function refusalOf(work: PromiseLike<unknown>): Promise<string> {
  try {
    await work;
  } catch (failure) {
    const { errorCode, name, message } = failure as Error & { readonly errorCode?: string };
    return `${errorCode ?? name}: ${message}`;
  }
  throw new Error('The call was expected to be refused');
}
