import { createHash } from 'node:crypto';

import type { Connection } from 'jsforce';

import type { Clock } from '../../platform/clock.ts';
import { isUnavailable, type Database } from '../../platform/database.ts';
import { pause } from '../../platform/ended.ts';
import { describeError, type Log } from '../../platform/log.ts';
import { createOrgCalls, type Wait } from '../calls/org-calls.ts';
import { freshnessOf, type Freshness } from './freshness.ts';
import { forgetLoads, Overtaken, readLoad, readLoads, type MirrorLoad } from './load-store.ts';
import { lookAtOrg, verify, type LookParts } from './look.ts';
import type { MirrorWriter } from './mirror-writing.ts';
import { MIRRORED_OBJECTS } from './objects.ts';

interface Parts {
  readonly database: Database;
  readonly mirror: MirrorWriter & { clear(orgId: string): Promise<void> };
  readonly connections: {
    background(orgId: string): Promise<Connection>;
    connected(): Promise<string[]>;
  };
  /** The currency of an org that has only one; null where it is not known. */
  readonly standardCurrency: (orgId: string) => Promise<string | null>;
  /** Minutes between looks; 0: nobody looks by themselves. */
  readonly everyMinutes: number;
  readonly clock: Clock;
  readonly log: Log;
  /** How to wait between tries, and how many records are one transaction: there for tests. */
  readonly wait?: Wait;
  readonly pageSize?: number;
}

/** Keeps the mirrors of the connected orgs up to date. */
export interface MirrorFilling {
  /** Looks at every connected org now and then. */
  start(): void;
  /** Breaks off: what was begun goes on where it stopped, in this process or another one. */
  stop(): Promise<void>;
  /** Looks at an org now, whatever hindered it before; what is under way ends first. Another process that is at it is left to it. */
  refresh(orgId: string): Promise<Freshness>;
  /** Has an org looked at that was just connected. Does nothing in a process that looks at none by itself. */
  lookSoon(orgId: string): void;
  freshness(orgId: string): Promise<Freshness>;
  /** Looks at an org and holds its mirror against it. A difference is cured by a full load at the next look. */
  verify(orgId: string): Promise<Freshness>;
  /** Forgets the mirror of an org that is connected no longer, after what is at work on it has ended. */
  forget(orgId: string): Promise<void>;
}

const MINUTE = 60_000;
/** Records of one page: a second of work at the most, in which the embedded database does nothing else. */
const PAGE_SIZE = 2_000;
/** Of the locks of this database: this one and the org's number behind it. */
const LOCKS_FROM = 7_164_300_000_000;

/** A lock is free a moment after its work ended: only who has it for longer is another process at work. */
const LOCK_PAUSES = [20, 100, 300, 600, 0];

export function createMirrorFilling(parts: Parts): MirrorFilling {
  const { database, mirror, everyMinutes, clock, log } = parts;
  const stopping = new AbortController();
  const running = new Map<string, Promise<void>>();
  let timer: NodeJS.Timeout | undefined;
  let round: Promise<void> | undefined;
  /** One at a time in this process, and one process at a time. Whoever comes meanwhile gets what is under way. */
  const alone = (orgId: string, work: Work): Promise<void> => {
    const current =
      running.get(orgId) ?? whenFree(parts, orgId, stopping.signal, work).finally(() => running.delete(orgId));
    running.set(orgId, current);
    return current;
  };
  const freshness = async (orgId: string) => {
    const [loads, counts] = await Promise.all([readLoads(database, orgId), mirror.counts(orgId)]);
    return freshnessOf(orgId, loads, counts, { now: clock(), everyMilliseconds: everyMinutes * MINUTE });
  };
  const refresh = async (orgId: string) => {
    // It may have begun before what the caller wants to be seen.
    await running.get(orgId)?.catch(() => undefined);
    if (!stopping.signal.aborted) await alone(orgId, lookAtOrg);
  };
  const look = (orgId: string) => alone(orgId, lookAtOrg).catch((error: unknown) => tell(log, orgId, error));
  const lookIfFree = () => {
    round ??= lookAround(parts, stopping.signal, look)
      .catch((error: unknown) => tell(log, null, error))
      .finally(() => (round = undefined));
  };
  return {
    start() {
      if (everyMinutes === 0) return;
      lookIfFree();
      timer = setInterval(lookIfFree, MINUTE).unref();
    },
    async stop() {
      clearInterval(timer);
      stopping.abort();
      await Promise.allSettled([round, ...running.values()]);
    },
    async refresh(orgId) {
      await refresh(orgId);
      return freshness(orgId);
    },
    lookSoon(orgId) {
      if (timer) refresh(orgId).catch((error: unknown) => tell(log, orgId, error));
    },
    freshness,
    async verify(orgId) {
      await running.get(orgId)?.catch(() => undefined);
      await alone(orgId, verifyAll);
      return freshness(orgId);
    },
    async forget(orgId) {
      await running.get(orgId)?.catch(() => undefined);
      await database.alone(lockOf(orgId), async () => {
        await mirror.clear(orgId);
        await forgetLoads(database, orgId);
      });
    },
  };
}

/** Looks at the orgs that are due, one after the other. */
async function lookAround(
  { database, connections, everyMinutes, clock }: Parts,
  signal: AbortSignal,
  look: (orgId: string) => Promise<void>,
): Promise<void> {
  for (const orgId of await connections.connected()) {
    if (signal.aborted) return;
    if (dueAt(await readLoads(database, orgId), everyMinutes) <= clock().getTime()) await look(orgId);
  }
}

type Work = (look: LookParts) => Promise<void>;

async function whenFree(parts: Parts, orgId: string, signal: AbortSignal, work: Work): Promise<void> {
  for (const milliseconds of LOCK_PAUSES) {
    const isDone = await parts.database.ifAlone(lockOf(orgId), async () => {
      await work(await lookPartsOf(parts, orgId, signal));
      return true;
    });
    if (isDone || signal.aborted) return;
    await pause(milliseconds, signal);
  }
}

async function lookPartsOf(parts: Parts, orgId: string, signal: AbortSignal): Promise<LookParts> {
  const { database, mirror, connections, clock, log, wait, pageSize = PAGE_SIZE } = parts;
  const calls = createOrgCalls({ connect: () => connections.background(orgId), signal, ...(wait ? { wait } : {}) });
  const standardCurrency = await parts.standardCurrency(orgId);
  return { database, mirror, orgId, calls, standardCurrency, pageSize, clock, log };
}

async function verifyAll(look: LookParts): Promise<void> {
  await lookAtOrg(look);
  for (const object of MIRRORED_OBJECTS) {
    const load = await readLoad(look.database, look.orgId, object);
    if (load.wholeAt !== null && load.load === null && load.failure === null) await verify(look, load);
  }
}

/** A number of its own for each org, as far as thirty-two bits tell them apart: two that share one wait for each other. */
function lockOf(orgId: string): number {
  return LOCKS_FROM + createHash('sha256').update(orgId).digest().readUInt32BE(0);
}

/** When an org is to be looked at again, in milliseconds: as soon as any of its objects is due. */
function dueAt(loads: readonly MirrorLoad[], everyMinutes: number): number {
  const due = MIRRORED_OBJECTS.map((object) => {
    const load = loads.find((each) => each.object === object);
    if (load?.failure) return load.notBefore?.getTime() ?? 0;
    if (!load?.takenOverAt || load.reloadReason !== null) return 0;
    return load.takenOverAt.getTime() + everyMinutes * MINUTE;
  });
  return Math.min(...due);
}

function tell(log: Log, orgId: string | null, error: unknown): void {
  // Of a database that is away the log tells once; and whoever was overtaken left its work in good hands.
  if (isUnavailable(error) || error instanceof Overtaken) return;
  log.error({ org: orgId, error: describeError(error) }, 'the mirror was not looked at');
}
