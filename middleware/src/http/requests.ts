import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';

import type { RequestHandler } from 'express';
import { z } from 'zod';

import type { Log } from '../platform/log.ts';
import type { Metrics } from '../platform/metrics.ts';

export const REQUEST_ID = 'X-Request-Id';

const requestIds = new WeakMap<ServerResponse, string>();

const operationNames = new WeakMap<ServerResponse, string>();

/** A UUID of any version. Whatever else somebody sends as an id would come into log and rows. */
const sentId = z.guid().toLowerCase();

/** Says which operation a call reached, for log and figures: an address that somebody typed may hold anything. */
export function nameOperation(name: string): RequestHandler {
  return (_request, response, next) => {
    operationNames.set(response, name);
    next();
  };
}

/** Gives every call an id, the one it was sent with where there is one; in the answer, in the log, and counted. */
export function identifyRequests(log: Log, metrics: Pick<Metrics, 'onAnswered'>): RequestHandler {
  return (request, response, next) => {
    const id = sentId.safeParse(request.headers['x-request-id']).data ?? randomUUID();
    const begin = performance.now();
    requestIds.set(response, id);
    response.setHeader(REQUEST_ID, id);
    response.once('close', () => {
      const operation = operationNames.get(response) ?? 'none';
      const milliseconds = performance.now() - begin;
      const { method } = request;
      const status = response.writableFinished ? response.statusCode : 'aborted';
      metrics.onAnswered({ operation, method, status, milliseconds });
      log.info({ request: id, method, operation, status, milliseconds: Math.round(milliseconds) }, 'answered');
    });
    next();
  };
}

/** The id of the call that a response answers. Only behind `identifyRequests`. */
export function requestIdOf(response: ServerResponse): string {
  const id = requestIds.get(response);
  if (!id) throw new Error('a handler that needs the request id is not behind identifyRequests');
  return id;
}
