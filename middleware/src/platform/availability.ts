import { setTimeout as delay } from 'node:timers/promises';

import { CodedError } from './errors.ts';
import { describeError, type Log } from './log.ts';

/** How often a database that is away is asked whether it is back. */
const ASK_AGAIN_MILLISECONDS = 1_000;
/** What takes longer makes us ask, beside it, whether the database answers at all. */
const SUSPICIOUS_MILLISECONDS = 3_000;

/** Whether a database answers. While it does not, calls are refused at once, and one question a second looks for its return. */
export interface Availability {
  /**
   * Gives what `work` gives, as long as the database is there.
   * @throws CodedError `unavailable` while it is away, or as soon as that is found out.
   */
  guard<Result>(work: () => Promise<Result>): Promise<Result>;
  /** Tells of a connection that broke: the database is asked whether it is away. */
  suspect(error: unknown): void;
  stop(): void;
}

/** @param ask rejects, within a few seconds, when the database does not answer. */
export function createAvailability(ask: () => Promise<void>, log: Log): Availability {
  const stopping = new AbortController();
  const waiting = new Set<(error: CodedError) => void>();
  let away: { since: number; cause: unknown } | undefined;
  let isAsking = false;
  const leave = (error: unknown) => {
    if (away) return;
    away = { since: performance.now(), cause: error };
    log.error({ error: describeError(error) }, 'database away');
    for (const reject of waiting) reject(unavailable(error));
  };
  const comeBack = () => {
    if (away) log.info({ seconds: Math.round((performance.now() - away.since) / 1000) }, 'database back');
    away = undefined;
  };
  const askUntilThere = async () => {
    while (!stopping.signal.aborted) {
      const failure = await ask().then(() => undefined, asFailure);
      if (!failure) return comeBack();
      leave(failure.reason);
      await delay(ASK_AGAIN_MILLISECONDS, undefined, { signal: stopping.signal, ref: false }).catch(() => undefined);
    }
  };
  const suspect = (error?: unknown) => {
    if (isAsking || stopping.signal.aborted) return;
    isAsking = true;
    if (error !== undefined) log.warn({ error: describeError(error) }, 'database connection lost');
    void askUntilThere().finally(() => {
      isAsking = false;
    });
  };
  return {
    suspect,
    stop: () => stopping.abort(),
    async guard(work) {
      if (away) throw unavailable(away.cause);
      const leaving = Promise.withResolvers<never>();
      waiting.add(leaving.reject);
      const slow = setTimeout(suspect, SUSPICIOUS_MILLISECONDS).unref();
      try {
        return await Promise.race([work(), leaving.promise]);
      } finally {
        clearTimeout(slow);
        waiting.delete(leaving.reject);
      }
    },
  };
}

const unavailable = (cause: unknown) => new CodedError('unavailable', undefined, {}, { cause });

const asFailure = (reason: unknown) => ({ reason });

/** For a database inside this process: it cannot be away. */
export const ALWAYS_AVAILABLE: Availability = {
  guard: (work) => work(),
  suspect: () => undefined,
  stop: () => undefined,
};
