import { z } from 'zod';

import type { CaptureState } from './schema.ts';

/** Why a file was not read. No other try would read it: the person is told what to do with the file. */
export const fileProblem = z
  .enum([
    /** Of a type that no reader reads, whatever its name says. */
    'file-type-unsupported',
    /** No file of its type, or cut short. */
    'file-damaged',
    'file-encrypted',
    /** A picture with more pixels than any camera makes. */
    'picture-too-large',
    'too-many-pages',
    /** More text than a capture may have. */
    'too-much-text',
    /** Mails in mails in mails, or files in files. */
    'nested-too-deep',
    /** The reader took too long, or more memory than it may have. */
    'file-too-demanding',
    /** Sound of a kind that cannot be cut, and that no recogniser takes. */
    'sound-not-taken',
    'recording-too-long',
  ])
  .meta({ id: 'FileProblem' });
export type FileProblem = z.infer<typeof fileProblem>;

/** Why a capture failed, or waits. The page has a sentence for each. */
export const FAILURES = [
  'reading-failed',
  'extraction-failed',
  'drafting-failed',
  'gave-up',
  /** The files were read, and no word stands in any of them. */
  'nothing-to-read',
  /** Nobody speaks in the recording, or nothing could be understood. */
  'nothing-understood',
  ...fileProblem.options,
] as const;
export type Failure = (typeof FAILURES)[number];

/** Why a capture waits, which is no failure: it goes on when what it waits for is there. */
export const WAITING_REASONS = [
  /** No speech recogniser is configured that its org allows. */
  'no-speech-provider',
  /** None of them could be reached, or all refused: they are asked again by and by. */
  'speech-unavailable',
] as const;
export type WaitingReason = (typeof WAITING_REASONS)[number];

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

/** The captures that the pipeline works on, or that wait for it, as SQL over the column `state`. */
export const AT_WORK = `state not in ('receiving', 'waiting', 'ready', 'failed')`;

/** Whether nothing more happens by itself. */
export function isFinished(state: CaptureState): boolean {
  return state === 'ready' || state === 'failed';
}

/** Whether it is of no use to wait for the next state: what is to come is a person's to do, or far away. */
export function isSettled(state: CaptureState): boolean {
  return isFinished(state) || state === 'receiving' || state === 'waiting';
}
