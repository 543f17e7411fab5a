import { z } from 'zod';

import type { OrgKey, Scope } from '../signing.ts';
import { CodedError } from './coded-error.ts';
import type { ValueChange } from './draft-controller.schema.ts';
import type { TakeInput } from './file-controller.schema.ts';

/** JSON of the middleware, handed on untouched: Apex's `Map<String, Object>`. */
export type Json = Record<string, unknown>;

/** A part of a file: both count from 1. What the page left out is null, and no address of the middleware. */
export interface PartAddress {
  readonly take: number | null;
  readonly part: number | null;
}

/** A stretch of a recording, and what its bytes are. */
export interface Sound {
  readonly mediaType: string | null;
  readonly bytes: Uint8Array;
}

/** The one door outward, as the Apex class Middleware: what each call gives, and CodedError for anything but 2xx. */
export interface MiddlewareCalls {
  startCapture(body: Json): Promise<Json>;
  getCapture(captureId: string, waitSeconds: number): Promise<Json>;
  sendPart(captureId: string, part: PartAddress, content: Uint8Array, digest: string): Promise<void>;
  completeCapture(captureId: string, takes: readonly (TakeInput | null)[]): Promise<Json>;
  getPart(captureId: string, part: PartAddress): Promise<Uint8Array>;
  getPage(captureId: string, page: number | null): Promise<Uint8Array>;
  getSound(captureId: string, stretch: number | null): Promise<Sound>;
  getSource(captureId: string): Promise<Json>;
  correctSource(captureId: string, text: string): Promise<Json>;
  retryCapture(captureId: string, speech: readonly string[]): Promise<Json>;
  eraseCapture(captureId: string): Promise<Json>;
  readErasures(since: Date, cursor: string | null): Promise<Json>;
  addDraft(captureId: string, draftId: string): Promise<Json>;
  changeDraft(draftId: string, version: number, changes: readonly ValueChange[]): Promise<Json>;
  decide(draftId: string, decision: Json): Promise<Json>;
  decideMatches(draftId: string, body: Json): Promise<Json>;
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
const SHA_256_IN_BASE64 = /^[A-Za-z0-9+/]{43}=$/;
const MAXIMUM_SECONDS = 120;
const JSON_ANSWERS = 'application/json, application/problem+json';
const document = z.record(z.string(), z.unknown());

/** What a call carries besides its address. */
interface Given {
  readonly body?: string | Uint8Array<ArrayBuffer>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly waitSeconds?: number;
}

type Accepted = (method: string, path: string, given: Given) => Promise<Response>;

/** @param requestId the id of the transaction, which each of its calls carries */
export function openDoor(connection: Connection, requestId: string): MiddlewareDoor {
  return (userId, scope) => {
    const accepted: Accepted = async (method, path, { body, headers, waitSeconds = 0 }) => {
      const token = await connection.key.sign(userId, scope, connection.audience);
      const standing = { Authorization: `Bearer ${token}`, 'X-Request-Id': requestId };
      const seconds = connection.timeoutSeconds + waitSeconds;
      return send(new URL(path, connection.url), { method, body, headers: { ...headers, ...standing }, seconds });
    };
    const call = async (method: string, path: string, body?: Json, given: Given = {}): Promise<Json> =>
      jsonOf(await accepted(method, path, inJson(body, given)));
    return {
      ...fileCalls(accepted),
      startCapture: (body) => call('POST', '/v1/captures', body),
      getCapture: (captureId, seconds) =>
        call('GET', captureOf(captureId), undefined, {
          headers: seconds > 0 ? { Prefer: `wait=${seconds}` } : {},
          waitSeconds: seconds,
        }),
      completeCapture: (captureId, takes) => call('POST', `${captureOf(captureId)}/complete`, { takes }),
      getSource: (captureId) => call('GET', `${captureOf(captureId)}/source`),
      correctSource: (captureId, text) => call('PUT', `${captureOf(captureId)}/source`, { text }),
      retryCapture: (captureId, speech) => call('POST', `${captureOf(captureId)}/retry`, { speech }),
      eraseCapture: (captureId) => call('DELETE', captureOf(captureId)),
      readErasures: (since, cursor) => call('GET', `/v1/erasures?${erasuresQuery(since, cursor)}`),
      addDraft: (captureId, draftId) => call('POST', `${captureOf(captureId)}/drafts`, { id: draftId }),
      changeDraft: (draftId, version, changes) =>
        call('PATCH', `/v1/drafts/${checked(draftId)}`, { changes }, { headers: { 'If-Match': `"${version}"` } }),
      decide: (draftId, decision) => call('POST', `/v1/drafts/${checked(draftId)}/decision`, decision),
      decideMatches: (draftId, body) => call('POST', `/v1/drafts/${checked(draftId)}/matches`, body),
    };
  };
}

/** The calls whose body or answer is bytes. */
function fileCalls(accepted: Accepted): Pick<MiddlewareCalls, 'sendPart' | 'getPart' | 'getPage' | 'getSound'> {
  const partOf = (captureId: string, { take, part }: PartAddress): string =>
    `${captureOf(captureId)}/takes/${take}/parts/${part}`;
  const answerTo = (path: string, mediaType: string): Promise<Response> =>
    accepted('GET', path, { headers: { Accept: `${mediaType}, application/problem+json` } });
  const bytes = async (path: string, mediaType: string): Promise<Uint8Array> =>
    bytesOf(await answerTo(path, mediaType));
  return {
    sendPart: async (captureId, part, content, digest) => {
      if (!SHA_256_IN_BASE64.test(digest)) throw new CodedError('digest-mismatch');
      const headers = {
        Accept: JSON_ANSWERS,
        'Content-Type': 'application/octet-stream',
        'Content-Digest': `sha-256=:${digest}:`,
      };
      await accepted('PUT', partOf(captureId, part), { body: new Uint8Array(content), headers });
    },
    getPart: (captureId, part) => bytes(partOf(captureId, part), 'application/octet-stream'),
    getPage: (captureId, page) => bytes(`${captureOf(captureId)}/pages/${page}`, 'image/jpeg'),
    getSound: async (captureId, stretch) => {
      const response = await answerTo(`${captureOf(captureId)}/sound/${stretch}`, 'audio/*');
      return { mediaType: response.headers.get('content-type'), bytes: await bytesOf(response) };
    },
  };
}

function inJson(body: Json | undefined, { headers, ...given }: Given): Given {
  const accepting = { Accept: JSON_ANSWERS, ...headers };
  if (!body) return { ...given, headers: accepting };
  return { ...given, body: JSON.stringify(body), headers: { 'Content-Type': 'application/json', ...accepting } };
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
  readonly body: string | Uint8Array<ArrayBuffer> | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly seconds: number;
}

/** @throws CodedError for anything but 2xx */
async function send(url: URL, { method, body, headers, seconds }: Call): Promise<Response> {
  const response = await fetch(url, {
    method,
    headers,
    ...(body === undefined ? {} : { body }),
    redirect: 'error',
    signal: AbortSignal.timeout(Math.min(seconds, MAXIMUM_SECONDS) * 1000),
  }).catch(() => {
    throw new CodedError('unreachable');
  });
  if (!response.ok) throw refused(response, (await bodyOf(response)) ?? {});
  return response;
}

async function jsonOf(response: Response): Promise<Json> {
  const answer = await bodyOf(response);
  if (!answer) throw new CodedError('unreachable');
  return answer;
}

/** @throws CodedError `unreachable` when the answer was cut short */
async function bytesOf(response: Response): Promise<Uint8Array> {
  try {
    return new Uint8Array(await response.arrayBuffer());
  } catch {
    throw new CodedError('unreachable');
  }
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
