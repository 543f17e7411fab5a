import { Counter, Gauge, Histogram, type Registry } from 'prom-client';

import type { BreakerState } from './breaker.ts';
import type { SpeechProvider } from './speech-providers.ts';

const PREFIX = 'create_from_notes_';
const CALL_SECONDS = [0.1, 0.25, 0.5, 1, 2, 4, 8, 12, 20, 60, 120];
const STATES = ['closed', 'half-open', 'open'] as const satisfies readonly BreakerState[];

interface MeasuredCall {
  readonly provider: SpeechProvider;
  /** `heard`, or why the call gave nothing. */
  readonly outcome: string;
  /** How long it took. */
  readonly seconds: number;
  /** How much sound was sent. */
  readonly soundSeconds: number;
}

/** Figures of the speech recognisers that this process asks. Nothing of an org or a recording is a label. */
export function speechRecorders(registry: Registry) {
  const counter = <Label extends string>(name: string, help: string, ...labelNames: Label[]) =>
    new Counter({ name: `${PREFIX}${name}`, help, labelNames, registers: [registry] });
  const requests = counter('speech_requests_total', 'Calls to speech recognisers, by outcome.', 'provider', 'outcome');
  const sound = counter('speech_sound_seconds_total', 'Seconds of sound sent, which vendors bill.', 'provider');
  const passedOver = counter(
    'speech_passed_over_total',
    'Times a speech recogniser was not called, by reason.',
    'provider',
    'reason',
  );
  const seconds = new Histogram({
    name: `${PREFIX}speech_request_duration_seconds`,
    help: 'Time of one call to a speech recogniser.',
    labelNames: ['provider'],
    buckets: CALL_SECONDS,
    registers: [registry],
  });
  const breaker = new Gauge({
    name: `${PREFIX}speech_breaker_state`,
    help: '1 for the state a speech recogniser is in: open when it is left alone after failures, half-open when one call tries it.',
    labelNames: ['provider', 'state'],
    registers: [registry],
  });
  return {
    called({ provider, outcome, seconds: taken, soundSeconds }: MeasuredCall): void {
      requests.inc({ provider, outcome });
      seconds.observe({ provider }, taken);
      sound.inc({ provider }, soundSeconds);
    },
    passedOver: (provider: SpeechProvider, reason: string): void => passedOver.inc({ provider, reason }),
    breaker(provider: SpeechProvider, current: BreakerState): void {
      for (const state of STATES) breaker.set({ provider, state }, state === current ? 1 : 0);
    },
  };
}
