import { AsyncLocalStorage } from 'node:async_hooks';

import pg from 'pg';

import { CodedError } from './errors.ts';
import { describeError, type Log } from './log.ts';

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
  close(): Promise<void>;
}

/** Opens a PostgreSQL server by its address. Nothing is contacted before the first statement. */
export function openServerDatabase(connectionString: string, log: Log, connections = 10): Database {
  const pool = new pg.Pool({
    connectionString,
    max: connections,
    connectionTimeoutMillis: 10_000,
    statement_timeout: 30_000,
    idle_in_transaction_session_timeout: 60_000,
    application_name: 'create-from-notes',
  });
  return databaseOn(pool, 'server', log, async () => undefined);
}

/** A database on a pool. `closeStore` closes what lies behind the pool. */
export function databaseOn(pool: pg.Pool, kind: Database['kind'], log: Log, closeStore: () => Promise<void>): Database {
  const insideTransaction = new AsyncLocalStorage<boolean>();
  // Without listeners, a server that drops a connection would end the process: the pool's when it is idle, its own when not.
  pool.on('error', (error) => log.warn({ error: describeError(error) }, 'database connection lost'));
  pool.on('connect', (client) => client.on('error', () => undefined));
  return {
    kind,
    query: async (text, values) => {
      refuseInside(insideTransaction);
      const client = await connect(pool, log);
      try {
        return await client.query(text, values);
      } catch (error) {
        // A text "begin; ...; commit" that failed (pg-boss has such) leaves its connection inside a dead transaction.
        await client.query('rollback').catch(() => undefined);
        throw asCoded(error);
      } finally {
        client.release();
      }
    },
    transaction: async (work) => {
      refuseInside(insideTransaction);
      const client = await connect(pool, log);
      return insideTransaction.run(true, () => inTransaction(client, work));
    },
    alone: async (number, work) => {
      if (kind === 'embedded') return work();
      const client = await connect(pool, log);
      try {
        await client.query('select pg_advisory_lock($1)', [number]);
        return await work();
      } finally {
        // The lock is the session's: it ends with the connection.
        client.release(true);
      }
    },
    close: async () => {
      await pool.end();
      await closeStore();
    },
  };
}

/** A connection of the pool. @throws CodedError `unavailable` when the server gives none: it is away, or too busy. */
async function connect(pool: pg.Pool, log: Log): Promise<pg.PoolClient> {
  try {
    return await pool.connect();
  } catch (error) {
    log.error({ error: describeError(error) }, 'no database connection');
    throw new CodedError('unavailable', undefined, {}, { cause: error });
  }
}

/** The server ended the session (class 57P: it stops, 08: the connection), or the connection broke. */
function asCoded(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const code = 'code' in error ? String(error.code) : '';
  const lost = /^(57P|08|ECONNRESET|EPIPE)/.test(code) || /^Connection terminated|not queryable/.test(error.message);
  return lost ? new CodedError('unavailable', undefined, {}, { cause: error }) : error;
}

function refuseInside(insideTransaction: AsyncLocalStorage<boolean>): void {
  if (insideTransaction.getStore()) throw new Error('inside a transaction only its own client may be used');
}

async function inTransaction<Result>(
  client: pg.PoolClient,
  work: (client: Queryable) => Promise<Result>,
): Promise<Result> {
  let broken: Error | undefined;
  try {
    await client.query('begin');
    const result = await work(client);
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch((failure: unknown) => {
      broken = failure instanceof Error ? failure : new Error('rollback failed');
    });
    throw asCoded(error);
  } finally {
    client.release(broken);
  }
}
