import type { Request } from 'express';

import type { OrgUser } from '../records/access.ts';
import { asUser } from '../records/user-mode.ts';
import type { Records } from '../records/user-mode.ts';
import { dayIn } from '../records/user-mode.ts';
import type { Org } from '../organisation.ts';
import type { Grant, Tokens } from './oauth/tokens.ts';
import { RestProblem } from './problem.ts';
import { readerOf } from './reader.ts';
import type { Hidden, Reader } from './reader.ts';
import type { SetupObjects } from './setup-objects.ts';

/** Who calls the API, and what of the org is theirs. */
export interface ApiSession {
  readonly user: OrgUser;
  readonly grant: Grant;
  readonly records: Records;
  readonly reader: Reader;
  readonly today: string;
}

export interface SessionSources {
  readonly org: Org;
  readonly tokens: Tokens;
  readonly setup: SetupObjects;
  readonly hidden: Hidden;
}

/**
 * The session of a request's bearer token.
 * @throws RestProblem 401 INVALID_SESSION_ID
 */
export function apiSession({ org, tokens, setup, hidden }: SessionSources, request: Request): ApiSession {
  const token = bearerOf(request);
  const grant = token === null ? null : tokens.access(token);
  const user = grant && org.people.byId(grant.userId);
  if (!user) throw new RestProblem(401, 'INVALID_SESSION_ID', 'Session expired or invalid');
  const records = asUser(org, user);
  const reader = readerOf({ schema: org.schema, store: org.store, setup, hidden }, records);
  return { user, grant, records, reader, today: dayIn(org.now(), user.timeZone) };
}

export function bearerOf(request: Request): string | null {
  return /^(?:Bearer|OAuth) (\S+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? null;
}
