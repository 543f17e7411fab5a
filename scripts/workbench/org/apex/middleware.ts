import { randomUUID } from 'node:crypto';
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

export function openDoor(connection: Connection): MiddlewareDoor {
  return (userId, scope) => {
    const call = (method: string, path: string, body?: Json, headers: Record<string, string> = {}): Promise<Json> =>
      send(connection, userId, scope, { method, path, body, headers });
    return {
      startCapture: (body) => call('POST', '/v1/captures', body),
      getCapture: (captureId, seconds) =>
        call('GET', captureOf(captureId), undefined, seconds > 0 ? { Prefer: `wait=${seconds}` } : {}),
      getSource: (captureId) => call('GET', `${captureOf(captureId)}/source`),
      correctSource: (captureId, text) => call('PUT', `${captureOf(captureId)}/source`, { text }),
      retryCapture: (captureId) => call('POST', `${captureOf(captureId)}/retry`, {}),
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

interface Call {
  readonly method: string;
  readonly path: string;
  readonly body: Json | undefined;
  readonly headers: Readonly<Record<string, string>>;
}

async function send(connection: Connection, userId: string, scope: Scope, call: Call): Promise<Json> {
  const token = await connection.key.sign(userId, scope, connection.audience);
  const response = await fetch(new URL(call.path, connection.url), {
    method: call.method,
    headers: {
      Accept: 'application/json, application/problem+json',
      Authorization: `Bearer ${token}`,
      'X-Request-Id': randomUUID(),
      ...(call.body ? { 'Content-Type': 'application/json' } : {}),
      ...call.headers,
    },
    ...(call.body ? { body: JSON.stringify(call.body) } : {}),
    redirect: 'error',
    signal: AbortSignal.timeout(Math.min(connection.timeoutSeconds + 20, MAXIMUM_SECONDS) * 1000),
  }).catch(() => {
    throw new CodedError('unreachable');
  });
  const answer = await bodyOf(response);
  if (response.ok) return answer;
  throw new CodedError(typeof answer['code'] === 'string' ? answer['code'] : 'unexpected', response.status, answer);
}

async function bodyOf(response: Response): Promise<Json> {
  try {
    return document.parse(await response.json());
  } catch {
    throw new CodedError('unreachable');
  }
}
