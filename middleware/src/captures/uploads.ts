import { createHash } from 'node:crypto';

import { CodedError } from '../platform/errors.ts';
import type { Database, Queryable } from '../platform/database.ts';
import type { Keyring } from '../platform/keyring.ts';
import type { CaptureParts, PartNumber, StoredPart } from './parts.ts';
import type { Queueing } from './queueing.ts';
import {
  MAXIMUM_CAPTURE_BYTES,
  MAXIMUM_FILE_BYTES,
  MAXIMUM_FILES,
  MAXIMUM_SOUND_BYTES,
  type CaptureCompletion,
  type CaptureKind,
  type Take,
  type TakeInput,
} from './schema.ts';
import type { CaptureRecord, CaptureRef, CaptureStore } from './store.ts';

/**
 * What a file is, by its first bytes; its name helps where bytes do not tell. Null for what nothing reads in a capture of this
 * kind: recordings hold sound, and nothing else does.
 */
export type MediaTypeOf = (bytes: Uint8Array, fileName: string | null, kind: CaptureKind) => Promise<string | null>;

/** What was made of the sound that came in so far. */
export interface SoundKept {
  /** Forgets what was cut from sound that belongs to none of these takes, before its parts are deleted. */
  keepOnly(client: Queryable, capture: CaptureRef, takes: readonly Pick<Take, 'take' | 'parts'>[]): Promise<void>;
}

interface Parts {
  database: Database;
  store: CaptureStore;
  parts: CaptureParts;
  keyring: Pick<Keyring, 'lookup'>;
  queueing: Queueing;
  mediaTypeOf: MediaTypeOf;
  sound: SoundKept;
  /** Told of a part of a recording that was kept: what arrived is heard while the rest is recorded. It is not waited for. */
  onSound: (capture: CaptureRecord, take: number) => void;
}

/** So many bytes of a file tell what it is. */
const TELLING_BYTES = 65_536;

export type Uploads = ReturnType<typeof createUploads>;

/** Takes the files of captures in, part by part, until their sender says that these are all. */
export function createUploads(rooms: Parts) {
  const { database, store, parts, keyring, queueing, mediaTypeOf, sound, onSound } = rooms;
  /** A part never changes once it is there, so what is found here is so until the capture is complete or gone. */
  const describe = async (capture: CaptureRecord, input: TakeInput, received: readonly StoredPart[]): Promise<Take> => {
    const { take, parts: count, fileName = null } = input;
    const bytes = received.filter((one) => belongsTo(input, one)).reduce((sum, one) => sum + one.bytes, 0);
    if (bytes === 0) throw new CodedError('file-empty', undefined, { take });
    const mediaType = await mediaTypeOf(await beginningOf(parts, capture, input), fileName, capture.kind);
    if (mediaType === null) throw new CodedError('file-type-unsupported', undefined, { take });
    return { take, parts: count, bytes, fileName, mediaType };
  };
  const describeAll = async (capture: CaptureRecord, inputs: readonly TakeInput[]): Promise<Take[]> => {
    const received = await parts.all(capture);
    const missing = missingParts(inputs, received);
    if (missing.length > 0) throw new CodedError('part-missing', undefined, { missing });
    const takes: Take[] = [];
    for (const input of inputs) takes.push(await describe(capture, input, received));
    return takes;
  };
  const refuseOtherFiles = async (capture: CaptureRecord, inputs: readonly TakeInput[]): Promise<void> => {
    if (!areSameFiles(await parts.takes(capture), inputs)) throw new CodedError('capture-complete');
  };
  return {
    /**
     * Keeps a part of a capture. The same part again changes nothing, whenever it comes.
     * @throws CodedError `part-conflict`, `capture-complete`, `file-too-large` or `too-many-files`
     */
    async put(capture: CaptureRecord, number: PartNumber, bytes: Uint8Array): Promise<void> {
      const digest = keyring.lookup('part', partText(capture, number, bytes));
      const isNew = await database.transaction(async (client) => {
        const state = await store.hold(client, capture);
        const known = await parts.digest(client, capture, number);
        if (known?.equals(digest)) return false;
        if (state !== 'receiving') throw new CodedError('capture-complete');
        if (known) throw new CodedError('part-conflict');
        await refuseTooMuch(client, parts, capture, number, bytes.length);
        await parts.put(client, capture, { ...number, digest, bytes });
        return true;
      });
      if (isNew && capture.kind === 'audio') onSound(capture, number.take);
    },

    /**
     * Says which files a capture has, and queues it in the same transaction. The same again changes nothing.
     * @throws CodedError `too-many-files`, `part-missing`, `file-empty`, `file-type-unsupported`, `too-many-captures`, and
     * `capture-complete` when it was completed with other files.
     */
    async complete(capture: CaptureRecord, { takes: inputs }: CaptureCompletion): Promise<void> {
      // A recording has as many takes as it was broken off.
      if (capture.kind !== 'audio' && inputs.length > MAXIMUM_FILES) throw new CodedError('too-many-files');
      if (capture.state !== 'receiving') return refuseOtherFiles(capture, inputs);
      const takes = await describeAll(capture, inputs).catch(async (error: unknown) => {
        // Completed or erased while it was looked at: that is what is told.
        const current = (await store.get(capture)) ?? (await store.refuseMissing(capture));
        if (current.state !== 'receiving') return null;
        throw error;
      });
      const isCompleted =
        takes !== null &&
        (await queueing.queue(capture, async (client) => {
          if ((await store.hold(client, capture)) !== 'receiving') return false;
          await sound.keepOnly(client, capture, takes);
          await parts.keepOnly(client, capture, takes);
          queueing.refuseTooManyAtWork(await parts.complete(client, capture, takes));
          return true;
        }));
      if (isCompleted) queueing.onAccepted();
      else await refuseOtherFiles(capture, inputs);
    },
  };
}

/** The first bytes of a file that was sent whole. */
async function beginningOf(
  parts: Pick<CaptureParts, 'part'>,
  capture: CaptureRecord,
  take: TakeInput,
): Promise<Buffer> {
  let bytes = Buffer.alloc(0);
  for (let part = 1; part <= take.parts && bytes.length < TELLING_BYTES; part += 1) {
    bytes = Buffer.concat([bytes, (await parts.part(capture, { take: take.take, part })) ?? Buffer.alloc(0)]);
  }
  return bytes;
}

/** A digest of a part that is equal for the same part of the same capture only. */
function partText({ orgId, captureId }: CaptureRecord, { take, part }: PartNumber, bytes: Uint8Array): string {
  return [orgId, captureId, take, part, createHash('sha256').update(bytes).digest('hex')].join('\n');
}

async function refuseTooMuch(
  client: Queryable,
  parts: CaptureParts,
  capture: CaptureRecord,
  { take }: PartNumber,
  bytes: number,
): Promise<void> {
  const isSound = capture.kind === 'audio';
  const received = await parts.sizes(client, capture, take);
  const most = isSound ? MAXIMUM_SOUND_BYTES : MAXIMUM_FILE_BYTES;
  if (received.take + bytes > most) throw new CodedError('file-too-large', undefined, { take });
  const mostOfAll = isSound ? MAXIMUM_SOUND_BYTES : MAXIMUM_CAPTURE_BYTES;
  if (received.all + bytes > mostOfAll) throw new CodedError('too-many-files');
}

const belongsTo = ({ take, parts }: TakeInput, one: PartNumber) => one.take === take && one.part <= parts;

function missingParts(inputs: readonly TakeInput[], received: readonly PartNumber[]): PartNumber[] {
  const arrived = new Set(received.map(({ take, part }) => `${take} ${part}`));
  return inputs
    .flatMap(({ take, parts }) => Array.from({ length: parts }, (_, index) => ({ take, part: index + 1 })))
    .filter(({ take, part }) => !arrived.has(`${take} ${part}`));
}

function areSameFiles(takes: readonly Take[], inputs: readonly TakeInput[]): boolean {
  const named = ({ take, parts, fileName = null }: TakeInput | Take) => JSON.stringify([take, parts, fileName]);
  return takes.map(named).join() === inputs.map(named).join();
}
