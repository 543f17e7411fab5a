import type { ServerResponse } from 'node:http';

import type { ErrorRequestHandler, RequestHandler } from 'express';

import { CodedError } from '../platform/errors.ts';
import { describeError, type Log } from '../platform/log.ts';
import { PROBLEM_MEDIA_TYPE, problemOf } from '../platform/problem.ts';
import { requestIdOf } from './requests.ts';

/** Seconds after which a failure that passes by itself may have passed. */
const RETRY_AFTER_SECONDS = 2;

export const unknownRoute: RequestHandler = () => {
  throw new CodedError('route-not-found');
};

/** Turns whatever was thrown into a problem answer. Errors without a code are logged, and told of only by their request id. */
export function answerProblems(log: Log): ErrorRequestHandler {
  return (error: unknown, _request, response, _next) => {
    const coded = codedError(error);
    if (!coded) log.error({ request: requestIdOf(response), error: describeError(error) }, 'call failed');
    sendProblem(response, coded ?? error);
  };
}

/** Answers a call with a problem. One whose answer has begun already can only be cut off. */
export function sendProblem(response: ServerResponse, error: unknown): void {
  if (response.headersSent) {
    if (!response.writableEnded) response.destroy();
    return;
  }
  const problem = problemOf(error, requestIdOf(response));
  const body = Buffer.from(JSON.stringify(problem));
  if (problem.status === 401) response.setHeader('WWW-Authenticate', 'Bearer');
  const passes = problem.code === 'capture-not-ready' || problem.status === 503 || problem.status === 429;
  if (passes) response.setHeader('Retry-After', problem.retryAfter ?? RETRY_AFTER_SECONDS);
  response.setHeader('Content-Type', `${PROBLEM_MEDIA_TYPE}; charset=utf-8`);
  response.setHeader('Content-Length', body.length);
  response.writeHead(problem.status).end(body);
}

/** Our own errors as they are, those of Express by their kind, and nothing for the rest. */
function codedError(error: unknown): CodedError | undefined {
  if (error instanceof CodedError) return error;
  const type = typeof error === 'object' && error && 'type' in error ? error.type : undefined;
  if (type === 'entity.parse.failed' || type === 'request.size.invalid') return new CodedError('malformed-json');
  if (type === 'entity.too.large') return new CodedError('body-too-large');
  if (type === 'encoding.unsupported' || type === 'charset.unsupported')
    return new CodedError('media-type-not-supported');
  // A path that cannot be decoded (`%zz`) names nothing.
  if (error instanceof URIError) return new CodedError('route-not-found');
  const status = typeof error === 'object' && error && 'status' in error ? error.status : undefined;
  return status === 400 ? new CodedError('malformed-json') : undefined;
}
