import type { ErasureStore } from '../captures/erasure.ts';
import type { CaptureRef } from '../captures/store.ts';
import type { Clock } from '../platform/clock.ts';
import type { Retention } from '../platform/configuration.ts';
import type { Database, Queryable } from '../platform/database.ts';
import { describeError, type Log } from '../platform/log.ts';
import type { Audit } from './audit.ts';
import type { Cleaning } from './cleaning.ts';
import type { Erasing } from './erasing.ts';

interface Parts {
  database: Database;
  erasures: ErasureStore;
  erasing: Erasing;
  cleaning: Cleaning;
  audit: Audit;
  retention: Retention;
  clock: Clock;
  log: Log;
  stopping: AbortSignal;
}

const KINDS = ['decided', 'undecided', 'failed', 'uploads'] as const;
type Kind = (typeof KINDS)[number];

/** How many captures were erased, by what had become of them. */
export type RetentionReport = Record<Kind, number>;

/** Erases captures when their time has come. */
export interface RetentionRuns {
  /** Does it now. Undefined when another process is at it. */
  run(): Promise<RetentionReport | undefined>;
  /** Does it now and every hour. */
  start(): void;
  stop(): Promise<void>;
}

const INTERVAL_MILLISECONDS = 3_600_000;
const DAY_MILLISECONDS = 86_400_000;
/** Captures of one transaction: other work waits no longer than that. */
const BATCH_SIZE = 20;
/** Any number that nothing else in the database uses. */
const LOCK = 7_164_207;

const HAS_DRAFTS = 'exists (select 1 from drafts d where d.org_id = c.org_id and d.capture_id = c.id)';
/** An approved draft waits for its records: it is not done with. */
const HAS_OPEN_DRAFTS = `exists (select 1 from drafts d where d.org_id = c.org_id and d.capture_id = c.id and d.state in ('open', 'approved'))`;

const IS_FINISHED = `c.state in ('ready', 'failed')`;

/** What belongs to each kind. A capture that is at work belongs to none: it is never erased by its age. */
const CONDITIONS: Record<Kind, string> = {
  decided: `${IS_FINISHED} and not ${HAS_OPEN_DRAFTS} and (c.state = 'ready' or ${HAS_DRAFTS})`,
  undecided: `${IS_FINISHED} and ${HAS_OPEN_DRAFTS}`,
  // What waits for a recogniser for so long waits for ever.
  failed: `c.state in ('failed', 'waiting') and not ${HAS_DRAFTS}`,
  uploads: `c.state = 'receiving'`,
};

export function createRetention(parts: Parts): RetentionRuns {
  const { database, cleaning, log } = parts;
  let timer: NodeJS.Timeout | undefined;
  let current: Promise<unknown> = Promise.resolve();
  const run = () =>
    database.ifAlone(LOCK, async () => {
      const report = await eraseAllDue(parts);
      const erased = KINDS.reduce((sum, kind) => sum + report[kind], 0);
      if (cleaning.isWanted()) await cleaning.run();
      if (erased > 0) log.info({ erased: report }, 'captures erased by their age');
      return report;
    });
  const runQuietly = () => {
    current = run().catch((error: unknown) => log.warn({ error: describeError(error) }, 'retention broke off'));
  };
  return {
    run,
    start() {
      cleaning.requestAfterStart();
      runQuietly();
      timer = setInterval(runQuietly, INTERVAL_MILLISECONDS).unref();
    },
    async stop() {
      clearInterval(timer);
      await current;
    },
  };
}

async function eraseAllDue(parts: Parts): Promise<RetentionReport> {
  const { decidedDays, undecidedDays, failedDays, uploadDays } = parts.retention;
  return {
    decided: await eraseDue(parts, 'decided', decidedDays),
    undecided: await eraseDue(parts, 'undecided', undecidedDays),
    failed: await eraseDue(parts, 'failed', failedDays),
    uploads: await eraseDue(parts, 'uploads', uploadDays),
  };
}

async function eraseDue(parts: Parts, kind: Kind, days: number | null): Promise<number> {
  if (days === null) return 0;
  const unchangedSince = new Date(parts.clock().getTime() - days * DAY_MILLISECONDS);
  let erased = 0;
  while (!parts.stopping.aborted) {
    const batch = await due(parts.database, kind, unchangedSince);
    if (batch.length === 0) break;
    erased += await eraseBatch(parts, batch, kind, unchangedSince);
  }
  return erased;
}

/** Captures of one org whose time has come, the longest unchanged first; with `among`, those of these. */
async function due(
  client: Queryable,
  kind: Kind,
  unchangedSince: Date,
  among?: readonly CaptureRef[],
): Promise<CaptureRef[]> {
  const { rows } = await client.query<{ org_id: string; id: string }>(
    `select c.org_id, c.id from captures c
     where c.updated_at < $1 and ${CONDITIONS[kind]}
       and not exists (select 1 from drafts d where d.org_id = c.org_id and d.capture_id = c.id and d.changed_at >= $1)
       and ($2::text is null or (c.org_id = $2 and c.id = any ($3::uuid[])))
     order by c.updated_at limit $4`,
    [unchangedSince, among?.[0]?.orgId ?? null, among?.map(({ captureId }) => captureId) ?? null, BATCH_SIZE],
  );
  return rows.filter((row) => row.org_id === rows[0]?.org_id).map((row) => ({ orgId: row.org_id, captureId: row.id }));
}

/** Erases what is still due once it is held: a person may have changed or decided a draft at the last moment. */
async function eraseBatch(
  { database, erasures, erasing, audit }: Parts,
  batch: readonly CaptureRef[],
  kind: Kind,
  unchangedSince: Date,
): Promise<number> {
  const erased = await database.transaction(async (client) => {
    for (const ref of batch) await holdWithDrafts(client, erasures, ref);
    const held = await due(client, kind, unchangedSince, batch);
    for (const ref of held) await erasing.eraseHeld(client, ref);
    const [first] = held;
    if (first) {
      const { orgId } = first;
      await audit.record(client, { orgId, action: 'retention', actor: 'retention', captures: held.length });
    }
    return held;
  });
  erasing.tell(erased);
  return erased.length;
}

async function holdWithDrafts(client: Queryable, erasures: ErasureStore, ref: CaptureRef): Promise<void> {
  await erasures.hold(client, ref);
  await client.query('select 1 from drafts where org_id = $1 and capture_id = $2 for update', [
    ref.orgId,
    ref.captureId,
  ]);
}
