import type { BreakerState } from '../../platform/breaker.ts';
import type { ModelProvider } from '../../platform/model-providers.ts';
import type { ModelFailure } from '../schema.ts';
import type { ModelUsage } from './provider.ts';

/** One call to a provider, for figures. Nothing in it is of a source. */
export interface ObservedCall {
  readonly provider: ModelProvider;
  readonly outcome: 'answered' | ModelFailure;
  readonly seconds: number;
  readonly usage: ModelUsage;
  /** In US dollars; null when the price is not known. */
  readonly cost: number | null;
}

/** Who is told what happens, for figures and the log. */
export interface ModelObserver {
  /** A call that was made. */
  called(call: ObservedCall): void;
  /** A provider that was passed over without a call: `quota-reached`, `resting`, or `time-limit` when no place was free in time. */
  passedOver(provider: ModelProvider, failure: ModelFailure): void;
  /** Told of every provider once at the start, and at every change. */
  breaker(provider: ModelProvider, state: BreakerState): void;
  /** The store of usage did not answer: what was asked is counted in this process only. */
  usageLost(provider: ModelProvider, error: unknown): void;
  /** `check` threw, which it must not: the answer counts as none. */
  checkBroke?(provider: ModelProvider, error: unknown): void;
}
