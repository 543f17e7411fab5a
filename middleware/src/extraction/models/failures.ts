import {
  causesOf,
  failedCall,
  failureOfRefusal,
  isOfTheRequest,
  refusalIn,
  type Refusal,
} from '../../platform/refusals.ts';
import type { ModelFailure } from '../schema.ts';
import { ModelError } from './provider.ts';

const TOO_LONG =
  /context_length|context_window|maximum context|prompt is too long|too many tokens|request too large|input is too long/i;

/** What a refusal means for whoever asked a model. */
function failureOf(refusal: Refusal): ModelFailure {
  const { status, code, text } = refusal;
  if (status === 413 || (isOfTheRequest(status) && TOO_LONG.test(`${code} ${text}`))) return 'too-long';
  return failureOfRefusal(refusal);
}

/** Whatever came out of an SDK, as the one error that callers know. Nothing of its text is taken over. */
export function toModelError(error: unknown, signal: AbortSignal): ModelError {
  const known = causesOf(error).find((cause) => cause instanceof ModelError);
  if (known) return known;
  const { failure, message, retryAfterMilliseconds } = failedCall(error, signal);
  const refusal = refusalIn(error);
  return new ModelError(refusal ? failureOf(refusal) : failure, message, retryAfterMilliseconds);
}
