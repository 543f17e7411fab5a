import { randomUUID } from 'node:crypto';

import type { RequestHandler, Response } from 'express';

import type { Log } from '../platform/log.ts';

const requestIds = new WeakMap<Response, string>();

const operationNames = new WeakMap<Response, string>();

/** Says which operation a call reached, for the log: an address that somebody typed may hold anything. */
export function nameOperation(response: Response, name: string): void {
  operationNames.set(response, name);
}

/** Gives every call an id, in the answer and in the log. */
export function identifyRequests(log: Log): RequestHandler {
  return (request, response, next) => {
    const id = randomUUID();
    const begin = performance.now();
    requestIds.set(response, id);
    response.setHeader('X-Request-Id', id);
    response.once('close', () => {
      const operation = operationNames.get(response) ?? 'none';
      const milliseconds = Math.round(performance.now() - begin);
      log.info(
        { request: id, method: request.method, operation, status: response.statusCode, milliseconds },
        'answered',
      );
    });
    next();
  };
}

/** The id of the call that a response answers. Only behind `identifyRequests`. */
export function requestIdOf(response: Response): string {
  const id = requestIds.get(response);
  if (!id) throw new Error('a handler that needs the request id is not behind identifyRequests');
  return id;
}

/** Answers hold personal data and are read by programs only: nothing stores, frames or guesses at them. */
export const secureHeaders: RequestHandler = (_request, response, next) => {
  response.set({
    'Cache-Control': 'no-store',
    'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
    'Referrer-Policy': 'no-referrer',
    'Strict-Transport-Security': 'max-age=31536000',
    'X-Content-Type-Options': 'nosniff',
  });
  next();
};
