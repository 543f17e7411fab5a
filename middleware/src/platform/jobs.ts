import { PgBoss, type Db } from 'pg-boss';

import { isUnavailable, type Database, type Queryable } from './database.ts';
import { describeError, type Log } from './log.ts';

/** What a job may carry: ids, never content. */
export interface CaptureJob {
  orgId: string;
  captureId: string;
}

/** The queue in the same database. Delivery is at least once. */
export interface Jobs {
  /** Queues a capture in the transaction of `client`, so that it is accepted and queued together or not at all. */
  send(client: Queryable, job: CaptureJob): Promise<void>;
  /** Starts handing jobs to `handle`; one that throws, or whose process dies, comes again. */
  start(handle: (job: CaptureJob) => Promise<void>): Promise<void>;
  /** Whether jobs are handed out: between the end of the start and the beginning of the stop. */
  running(): boolean;
  stop(): Promise<void>;
}

const QUEUE = 'read-capture';
const NO_JOB = '00000000-0000-0000-0000-000000000000';
/** A worker that says nothing for this long is taken for dead. */
const EXPIRE_SECONDS = 60;

const BATCH_SIZE = 50;
/** Any number that nothing else in the database uses. */
const START_LOCK = 7_164_206;

const QUEUE_OPTIONS = {
  expireInSeconds: EXPIRE_SECONDS,
  heartbeatSeconds: EXPIRE_SECONDS,
  retryLimit: 5,
  retryDelay: 5,
  retryBackoff: true,
  deleteAfterSeconds: 3600,
};

/**
 * @param takeUpAfterSeconds how long the accepting process has before another one takes the capture up.
 */
export function createJobs(database: Database, log: Log, takeUpAfterSeconds = EXPIRE_SECONDS): Jobs {
  const boss = new PgBoss({
    db: bossOn(database),
    backend: database.kind === 'embedded' ? 'pglite' : 'postgres',
    schedule: false,
    reindex: database.kind === 'server',
    monitorVacuum: database.kind === 'server',
  });
  let running = false;
  boss.on('error', (error) => {
    // It asks on while the database is away, of which the log tells once.
    if (!isUnavailable(error)) log.warn({ error: describeError(error) }, 'queue trouble');
  });
  return {
    async send(client, job) {
      await boss.send(QUEUE, job, { db: bossInside(client), startAfter: takeUpAfterSeconds });
    },
    async start(handle) {
      // Two processes that make the queue's tables at once would stop each other.
      await database.alone(START_LOCK, async () => {
        await boss.start();
        await boss.createQueue(QUEUE, QUEUE_OPTIONS);
      });
      // pg-boss looks a queue up by itself when it does not know it yet. Inside the transaction of the first `send` that
      // would be a statement past the transaction's client, so it gets to know the queue here.
      await boss.findJobs(QUEUE, { id: NO_JOB });
      // Most jobs find their capture done: they are looked through in batches, one after the other while there are more.
      const inBatches = { pollingIntervalSeconds: 2, batchSize: BATCH_SIZE, burstWhenBatchFull: true };
      await boss.work<CaptureJob>(QUEUE, inBatches, async (jobs) => {
        await Promise.all(jobs.map(({ data }) => handle(data)));
      });
      running = true;
    },
    running: () => running,
    async stop() {
      running = false;
      await boss.stop({ graceful: true, close: false, timeout: 5_000 });
    },
  };
}

/**
 * Removes every job of a capture, whatever its state. What a worker has in hand ends by itself: it finds no capture.
 * The queue's tables need not be there yet.
 */
export async function forgetJobs(client: Queryable, { orgId, captureId }: CaptureJob): Promise<void> {
  const { rows } = await client.query<{ made: boolean }>(`select to_regclass('pgboss.job') is not null as made`);
  if (!rows[0]?.made) return;
  await client.query('delete from pgboss.job where name = $1 and data @> $2', [
    QUEUE,
    JSON.stringify({ orgId, captureId }),
  ]);
}

/**
 * The queue on our own pool. pg-boss brings an adapter for PGlite, but that one talks past the pool: its statements would
 * land inside whatever transaction the single connection has open.
 */
function bossOn(database: Database): Db {
  return { executeSql: (text, values) => database.query(text, values) };
}

function bossInside(client: Queryable): Db {
  return { executeSql: (text, values) => client.query(text, values) };
}
