import type { Clock } from '../platform/clock.ts';
import { describeError, type Log } from '../platform/log.ts';
import type { OrgStore } from './store.ts';

const INTERVAL_MILLISECONDS = 60_000;

/** Forgets used tokens, once a minute, when they could not be accepted any more. */
export function forgetUsedTokens(store: OrgStore, clock: Clock, log: Log): { stop(): void } {
  const timer = setInterval(() => {
    store.forgetTokens(clock()).catch((error: unknown) => {
      log.warn({ error: describeError(error) }, 'used tokens not cleaned');
    });
  }, INTERVAL_MILLISECONDS).unref();
  return { stop: () => clearInterval(timer) };
}
