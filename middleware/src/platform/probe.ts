/** What `createProbe` asked did not answer in time. */
export class ProbeTimeout extends Error {
  override readonly name = 'ProbeTimeout';
}

/** No statement may take longer on a server: what is still open after that will never be answered. */
const GIVEN_UP_MILLISECONDS = 30_000;

/**
 * Asks something that may hang: waits at most `milliseconds`, and does not ask again while the last question is open, so that
 * many who ask of a database that is away do not use up its connections.
 * @throws ProbeTimeout when there is no answer in time; what `ask` throws is thrown here.
 */
export function createProbe<Result>(ask: () => Promise<Result>, milliseconds: number): () => Promise<Result> {
  let open: { answer: Promise<Result>; since: number } | undefined;
  const question = (): Promise<Result> => {
    if (open && performance.now() - open.since < GIVEN_UP_MILLISECONDS) return open.answer;
    const asked = { answer: ask(), since: performance.now() };
    const close = () => {
      if (open === asked) open = undefined;
    };
    open = asked;
    asked.answer.then(close, close);
    return asked.answer;
  };
  return async () => {
    const late = Promise.withResolvers<never>();
    const timer = setTimeout(() => late.reject(new ProbeTimeout()), milliseconds);
    try {
      return await Promise.race([question(), late.promise]);
    } finally {
      clearTimeout(timer);
    }
  };
}
