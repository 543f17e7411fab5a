import type { BreakerState } from '../../platform/breaker.ts';
import type { SpeechProvider } from '../../platform/speech-providers.ts';
import type { SpeechFailure } from './provider.ts';

/** One call to a recogniser, for figures. Nothing in it is of a recording but how long it is. */
export interface ObservedHearing {
  readonly provider: SpeechProvider;
  readonly outcome: 'heard' | SpeechFailure;
  /** How long the call took. */
  readonly seconds: number;
  /** How much sound was sent. */
  readonly soundSeconds: number;
}

/** Who is told what happens, for figures and the log. */
export interface SpeechObserver {
  /** A call that was made. */
  called(call: ObservedHearing): void;
  /** A provider that was passed over without a call: `resting`, or `time-limit` when no place was free in time. */
  passedOver(provider: SpeechProvider, failure: SpeechFailure): void;
  /** Told of every provider once at the start, and at every change. */
  breaker(provider: SpeechProvider, state: BreakerState): void;
}
