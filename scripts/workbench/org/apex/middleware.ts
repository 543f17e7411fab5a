import { z } from 'zod';

import type { OrgKey, Scope } from '../signing.ts';
import { CodedError } from './coded-error.ts';
import type { ValueChange } from './draft-controller.schema.ts';

/** JSON of the middleware, handed on untouched: Apex's `Map<String, Object>`. */
export type Json = Record<string, unknown>;

/** The one door outward, as the Apex class Middleware: what each call gives, and CodedError for anything but 2xx. */
export interface MiddlewareCalls {
  startCapture(body: Json): Promise<Json>;
  getCapture(captureId: string, waitSeconds: number): Promise<Json>;
  getSource(captureId: string): Promise<Json>;
  correctSource(captureId: string, text: string): Promise<Json>;
  retryCapture(captureId: string): Promise<Json>;
  eraseCapture(captureId: string): Promise<Json>;
  readErasures(since: Date, cursor: string | null): Promise<Json>;
  addDraft(captureId: string, draftId: string): Promise<Json>;
  changeDraft(draftId: string, version: number, changes: readonly ValueChange[]): Promise<Json>;
  decide(draftId: string, decision: Json): Promise<Json>;
}

/** Opens the door for a user and what the token may reach. */
export type MiddlewareDoor = (userId: string, scope: Scope) => MiddlewareCalls;

interface Connection {
  readonly url: string;
  readonly audience: string;
  readonly key: OrgKey;
  readonly timeoutSeconds: number;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const MAXIMUM_SECONDS = 120;
const document = z.record(z.string(), z.unknown());

/** @param requestId the id of the transaction, which each of its calls carries */
export function openDoor(connection: Connection, requestId: string): MiddlewareDoor {
  return (userId, scope) => {
    const call = async (
      method: string,
      path: string,
      body?: Json,
      headers: Readonly<Record<string, string>> = {},
      waitSeconds = 0,
    ): Promise<Json> => {
      const token = await connection.key.sign(userId, scope, connection.audience);
      const standing = { Authorization: `Bearer ${token}`, 'X-Request-Id': requestId };
      const seconds = connection.timeoutSeconds + waitSeconds;
      return send(new URL(path, connection.url), { method, body, headers: { ...headers, ...standing }, seconds });
    };
    return {
      startCapture: (body) => call('POST', '/v1/captures', body),
      getCapture: (captureId, seconds) =>
        call('GET', captureOf(captureId), undefined, seconds > 0 ? { Prefer: `wait=${seconds}` } : {}, seconds),
      getSource: (captureId) => call('GET', `${captureOf(captureId)}/source`),
      correctSource: (captureId, text) => call('PUT', `${captureOf(captureId)}/source`, { text }),
      retryCapture: (captureId) => call('POST', `${captureOf(captureId)}/retry`, {}),
      eraseCapture: (captureId) => call('DELETE', captureOf(captureId)),
      readErasures: (since, cursor) => call('GET', `/v1/erasures?${erasuresQuery(since, cursor)}`),
      addDraft: (captureId, draftId) => call('POST', `${captureOf(captureId)}/drafts`, { id: draftId }),
      changeDraft: (draftId, version, changes) =>
        call('PATCH', `/v1/drafts/${checked(draftId)}`, { changes }, { 'If-Match': `"${version}"` }),
      decide: (draftId, decision) => call('POST', `/v1/drafts/${checked(draftId)}/decision`, decision),
    };
  };
}

function captureOf(captureId: string): string {
  return `/v1/captures/${checked(captureId)}`;
}

/** Ids come from the browser and become part of an address. */
function checked(id: string): string {
  if (!UUID.test(id)) throw new CodedError('not-found');
  return id;
}

function erasuresQuery(since: Date, cursor: string | null): string {
  return new URLSearchParams({ since: since.toISOString(), ...(cursor === null ? {} : { cursor }) }).toString();
}

interface Call {
  readonly method: string;
  readonly body: Json | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly seconds: number;
}

async function send(url: URL, { method, body, headers, seconds }: Call): Promise<Json> {
  const response = await fetch(url, {
    method,
    headers: {
      Accept: 'application/json, application/problem+json',
      ...(body ? { 'Content-Type': 'application/json' } : {}),
      ...headers,
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
    redirect: 'error',
    signal: AbortSignal.timeout(Math.min(seconds, MAXIMUM_SECONDS) * 1000),
  }).catch(() => {
    throw new CodedError('unreachable');
  });
  const answer = await bodyOf(response);
  if (!response.ok) throw refused(response, answer ?? {});
  if (!answer) throw new CodedError('unreachable');
  return answer;
}

/** A body that is no problem document (a proxy's page) is judged by its status alone. */
function refused({ status, headers }: Response, problem: Json): CodedError {
  const { code } = problem;
  const after = headers.get('retry-after') ?? '';
  const seconds = /^\d{1,5}$/.test(after) ? Number(after) : null;
  return new CodedError(typeof code === 'string' ? code : codeOf(status), status, problem, seconds);
}

function codeOf(status: number): string {
  if (status === 401 || status === 403) return 'unauthorized';
  if (status === 404) return 'not-found';
  if (status === 429) return 'too-many-requests';
  return status >= 500 ? 'unavailable' : 'request-refused';
}

/** Null when the answer is no JSON object, or was cut short. */
async function bodyOf(response: Response): Promise<Json | null> {
  try {
    return document.parse(await response.json());
  } catch {
    return null;
  }
}
