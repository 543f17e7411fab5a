import { isUtf8 } from 'node:buffer';

import { json, raw, Router, type Request, type RequestHandler, type Response } from 'express';

import type { Operation } from '../orgs/operation.ts';
import { CodedError, type ProblemCode } from '../platform/errors.ts';
import { callerOf } from './authentication.ts';
import { refuseOtherBytes, requireDigest } from './digests.ts';
import { nameOperation, requestIdOf } from './requests.ts';

/** Room for every field of a draft at its longest. */
const BODY_KILOBYTES = 1024;
const MAXIMUM_WAIT_SECONDS = 20;
const OCTETS = 'application/octet-stream';
const NO_BYTES = new Uint8Array();

/**
 * Mounts operations. An address that exists answers other methods with 405.
 * @param requireToken lets only authenticated calls pass.
 * @param closing aborted when the server stops: calls that wait then answer at once.
 */
export function mountOperations(
  operations: readonly Operation[],
  requireToken: RequestHandler,
  closing: AbortSignal,
): Router {
  const router = Router({ caseSensitive: true, strict: true });
  for (const [path, group] of Map.groupBy(operations, ({ path }) => path)) {
    const route = router.route(path.replaceAll(/\{(\w+)\}/g, ':$1'));
    for (const operation of group) {
      const handlers = [nameOperation(operation.id), requireToken, ...readBody(operation)];
      route[operation.method](...handlers, handle(operation, closing));
    }
    const methods = group.map(({ method }) => method.toUpperCase());
    route.all(refuseMethod(methods.includes('GET') ? [...methods, 'HEAD'] : methods));
  }
  return router;
}

function readBody({ body, bodyIsOptional, bytes, bodyKilobytes = BODY_KILOBYTES }: Operation): RequestHandler[] {
  if (bytes) return readBytes(bytes);
  if (!body) return [];
  const limit = bodyKilobytes * 1024;
  const requireJson = requireMediaType('application/json');
  return [
    bodyIsOptional ? unlessEmpty(requireJson) : requireJson,
    askForBody(limit, 'body-too-large'),
    json({ limit, strict: true, inflate: true, verify: refuseOtherEncodings }),
  ];
}

/** Bytes are taken as they are sent: what is compressed would be other bytes than those that the digest is of. */
function readBytes({ most, tooLarge }: NonNullable<Operation['bytes']>): RequestHandler[] {
  const read = raw({ limit: most, type: () => true, inflate: false });
  return [
    requireMediaType(OCTETS),
    requireDigest,
    askForBody(most, tooLarge),
    (request, response, next) => {
      read(request, response, (error?: unknown) => next(isTooLarge(error) ? new CodedError(tooLarge) : error));
    },
    refuseOtherBytes,
  ];
}

const isTooLarge = (error: unknown) =>
  typeof error === 'object' && error !== null && 'type' in error && error.type === 'entity.too.large';

/** A caller that waits with its body (Expect: 100-continue) is told to send it only when it is going to be read. */
function askForBody(limit: number, tooLarge: ProblemCode): RequestHandler {
  return (request, response, next) => {
    if (Number(request.headers['content-length'] ?? 0) > limit) throw new CodedError(tooLarge);
    const waits = /(?:^|\W)100-continue(?:$|\W)/i.test(request.headers.expect ?? '');
    if (waits && request.httpVersion !== '1.0') response.writeContinue();
    next();
  };
}

/** Some clients name the length of a body that is none, and some no body at all. */
function unlessEmpty(requirement: RequestHandler): RequestHandler {
  return (request, response, next) => {
    const { 'content-length': length = '0', 'transfer-encoding': encoding } = request.headers;
    if (length === '0' && encoding === undefined) next();
    else void requirement(request, response, next);
  };
}

function requireMediaType(mediaType: string): RequestHandler {
  return (request, _response, next) => {
    if (!request.is(mediaType)) throw new CodedError('media-type-not-supported');
    next();
  };
}

/** Bytes that are no UTF-8 would be replaced silently, and the note with them. */
function refuseOtherEncodings(_request: unknown, _response: unknown, body: Buffer, encoding: string): void {
  if (encoding !== 'utf-8') throw new CodedError('media-type-not-supported');
  if (!isUtf8(body)) throw new CodedError('malformed-json');
}

export function refuseMethod(allowed: readonly string[]): RequestHandler {
  return (_request, response) => {
    response.setHeader('Allow', allowed.join(', '));
    throw new CodedError('method-not-allowed');
  };
}

function handle(operation: Operation, closing: AbortSignal): RequestHandler {
  return async (request, response) => {
    const waitSeconds = operation.waits ? preferredWait(request) : 0;
    const { status, body, headers } = await operation.handle({
      caller: callerOf(response),
      params: request.params,
      query: request.query,
      body: request.body as unknown,
      bytes: request.body instanceof Uint8Array ? request.body : NO_BYTES,
      ifMatch: request.headers['if-match'],
      requestId: requestIdOf(response),
      waitSeconds,
      gone: AbortSignal.any([closing, whenGone(response)]),
    });
    if (waitSeconds > 0) response.setHeader('Preference-Applied', `wait=${waitSeconds}`);
    response.status(status).set({ ...headers });
    const described = operation.answers[status];
    if (!(body instanceof Uint8Array)) response.json(body);
    else response.type(headers?.['content-type'] ?? mediaTypeOf(described)).send(Buffer.from(body));
  };
}

function mediaTypeOf(described: Operation['answers'][number] | undefined): string {
  return described && 'mediaType' in described ? described.mediaType : OCTETS;
}

/** Seconds of `Prefer: wait=N` (RFC 7240), at most 20. What cannot be read is ignored, as the RFC asks. */
export function preferredWait(request: Pick<Request, 'headers'>): number {
  const preferences = [request.headers['prefer'] ?? []].flat().join(',');
  const seconds = /(?:^|[,;])\s*wait\s*=\s*"?(\d{1,6})"?\s*(?:$|[,;])/i.exec(preferences)?.[1];
  return Math.min(Number(seconds ?? 0), MAXIMUM_WAIT_SECONDS);
}

function whenGone(response: Response): AbortSignal {
  const controller = new AbortController();
  response.once('close', () => controller.abort());
  return controller.signal;
}
