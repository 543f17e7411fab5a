import type { Stage } from './captures/progress.ts';
import type { Failure, WaitingReason } from './captures/state.ts';

/** What a stage that failed too often is told as. */
export const FAILURE_OF: Record<Stage, Failure> = {
  reading: 'reading-failed',
  extracting: 'extraction-failed',
  matching: 'drafting-failed',
};

/** No other try would find anything in this source. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly reason: Failure;

  constructor(reason: Failure) {
    super(reason);
    this.reason = reason;
  }
}

/** What it takes to read this source is not there at this moment. */
export class PutOff extends Error {
  override readonly name = 'PutOff';
  readonly reason: WaitingReason;

  constructor(reason: WaitingReason) {
    super(reason);
    this.reason = reason;
  }
}

const FIRST_WAITS = [30, 120, 600, 1800];
const HOUR = 3600;
/** A day, with the first waits. */
const MAXIMUM_WAITS = FIRST_WAITS.length + 23;

/**
 * After how many seconds a capture is looked at again that was put off so often; null: when something changes. It waits longer
 * each time, and no longer than a day.
 */
export function secondsToWait(reason: WaitingReason, times: number): number | null | 'too-long' {
  // Without a recogniser, only a new one or a person changes anything.
  if (reason === 'no-speech-provider') return null;
  return times >= MAXIMUM_WAITS ? 'too-long' : (FIRST_WAITS[times] ?? HOUR);
}
