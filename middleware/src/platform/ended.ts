/** Resolves when the signal ends what it is for; never, when it does not. */
export function ended(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}

/** Waits, until `signal` at the latest. */
export async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const time = new Promise<void>((resolve) => (timer = setTimeout(resolve, milliseconds)));
  await Promise.race([time, ended(signal)]);
  clearTimeout(timer);
}

/** Gives `work` a signal that ends with `outer`, and with `reason` after `milliseconds`. No timer is left behind. */
export async function withinTime<Result>(
  { milliseconds, reason, outer }: { milliseconds: number; reason: unknown; outer: AbortSignal },
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const own = new AbortController();
  const timer = setTimeout(() => own.abort(reason), milliseconds);
  try {
    return await work(AbortSignal.any([outer, own.signal]));
  } finally {
    clearTimeout(timer);
  }
}
