import type { ModelUsage } from './provider.ts';

/** In US dollars a million tokens. */
export interface Price {
  readonly input: number;
  readonly output: number;
}

const MILLION = 1_000_000;

/** What a call cost, in US dollars to the millionth; null when the price is not known. */
export function costOf(usage: ModelUsage, price: Price | null): number | null {
  if (!price) return null;
  return Math.round(usage.inputTokens * price.input + usage.outputTokens * price.output) / MILLION;
}
