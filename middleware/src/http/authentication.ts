import type { RequestHandler, Response } from 'express';

import type { Caller } from '../orgs/caller.ts';
import type { Authenticate } from '../orgs/token.ts';

const callers = new WeakMap<Response, Caller>();

/** Lets a call pass only with a token that is accepted, and before anything of its body is read. */
export function requireToken(authenticate: Authenticate): RequestHandler {
  return async (request, response, next) => {
    callers.set(response, await authenticate(request.headers.authorization, request.method));
    next();
  };
}

/** Who calls. Only for handlers behind `requireToken`. */
export function callerOf(response: Response): Caller {
  const caller = callers.get(response);
  if (!caller) throw new Error('a handler that needs a caller is not behind requireToken');
  return caller;
}
