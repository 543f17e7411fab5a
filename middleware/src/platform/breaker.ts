import type { Clock } from './clock.ts';

/** When a provider that keeps failing is left alone, and for how long. */
export interface Rest {
  /** Calls in a row that it failed. */
  readonly failures: number;
  readonly milliseconds: number;
}

/** `open`: it is left alone; `half-open`: one call finds out whether it is back. */
export type BreakerState = 'closed' | 'open' | 'half-open';

/** What a call says of a provider's health. `unknown`: it was ended, or never made, for reasons of ours. */
export type Verdict = 'well' | 'failed' | 'unknown';

/** Whether a provider may be called now. Every `enter` that gave true has one `leave`. */
export interface Breaker {
  enter(): boolean;
  /** @param restMilliseconds how long the provider wants to be left alone; it is, from the first time that it says so. */
  leave(verdict: Verdict, restMilliseconds?: number): void;
}

/** A provider cannot ask to be forgotten. */
const LONGEST_REST = 600_000;

/**
 * A circuit breaker. Not cockatiel's: there, whoever comes while the one trial call is under way waits for its end, whatever
 * their own signal says; a trial that we end ourselves, or do not make, counts as recovery; and its rest cannot follow retry-after.
 */
export function createBreaker(rest: Rest, clock: Clock, changed: (state: BreakerState) => void): Breaker {
  let state: BreakerState = 'closed';
  let failuresInARow = 0;
  let restsUntil = 0;
  const become = (next: BreakerState) => {
    if (next === state) return;
    state = next;
    changed(next);
  };
  const open = (milliseconds: number) => {
    restsUntil = clock().getTime() + milliseconds;
    become('open');
  };
  const failed = (asked: number) => {
    failuresInARow += 1;
    if (state === 'half-open' || failuresInARow >= rest.failures) open(Math.max(rest.milliseconds, asked));
    else if (asked > 0) open(asked);
  };
  changed(state);
  return {
    enter() {
      if (state === 'half-open' || (state === 'open' && clock().getTime() < restsUntil)) return false;
      if (state === 'open') become('half-open');
      return true;
    },
    leave(verdict, restMilliseconds = 0) {
      if (verdict === 'failed') return failed(Math.min(restMilliseconds, LONGEST_REST));
      if (verdict === 'well') {
        failuresInARow = 0;
        // A call from before the rest that ends well changes nothing of it: somebody asked for it.
        if (state === 'half-open') become('closed');
      } else if (state === 'half-open') open(0);
    },
  };
}
