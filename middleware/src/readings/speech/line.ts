import { createBreaker, type Breaker, type Rest } from '../../platform/breaker.ts';
import type { Clock } from '../../platform/clock.ts';
import { ended, pause } from '../../platform/ended.ts';
import { createSlots } from '../../platform/slots.ts';
import type { SpeechLimits } from '../../platform/speech-configuration.ts';
import { inTurn, pauseBefore, verdictOnFailed } from '../../platform/vendor-calls.ts';
import type { SpeechObserver } from './observer.ts';
import {
  SpeechError,
  type Hearing,
  type SpeechFailure,
  type SpeechRecogniser,
  type SpeechRequest,
} from './provider.ts';

/** What became of a slice at one provider. */
export type SliceOutcome = { readonly hearing: Hearing } | { readonly failure: SpeechFailure };

type Called = { readonly hearing: Hearing } | { readonly error: SpeechError; readonly isMade: boolean };

/** The way to one provider: a place in it, its rest, the call, and what figures are told of it. */
export interface SpeechLine {
  readonly recogniser: SpeechRecogniser;
  readonly limits: SpeechLimits;
  /** Makes one call. It is over soon after `signal`, whatever the provider does, and throws nothing. */
  call(request: SpeechRequest, signal: AbortSignal): Promise<Called>;
}

interface LineParts {
  readonly limits: SpeechLimits;
  readonly rest: Rest;
  readonly clock: Clock;
  readonly observer: SpeechObserver;
}

export function createSpeechLine(recogniser: SpeechRecogniser, parts: LineParts): SpeechLine {
  const { limits, rest, clock, observer } = parts;
  const { provider } = recogniser;
  const slots = createSlots(limits.concurrency);
  const breaker = createBreaker(rest, clock, (state) => observer.breaker(provider, state));
  const way = { recogniser, limits, breaker, observer };
  return {
    recogniser,
    limits,
    async call(request, signal) {
      const called = await inTurn(slots, signal, () => callInTurn(way, request, signal));
      return called ?? passOver(way, 'time-limit');
    },
  };
}

/** Asks one provider for a slice: again where that can help, and there is time for it. */
export async function askLine(line: SpeechLine, request: SpeechRequest, signal: AbortSignal): Promise<SliceOutcome> {
  const until = performance.now() + line.limits.milliseconds;
  let last: SpeechFailure | undefined;
  for (let retries = 0; ; retries += 1) {
    const called = await line.call(request, signal);
    if ('hearing' in called) return called;
    const { failure } = called.error;
    // What sent the provider to rest tells more than that it rests.
    if (!called.isMade) return { failure: failure === 'resting' ? (last ?? failure) : failure };
    last = failure;
    const wait = retries < line.limits.retries ? pauseBefore(retries, called.error) : null;
    if (wait === null || performance.now() + wait >= until) return { failure };
    await pause(wait, signal);
    if (signal.aborted) return { failure };
  }
}

interface InTurn {
  readonly recogniser: SpeechRecogniser;
  readonly limits: SpeechLimits;
  readonly breaker: Breaker;
  readonly observer: SpeechObserver;
}

function passOver({ recogniser, observer }: InTurn, failure: SpeechFailure): Called {
  observer.passedOver(recogniser.provider, failure);
  return { error: new SpeechError(failure, 'not asked'), isMade: false };
}

async function callInTurn(line: InTurn, request: SpeechRequest, signal: AbortSignal): Promise<Called> {
  const { recogniser, limits, breaker, observer } = line;
  if (!breaker.enter()) return passOver(line, 'resting');
  const began = performance.now();
  const outcome = await outcomeOf(recogniser, request, signal);
  const milliseconds = performance.now() - began;
  const error = outcome instanceof SpeechError ? outcome : null;
  if (!error || error.failure === 'not-taken') breaker.leave('well');
  else breaker.leave(...verdictOnFailed(error, signal, { milliseconds, limit: limits.milliseconds }));
  observer.called({
    provider: recogniser.provider,
    outcome: error?.failure ?? 'heard',
    seconds: milliseconds / 1000,
    soundSeconds: request.seconds,
  });
  return outcome instanceof SpeechError ? { error: outcome, isMade: true } : { hearing: outcome };
}

/** What the recogniser hears, or fails with, at its signal at the latest. */
async function outcomeOf(
  recogniser: SpeechRecogniser,
  request: SpeechRequest,
  signal: AbortSignal,
): Promise<Hearing | SpeechError> {
  const late = ended(signal).then(() => new SpeechError('time-limit', 'ended before it answered'));
  try {
    return await Promise.race([recogniser.hear(request, signal), late]);
  } catch (error) {
    // What is no SpeechError is a mistake of the adapter's, and costs its provider's turn, not the recording.
    return error instanceof SpeechError ? error : new SpeechError('unavailable', 'the adapter failed');
  }
}
