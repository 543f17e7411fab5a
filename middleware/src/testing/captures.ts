import { createHash, randomUUID } from 'node:crypto';

import type { CaptureKind } from '../captures/schema.ts';
import type { CaptureRecord, CaptureStore } from '../captures/store.ts';
import type { Queryable } from '../platform/database.ts';
import { callAt, captureBody, ORG, type Answer } from './middleware.ts';
import { REP, signToken } from './tokens.ts';

/** A capture that was just accepted, made without HTTP. One that has files waits for them. */
export async function insertCapture(
  client: Queryable,
  captures: CaptureStore,
  text: string,
  kind: CaptureKind = 'text',
): Promise<CaptureRecord> {
  const { context, timeZone, capturedAt } = captureBody();
  const ids = { orgId: ORG.orgId, captureId: randomUUID() };
  const source = { text, language: null };
  const digest = Buffer.alloc(32);
  const sent = { ...ids, requestId: randomUUID(), digest, source, context };
  await captures.insert(client, { ...sent, ownerId: REP, kind, capturedAt, timeZone });
  const capture = await captures.get(ids, client);
  if (!capture) throw new Error('the capture was not inserted');
  return capture;
}

/** The header that says what bytes are sent (RFC 9530). */
export const digestOf = (bytes: Uint8Array): string =>
  `sha-256=:${createHash('sha256').update(bytes).digest('base64')}:`;

type Wishes = Parameters<typeof callAt>[3];

/** Sends a part of a file as the org does. */
export function putPart(
  url: string,
  captureId: string,
  [take, part]: readonly [take: number | string, part: number | string],
  bytes: Uint8Array | string,
  { headers, ...wishes }: NonNullable<Wishes> = {},
): Promise<Answer> {
  const body = new Uint8Array(Buffer.from(bytes));
  const own = { 'content-type': 'application/octet-stream', 'content-digest': digestOf(body) };
  const path = `/v1/captures/${captureId}/takes/${take}/parts/${part}`;
  return callAt(url, 'PUT', path, { ...wishes, body, headers: { ...own, ...headers } });
}

/** Sends a capture of files, each in one part, and says that these are all. Gives its id, and the answer to the last call. */
export async function sendFiles(
  url: string,
  files: readonly { bytes: Uint8Array | string; fileName?: string }[],
  { kind = 'document', ...wishes }: NonNullable<Wishes> & { kind?: string; text?: string; context?: object } = {},
): Promise<{ id: string; answer: Answer }> {
  const { text, context, ...call } = wishes;
  const { id } = await startUpload(url, { kind, text, ...(context ? { context } : {}) }, call);
  for (const [index, { bytes }] of files.entries()) await putPart(url, id, [index + 1, 1], bytes, call);
  const takes = files.map(({ fileName }, index) => ({ take: index + 1, parts: 1, fileName }));
  const answer = await callAt(url, 'POST', `/v1/captures/${id}/complete`, { ...call, body: { takes } });
  return { id, answer };
}

/** Begins a capture of files. */
export async function startUpload(url: string, changes: Record<string, unknown> = {}, wishes: Wishes = {}) {
  const body = captureBody({ kind: 'document', text: undefined, ...changes });
  const answer = await callAt(url, 'POST', '/v1/captures', { ...wishes, headers: {}, body });
  return { id: body.id, body, answer };
}

/** An answer that is bytes. */
export async function bytesAt(url: string, path: string, wishes: Wishes = {}) {
  const { org = ORG, headers = {}, ...tokenWishes } = wishes;
  const authorization = `Bearer ${await signToken(org, tokenWishes)}`;
  const response = await fetch(new URL(path, url), { headers: { authorization, ...headers } });
  return { status: response.status, headers: response.headers, bytes: Buffer.from(await response.arrayBuffer()) };
}

const PATIENCE_MILLISECONDS = 10_000;

/** Resolves when another transaction waits for what the one of `client` holds. Only a server has other transactions. */
export async function untilSomeoneWaits(client: Queryable): Promise<void> {
  const end = performance.now() + PATIENCE_MILLISECONDS;
  const waiting = 'select 1 from pg_locks where not granted and pg_backend_pid() = any (pg_blocking_pids(pid))';
  while ((await client.query(waiting)).rowCount === 0) {
    if (performance.now() > end) throw new Error('nobody waits for this transaction');
  }
}
