import type { Clock } from './platform/clock.ts';
import type { Log } from './platform/log.ts';
import type { Metrics } from './platform/metrics.ts';
import type { SpeechConfiguration } from './platform/speech-configuration.ts';
import type { SpeechRecognisers } from './readings/speech/provider.ts';
import { createSpeechRecognisers, type SpeechObserver } from './readings/speech/recognisers.ts';
import { createRecogniserOf } from './readings/speech/vendors.ts';

/** The speech recognisers of this process. */
export interface Speech {
  recognisers: SpeechRecognisers;
  /** Ends the calls that are under way: what was not heard is heard by whoever takes the recordings up. */
  stop(): Promise<void>;
}

interface Parts {
  configuration: SpeechConfiguration;
  metrics: Metrics;
  clock: Clock;
  log: Log;
}

/** @throws StartupError when the address of a provider cannot be used. */
export function createSpeech({ configuration, metrics, clock, log }: Parts): Speech {
  const { accounts, limits } = configuration;
  const stopping = new AbortController();
  const vendors = accounts.map(createRecogniserOf);
  const observer = observe(metrics, log);
  const recognisers = createSpeechRecognisers({ recognisers: vendors, limits, clock, observer });
  return {
    recognisers: untilStop(recognisers, stopping.signal),
    async stop() {
      stopping.abort();
      await Promise.all(vendors.map((vendor) => vendor.close?.()));
    },
  };
}

/** A stop is no failure of the providers: whoever asks is told that it stops, and must not take a recording for unheard. */
function untilStop(recognisers: SpeechRecognisers, stopping: AbortSignal): SpeechRecognisers {
  return {
    concurrency: recognisers.concurrency,
    usable: recognisers.usable,
    async hear(request, asker) {
      const signal = AbortSignal.any([asker.signal, stopping]);
      const outcome = await recognisers.hear(request, { ...asker, signal });
      if (outcome.heard === null) stopping.throwIfAborted();
      return outcome;
    },
  };
}

function observe({ speech }: Metrics, log: Log): SpeechObserver {
  return {
    called: speech.called,
    passedOver: speech.passedOver,
    breaker(provider, state) {
      speech.breaker(provider, state);
      if (state === 'open') log.warn({ provider }, 'speech recogniser left alone after failures');
    },
  };
}
