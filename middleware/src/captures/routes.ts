import { z } from 'zod';

import { operation, type Answer, type Operation } from '../orgs/operation.ts';
import { CodedError } from '../platform/errors.ts';
import type { Acceptance } from './acceptance.ts';
import type { CaptureChanges } from './changes.ts';
import { captureInput, hasFiles, MAXIMUM_TEXT_LENGTH, speechAllowed } from './schema.ts';
import { isFinished, isSettled } from './state.ts';
import type { CaptureRecord, CaptureStore } from './store.ts';

/** Where a page of a capture is: in which file, in which file inside that one, and which page of it. */
export interface PagePlace {
  take: number;
  inside: number[];
  pageOfFile: number;
}

/** How captures look to their owner. The rooms that know drafts and readings fill this in. */
export interface CaptureView {
  capture: z.ZodType;
  reading: z.ZodType;
  show(capture: CaptureRecord): Promise<unknown>;
  /** What the owner sees of a stored reading; undefined of one that cannot be used any more. */
  showReading(stored: unknown): unknown;
  /** Where a page of a stored reading is, when it has a picture. */
  findPage(stored: unknown, number: number): PagePlace | undefined;
}

/** What the calls under `/v1/captures` are made of. */
export interface CaptureRooms {
  store: CaptureStore;
  acceptance: Acceptance;
  changes: CaptureChanges;
  view: CaptureView;
}

/** A capture may be moved on by another process, which cannot tell this one. */
const LOOK_AGAIN_MILLISECONDS = 500;

export const captureId = z.uuid().toLowerCase();
const params = z.object({ id: captureId });
/** What may hear a recording now, in place of what was allowed when it was given. */
const retryInput = z.object({ speech: speechAllowed.optional() }).meta({ id: 'RetryInput' });
const sourceInput = z.object({ text: z.string().max(MAXIMUM_TEXT_LENGTH) }).meta({ id: 'SourceInput' });
const unknownId = 'capture-not-found';
const erased = 'capture-erased';
/** 200,000 characters written as JSON escapes; and with a new capture, a large org's picklists. */
const TEXT_KILOBYTES = 2048;
const CAPTURE_KILOBYTES = 4096;
const textProblems = ['text-missing', 'text-too-long', 'body-invalid'] as const;

/** The calls under `/v1/captures` that concern the capture itself. */
export function captureOperations(parts: CaptureRooms): Operation[] {
  const { view } = parts;
  const answers = captureAnswers(view);
  return [
    operation({
      id: 'createCapture',
      method: 'post',
      path: '/v1/captures',
      summary:
        'Takes a note in. The same body under the same id is the same capture, however often it is sent. A capture of files is ' +
        '`receiving` then: its parts are sent, and then that these are all.',
      scopes: ['own'],
      body: captureInput,
      bodyKilobytes: CAPTURE_KILOBYTES,
      waits: true,
      answers,
      problems: [
        'capture-conflict',
        erased,
        'too-many-captures',
        'context-missing',
        'kind-not-supported',
        ...textProblems,
      ],
      refuse: refuseCapture,
      handle: async ({ caller, body, ...call }) => {
        // A UUID is the same in either case; rows and seals are named by the lower one.
        const input = { ...body, id: body.id.toLowerCase() };
        const { capture, isNew } = await parts.acceptance.accept(caller, input, input.text ?? '', call.requestId);
        return answer(parts, capture, { ...call, isKnown: isNew });
      },
    }),
    operation({
      id: 'readCapture',
      method: 'get',
      path: '/v1/captures/{id}',
      summary: 'Where a capture stands, with its drafts.',
      scopes: ['own', 'capture', 'org'],
      params,
      unknownId,
      waits: true,
      answers: { 200: { description: 'The capture.', schema: view.capture } },
      problems: [unknownId, erased],
      handle: async ({ caller, params, ...call }) => {
        const record = await parts.store.require(caller, params.id);
        return { ...(await answer(parts, record, call)), status: 200 };
      },
    }),
    ...sourceOperations(parts, answers),
    retryOperation(parts, answers),
  ];
}

/** How an operation answers that moves a capture on. */
export function captureAnswers({ capture: schema }: Pick<CaptureView, 'capture'>) {
  return {
    200: { description: 'Finished: ready, or failed with its reason.', schema },
    202: {
      description: 'Accepted; ask again, best with Prefer: wait=4. One that waits is answered at once.',
      schema,
      headers: ['Location'],
    },
  } satisfies Operation['answers'];
}

function retryOperation(parts: CaptureRooms, answers: Operation['answers']): Operation {
  return operation({
    id: 'retryCapture',
    method: 'post',
    path: '/v1/captures/{id}/retry',
    summary:
      'Tries a failed capture again, and one that waits; `speech` names the speech recognisers that may hear it from now on.',
    scopes: ['own', 'org'],
    params,
    unknownId,
    body: retryInput.optional(),
    bodyIsOptional: true,
    waits: true,
    answers,
    problems: [unknownId, erased, 'body-invalid'],
    handle: async ({ caller, params, body, ...call }) => {
      const record = await parts.store.require(caller, params.id);
      await parts.acceptance.retry(record, body?.speech);
      return answer(parts, record, call);
    },
  });
}

function sourceOperations(parts: CaptureRooms, answers: Operation['answers']): Operation[] {
  return [
    operation({
      id: 'readSource',
      method: 'get',
      path: '/v1/captures/{id}/source',
      summary: 'The text that all evidence points into.',
      scopes: ['own', 'capture', 'org'],
      params,
      unknownId,
      answers: { 200: { description: 'The reading.', schema: parts.view.reading } },
      problems: [unknownId, erased, 'capture-not-ready'],
      handle: async ({ caller, params }) => {
        const record = await parts.store.require(caller, params.id);
        const stored = (await parts.store.content(record, 'reading')) ?? (await typedBeside(parts.store, record));
        const reading = parts.view.showReading(stored);
        if (reading === undefined) throw new CodedError('capture-not-ready');
        return { status: 200, body: reading };
      },
    }),
    operation({
      id: 'correctSource',
      method: 'put',
      path: '/v1/captures/{id}/source',
      summary: 'Replaces the text and extracts anew; values that a person set are kept.',
      scopes: ['own'],
      params,
      unknownId,
      body: sourceInput,
      bodyKilobytes: TEXT_KILOBYTES,
      waits: true,
      answers,
      problems: [unknownId, erased, 'capture-not-ready', ...textProblems],
      refuse: refuseText,
      handle: async ({ caller, params, body, ...call }) => {
        const record = await parts.store.require(caller, params.id);
        await parts.acceptance.correct(record, body.text);
        return answer(parts, record, call);
      },
    }),
  ];
}

/** What was typed beside a recording that waits: whoever types a summary of it goes on from there. */
async function typedBeside(store: CaptureStore, record: CaptureRecord): Promise<object | undefined> {
  if (record.state !== 'waiting') return undefined;
  const source = await store.content(record, 'source');
  return source?.text ? { text: source.text, language: source.language ?? 'fr', corrected: false } : undefined;
}

function refuseCapture(body: unknown): CodedError | undefined {
  if (typeof body !== 'object' || body === null) return undefined;
  const kind = captureInput.shape.kind.safeParse('kind' in body ? body.kind : undefined).data;
  const needsFiles = kind !== undefined && hasFiles(kind);
  if (kind !== undefined && kind !== 'text' && !needsFiles) return new CodedError('kind-not-supported');
  if (!('context' in body) || body.context === null) return new CodedError('context-missing');
  // Files say enough by themselves.
  return needsFiles ? refuseLongText(textOf(body)) : refuseText(body);
}

function refuseText(body: unknown): CodedError | undefined {
  const text = textOf(body);
  if (text === undefined || (typeof text === 'string' && !text.trim())) return new CodedError('text-missing');
  return refuseLongText(text);
}

const textOf = (body: unknown) => (typeof body === 'object' && body && 'text' in body ? body.text : undefined);

function refuseLongText(text: unknown): CodedError | undefined {
  if (typeof text === 'string' && text.length > MAXIMUM_TEXT_LENGTH) return new CodedError('text-too-long');
  return undefined;
}

interface Waiting {
  waitSeconds: number;
  gone: AbortSignal;
  /** Whether the capture is what its row says at this moment. */
  isKnown?: boolean;
}

/** The answer of an operation that moved a capture on, when it is finished or the caller waited long enough. */
export async function answer(parts: CaptureRooms, capture: CaptureRecord, waiting: Waiting): Promise<Answer> {
  const current = await waitUntilFinished(parts, capture, waiting);
  const finished = isFinished(current.state);
  return {
    status: finished ? 200 : 202,
    body: await parts.view.show(current),
    headers: { location: `/v1/captures/${current.captureId}` },
  };
}

/** The capture as soon as it is of no use to wait for more, or as it is when the time is over. */
async function waitUntilFinished(
  { store, changes }: CaptureRooms,
  capture: CaptureRecord,
  { waitSeconds, gone, isKnown = false }: Waiting,
): Promise<CaptureRecord> {
  const end = performance.now() + waitSeconds * 1000;
  for (let known = isKnown ? capture : undefined; ; known = undefined) {
    const left = end - performance.now();
    // Listening begins before looking: what happens in between is not missed.
    const moved =
      left > 0
        ? changes.next(capture.orgId, capture.captureId, Math.min(left, LOOK_AGAIN_MILLISECONDS), gone)
        : undefined;
    // Erased while somebody waits for it: that one is told so at once.
    const current = known ?? (await store.get(capture)) ?? (await store.refuseMissing(capture));
    if (isSettled(current.state) || !moved || gone.aborted) return current;
    const finished = await moved;
    if (finished) return finished;
  }
}
