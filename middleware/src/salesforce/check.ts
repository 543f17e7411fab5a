import type { Connection } from 'jsforce';
import { z } from 'zod';

import { NEEDS, type Need } from './check-needs.ts';
import type { ConnectionState, Method } from './connection-store.ts';
import type { ConnectionCode } from './connection-words.ts';
import { SalesforceUnavailable } from './connection.ts';
import type { OpenConnections } from './connections.ts';
import type { MirrorFilling } from './filling/filling.ts';
import type { ObjectFreshness } from './filling/freshness.ts';
import { isSameId } from './oauth.ts';

/** Something that the user of the connection may not do. */
export type Missing =
  | { kind: 'api' }
  | { kind: 'object'; need: Need }
  | { kind: 'create'; need: Need }
  | { kind: 'fields'; need: Need; fields: string[] };

/** What an admin wants to know of a connection. */
export interface CheckReport {
  orgId: string;
  state: ConnectionState | 'unknown';
  /** Why it does not work; null: it does. */
  problem: ConnectionCode | null;
  user: { userId: string; username: string } | null;
  instanceUrl: string | null;
  apiVersion: string | null;
  method: Method | null;
  missing: Missing[];
  mirror: readonly ObjectFreshness[];
}

export interface CheckParts {
  connections: OpenConnections;
  mirror: Pick<MirrorFilling, 'freshness'>;
}

const description = z.object({
  queryable: z.boolean(),
  createable: z.boolean(),
  updateable: z.boolean(),
  fields: z.array(z.object({ name: z.string(), createable: z.boolean().default(false) })),
});
type Description = z.infer<typeof description>;

/** Refusals of the REST API that mean: this user, or this org, has no API (REST API Developer Guide, status codes). */
const NO_API = ['API_DISABLED_FOR_ORG', 'API_CURRENTLY_DISABLED', 'FUNCTIONALITY_NOT_ENABLED', 'INSUFFICIENT_ACCESS'];

/** Looks at one org as background work will meet it. Never throws for what the org says. */
export async function checkOrg({ connections, mirror }: CheckParts, orgId: string): Promise<CheckReport> {
  // A person looks, and may just have mended something.
  connections.access?.sessions.wake(orgId);
  const found = await examine(connections, orgId);
  const stored = await connections.store.find(orgId);
  return {
    orgId,
    state: stored?.state ?? 'unknown',
    instanceUrl: stored?.instanceUrl ?? null,
    apiVersion: stored?.session?.apiVersion ?? null,
    method: stored?.method ?? null,
    mirror: (await mirror.freshness(orgId)).objects,
    ...found,
  };
}

type Found = Pick<CheckReport, 'problem' | 'user' | 'missing'>;

async function examine(connections: OpenConnections, orgId: string): Promise<Found> {
  try {
    const connection = await connections.background(orgId);
    const missing = await missingOf(connection);
    const user = await userOf(connections, orgId);
    return { problem: null, user, missing };
  } catch (error) {
    if (error instanceof SalesforceUnavailable) return { problem: error.code, user: null, missing: [] };
    if (NO_API.includes(orgCodeOf(error))) return { problem: null, user: null, missing: [{ kind: 'api' }] };
    if (orgCodeOf(error) === '') throw error;
    return { problem: 'other-refusal', user: null, missing: [] };
  }
}

async function missingOf(connection: Connection): Promise<Missing[]> {
  const missing = [];
  for (const need of NEEDS) missing.push(...missingOfObject(need, await describe(connection, need.object)));
  return missing;
}

/** @returns null for an object that the user may not see: for the org it does not exist. */
async function describe(connection: Connection, object: string): Promise<Description | null> {
  try {
    const read = description.safeParse(await connection.request<unknown>(`/sobjects/${object}/describe`));
    if (!read.success) throw new SalesforceUnavailable('nonsense');
    return read.data;
  } catch (error) {
    if (['NOT_FOUND', 'INVALID_TYPE'].includes(orgCodeOf(error))) return null;
    throw error;
  }
}

export function missingOfObject(need: Need, seen: Description | null): Missing[] {
  if (!seen?.queryable) return [{ kind: 'object', need }];
  const usable = seen.fields.filter(({ createable }) => createable || !need.create).map(({ name }) => name);
  const fields = need.fields.filter((field) => !usable.includes(field));
  return [
    ...(need.create && !(seen.createable && seen.updateable) ? [{ kind: 'create', need } as const] : []),
    ...(fields.length > 0 ? [{ kind: 'fields', need, fields } as const] : []),
  ];
}

async function userOf({ access }: OpenConnections, orgId: string): Promise<CheckReport['user']> {
  if (!access) throw new SalesforceUnavailable('no-app');
  const identity = await access.oauth.identity(await access.sessions.current(orgId));
  if (!isSameId(identity.orgId, orgId)) throw new SalesforceUnavailable('other-org');
  return { userId: identity.userId, username: identity.username };
}

/** The code of an error of jsforce; empty for what did not come from the org. */
function orgCodeOf(error: unknown): string {
  if (!(error instanceof Error) || !('errorCode' in error)) return '';
  return typeof error.errorCode === 'string' ? error.errorCode : '';
}
