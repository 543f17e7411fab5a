import { z } from 'zod';

import { isOfTheSound } from './failures.ts';
import { duration } from './google-duration.ts';
import { SpeechError, type SpeechFailure } from './provider.ts';

/** The statuses of gRPC that tell more than that it refused (grpc.github.io/grpc/core/md_doc_statuscodes.html). */
const FAILURES: Readonly<Record<number, SpeechFailure>> = {
  2: 'unavailable',
  4: 'time-limit',
  8: 'rate-limited',
  10: 'unavailable',
  13: 'unavailable',
  14: 'unavailable',
};
const CANCELLED = 1;
const INVALID_ARGUMENT = 3;
const INTERNAL = 13;
const UNAVAILABLE = 14;

const retryInfo = z.object({ retryDelay: duration });

/** What an error of the SDK carries. */
const parts = z.object({
  code: z.unknown().optional(),
  details: z.unknown().optional(),
  statusDetails: z.unknown().optional(),
});

/** Whatever came out of the SDK, as the one error that callers know. Nothing of its text is taken over. */
export function toGoogleError(error: unknown, signal: AbortSignal): SpeechError {
  if (error instanceof SpeechError) return error;
  if (signal.aborted) return new SpeechError('time-limit', 'ended before it answered');
  const { code, details, statusDetails } = parts.safeParse(error).data ?? {};
  if (typeof code !== 'number') return withoutStatus(code);
  const said = typeof details === 'string' ? details : '';
  return new SpeechError(failureOf(code, said), `gRPC status ${code}`, retryAfter(statusDetails));
}

function failureOf(code: number, said: string): SpeechFailure {
  if (code === INVALID_ARGUMENT && isOfTheSound(said)) return 'not-taken';
  // The client's own words for bytes that are no message.
  if (code === INTERNAL && /pars|deserial/i.test(said)) return 'not-an-answer';
  // A call that nobody here cancelled ended with its connection.
  if (code === CANCELLED || (code === UNAVAILABLE && /connection|ECONN|EPIPE|ENOTFOUND/i.test(said)))
    return 'connection';
  return FAILURES[code] ?? 'refused';
}

/** What fails before there is a call: a server that gives tokens, or credentials that are none. */
function withoutStatus(code: unknown): SpeechError {
  const isConnection = typeof code === 'string' && /^E(?:CONN|AI_|NOTFOUND|TIMEDOUT|HOST|NET|PIPE)/.test(code);
  return isConnection
    ? new SpeechError('connection', `connection: ${code}`)
    : new SpeechError('refused', 'the credentials of Google cannot be used');
}

/** In milliseconds, from a `google.rpc.RetryInfo`; null where the vendor does not say. */
function retryAfter(details: unknown): number | null {
  const found = (Array.isArray(details) ? details : [])
    .map((one) => retryInfo.safeParse(one))
    .find((one) => one.success);
  return found ? Math.max(0, found.data.retryDelay * 1000) : null;
}
