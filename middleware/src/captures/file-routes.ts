import { z } from 'zod';

import type { Caller } from '../orgs/caller.ts';
import { operation, type Operation } from '../orgs/operation.ts';
import { CodedError } from '../platform/errors.ts';
import { createSlots } from '../platform/slots.ts';
import type { CaptureParts } from './parts.ts';
import { answer, captureAnswers, captureId, type CaptureRooms } from './routes.ts';
import { completion, MAXIMUM_PART_BYTES, MAXIMUM_PARTS, MAXIMUM_TAKE } from './schema.ts';
import { isFinished } from './state.ts';
import type { CaptureRecord } from './store.ts';
import type { Uploads } from './uploads.ts';

/**
 * A page of a file as it is seen, upright, as a JPEG; null when it has no picture.
 * @param inside which file inside the file, and inside that one, from 1; empty for the file itself.
 */
export type ShowPage = (
  file: { bytes: Uint8Array; fileName: string | null; mediaType: string },
  inside: number[],
  pageOfFile: number,
) => Promise<Uint8Array | null>;

/** A stretch of a recording, by its number among those of its reading, as a file that can be played; undefined without one. */
export type PlaySound = (
  capture: CaptureRecord,
  number: number,
) => Promise<{ mediaType: string; bytes: Uint8Array } | undefined>;

interface Parts extends CaptureRooms {
  parts: CaptureParts;
  uploads: Uploads;
  showPage: ShowPage;
  playSound: PlaySound;
}

/** A number in an address, as one writes it: `1`, not `01` or `1e0`. */
const numberUpTo = (most: number) =>
  z
    .string()
    .regex(/^[1-9]\d*$/)
    .transform(Number)
    .pipe(z.int().max(most))
    .meta({ override: { type: 'integer', minimum: 1, maximum: most } });

/** More pages than any capture has. */
const MAXIMUM_PAGE = 100_000;
/** More stretches than the longest recording has. */
const MAXIMUM_STRETCH = 10_000;
/** A picture is drawn from its whole file, of 20 MB perhaps: of those that wait for their turn none is in memory. */
const MAXIMUM_PICTURES = 3;

const params = z.object({ id: captureId });
const partParams = z.object({ id: captureId, take: numberUpTo(MAXIMUM_TAKE), part: numberUpTo(MAXIMUM_PARTS) });
const pageParams = z.object({ id: captureId, page: numberUpTo(MAXIMUM_PAGE) });
const soundParams = z.object({ id: captureId, number: numberUpTo(MAXIMUM_STRETCH) });
const unknownPart = { id: 'capture-not-found', take: 'part-not-found', part: 'part-not-found' } as const;
const missing = ['capture-not-found', 'capture-erased'] as const;

const sentPart = z.object({ take: z.int(), part: z.int(), bytes: z.int() }).meta({ id: 'SentPart' });

/** The calls under `/v1/captures` that concern its files. */
export function fileOperations(parts: Parts): Operation[] {
  return [putPart(parts), readPart(parts), completeCapture(parts), readPage(parts), readSound(parts)];
}

function putPart({ store, uploads }: Parts): Operation {
  return operation({
    id: 'putPart',
    method: 'put',
    path: '/v1/captures/{id}/takes/{take}/parts/{part}',
    summary:
      'Keeps a part of a file: a take is one file, its parts count from 1 and are joined in their order. The same part again ' +
      'changes nothing.',
    scopes: ['own'],
    params: partParams,
    unknownId: unknownPart,
    bytes: { most: MAXIMUM_PART_BYTES, tooLarge: 'part-too-large' },
    answers: { 200: { description: 'The part is kept.', schema: sentPart } },
    problems: [...missing, 'part-not-found', 'part-conflict', 'capture-complete', 'file-too-large', 'too-many-files'],
    handle: async ({ caller, params: { id, ...number }, bytes }) => {
      await uploads.put(await store.require(caller, id), number, bytes);
      return { status: 200, body: { ...number, bytes: bytes.length } };
    },
  });
}

function readPart({ store, parts }: Parts): Operation {
  return operation({
    id: 'readPart',
    method: 'get',
    path: '/v1/captures/{id}/takes/{take}/parts/{part}',
    summary: 'The original bytes of a part.',
    scopes: ['own', 'capture'],
    params: partParams,
    unknownId: unknownPart,
    answers: { 200: { description: 'As they were sent.', mediaType: 'application/octet-stream' } },
    problems: [...missing, 'part-not-found'],
    handle: async ({ caller, params: { id, ...number } }) => {
      const capture = await store.require(caller, id);
      const bytes = await parts.part(capture, number);
      return { status: 200, body: bytes ?? (await refuseMissing(store, caller, capture, 'part-not-found')) };
    },
  });
}

function completeCapture(parts: Parts): Operation {
  return operation({
    id: 'completeCapture',
    method: 'post',
    path: '/v1/captures/{id}/complete',
    summary:
      'Says that all parts were sent, and in which order the files are read: the capture is read now. What was sent and is not ' +
      'named is deleted. The same again changes nothing. A problem names the `take` that cannot be read, or what is `missing`.',
    scopes: ['own'],
    params,
    unknownId: 'capture-not-found',
    body: completion,
    waits: true,
    answers: captureAnswers(parts.view),
    problems: [
      ...missing,
      'part-missing',
      'capture-complete',
      'too-many-files',
      'too-many-captures',
      'file-empty',
      'file-type-unsupported',
      'body-invalid',
    ],
    refuse: refuseTooManyFiles,
    handle: async ({ caller, params: { id }, body, ...call }) => {
      const capture = await parts.store.require(caller, id);
      await parts.uploads.complete(capture, body);
      return answer(parts, capture, call);
    },
  });
}

function readPage(rooms: Parts): Operation {
  const { store, parts, view, showPage } = rooms;
  const inSlot = createSlots(MAXIMUM_PICTURES);
  return operation({
    id: 'readPage',
    method: 'get',
    path: '/v1/captures/{id}/pages/{page}',
    summary: 'A page as it is seen, upright: the picture that the corners of regions are fractions of.',
    scopes: ['own', 'capture'],
    params: pageParams,
    unknownId: { id: 'capture-not-found', page: 'page-not-found' },
    answers: { 200: { description: 'At most a megabyte.', mediaType: 'image/jpeg' } },
    problems: [...missing, 'page-not-found', 'capture-not-ready'],
    handle: async ({ caller, params: { id, page }, gone }) => {
      const capture = await store.require(caller, id);
      // A corrected text is read anew; the pages are those of its files all the while.
      const stored = (await store.content(capture, 'files_reading')) ?? (await store.content(capture, 'reading'));
      if (stored === undefined && !isFinished(capture.state)) throw new CodedError('capture-not-ready');
      const place = view.findPage(stored, page);
      const picture =
        place &&
        (await inSlot(async () => {
          if (gone.aborted) throw new CodedError('unavailable');
          const file = await parts.file(capture, place.take);
          return file && showPage(file, place.inside, place.pageOfFile);
        }));
      return { status: 200, body: picture ?? (await refuseMissing(store, caller, capture, 'page-not-found')) };
    },
  });
}

function readSound({ store, playSound }: Parts): Operation {
  return operation({
    id: 'readSound',
    method: 'get',
    path: '/v1/captures/{id}/sound/{number}',
    summary: 'A stretch of a recording that can be played alone, as the reading numbers them.',
    scopes: ['own', 'capture'],
    params: soundParams,
    unknownId: { id: 'capture-not-found', number: 'sound-not-found' },
    answers: { 200: { description: 'At most a megabyte.', mediaType: 'audio/*', headers: ['Content-Type'] } },
    problems: [...missing, 'sound-not-found'],
    handle: async ({ caller, params: { id, number } }) => {
      const capture = await store.require(caller, id);
      const found = await playSound(capture, number);
      if (!found) return refuseMissing(store, caller, capture, 'sound-not-found');
      return { status: 200, body: found.bytes, headers: { 'content-type': found.mediaType } };
    },
  });
}

/** What is not there may be so because its capture was erased a moment ago. */
async function refuseMissing(
  store: CaptureRooms['store'],
  caller: Caller,
  { captureId: id }: CaptureRecord,
  code: 'part-not-found' | 'page-not-found' | 'sound-not-found',
): Promise<never> {
  await store.require(caller, id);
  throw new CodedError(code);
}

function refuseTooManyFiles(body: unknown): CodedError | undefined {
  const takes = typeof body === 'object' && body && 'takes' in body ? body.takes : undefined;
  return Array.isArray(takes) && takes.length > MAXIMUM_TAKE ? new CodedError('too-many-files') : undefined;
}
