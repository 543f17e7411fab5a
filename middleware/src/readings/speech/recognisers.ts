import type { Rest } from '../../platform/breaker.ts';
import type { Clock } from '../../platform/clock.ts';
import { withinTime } from '../../platform/ended.ts';
import type { SpeechLimits } from '../../platform/speech-configuration.ts';
import type { SpeechProvider } from '../../platform/speech-providers.ts';
import { PROVIDER_TIME_IS_UP } from '../../platform/vendor-calls.ts';
import { askLine, createSpeechLine } from './line.ts';
import type { SpeechObserver } from './observer.ts';
import type { SpeechFailure, SpeechRecogniser, SpeechRecognisers } from './provider.ts';

export type { ObservedHearing, SpeechObserver } from './observer.ts';

export interface RecognisersParts {
  /** In the order in which they are tried, at most one a provider. */
  readonly recognisers: readonly SpeechRecogniser[];
  readonly limits: SpeechLimits;
  readonly clock: Clock;
  readonly observer: SpeechObserver;
  readonly rest?: Rest;
}

const REST: Rest = { failures: 5, milliseconds: 30_000 };

/**
 * Asks the recognisers that an org allows one after the other. Each has the time of its limits for a slice, so that all together
 * have that much for each of them at most.
 */
export function createSpeechRecognisers(parts: RecognisersParts): SpeechRecognisers {
  const { recognisers, limits, clock, observer, rest = REST } = parts;
  const lines = recognisers.map((recogniser) => createSpeechLine(recogniser, { limits, rest, clock, observer }));
  const usableLines = (allowed: readonly string[] | null | undefined) =>
    lines.filter(({ recogniser }) => allowed?.includes(recogniser.provider));
  return {
    // More would wait for a place at the provider while their time for it runs.
    concurrency: limits.concurrency,
    usable: (allowed) => usableLines(allowed).map(({ recogniser }) => recogniser.provider),
    async hear(request, { allowed, signal: outer }) {
      const failures: { provider: SpeechProvider; failure: SpeechFailure }[] = [];
      for (const line of usableLines(allowed)) {
        if (outer.aborted) break;
        const { provider, model } = line.recogniser;
        const time = { milliseconds: limits.milliseconds, reason: PROVIDER_TIME_IS_UP, outer };
        const outcome = await withinTime(time, (signal) => askLine(line, request, signal));
        if ('hearing' in outcome) return { heard: { ...outcome.hearing, provider, model } };
        failures.push({ provider, failure: outcome.failure });
      }
      return { heard: null, failures };
    },
  };
}
