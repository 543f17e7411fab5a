import type { Connection } from 'jsforce';

import { captureContext, type CaptureContext } from '../../captures/schema.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database.ts';
import type { Log } from '../../platform/log.ts';
import { createOrgCalls, type Wait } from '../calls/org-calls.ts';
import { OrgRefusal } from '../calls/refusals.ts';
import { contextOf } from './context.ts';
import { readOrg } from './reading.ts';

interface Parts {
  readonly database: Database;
  readonly connections: { background(orgId: string): Promise<Connection> };
  /** What is older is read anew. */
  readonly freshMinutes: number;
  readonly clock: Clock;
  readonly log: Log;
  /** How to wait between tries of one call: there for tests. */
  readonly wait?: Wait;
}

/** What an org set, as it was read last. */
export interface OrgSettings {
  readonly context: CaptureContext;
  readonly readAt: Date;
  /** Why it could not be read since, in our code; null: it could. */
  readonly failure: string | null;
}

/** The settings, picklists and currencies of the orgs, for captures that no person started. */
export interface OrgSettingsCache {
  /**
   * What is younger than some minutes, else what the org says now, else the last that it said.
   * @throws OrgRefusal when the org cannot be asked and never was.
   */
  current(orgId: string): Promise<OrgSettings>;
  /** What was read last, without asking the org; null: nothing ever was. */
  known(orgId: string): Promise<OrgSettings | null>;
  /** Breaks off calls that are under way. */
  stop(): void;
}

/** An org that could not be asked is left alone for this long: captures do not wait for it each time. */
const REST_MILLISECONDS = 60_000;

interface Stored extends OrgSettings {
  readonly failedAt: Date | null;
}

export function createOrgSettings(parts: Parts): OrgSettingsCache {
  const { database, freshMinutes, clock } = parts;
  const stopping = new AbortController();
  const asking = new Map<string, Promise<OrgSettings>>();
  const askOnce = (orgId: string, last: Stored | null) => {
    const current = asking.get(orgId) ?? ask(parts, orgId, last, stopping.signal).finally(() => asking.delete(orgId));
    asking.set(orgId, current);
    return current;
  };
  return {
    async current(orgId) {
      const last = await readStored(database, orgId);
      const now = clock().getTime();
      const isFresh = last !== null && now - last.readAt.getTime() < freshMinutes * 60_000;
      const isResting = last?.failedAt != null && now - last.failedAt.getTime() < REST_MILLISECONDS;
      return last !== null && (isFresh || isResting) ? last : askOnce(orgId, last);
    },
    known: (orgId) => readStored(database, orgId),
    stop: () => stopping.abort(),
  };
}

async function ask(parts: Parts, orgId: string, last: Stored | null, signal: AbortSignal): Promise<OrgSettings> {
  const { database, connections, clock, log, wait } = parts;
  const calls = createOrgCalls({ connect: () => connections.background(orgId), signal, ...(wait ? { wait } : {}) });
  try {
    const context = contextOf(await readOrg(calls));
    const readAt = clock();
    await database.query(
      `insert into org_settings (org_id, content, read_at) values ($1, $2, $3)
       on conflict (org_id) do update set content = excluded.content, read_at = excluded.read_at,
         failure = null, failed_at = null`,
      [orgId, JSON.stringify(context), readAt],
    );
    return { context, readAt, failure: null };
  } catch (error) {
    if (!(error instanceof OrgRefusal)) throw error;
    log.warn({ org: orgId, code: error.code, orgCode: error.orgCode }, 'settings of the org not read');
    if (!last) throw error;
    await database.query('update org_settings set failure = $2, failed_at = $3 where org_id = $1', [
      orgId,
      error.code,
      clock(),
    ]);
    return { ...last, failure: error.code };
  }
}

async function readStored(database: Database, orgId: string): Promise<Stored | null> {
  const { rows } = await database.query<{
    content: unknown;
    readAt: Date;
    failure: string | null;
    failedAt: Date | null;
  }>(`select content, read_at as "readAt", failure, failed_at as "failedAt" from org_settings where org_id = $1`, [
    orgId,
  ]);
  const [row] = rows;
  // What an older version wrote may have another shape: then it is as if nothing were there.
  const context = captureContext.safeParse(row?.content);
  if (!row || !context.success) return null;
  const { readAt, failure, failedAt } = row;
  return { context: context.data, readAt, failure, failedAt };
}
