import { MODEL_PROVIDERS, type ModelProvider } from '../../../platform/model-providers.ts';
import type { ModelServer } from '../../../testing/model-servers.ts';
import {
  createModels,
  type BreakerState,
  type Checked,
  type ModelLimits,
  type ModelObserver,
  type Models,
  type ModelsParts,
  type ObservedCall,
} from '../models.ts';
import type { LanguageModel } from '../provider.ts';
import { createUsageInMemory } from '../usage.ts';
import { ANSWER, modelOf, REQUEST } from './requests.ts';

export const ORG = '00D000000000001AAA';

/** Long enough for whatever answers, and what a test that needs it short sets. */
export const LIMITS: ModelLimits = {
  milliseconds: 20_000,
  retries: 0,
  concurrency: 4,
  dailyRequests: 1_000,
  price: { input: 1, output: 10 },
};

/** What an observer was told. */
export interface Told {
  calls: ObservedCall[];
  passedOver: string[];
  breakers: [ModelProvider, BreakerState][];
  lost: unknown[];
  broke: unknown[];
}

/** Models over stand-ins, or over any adapter, with what their observer is told. */
export function modelsOver(
  asked: readonly (ModelServer | LanguageModel)[],
  parts: Omit<Partial<ModelsParts>, 'models' | 'limits' | 'observer'> & {
    limits?: Partial<ModelLimits>;
    limitsOf?: Partial<Record<ModelProvider, Partial<ModelLimits>>>;
  } = {},
): { models: Models; told: Told } {
  const told: Told = { calls: [], passedOver: [], breakers: [], lost: [], broke: [] };
  const observer: ModelObserver = {
    called: (call) => void told.calls.push(call),
    passedOver: (provider, failure) => void told.passedOver.push(`${provider} ${failure}`),
    breaker: (provider, state) => void told.breakers.push([provider, state]),
    usageLost: (_provider, error) => void told.lost.push(error),
    checkBroke: (_provider, error) => void told.broke.push(error),
  };
  const limitsOf = (name: ModelProvider) => ({ ...LIMITS, ...parts.limits, ...parts.limitsOf?.[name] });
  const models = createModels({
    usage: createUsageInMemory(),
    clock: () => new Date(),
    ...parts,
    models: asked.map((one) => ('ask' in one ? one : modelOf(one))),
    limits: Object.fromEntries(MODEL_PROVIDERS.map((name) => [name, limitsOf(name)])) as ModelsParts['limits'],
    observer,
  });
  return { models, told };
}

/** A question that every provider may be asked. */
export function question(deadline: AbortSignal = new AbortController().signal) {
  return { orgId: ORG, allowed: MODEL_PROVIDERS, request: REQUEST, check: isReading, deadline };
}

export const PROBLEM = 'That was not a reading. Give the whole reading again.';

/** Stands for the check of an answer: it must be the one expected. */
function isReading(content: string): Checked<string> {
  return content === ANSWER ? { ok: true, value: content } : { ok: false, problem: PROBLEM };
}
