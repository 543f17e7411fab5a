import type { NextFunction, Request, Response } from 'express';

import { UiApiError } from '../ui-api/errors.ts';

/** Notes where something failed and how; never what was in the data. */
export type FailureLog = (where: string, failure: unknown) => void;

/** One JSON line on standard error, without the message: it may hold what a person typed. */
export const logFailure: FailureLog = (where, failure) => {
  const error = failure instanceof Error ? failure : new Error(typeof failure);
  const frames = (error.stack ?? '').split('\n').filter((line) => line.trimStart().startsWith('at '));
  const line = { level: 'error', msg: 'failed', part: 'org stand-in', where, error: error.name, frames };
  process.stderr.write(`${JSON.stringify(line)}\n`);
};

/** The last handler: UI API's refusals as they are, unreadable requests as 4xx, the rest as 500. */
export function answerFailures(log: FailureLog) {
  return (failure: unknown, request: Request, response: Response, next: NextFunction): void => {
    if (response.headersSent) {
      next(failure);
      return;
    }
    if (failure instanceof UiApiError) {
      response.status(failure.status).json(failure.body());
      return;
    }
    const status = statusOf(failure);
    if (status >= 500) log(`${request.method} ${request.baseUrl}`, failure);
    response.status(status).json({ message: status >= 500 ? 'Internal error' : 'The request cannot be read.' });
  };
}

/** Express and its body parser mark what the caller did wrong with a status. */
function statusOf(failure: unknown): number {
  const status = typeof failure === 'object' && failure !== null && 'status' in failure ? failure.status : null;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : 500;
}
