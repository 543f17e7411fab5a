import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';

import pg from 'pg';

import { ALWAYS_AVAILABLE, createAvailability, type Availability } from './availability.ts';
import { CodedError } from './errors.ts';
import type { Log } from './log.ts';

/** Something that runs one parameterised statement: the pool, or the client of a transaction. */
export interface Queryable {
  query<Row extends pg.QueryResultRow = pg.QueryResultRow>(
    text: string,
    values?: unknown[],
  ): Promise<pg.QueryResult<Row>>;
}

/** PostgreSQL, as a server or embedded; both speak through the same driver. */
export interface Database extends Queryable {
  readonly kind: 'server' | 'embedded';
  /** Names this process among those on the same database: a UUID, new with every opening. */
  readonly processId: string;
  /** Connections that are open, those of them that do nothing, and the work that waits for one. */
  connections(): { total: number; idle: number; waiting: number };
  /**
   * Runs `work` in one transaction: committed when it returns, rolled back when it throws. Inside, only the client handed
   * over may be used. The embedded database has one connection, and waiting for a second one would never end.
   */
  transaction<Result>(work: (client: Queryable) => Promise<Result>): Promise<Result>;
  /**
   * Runs `work` while no other process runs work under the same number. `work` uses the database as usual. The embedded
   * database has one process only.
   */
  alone<Result>(number: number, work: () => Promise<Result>): Promise<Result>;
  /** The same, but gives undefined at once where another process runs work under this number. */
  ifAlone<Result>(number: number, work: () => Promise<Result>): Promise<Result | undefined>;
  close(): Promise<void>;
}

/** How long one question whether the server is there may take. */
const ASK_MILLISECONDS = 3_000;
const FAREWELL_MILLISECONDS = 2_000;

/** Opens a PostgreSQL server by its address. Nothing is contacted before the first statement. */
export function openServerDatabase(connectionString: string, log: Log, connections = 10): Database {
  const session = { connectionString, application_name: 'create-from-notes', keepAlive: true };
  const pool = new pg.Pool({
    ...session,
    max: connections,
    connectionTimeoutMillis: 10_000,
    statement_timeout: 30_000,
    // The server ends a statement at its own limit; a connection on which nothing comes back any more is given up after this.
    query_timeout: 35_000,
    idle_in_transaction_session_timeout: 60_000,
  });
  const availability = createAvailability(async () => {
    const client = new pg.Client({
      ...session,
      connectionTimeoutMillis: ASK_MILLISECONDS,
      query_timeout: ASK_MILLISECONDS,
    });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.query('select 1');
    } catch (error) {
      // Full, it answers all the same, and what runs on the connections that we have goes on.
      if (!isFull(error)) throw error;
    } finally {
      void client.end().catch(() => undefined);
    }
  }, log);
  return databaseOn({ pool, kind: 'server', availability, closeStore: async () => undefined });
}

/** The server, the database or our role has as many connections as it may have. */
const isFull = (error: unknown) => error instanceof pg.DatabaseError && error.code === '53300';

interface Foundation {
  pool: pg.Pool;
  kind: Database['kind'];
  availability?: Availability;
  /** Closes what lies behind the pool. */
  closeStore: () => Promise<void>;
}

/** A database on a pool. */
export function databaseOn({ pool, kind, availability = ALWAYS_AVAILABLE, closeStore }: Foundation): Database {
  const insideTransaction = new AsyncLocalStorage<boolean>();
  // Without listeners, a server that drops a connection would end the process: the pool's when it is idle, its own when not.
  pool.on('error', availability.suspect);
  pool.on('connect', (client) => client.on('error', () => undefined));
  const connect = () => borrow(pool, availability);
  return {
    kind,
    processId: randomUUID(),
    connections: () => ({ total: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount }),
    query: async (text, values) => {
      refuseInside(insideTransaction);
      const connection = await connect();
      try {
        return await connection.query(text, values);
      } catch (error) {
        // A text "begin; ...; commit" that failed (pg-boss has such) leaves its connection inside a dead transaction.
        await connection.rollBack();
        throw error;
      } finally {
        connection.release();
      }
    },
    transaction: async (work) => {
      refuseInside(insideTransaction);
      const connection = await connect();
      return insideTransaction.run(true, () => inTransaction(connection, work));
    },
    alone: async (number, work) => {
      if (kind === 'embedded') return work();
      const connection = await connect();
      try {
        await connection.query('select pg_advisory_lock($1)', [number]);
        return await work();
      } finally {
        // The lock is the session's: it ends with the connection.
        connection.end();
      }
    },
    ifAlone: async (number, work) => {
      if (kind === 'embedded') return work();
      const connection = await connect();
      try {
        const { rows } = await connection.query<{ free: boolean }>('select pg_try_advisory_lock($1) as free', [number]);
        return rows[0]?.free ? await work() : undefined;
      } finally {
        connection.end();
      }
    },
    close: async () => {
      availability.stop();
      await Promise.race([pool.end(), ...(kind === 'server' ? [farewell()] : [])]);
      await closeStore();
    },
  };
}

/** A connection of the pool, in the hands of one piece of work. */
interface Connection extends Queryable {
  /** Leaves no transaction open on it. What broke has none any more. */
  rollBack(): Promise<void>;
  /** Gives it back; one that broke ends. */
  release(): void;
  end(): void;
}

/** A server that is silent does not say good-bye. */
const farewell = () => delay(FAREWELL_MILLISECONDS, undefined, { ref: false });

/** @throws CodedError `unavailable`, here and from its statements, when the server is away, gives no connection or ends it. */
async function borrow(pool: pg.Pool, availability: Availability): Promise<Connection> {
  const client = await connect(pool, availability);
  let broken = false;
  const query: Queryable['query'] = async (text, values) => {
    try {
      return await availability.guard(() => client.query(text, values));
    } catch (error) {
      const coded = asCoded(error);
      broken ||= isUnavailable(coded);
      if (broken) availability.suspect(error);
      throw coded;
    }
  };
  return {
    query,
    async rollBack() {
      if (!broken) await query('rollback').catch(() => (broken = true));
    },
    release: () => client.release(broken),
    end: () => client.release(true),
  };
}

async function connect(pool: pg.Pool, availability: Availability): Promise<pg.PoolClient> {
  const coming = Promise.withResolvers<pg.PoolClient>();
  try {
    return await availability.guard(() => {
      void pool.connect().then(coming.resolve, coming.reject);
      return coming.promise;
    });
  } catch (error) {
    // It may still come when nobody waits for it any more.
    coming.promise.then(
      (late) => late.release(),
      () => undefined,
    );
    if (isUnavailable(error)) throw error;
    availability.suspect(error);
    throw new CodedError('unavailable', undefined, {}, { cause: error });
  }
}

/** Whether the database was away, as opposed to a statement that it refused. The queue hands over copies of what we threw. */
export const isUnavailable = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === 'unavailable';

/**
 * The server ended the session (class 57P: it stops, 08: the connection), lacks what it needs (53: connections, disk, memory), only
 * reads (25006: another one takes over), chose this transaction to end a conflict (40001, 40P01, 55P03), or the connection broke.
 */
function asCoded(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const code = 'code' in error ? String(error.code) : '';
  const lost =
    /^(57P|08|53|25006|40001|40P01|55P03|ECONN|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH)/.test(code) ||
    /^Connection terminated|not queryable|^Query read timeout/.test(error.message);
  return lost ? new CodedError('unavailable', undefined, {}, { cause: error }) : error;
}

function refuseInside(insideTransaction: AsyncLocalStorage<boolean>): void {
  if (insideTransaction.getStore()) throw new Error('inside a transaction only its own client may be used');
}

async function inTransaction<Result>(
  connection: Connection,
  work: (client: Queryable) => Promise<Result>,
): Promise<Result> {
  try {
    await connection.query('begin');
    const result = await work(connection);
    await connection.query('commit');
    return result;
  } catch (error) {
    await connection.rollBack();
    throw error;
  } finally {
    connection.release();
  }
}
