import type { RequestHandler, Response } from 'express';

import type { Caller } from '../orgs/caller.ts';
import type { Authenticate } from '../orgs/token.ts';
import { CodedError, PROBLEMS } from '../platform/errors.ts';
import type { CallLimits } from './limits.ts';

const callers = new WeakMap<Response, Caller>();

/**
 * Lets a call pass only with a token that is accepted and within the limits of its caller, and before anything of its body is
 * read. From an address with too many refused tokens none is looked at: checking a signature takes time.
 */
export function requireToken(authenticate: Authenticate, limits: CallLimits): RequestHandler {
  return async (request, response, next) => {
    await limits.refuseAddress(request.ip);
    const caller = await authenticate(request.headers.authorization, request.method).catch(async (error: unknown) => {
      const refused = error instanceof CodedError && PROBLEMS[error.code].status === 401;
      if (refused) await limits.countRefusedToken(request.ip);
      throw error;
    });
    await limits.count(caller);
    callers.set(response, caller);
    next();
  };
}

/** Who calls. Only for handlers behind `requireToken`. */
export function callerOf(response: Response): Caller {
  const caller = callers.get(response);
  if (!caller) throw new Error('a handler that needs a caller is not behind requireToken');
  return caller;
}
