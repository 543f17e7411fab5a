import { createBreaker, type Breaker, type Rest, type Verdict } from '../../platform/breaker.ts';
import type { Clock } from '../../platform/clock.ts';
import { ended } from '../../platform/ended.ts';
import { createSlots } from '../../platform/slots.ts';
import { inTurn, verdictOnFailed } from '../../platform/vendor-calls.ts';
import type { ModelFailure } from '../schema.ts';
import { createAllowance, type Allowance } from './allowance.ts';
import type { ModelObserver } from './observer.ts';
import { costOf, type Price } from './prices.ts';
import { ModelError, type LanguageModel, type ModelReply, type ModelRequest, type ModelUsage } from './provider.ts';
import type { ModelUsageStore } from './usage.ts';

/** What one provider may take. */
export interface ModelLimits {
  /** The time that one question may keep it: waiting for a free place, retries and the repair turn included. */
  readonly milliseconds: number;
  /** How often a call that gave nothing is made again, where that can help and fits into the time left. */
  readonly retries: number;
  /** Calls under way at once from this process. */
  readonly concurrency: number;
  /** Calls a day (UTC), over all orgs and all processes on the same database. */
  readonly dailyRequests: number;
  /** Null: not known, and so is the cost of what it is asked. */
  readonly price: Price | null;
}

/** What became of a call. `cost` is null where the price is not known. */
export type Called =
  | { readonly made: true; readonly reply: ModelReply; readonly usage: ModelUsage; readonly cost: number | null }
  | {
      readonly made: true;
      readonly reply: null;
      readonly error: ModelError;
      readonly usage: ModelUsage;
      readonly cost: number | null;
    }
  | { readonly made: false; readonly failure: ModelFailure };

/** The way to one provider: a place in it, its rest, its quota, the call, and what is written down of it. */
export interface Line {
  readonly model: LanguageModel;
  readonly limits: ModelLimits;
  /** Makes one call. It is over soon after `signal`, whatever the provider does, and throws nothing. */
  call(orgId: string, request: ModelRequest, signal: AbortSignal): Promise<Called>;
}

export interface LineParts {
  readonly limits: ModelLimits;
  readonly rest: Rest;
  readonly usage: ModelUsageStore;
  readonly clock: Clock;
  readonly observer: ModelObserver;
}

const NOTHING: ModelUsage = { inputTokens: 0, outputTokens: 0 };

/** @param model is asked with the limits of `parts`. */
export function createLine(model: LanguageModel, parts: LineParts): Line {
  const { limits, rest, usage, clock, observer } = parts;
  const { provider } = model;
  const slots = createSlots(limits.concurrency);
  const breaker = createBreaker(rest, clock, (state) => observer.breaker(provider, state));
  const lost = (error: unknown) => observer.usageLost(provider, error);
  const allowance = createAllowance(provider, limits.dailyRequests, { store: usage, clock, lost });
  const passOver = (failure: ModelFailure): Called => {
    observer.passedOver(provider, failure);
    return { made: false, failure };
  };
  const inLine = { model, limits, breaker, allowance, observer, passOver };
  return {
    model,
    limits,
    async call(orgId, request, signal) {
      const called = await inTurn(slots, signal, () => callInTurn(inLine, { orgId, request, signal }));
      return called ?? passOver('time-limit');
    },
  };
}

interface InLine {
  readonly model: LanguageModel;
  readonly limits: ModelLimits;
  readonly breaker: Breaker;
  readonly allowance: Allowance;
  readonly observer: ModelObserver;
  passOver(failure: ModelFailure): Called;
}

interface OneCall {
  readonly orgId: string;
  readonly request: ModelRequest;
  readonly signal: AbortSignal;
}

async function callInTurn(inLine: InLine, { orgId, request, signal }: OneCall): Promise<Called> {
  const { model, limits, breaker, allowance, observer, passOver } = inLine;
  if (!breaker.enter()) return passOver('resting');
  const counted = await allowance.take(orgId);
  if (!counted || signal.aborted) {
    breaker.leave('unknown');
    return passOver(counted ? 'time-limit' : 'quota-reached');
  }
  const began = performance.now();
  const outcome = await outcomeOf(model, request, signal);
  const milliseconds = performance.now() - began;
  const error = outcome instanceof ModelError ? outcome : null;
  breaker.leave(...verdictOn(error, { milliseconds, signal, limits }));
  const usage = outcome.usage ?? NOTHING;
  const cost = costOf(usage, limits.price);
  const { provider } = model;
  observer.called({ provider, outcome: error?.failure ?? 'answered', seconds: milliseconds / 1000, usage, cost });
  if (outcome.usage) await allowance.add(counted, { ...usage, cost }, signal);
  return outcome instanceof ModelError
    ? { made: true, reply: null, error: outcome, usage, cost }
    : { made: true, reply: outcome, usage, cost };
}

/** What the model says, or fails with, at its signal at the latest. */
async function outcomeOf(
  model: LanguageModel,
  request: ModelRequest,
  signal: AbortSignal,
): Promise<ModelReply | ModelError> {
  const late = ended(signal).then(() => new ModelError('time-limit', 'ended before it answered'));
  try {
    return await Promise.race([model.ask(request, signal), late]);
  } catch (error) {
    // What is no ModelError is a mistake of the adapter's, and costs its provider's turn, not the note.
    return error instanceof ModelError ? error : new ModelError('unavailable', 'the adapter failed');
  }
}

/** What a call says of its provider, and for how long the provider wants to be left alone beyond what one question can wait. */
function verdictOn(
  error: ModelError | null,
  { milliseconds, signal, limits }: { milliseconds: number; signal: AbortSignal; limits: ModelLimits },
): [Verdict, number] {
  if (!error) return ['well', 0];
  const { failure } = error;
  if (isLesson(error) || failure === 'too-long' || failure === 'not-an-answer') return ['well', 0];
  return verdictOnFailed(error, signal, { milliseconds, limit: limits.milliseconds });
}

/** A refusal that taught how the model must be asked. */
export const isLesson = ({ failure, retryAfterMilliseconds }: ModelError): boolean =>
  retryAfterMilliseconds === 0 && (failure === 'schema-refused' || failure === 'refused');
