/** Work that was given up because it took too long. */
export class TimeLimitError extends Error {
  override readonly name = 'TimeLimitError';
}

/**
 * The same work with a limit: whoever waits for it is told when it is over, whether or not the work ever ends.
 * The function it gives throws TimeLimitError after `milliseconds`, and otherwise what the work throws.
 */
export function limitTime<Parameters extends unknown[], Result>(
  work: (...parameters: Parameters) => Result | Promise<Result>,
  milliseconds: number,
): (...parameters: Parameters) => Promise<Result> {
  return async (...parameters) => {
    const over = Promise.withResolvers<never>();
    const timer = setTimeout(() => over.reject(new TimeLimitError('took too long')), milliseconds);
    try {
      return await Promise.race([work(...parameters), over.promise]);
    } finally {
      clearTimeout(timer);
    }
  };
}
