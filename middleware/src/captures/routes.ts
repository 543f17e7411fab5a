import { z } from 'zod';

import { operation, type Answer, type Operation } from '../orgs/operation.ts';
import { CodedError } from '../platform/errors.ts';
import type { Acceptance } from './acceptance.ts';
import type { CaptureChanges } from './changes.ts';
import { captureInput, MAXIMUM_TEXT_LENGTH } from './schema.ts';
import { isFinished } from './state.ts';
import type { CaptureRecord, CaptureStore } from './store.ts';

/** How captures look to their owner. The rooms that know drafts and readings fill this in. */
export interface CaptureView {
  capture: z.ZodType;
  reading: z.ZodType;
  show(capture: CaptureRecord): Promise<unknown>;
}

interface Parts {
  store: CaptureStore;
  acceptance: Acceptance;
  changes: CaptureChanges;
  view: CaptureView;
}

/** A capture may be moved on by another process, which cannot tell this one. */
const LOOK_AGAIN_MILLISECONDS = 500;

const id = z.uuid().toLowerCase();
const params = z.object({ id });
const sourceInput = z.object({ text: z.string().max(MAXIMUM_TEXT_LENGTH) }).meta({ id: 'SourceInput' });
const unknownId = 'capture-not-found';
const textProblems = ['text-missing', 'text-too-long', 'body-invalid'] as const;

/** The calls under `/v1/captures` that concern the capture itself. */
export function captureOperations(parts: Parts): Operation[] {
  const { view } = parts;
  const answers = {
    200: { description: 'Finished: ready, or failed with its reason.', schema: view.capture },
    202: { description: 'Accepted; ask again, best with Prefer: wait=4.', schema: view.capture, headers: ['Location'] },
  };
  return [
    operation({
      id: 'createCapture',
      method: 'post',
      path: '/v1/captures',
      summary: 'Takes a note in. The same body under the same id is the same capture, however often it is sent.',
      scopes: ['own'],
      body: captureInput,
      waits: true,
      answers,
      problems: ['capture-conflict', 'context-missing', 'kind-not-supported', ...textProblems],
      refuse: refuseCapture,
      handle: async ({ caller, body, ...call }) => {
        // A UUID is the same in either case; rows and seals are named by the lower one.
        const input = { ...body, id: body.id.toLowerCase() };
        const record = await parts.acceptance.accept(caller, input, input.text ?? '', call.requestId);
        return answer(parts, record, call);
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
      problems: [unknownId],
      handle: async ({ caller, params, ...call }) => {
        const record = await parts.store.find(caller, params.id);
        if (!record) throw new CodedError(unknownId);
        return { ...(await answer(parts, record, call)), status: 200 };
      },
    }),
    ...sourceOperations(parts, answers),
    retryOperation(parts, answers),
  ];
}

function retryOperation(parts: Parts, answers: Operation['answers']): Operation {
  return operation({
    id: 'retryCapture',
    method: 'post',
    path: '/v1/captures/{id}/retry',
    summary: 'Tries a failed capture again.',
    scopes: ['own'],
    params,
    unknownId,
    waits: true,
    answers,
    problems: [unknownId],
    handle: async ({ caller, params, ...call }) => {
      const record = await parts.store.find(caller, params.id);
      if (!record) throw new CodedError(unknownId);
      await parts.acceptance.retry(record);
      return answer(parts, record, call);
    },
  });
}

function sourceOperations(parts: Parts, answers: Operation['answers']): Operation[] {
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
      problems: [unknownId, 'capture-not-ready'],
      handle: async ({ caller, params }) => {
        const record = await parts.store.find(caller, params.id);
        if (!record) throw new CodedError(unknownId);
        const reading = await parts.store.content(record, 'reading');
        if (!reading) throw new CodedError('capture-not-ready');
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
      waits: true,
      answers,
      problems: [unknownId, 'capture-not-ready', ...textProblems],
      refuse: refuseText,
      handle: async ({ caller, params, body, ...call }) => {
        const record = await parts.store.find(caller, params.id);
        if (!record) throw new CodedError(unknownId);
        await parts.acceptance.correct(record, body.text);
        return answer(parts, record, call);
      },
    }),
  ];
}

function refuseCapture(body: unknown): CodedError | undefined {
  if (typeof body !== 'object' || body === null) return undefined;
  if ('kind' in body && body.kind !== 'text' && captureInput.shape.kind.safeParse(body.kind).success) {
    return new CodedError('kind-not-supported');
  }
  if (!('context' in body) || body.context === null) return new CodedError('context-missing');
  return refuseText(body);
}

function refuseText(body: unknown): CodedError | undefined {
  const text = typeof body === 'object' && body && 'text' in body ? body.text : undefined;
  if (text === undefined || (typeof text === 'string' && !text.trim())) return new CodedError('text-missing');
  if (typeof text === 'string' && text.length > MAXIMUM_TEXT_LENGTH) return new CodedError('text-too-long');
  return undefined;
}

async function answer(
  { store, changes, view }: Parts,
  capture: CaptureRecord,
  { waitSeconds, gone }: { waitSeconds: number; gone: AbortSignal },
): Promise<Answer> {
  const current = await waitUntilFinished(store, changes, capture, waitSeconds * 1000, gone);
  const finished = isFinished(current.state);
  return {
    status: finished ? 200 : 202,
    body: await view.show(current),
    headers: { location: `/v1/captures/${current.captureId}` },
  };
}

/** The capture as soon as nothing more happens to it by itself, or as it is when the time is over. */
async function waitUntilFinished(
  store: CaptureStore,
  changes: CaptureChanges,
  capture: CaptureRecord,
  milliseconds: number,
  gone: AbortSignal,
): Promise<CaptureRecord> {
  const end = performance.now() + milliseconds;
  for (;;) {
    const left = end - performance.now();
    // Listening begins before looking: what happens in between is not missed.
    const moved =
      left > 0
        ? changes.next(capture.orgId, capture.captureId, Math.min(left, LOOK_AGAIN_MILLISECONDS), gone)
        : undefined;
    const current = await store.get(capture);
    if (!current) throw new CodedError('capture-not-found');
    if (isFinished(current.state) || !moved || gone.aborted) return current;
    await moved;
  }
}
