import type { Queryable } from '../platform/database.ts';
import { CodedError } from '../platform/errors.ts';
import { createProbe, ProbeTimeout } from '../platform/probe.ts';

interface Parts {
  database: Queryable;
  jobs: { running(): boolean };
  /** The newest migration this program knows. */
  newestMigration: number;
}

/** What each part of the process says of itself: `ok`, or what is wrong, in words. */
export type Checks = Readonly<Record<'process' | 'database' | 'migrations' | 'queue', string>>;

/** Whoever asks for readiness asks often and waits little. */
const PROBE_MILLISECONDS = 2_000;
const OK = 'ok';
const UNKNOWN = 'not known while the database does not answer';

/**
 * Whether calls can be answered, looked up at every question and told within two seconds, also when the database hangs.
 * @param stopping whether the stop has begun.
 */
export function createReadiness({ database, jobs, newestMigration }: Parts) {
  const probe = createProbe(async () => {
    const { rows } = await database.query<{ newest: number | null }>('select max(number) as newest from migrations');
    return rows[0]?.newest ?? 0;
  }, PROBE_MILLISECONDS);
  return async (stopping: boolean): Promise<Checks> => ({
    process: stopping ? 'the process is stopping: send calls elsewhere' : OK,
    ...(await checkDatabase(probe, newestMigration)),
    queue: jobs.running() ? OK : 'the queue does not run: look for "queue trouble" in the log, and restart',
  });
}

export type Readiness = ReturnType<typeof createReadiness>;

/** @throws CodedError `unavailable`, with every check, unless all of them are `ok`. */
export function refuseUnready(checks: Checks): void {
  if (Object.values(checks).every((check) => check === OK)) return;
  throw new CodedError('unavailable', undefined, { checks });
}

async function checkDatabase(
  newest: () => Promise<number>,
  needed: number,
): Promise<Pick<Checks, 'database' | 'migrations'>> {
  try {
    const applied = await newest();
    const behind = `the database is at migration ${applied}, this program needs ${needed}: restart it`;
    return { database: OK, migrations: applied >= needed ? OK : behind };
  } catch (error) {
    const database =
      error instanceof ProbeTimeout
        ? `the database does not answer within ${PROBE_MILLISECONDS / 1000} seconds`
        : 'the database cannot be reached';
    return { database, migrations: UNKNOWN };
  }
}
