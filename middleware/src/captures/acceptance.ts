import type { Caller } from '../orgs/caller.ts';
import type { Database } from '../platform/database.ts';
import { CodedError } from '../platform/errors.ts';
import type { Jobs } from '../platform/jobs.ts';
import type { Keyring } from '../platform/keyring.ts';
import { canonicalJson } from './digest.ts';
import type { CaptureInput } from './schema.ts';
import type { CaptureRecord, CaptureRef, CaptureStore, NewCapture } from './store.ts';

interface Parts {
  database: Database;
  store: CaptureStore;
  jobs: Pick<Jobs, 'send'>;
  keyring: Keyring;
  /** Hands a capture to the pipeline of this process, without waiting for it. */
  begin: (capture: CaptureRef) => void;
}

export type Acceptance = ReturnType<typeof createAcceptance>;

/** Takes captures in: once each, queued in the same transaction, so that an accepted one is never lost. */
export function createAcceptance({ database, store, jobs, keyring, begin }: Parts) {
  const queue = async (ref: CaptureRef, work: (client: Parameters<Jobs['send']>[0]) => Promise<boolean>) => {
    const queued = await database.transaction(async (client) => {
      const changed = await work(client);
      if (changed) await jobs.send(client, { orgId: ref.orgId, captureId: ref.captureId });
      return changed;
    });
    if (queued) begin(ref);
  };
  return {
    /** @throws CodedError `capture-conflict` when the id stands for another capture. */
    async accept(caller: Caller, input: CaptureInput, text: string, requestId: string): Promise<CaptureRecord> {
      const digest = keyring.lookup('capture', canonicalJson({ owner: caller.userId, input }));
      const capture = { ...newCapture(caller, input, text, digest), requestId };
      await queue(capture, (client) => store.insert(client, capture));
      const record = await store.get(capture);
      if (!record?.digest.equals(digest)) throw new CodedError('capture-conflict');
      return record;
    },

    /** Begins a capture anew with a corrected text. The text it has already changes nothing. */
    async correct(capture: CaptureRecord, text: string): Promise<void> {
      await queue(capture, async (client) => {
        const current = await store.get(capture, client);
        if (!current) throw new CodedError('capture-not-found');
        if ((await latestText(store, current, client)) === text) return false;
        if (await store.correct(client, current, text)) return true;
        throw new CodedError('capture-not-ready');
      });
    },

    /** Tries a failed capture again; one that has not failed goes on as it is. */
    retry: (capture: CaptureRecord) => queue(capture, (client) => store.requeue(client, capture)),
  };
}

function newCapture(caller: Caller, input: CaptureInput, text: string, digest: Buffer): Omit<NewCapture, 'requestId'> {
  return {
    orgId: caller.orgId,
    captureId: input.id,
    ownerId: caller.userId,
    kind: input.kind,
    capturedAt: input.capturedAt,
    timeZone: input.timeZone,
    digest,
    source: { text, language: input.language ?? null },
    context: input.context,
  };
}

/** The text of a capture: the corrected one where there is one. */
export async function latestText(
  store: CaptureStore,
  capture: CaptureRecord,
  client?: Parameters<CaptureStore['content']>[2],
): Promise<string | undefined> {
  const corrected = await store.content(capture, 'corrected_text', client);
  return corrected ?? (await store.content(capture, 'source', client))?.text;
}
