import type { Caller } from '../orgs/caller.ts';
import type { Limits } from '../platform/configuration.ts';
import type { Database, Queryable } from '../platform/database.ts';
import { CodedError } from '../platform/errors.ts';
import type { Jobs } from '../platform/jobs.ts';
import type { Keyring } from '../platform/keyring.ts';
import { canonicalJson } from './digest.ts';
import { refuseMissing } from './erasure.ts';
import type { CaptureInput } from './schema.ts';
import type { CaptureRecord, CaptureRef, CaptureStore, NewCapture, Unfinished } from './store.ts';

interface Parts {
  database: Database;
  store: CaptureStore;
  jobs: Pick<Jobs, 'send'>;
  keyring: Keyring;
  limits: Pick<Limits, 'userCaptures' | 'orgCaptures'>;
  observer: AcceptanceObserver;
  /** Hands a capture to the pipeline of this process, without waiting for it. Its first run is counted already. */
  begin: (capture: CaptureRef) => void;
}

/** Told of what is taken in and what is not: figures are made of this. */
export interface AcceptanceObserver {
  onAccepted(): void;
  onRefused(limit: 'user-captures' | 'org-captures'): void;
}

/** Seconds in which most captures become ready. */
const RETRY_AFTER_SECONDS = 10;

export interface Accepted {
  capture: CaptureRecord;
  /** Whether this call took it in. What the row says is then known, and whoever listens now misses nothing. */
  isNew: boolean;
}

export type Acceptance = ReturnType<typeof createAcceptance>;

/** Takes captures in: once each, queued in the same transaction, so that an accepted one is never lost. */
export function createAcceptance({ database, store, jobs, keyring, limits, observer, begin }: Parts) {
  /** Queues a capture when `work` gives something, in the transaction of `work`; and gives the same. */
  const queue = async <Changed>(ref: CaptureRef, work: (client: Queryable) => Promise<Changed>): Promise<Changed> => {
    const changed = await database.transaction(async (client) => {
      const result = await work(client);
      if (result) await jobs.send(client, { orgId: ref.orgId, captureId: ref.captureId });
      return result;
    });
    if (changed) begin(ref);
    return changed;
  };
  /** What is refused was inserted already, and goes with its transaction: a capture that is repeated is never counted. */
  const refuseTooMany = (unfinished: Unfinished) => {
    const isAbove = { user: unfinished.user >= limits.userCaptures, org: unfinished.org >= limits.orgCaptures };
    if (!isAbove.user && !isAbove.org) return;
    observer.onRefused(isAbove.user ? 'user-captures' : 'org-captures');
    throw new CodedError('too-many-captures', undefined, { retryAfter: RETRY_AFTER_SECONDS });
  };
  return {
    /**
     * The limits hold for captures of one process taken in one after the other. Those taken in at the same moment do not see
     * each other: at most one per database connection may pass too much.
     * @throws CodedError `capture-conflict` when the id stands for another capture, `too-many-captures` above the limits.
     */
    async accept(caller: Caller, input: CaptureInput, text: string, requestId: string): Promise<Accepted> {
      const digest = keyring.lookup('capture', canonicalJson({ owner: caller.userId, input }));
      const capture = { ...newCapture(caller, input, text, digest), requestId };
      const inserted = await queue(capture, async (client) => {
        const found = await store.insert(client, capture);
        if (found) refuseTooMany(found.unfinished);
        return found;
      });
      if (inserted) {
        observer.onAccepted();
        return { capture: inserted.record, isNew: true };
      }
      const record = (await store.get(capture)) ?? (await refuseMissing(database, capture));
      if (!record.digest.equals(digest)) throw new CodedError('capture-conflict');
      return { capture: record, isNew: false };
    },

    /** Begins a capture anew with a corrected text. The text it has already changes nothing. */
    async correct(capture: CaptureRecord, text: string): Promise<void> {
      await queue(capture, async (client) => {
        const current = await store.get(capture, client);
        if (!current) return refuseMissing(client, capture);
        if ((await latestText(store, current, client)) === text) return false;
        if (await store.correct(client, current, text)) return true;
        throw new CodedError('capture-not-ready');
      });
    },

    /** Tries a failed capture again; one that has not failed goes on as it is. */
    async retry(capture: CaptureRecord): Promise<void> {
      await queue(capture, (client) => store.requeue(client, capture));
    },
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
