import { Counter, Gauge, Histogram, type Registry } from 'prom-client';

import { MODEL_PROVIDERS, type ModelProvider } from './model-providers.ts';
import { createProbe } from './probe.ts';

/** What may still be asked of a provider today; only of those that are configured. */
export type QuotaLeft = Partial<Record<ModelProvider, number>>;

const PREFIX = 'create_from_notes_';
const CALL_SECONDS = [0.1, 0.25, 0.5, 1, 2, 4, 8, 12, 20, 60, 120];
const STATES = ['closed', 'half-open', 'open'] as const;
/** A scrape waits no longer for the database. */
const QUOTA_MILLISECONDS = 1_000;

interface MeasuredCall {
  readonly provider: ModelProvider;
  /** `answered`, or why the call gave nothing. */
  readonly outcome: string;
  readonly seconds: number;
  readonly usage: { readonly inputTokens: number; readonly outputTokens: number };
  /** In US dollars; null when the price is not known. */
  readonly cost: number | null;
}

/**
 * Figures of the language models that this process asks. Nothing of an org or a note is a label.
 * @param quotaLeft looked up at every scrape; a database that is away leaves it out.
 */
export function modelRecorders(registry: Registry, quotaLeft: () => Promise<QuotaLeft>) {
  const counters = callCounters(registry);
  const breaker = new Gauge({
    name: `${PREFIX}model_breaker_state`,
    help: '1 for the state a provider is in: open when it is left alone after failures, half-open when one call tries it.',
    labelNames: ['provider', 'state'],
    registers: [registry],
  });
  watchQuota(registry, quotaLeft);
  return {
    called({ provider, outcome, seconds, usage, cost }: MeasuredCall): void {
      counters.requests.inc({ provider, outcome });
      counters.seconds.observe({ provider }, seconds);
      counters.tokens.inc({ provider, direction: 'in' }, usage.inputTokens);
      counters.tokens.inc({ provider, direction: 'out' }, usage.outputTokens);
      if (cost === null) counters.unpriced.inc({ provider });
      else counters.cost.inc({ provider }, cost);
    },
    passedOver: (provider: ModelProvider, reason: string): void => counters.passedOver.inc({ provider, reason }),
    breaker(provider: ModelProvider, current: (typeof STATES)[number]): void {
      for (const state of STATES) breaker.set({ provider, state }, state === current ? 1 : 0);
    },
    usageLost: (provider: ModelProvider): void => counters.lost.inc({ provider }),
  };
}

function callCounters(registry: Registry) {
  const counter = <Label extends string>(name: string, help: string, ...labelNames: Label[]) =>
    new Counter({ name: `${PREFIX}${name}`, help, labelNames, registers: [registry] });
  return {
    requests: counter('model_requests_total', 'Calls to language models, by outcome.', 'provider', 'outcome'),
    passedOver: counter('model_passed_over_total', 'Times a provider was not called, by reason.', 'provider', 'reason'),
    tokens: counter('model_tokens_total', 'Tokens sent (in) and received (out).', 'provider', 'direction'),
    cost: counter('model_cost_dollars_total', 'Cost of the calls whose price is known, in US dollars.', 'provider'),
    unpriced: counter('model_unpriced_requests_total', 'Calls whose price MODEL_PRICES does not tell.', 'provider'),
    lost: counter(
      'model_usage_lost_total',
      'Calls that only this process could count: the database did not answer.',
      'provider',
    ),
    seconds: new Histogram({
      name: `${PREFIX}model_request_duration_seconds`,
      help: 'Time of one call to a language model.',
      labelNames: ['provider'],
      buckets: CALL_SECONDS,
      registers: [registry],
    }),
  };
}

function watchQuota(registry: Registry, quotaLeft: () => Promise<QuotaLeft>): void {
  const probe = createProbe(quotaLeft, QUOTA_MILLISECONDS);
  new Gauge({
    name: `${PREFIX}model_quota_left`,
    help: 'Calls that a provider may still get today (UTC) from all processes.',
    labelNames: ['provider'],
    registers: [registry],
    async collect() {
      const left = await probe().catch(() => undefined);
      this.reset();
      for (const provider of MODEL_PROVIDERS) {
        const calls = left?.[provider];
        if (calls !== undefined) this.set({ provider }, calls);
      }
    },
  });
}
