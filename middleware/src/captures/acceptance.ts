import type { Caller } from '../orgs/caller.ts';
import type { Database, Queryable } from '../platform/database.ts';
import { CodedError } from '../platform/errors.ts';
import type { Keyring } from '../platform/keyring.ts';
import { canonicalJson } from './digest.ts';
import { refuseMissing } from './erasure.ts';
import type { Queueing } from './queueing.ts';
import { hasFiles, type CaptureInput } from './schema.ts';
import { allowSpeech } from './speech-allowed.ts';
import { isFinished } from './state.ts';
import type { CaptureRecord, CaptureRef, CaptureStore, Inserted, NewCapture } from './store.ts';

interface Parts {
  database: Database;
  store: CaptureStore;
  keyring: Keyring;
  queueing: Queueing;
  sound: HeardBefore;
}

/** What was heard in recordings. */
export interface HeardBefore {
  /** Forgets it, so that it is heard again. */
  forgetHeard(client: Queryable, capture: CaptureRef): Promise<void>;
}

export interface Accepted {
  capture: CaptureRecord;
  /** Whether this call took it in. What the row says is then known, and whoever listens now misses nothing. */
  isNew: boolean;
}

export type Acceptance = ReturnType<typeof createAcceptance>;

/**
 * Takes captures in: once each, queued in the same transaction, so that an accepted one is never lost. What has files waits
 * for them first.
 */
export function createAcceptance({ database, store, keyring, queueing, sound }: Parts) {
  const { queue } = queueing;
  const insertUpload = (capture: NewCapture) =>
    database.transaction(async (client) => {
      const inserted = await store.insert(client, capture);
      if (inserted) queueing.refuseTooManyUploads(inserted.unfinished);
      return inserted;
    });
  const insertSent = async (capture: NewCapture): Promise<Inserted | undefined> => {
    const inserted = await queue(capture, async (client) => {
      const found = await store.insert(client, capture);
      if (found) queueing.refuseTooManyAtWork(found.unfinished);
      return found;
    });
    if (inserted) queueing.onAccepted();
    return inserted;
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
      const inserted = await (hasFiles(input.kind) ? insertUpload(capture) : insertSent(capture));
      if (inserted) return { capture: inserted.record, isNew: true };
      const record = (await store.get(capture)) ?? (await refuseMissing(database, capture));
      if (!record.digest.equals(digest)) throw new CodedError('capture-conflict');
      return { capture: record, isNew: false };
    },

    /**
     * Begins a capture anew with a corrected text. The text it has already changes nothing.
     * @throws CodedError `capture-not-ready` while there is no text that anybody could have seen.
     */
    async correct(capture: CaptureRecord, text: string): Promise<void> {
      await queue(capture, async (client) => {
        const current = await store.get(capture, client);
        if (!current) return refuseMissing(client, capture);
        const latest = await latestText(store, current, client);
        // Of a recording that waits, a person may type what it says.
        if (latest === undefined && !isFinished(current.state) && current.state !== 'waiting')
          throw new CodedError('capture-not-ready');
        if (latest === text) return false;
        if (await store.correct(client, current, text)) return true;
        throw new CodedError('capture-not-ready');
      });
    },

    /**
     * Tries a capture again that failed or waits; another one goes on as it is.
     * @param speech the speech recognisers that may hear it now, where that has changed.
     */
    async retry(capture: CaptureRecord, speech?: readonly string[]): Promise<void> {
      await queue(capture, async (client) => {
        if (!(await store.requeue(client, capture))) return false;
        if (speech) await allowSpeech(client, capture, speech);
        if (capture.reason === 'nothing-understood') await sound.forgetHeard(client, capture);
        return true;
      });
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
    source: { text, language: input.language ?? null, consent: input.consent ?? null },
    context: input.context,
  };
}

/** The text of a capture as its owner sees it: corrected, read in its files, or as it was typed. */
async function latestText(store: CaptureStore, capture: CaptureRecord, client: Queryable): Promise<string | undefined> {
  const corrected = await store.content(capture, 'corrected_text', client);
  if (corrected !== undefined) return corrected;
  if (!hasFiles(capture.kind)) return (await store.content(capture, 'source', client))?.text;
  const read = await store.content(capture, 'reading', client);
  return typeof read === 'object' && read && 'text' in read && typeof read.text === 'string' ? read.text : undefined;
}
