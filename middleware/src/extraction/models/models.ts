import type { Rest } from '../../platform/breaker.ts';
import type { Clock } from '../../platform/clock.ts';
import { withinTime } from '../../platform/ended.ts';
import type { ModelProvider } from '../../platform/model-providers.ts';
import { PROVIDER_TIME_IS_UP } from '../../platform/vendor-calls.ts';
import type { ModelFailure } from '../schema.ts';
import { askLine, type Checked } from './asking.ts';
import { createLine, type Called, type ModelLimits } from './line.ts';
import type { ModelObserver } from './observer.ts';
import type { LanguageModel, ModelRequest } from './provider.ts';
import type { ModelUsageStore } from './usage.ts';

export type { Checked } from './asking.ts';
export type { BreakerState, Rest } from '../../platform/breaker.ts';
export type { ModelLimits } from './line.ts';
export type { ModelObserver, ObservedCall } from './observer.ts';

export interface ModelQuestion<T> {
  readonly orgId: string;
  /** The names of the providers that the org allows. */
  readonly allowed: readonly string[] | null | undefined;
  readonly request: ModelRequest;
  /** Must not throw. */
  readonly check: (content: string) => Checked<T>;
  /** Ends everything. */
  readonly deadline: AbortSignal;
}

export interface Asked<T> {
  /** Null when no provider gave an answer that passes. */
  readonly spoken: { readonly provider: ModelProvider; readonly model: string; readonly value: T } | null;
  /** Calls that were made, over all providers. */
  readonly requests: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** In US dollars; null when the price of a provider that was called is not known. */
  readonly cost: number | null;
  /** The providers that were tried and gave nothing, in order, each with the last thing that went wrong. */
  readonly failures: readonly { readonly provider: ModelProvider; readonly failure: ModelFailure }[];
}

/** The language models of this middleware, behind one question. */
export interface Models {
  /** Those of them that an org allows, in the order in which they are tried. Names that are not known are passed over. */
  usable(allowed: readonly string[] | null | undefined): ModelProvider[];
  /**
   * Asks the usable models one after the other until one gives an answer that passes `check`. It never throws for what a
   * provider does, and is over soon after `deadline` at the latest (within the second that the store of usage may take).
   */
  ask<T>(question: ModelQuestion<T>): Promise<Asked<T>>;
}

export interface ModelsParts {
  /** In the order in which they are tried, at most one a provider. */
  readonly models: readonly LanguageModel[];
  readonly limits: Readonly<Record<ModelProvider, ModelLimits>>;
  readonly usage: ModelUsageStore;
  readonly clock: Clock;
  readonly observer: ModelObserver;
  readonly rest?: Rest;
}

const REST: Rest = { failures: 5, milliseconds: 30_000 };

export function createModels({ models, limits, usage, clock, observer, rest = REST }: ModelsParts): Models {
  const lines = models.map((model) =>
    createLine(model, { limits: limits[model.provider], rest, usage, clock, observer }),
  );
  const usableLines = (allowed: readonly string[] | null | undefined) =>
    lines.filter(({ model }) => allowed?.includes(model.provider));
  return {
    usable: (allowed) => usableLines(allowed).map(({ model }) => model.provider),
    async ask({ orgId, allowed, request, check, deadline }) {
      const calls: Called[] = [];
      const failures: { provider: ModelProvider; failure: ModelFailure }[] = [];
      for (const line of usableLines(allowed)) {
        if (deadline.aborted) break;
        const { provider, model } = line.model;
        const time = { milliseconds: line.limits.milliseconds, reason: PROVIDER_TIME_IS_UP, outer: deadline };
        const answer = await withinTime(time, (signal) => askLine(line, { orgId, request, check, observer, signal }));
        calls.push(...answer.calls);
        if ('value' in answer.outcome) {
          return { spoken: { provider, model, value: answer.outcome.value }, ...sumOf(calls), failures };
        }
        failures.push({ provider, failure: answer.outcome.failure });
      }
      return { spoken: null, ...sumOf(calls), failures };
    },
  };
}

function sumOf(calls: readonly Called[]) {
  const made = calls.filter((call) => call.made);
  const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
  const costs = made.map(({ cost }) => cost).filter((cost) => cost !== null);
  return {
    requests: made.length,
    inputTokens: sum(made.map(({ usage }) => usage.inputTokens)),
    outputTokens: sum(made.map(({ usage }) => usage.outputTokens)),
    cost: costs.length === made.length ? sum(costs) : null,
  };
}
