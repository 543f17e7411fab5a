import { randomUUID } from 'node:crypto';

import type { CaptureRecord, CaptureStore } from '../captures/store.ts';
import type { Queryable } from '../platform/database.ts';
import { captureBody, ORG } from './middleware.ts';
import { REP } from './tokens.ts';

/** A capture that was just accepted, made without HTTP. */
export async function insertCapture(client: Queryable, captures: CaptureStore, text: string): Promise<CaptureRecord> {
  const { context, timeZone, capturedAt } = captureBody();
  const ids = { orgId: ORG.orgId, captureId: randomUUID() };
  const source = { text, language: null };
  const digest = Buffer.alloc(32);
  const sent = { ...ids, requestId: randomUUID(), digest, source, context };
  await captures.insert(client, { ...sent, ownerId: REP, kind: 'text', capturedAt, timeZone });
  const capture = await captures.get(ids, client);
  if (!capture) throw new Error('the capture was not inserted');
  return capture;
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
