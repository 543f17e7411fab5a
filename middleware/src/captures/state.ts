import type { CaptureState } from './schema.ts';

/** Why a capture failed, or waits. The page has a sentence for each. */
export const FAILURES = ['reading-failed', 'extraction-failed', 'drafting-failed', 'gave-up'] as const;
export type Failure = (typeof FAILURES)[number];

/** How far a capture is, from 0 to 1. */
const PROGRESS: Record<CaptureState, number> = {
  receiving: 0,
  waiting: 0,
  queued: 0.1,
  reading: 0.25,
  extracting: 0.5,
  matching: 0.8,
  ready: 1,
  failed: 1,
};

export function progressOf(state: CaptureState): number {
  return PROGRESS[state];
}

/** Whether nothing more happens by itself. */
export function isFinished(state: CaptureState): boolean {
  return state === 'ready' || state === 'failed';
}
