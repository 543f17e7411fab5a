import type { Database } from './database.ts';

/** True in SQL when no living process has the id in `column` in hand. */
export const isAbandoned = (column: string): string =>
  `not exists (select 1 from processes living where living.id = ${column} and living.lives_until > clock_timestamp())`;

/** The life signs of this process, for the others on the same database. */
export interface Process {
  /** Says that this process lives. @returns whether the others may have taken it for dead before. */
  beat(): Promise<boolean>;
  /** Says that it ends: what it leaves may be taken up at once. */
  leave(): Promise<void>;
}

/** @param silentSeconds after which this process is taken for dead. */
export function createProcess(database: Database, silentSeconds: number): Process {
  // At the start nobody was late yet.
  let heardUntil = Number.POSITIVE_INFINITY;
  return {
    async beat() {
      const wasOverdue = performance.now() > heardUntil;
      const begin = performance.now();
      await database.query(
        `insert into processes (id, lives_until) values ($1, clock_timestamp() + make_interval(secs => $2))
         on conflict (id) do update set lives_until = excluded.lives_until`,
        [database.processId, silentSeconds],
      );
      heardUntil = begin + silentSeconds * 1000;
      return wasOverdue;
    },
    async leave() {
      await database.query('delete from processes where id = $1', [database.processId]);
    },
  };
}

/**
 * Forgets processes that are dead. The embedded database has one process at a time: whichever said before that it lives does so
 * no longer.
 */
export async function forgetDeadProcesses(database: Database): Promise<void> {
  const isDead = database.kind === 'embedded' ? 'true' : `lives_until < clock_timestamp() - interval '1 day'`;
  await database.query(`delete from processes where ${isDead}`);
}
