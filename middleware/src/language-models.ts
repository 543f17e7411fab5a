import type { CaptureContext } from './captures/schema.ts';
import type { workBeside } from './extraction/beside.ts';
import { createModelExtraction } from './extraction/models/extraction.ts';
import { createModels, type ModelObserver, type Models } from './extraction/models/models.ts';
import { callsOfDay } from './extraction/models/quota.ts';
import { createModelUsage } from './extraction/models/usage.ts';
import { createModelOf } from './extraction/models/vendors.ts';
import type { Extract } from './pipeline.ts';
import type { Clock } from './platform/clock.ts';
import type { Queryable } from './platform/database.ts';
import { describeError, type Log } from './platform/log.ts';
import type { Metrics } from './platform/metrics.ts';
import type { ModelConfiguration } from './platform/model-configuration.ts';
import type { QuotaLeft } from './platform/model-metrics.ts';

/** Extraction with the language models of this process. */
export interface LanguageModels {
  extract: Extract;
  asking: {
    /** How many captures may be asked about at a time. */
    runs: number;
    /** Whether a model would be asked about a capture of this context. */
    isFor(context: CaptureContext): boolean;
  };
  /** Ends the calls that are under way: their captures are read anew by whoever takes them up. */
  stop(): void;
}

interface Parts {
  configuration: ModelConfiguration;
  database: Queryable;
  beside: ReturnType<typeof workBeside>;
  metrics: Metrics;
  clock: Clock;
  log: Log;
}

/** @throws StartupError when the address of a provider cannot be used. */
export function createLanguageModels({ configuration, database, beside, metrics, clock, log }: Parts): LanguageModels {
  const { accounts, limits, totalMilliseconds } = configuration;
  const stopping = new AbortController();
  const models = createModels({
    models: accounts.map(({ provider, ...account }) => createModelOf(provider, account)),
    limits,
    usage: createModelUsage(database),
    clock,
    observer: observe(metrics, log),
  });
  return {
    extract: createModelExtraction({
      rules: beside.extract,
      reconcile: beside.reconcile,
      models: untilStop(models, stopping.signal),
      totalMilliseconds,
    }),
    asking: {
      // More would wait for a place at the provider while their time for it runs.
      runs: Math.max(1, ...accounts.map(({ provider }) => limits[provider].concurrency)),
      isFor: (context) => models.usable(context.models).length > 0,
    },
    stop: () => stopping.abort(),
  };
}

/** A stop is no failure of the providers: it must not leave a note to the rules that the next process would have asked about. */
function untilStop(models: Models, stopping: AbortSignal): Models {
  return {
    usable: models.usable,
    async ask(question) {
      const asked = await models.ask({ ...question, deadline: AbortSignal.any([question.deadline, stopping]) });
      if (!asked.spoken) stopping.throwIfAborted();
      return asked;
    },
  };
}

function observe({ models }: Metrics, log: Log): ModelObserver {
  return {
    called: models.called,
    passedOver: models.passedOver,
    breaker(provider, state) {
      models.breaker(provider, state);
      if (state === 'open') log.warn({ provider }, 'language model left alone after failures');
    },
    usageLost(provider, error) {
      models.usageLost(provider);
      log.warn({ provider, error: describeError(error) }, 'use of a language model not written down');
    },
    checkBroke: (provider, error) =>
      log.error({ provider, error: describeError(error) }, 'answer of a language model not checked'),
  };
}

/** What may still be asked today, for the figures. */
export function quotaLeft({ accounts, limits }: ModelConfiguration, database: Queryable, clock: Clock) {
  return async (): Promise<QuotaLeft> => {
    if (accounts.length === 0) return {};
    const calls = await callsOfDay(database, clock().toISOString().slice(0, 10));
    return Object.fromEntries(
      accounts.map(({ provider }) => [
        provider,
        Math.max(0, limits[provider].dailyRequests - (calls.get(provider) ?? 0)),
      ]),
    );
  };
}
