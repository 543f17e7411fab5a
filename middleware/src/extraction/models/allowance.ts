import type { Clock } from '../../platform/clock.ts';
import { ended } from '../../platform/ended.ts';
import type { ModelProvider } from '../../platform/model-providers.ts';
import { limitTime } from '../../platform/time-limit.ts';
import type { ModelCall, ModelUsageStore } from './usage.ts';

type Used = Parameters<ModelUsageStore['add']>[1];

/** What a provider may still be asked today. */
export interface Allowance {
  /** Counts a call that is about to be made; undefined when the day's calls are used up. */
  take(orgId: string): Promise<ModelCall | undefined>;
  /** Adds what a counted call used. It is over at `signal` at the latest; what is written then is written later. */
  add(call: ModelCall, used: Used, signal: AbortSignal): Promise<void>;
}

/** A note does not wait longer for the book-keeping. */
const STORE_MILLISECONDS = 1_000;

/**
 * The quota of a provider, kept in `store`. Where the store does not answer, the note goes on: calls are then counted in this
 * process alone, with those that it made before that day, so that several processes without their database can each use up the quota
 * once, and none can go beyond that.
 */
export function createAllowance(
  provider: ModelProvider,
  callsADay: number,
  parts: { store: ModelUsageStore; clock: Clock; lost: (error: unknown) => void },
): Allowance {
  const { store, clock, lost } = parts;
  let ours = { day: '', calls: 0 };
  const countOurs = (day: string) => {
    if (ours.day !== day) ours = { day, calls: 0 };
    const isFree = ours.calls < callsADay;
    if (isFree) ours.calls += 1;
    return isFree;
  };
  const take = limitTime((call: ModelCall) => store.take(call, callsADay), STORE_MILLISECONDS);
  const add = limitTime((call: ModelCall, used: Used) => store.add(call, used), STORE_MILLISECONDS);
  return {
    async take(orgId) {
      const call = { orgId, provider, day: clock().toISOString().slice(0, 10) };
      const isFree = await take(call).catch((error: unknown) => {
        lost(error);
        return undefined;
      });
      if (isFree === false) return undefined;
      // What the store counted is counted here too, for when it is away.
      return countOurs(call.day) || isFree ? call : undefined;
    },
    async add(call, used, signal) {
      const written = add(call, used).catch(lost);
      await Promise.race([written, ended(signal)]);
    },
  };
}
