import { z } from 'zod';

import type { RecordStore } from '../../records/store.ts';
import { RestProblem } from '../problem.ts';
import { wellFormed } from '../well-formed.ts';
import { ok } from '../resources/resource.ts';
import type { ApiAnswer, ApiCall, Resource, Resources } from '../resources/resource.ts';
import type { ApiSession } from '../session.ts';
import { filled } from './references.ts';

const MAXIMUM_REQUESTS = 25;
const METHODS = z.enum(['GET', 'POST', 'PATCH', 'PUT', 'DELETE']);
const composite = z.object({
  allOrNone: z.boolean().default(false),
  compositeRequest: z.array(
    z.object({
      method: METHODS,
      url: z.string(),
      referenceId: z.string().regex(/^\w+$/),
      body: z.unknown().optional(),
    }),
  ),
});
const batch = z.object({
  haltOnError: z.boolean().default(false),
  batchRequests: z.array(z.object({ method: METHODS, url: z.string(), richInput: z.unknown().optional() })),
});

/** Answers one call and turns its refusal into an answer too. */
export type Answering = (session: ApiSession, call: ApiCall) => ApiAnswer;

/** Several calls in one: `composite`, whose parts may refer to what earlier ones answered, and `composite/batch`. */
export function compositeResources(store: RecordStore, answering: Answering): Resources {
  const runComposite: Resource = (session, call) => {
    const { allOrNone, compositeRequest } = wellFormed(composite, call.body);
    limited(compositeRequest.length);
    return ok({
      compositeResponse: compositeResponse(store, compositeRequest, allOrNone, (part) =>
        answering(session, inner(call, part)),
      ),
    });
  };
  const runBatch: Resource = (session, call) => {
    const { batchRequests } = wellFormed(batch, call.body);
    limited(batchRequests.length);
    const results = batchRequests.map(({ method, url, richInput }) => {
      const { status, body = null } = answering(session, inner(call, { method, url, body: richInput }));
      return { statusCode: status, result: body };
    });
    return ok({ hasErrors: results.some(({ statusCode }) => statusCode >= 400), results });
  };
  return { 'POST composite': runComposite, 'POST composite/batch': runBatch };
}

interface Part {
  readonly method: string;
  readonly url: string;
  readonly body?: unknown;
}

type Request = z.infer<typeof composite>['compositeRequest'][number];

class Undone extends Error {}

function compositeResponse(
  store: RecordStore,
  requests: readonly Request[],
  allOrNone: boolean,
  answer: (part: Part) => ApiAnswer,
): readonly unknown[] {
  const answered = new Map<string, ApiAnswer>();
  const run = (): void => {
    for (const request of requests) {
      const part = filled({ url: request.url, body: request.body }, answered);
      const given = part === null ? HALTED : answer({ ...request, ...part });
      answered.set(request.referenceId, given);
      if (allOrNone && given.status >= 400) throw new Undone();
    }
  };
  try {
    if (allOrNone) store.transaction(run);
    else run();
  } catch (failure) {
    if (!(failure instanceof Undone)) throw failure;
    return requests.map(({ referenceId }) => {
      const given = answered.get(referenceId);
      return responseOf(referenceId, given && given.status >= 400 ? given : ROLLED_BACK);
    });
  }
  return requests.map(({ referenceId }) => responseOf(referenceId, answered.get(referenceId) ?? HALTED));
}

function responseOf(referenceId: string, { status, body = null, headers = {} }: ApiAnswer): unknown {
  return { body, httpHeaders: headers, httpStatusCode: status, referenceId };
}

const halted = (message: string): ApiAnswer => ({ status: 400, body: [{ errorCode: 'PROCESSING_HALTED', message }] });
const HALTED = halted('Invalid reference specified. No value for the reference found.');
const ROLLED_BACK = halted('The transaction was rolled back since another operation in the same transaction failed.');

/** The part as a call of its own. Its address may be given from the host on, or from the version on. */
function inner(call: ApiCall, { method, url, body }: Part): ApiCall {
  const [address = '', search = ''] = url.split('?');
  const path = address.replace(/^\/?(services\/data\/)?(v\d+\.\d\/)?/, '').replace(/\/$/, '');
  if (path === 'composite' || path === 'composite/batch') {
    throw new RestProblem(400, 'INVALID_INPUT', 'A composite request cannot hold another one.');
  }
  return { ...call, method, path, query: Object.fromEntries(new URLSearchParams(search)), body };
}

function limited(count: number): void {
  if (count <= MAXIMUM_REQUESTS) return;
  throw new RestProblem(400, 'LIMIT_EXCEEDED', `Composite requests hold ${MAXIMUM_REQUESTS} requests at most.`);
}
