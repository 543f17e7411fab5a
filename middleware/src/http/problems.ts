import type { ErrorRequestHandler, RequestHandler } from 'express';

import { CodedError } from '../platform/errors.ts';
import { describeError, type Log } from '../platform/log.ts';
import { PROBLEM_MEDIA_TYPE, problemOf } from '../platform/problem.ts';
import { requestIdOf } from './requests.ts';

export const unknownRoute: RequestHandler = () => {
  throw new CodedError('route-not-found');
};

/** Turns whatever was thrown into a problem answer. Errors without a code are logged, and told of only by their request id. */
export function answerProblems(log: Log): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    const coded = codedError(error);
    const requestId = requestIdOf(response);
    if (!coded) log.error({ request: requestId, error: describeError(error) }, 'call failed');
    if (response.headersSent) {
      next(error);
      return;
    }
    const problem = problemOf(coded ?? error, requestId);
    if (problem.status === 401) response.setHeader('WWW-Authenticate', 'Bearer');
    if (problem.code === 'capture-not-ready' || problem.status === 503) response.setHeader('Retry-After', '2');
    response.status(problem.status).type(PROBLEM_MEDIA_TYPE).send(JSON.stringify(problem));
  };
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
