import { z } from 'zod';

import { language, type Language } from '../../captures/schema.ts';
import { speechProvider, type SpeechProvider } from '../../platform/speech-providers.ts';
import type { SliceType } from '../sound/slice.ts';

/** A slice of a recording to be recognised. */
export interface SpeechRequest {
  readonly bytes: Uint8Array;
  readonly mediaType: SliceType;
  readonly seconds: number;
  /** The language that the person chose; found by the recogniser when null. */
  readonly language: Language | null;
  /** Names that may be heard: accounts, contacts and products, the most telling first. */
  readonly vocabulary: readonly string[];
}

/** A word with the signs that stand at it. Times are seconds in its slice. */
const heardWord = z.object({
  text: z.string().min(1),
  from: z.number().min(0),
  to: z.number().min(0),
  confidence: z.number().min(0).max(1),
});
export type HeardWord = z.infer<typeof heardWord>;

/** What a recogniser heard. Nothing where nobody speaks. */
export const hearing = z.object({
  words: z.array(heardWord),
  /** What the words from `first` to `last` (places in `words`, both included) may have been instead. */
  others: z.array(z.object({ first: z.int().min(0), last: z.int().min(0), text: z.string() })),
  /** The language that was heard, where it is one of ours. */
  language: language.nullable(),
});
export type Hearing = z.infer<typeof hearing>;

/** A hearing and whose it is, as it is kept. */
export const heard = hearing.extend({ provider: speechProvider.nullable(), model: z.string().nullable() });
export type Heard = z.infer<typeof heard>;

/** Of sound that no recogniser was asked about, or in which it heard nobody. */
export const NOTHING_HEARD: Heard = { words: [], others: [], language: null, provider: null, model: null };

/** Why a recogniser gave nothing. `not-taken`: it does not take such sound; another one may. */
export const SPEECH_FAILURES = [
  'time-limit',
  'rate-limited',
  'unavailable',
  'connection',
  'refused',
  'not-taken',
  'not-an-answer',
  'resting',
] as const;
export type SpeechFailure = (typeof SPEECH_FAILURES)[number];

/** A call to a recogniser that gave nothing. Its message never holds words of a recording. */
export class SpeechError extends Error {
  override readonly name = 'SpeechError';
  readonly failure: SpeechFailure;
  /** How long the provider wants to be left alone; null when it does not say. */
  readonly retryAfterMilliseconds: number | null;

  constructor(failure: SpeechFailure, message: string, retryAfterMilliseconds: number | null = null) {
    super(message);
    this.failure = failure;
    this.retryAfterMilliseconds = retryAfterMilliseconds;
  }
}

/** One recogniser behind its vendor's protocol. It is asked once a call: retries, limits and order are its caller's. */
export interface SpeechRecogniser {
  readonly provider: SpeechProvider;
  readonly model: string;
  /** @throws SpeechError; it is over soon after `signal`. */
  hear(request: SpeechRequest, signal: AbortSignal): Promise<Hearing>;
}

/** What came of asking the recognisers that an org allows, one after the other. */
export type HeardOutcome =
  | { readonly heard: Heard }
  | {
      readonly heard: null;
      readonly failures: readonly { readonly provider: SpeechProvider; readonly failure: SpeechFailure }[];
    };

/** The speech recognisers of this middleware, behind one question. */
export interface SpeechRecognisers {
  /** How many slices may be asked about at a time. */
  readonly concurrency: number;
  /** Those of them that an org allows, in the order in which they are tried. Names that are not known are passed over. */
  usable(allowed: readonly string[] | null | undefined): SpeechProvider[];
  /** Never throws for what a provider does, and is over soon after `signal`. */
  hear(
    request: SpeechRequest,
    asker: { readonly allowed: readonly string[] | null | undefined; readonly signal: AbortSignal },
  ): Promise<HeardOutcome>;
}
