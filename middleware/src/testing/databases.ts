import { randomBytes } from 'node:crypto';

import pg from 'pg';

/** Where tests look for a PostgreSQL server when TEST_DATABASE_URL names none. */
const LOCAL_SERVER = 'postgres://postgres@127.0.0.1:5432/test';

/** A place for tests: the embedded database, or a database of their own on a PostgreSQL server. */
export interface TestDatabase {
  name: string;
  /** Present for a server. */
  url?: string;
  /** Why the tests on it cannot run here. */
  skip?: string;
  drop(): Promise<void>;
}

/** The databases every store and HTTP test runs on. One that cannot be reached says why. */
export async function testDatabases(): Promise<TestDatabase[]> {
  return [{ name: 'embedded', drop: async () => undefined }, await serverDatabase()];
}

async function serverDatabase(): Promise<TestDatabase> {
  const address = process.env['TEST_DATABASE_URL'] ?? LOCAL_SERVER;
  const database = `notes_test_${randomBytes(6).toString('hex')}`;
  try {
    await administer(address, `create database ${database}`);
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    return {
      name: 'server',
      skip: `SKIPPED: no PostgreSQL server (${reason}); set TEST_DATABASE_URL to run these tests on one`,
      drop: async () => undefined,
    };
  }
  const url = new URL(address);
  url.pathname = `/${database}`;
  return {
    name: 'server',
    url: url.href,
    drop: () => administer(address, `drop database ${database} with (force)`),
  };
}

async function administer(address: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: address, connectionTimeoutMillis: 2_000 });
  try {
    await client.connect();
    await client.query(statement);
  } finally {
    await client.end();
  }
}
