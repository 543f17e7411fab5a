import type { Verdict } from './breaker.ts';
import { ended } from './ended.ts';
import type { createSlots } from './slots.ts';

/** Why a signal ends a call when the provider, and not whoever asks, has used up the time. */
export const PROVIDER_TIME_IS_UP = 'the time of the provider is up';

const FIRST_PAUSE_MILLISECONDS = 250;

/** What a call that gave nothing says of the next one. */
interface Failed {
  readonly failure: string;
  /** How long the provider wants to be left alone; null when it does not say. */
  readonly retryAfterMilliseconds: number | null;
}

/** Does `work` in its turn. Whoever waits leaves at their signal, with undefined: their turn comes all the same, and is over at once. */
export async function inTurn<Result>(
  slots: ReturnType<typeof createSlots>,
  signal: AbortSignal,
  work: () => Promise<Result>,
): Promise<Result | undefined> {
  let isInTurn = false;
  const turn = slots(async () => {
    if (signal.aborted) return undefined;
    isInTurn = true;
    return work();
  });
  await Promise.race([turn, ended(signal)]);
  return isInTurn ? turn : undefined;
}

/**
 * How long to wait before the same call is made again, in milliseconds; null where that cannot help. A provider that refuses for the
 * rate and does not say until when is out of money or of its day (Anthropic, OpenAI: their limits come with a time).
 */
export function pauseBefore(retries: number, { failure, retryAfterMilliseconds }: Failed): number | null {
  if (failure === 'rate-limited') return retryAfterMilliseconds;
  if (failure !== 'unavailable' && failure !== 'connection') return null;
  // Those that failed together do not come back together.
  return retryAfterMilliseconds ?? FIRST_PAUSE_MILLISECONDS * 2 ** retries * (1 + Math.random());
}

/**
 * What a call that gave nothing says of its provider, and for how long the provider wants to be left alone beyond what one
 * question can wait.
 * @param time what the call took, and what its provider may take.
 */
export function verdictOnFailed(
  { retryAfterMilliseconds }: Failed,
  signal: AbortSignal,
  time: { readonly milliseconds: number; readonly limit: number },
): [Verdict, number] {
  if (signal.aborted) {
    // It had no chance when whoever asks gave up, or when most of its own time went by in waiting for a place.
    const hadItsTime = signal.reason === PROVIDER_TIME_IS_UP && time.milliseconds >= time.limit / 2;
    return [hadItsTime ? 'failed' : 'unknown', 0];
  }
  const asked = retryAfterMilliseconds ?? 0;
  return ['failed', asked > time.limit ? asked : 0];
}
