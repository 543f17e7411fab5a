import { z } from 'zod';

/** What a vendor said instead of an answer. `text` and `generation` may repeat the source: they are never logged. */
export interface Refusal {
  readonly status: number;
  /** Where the vendor says which parameter it means. */
  readonly parameter: string | null;
  readonly code: string | null;
  /** The vendor's sentence, or what it gives in its place. */
  readonly text: string;
  readonly retryAfterMilliseconds: number | null;
  /** What a model had written when its vendor found that it does not fit the schema (Groq). */
  readonly generation: string | null;
}

/** Carries a refusal through an SDK. Its message is the status alone. */
export class VendorRefusal extends Error {
  override readonly name = 'VendorRefusal';
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(`status ${refusal.status}`);
    this.refusal = refusal;
  }
}

/** An answer that has no end, or is larger than any answer can be. */
export class AnswerTooLarge extends Error {
  override readonly name = 'AnswerTooLarge';
}

const words = z.string().nullish().catch(null);

/**
 * The bodies of refusals, as the vendors write them: `{error: {message, type, param, code}}` (OpenAI, Groq, Ollama; Anthropic
 * with `error.details.error_code`), `{object: "error", message, type, code}` with a list as message (Mistral),
 * `{error: "..."}` (whisper.cpp).
 */
const refusalBody = z.object({
  error: z.object({
    message: z.unknown().optional(),
    type: words,
    param: words,
    code: z.unknown().optional(),
    failed_generation: words,
    details: z.object({ error_code: words }).nullish().catch(null),
  }),
});

const mistralBody = z.object({
  error: z.unknown().optional(),
  message: z.unknown().optional(),
  detail: z.unknown().optional(),
  type: words,
  code: z.unknown().optional(),
});

const MISTRAL_PAUSE_MILLISECONDS = 1_000;

/** Reads a refusal. What is no JSON, such as a proxy's page, gives its status alone. */
export function readRefusal(response: Pick<Response, 'status' | 'headers'>, body: string, now: Date): Refusal {
  const retryAfterMilliseconds = readRetryAfter(response.headers, now);
  const bare = {
    status: response.status,
    retryAfterMilliseconds,
    parameter: null,
    code: null,
    text: '',
    generation: null,
  };
  const json = parseJson(body);
  const named = refusalBody.safeParse(json);
  if (named.success) {
    const { message, type, param, code, details, failed_generation } = named.data.error;
    return {
      ...bare,
      parameter: param ?? null,
      code: details?.error_code ?? asWord(code) ?? type ?? null,
      text: asText(message),
      generation: failed_generation ?? null,
    };
  }
  const plain = mistralBody.safeParse(json);
  if (!plain.success) return bare;
  const { error, message, detail, type, code } = plain.data;
  // Its limits are of a second, and it does not say so.
  const wait =
    response.status === 429 ? (retryAfterMilliseconds ?? MISTRAL_PAUSE_MILLISECONDS) : retryAfterMilliseconds;
  return {
    ...bare,
    retryAfterMilliseconds: wait,
    code: asWord(code) ?? type ?? null,
    text: asText(message ?? detail ?? error),
  };
}

const asWord = (code: unknown) => (typeof code === 'string' && code !== '' ? code : null);
const asText = (message: unknown) => (typeof message === 'string' ? message : (JSON.stringify(message) ?? ''));

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/**
 * How long the vendor wants to be left alone, in milliseconds: `retry-after-ms` (OpenAI), else `retry-after` in seconds or as
 * a date (RFC 9110, 10.2.3). Null when it does not say, or not in a way that can be read.
 */
export function readRetryAfter(headers: Headers, now: Date): number | null {
  const milliseconds = asNumber(headers.get('retry-after-ms'));
  if (milliseconds !== null) return milliseconds;
  const after = headers.get('retry-after');
  const seconds = asNumber(after);
  if (seconds !== null) return seconds * 1000;
  const date = Date.parse(after ?? '');
  return Number.isNaN(date) ? null : Math.max(0, date - now.getTime());
}

const asNumber = (text: string | null) => (text !== null && /^\s*\d+(\.\d+)?\s*$/.test(text) ? Number(text) : null);

const NO_MONEY = /insufficient_quota|credit|billing|spend_limit|payment/i;

/** Why a call to a vendor gave nothing, whatever was asked. */
export type VendorFailure = 'time-limit' | 'rate-limited' | 'unavailable' | 'connection' | 'refused';

/** What became of a call that gave nothing. `message` holds nothing of what was sent, and nothing of the key. */
export interface FailedCall {
  readonly failure: VendorFailure;
  readonly message: string;
  readonly retryAfterMilliseconds: number | null;
}

/** What a refusal means for whoever asked. */
export function failureOfRefusal({ status, code }: Refusal): VendorFailure {
  // Out of money is 429 at OpenAI and 400 at Anthropic; nothing gets better by waiting.
  if (NO_MONEY.test(code ?? '') || status === 402) return 'refused';
  if (status === 429) return 'rate-limited';
  if (status === 408) return 'time-limit';
  // 3xx: no redirect is followed, so nobody answers here.
  if (status >= 500 || status < 400) return 'unavailable';
  return 'refused';
}

/** Refusals of what was asked, as opposed to who asks or when. */
export const isOfTheRequest = (status: number): boolean => status === 400 || status === 422;

/** The refusal that an SDK's error carries. */
export function refusalIn(error: unknown): Refusal | undefined {
  return causesOf(error).find((cause) => cause instanceof VendorRefusal)?.refusal;
}

/** What came out of an SDK, in our words. Nothing of its text is taken over. */
export function failedCall(error: unknown, signal: AbortSignal): FailedCall {
  const failed = (failure: VendorFailure, message: string, retryAfterMilliseconds: number | null = null) => {
    return { failure, message, retryAfterMilliseconds };
  };
  const causes = causesOf(error);
  const refusal = refusalIn(error);
  if (refusal) return failed(failureOfRefusal(refusal), `status ${refusal.status}`, refusal.retryAfterMilliseconds);
  const tooLarge = causes.find((cause) => cause instanceof AnswerTooLarge);
  if (tooLarge) return failed('unavailable', tooLarge.message);
  if (signal.aborted) return failed('time-limit', 'ended before it answered');
  // The body was read whole by then, and is no JSON: it is not the vendor who answers there.
  if (error instanceof SyntaxError) return failed('unavailable', 'the body is not JSON');
  const names = causes.map((cause) => `${nameOf(cause)} ${codeOf(cause)}`).join(' ');
  if (/timeout|ETIMEDOUT/i.test(names)) return failed('time-limit', 'no answer in time');
  return failed('connection', `connection: ${causes.map(codeOf).find(Boolean) ?? 'broken'}`);
}

/** An error and what lies behind it. */
export function causesOf(error: unknown): unknown[] {
  const found: unknown[] = [];
  for (let cause = error; cause instanceof Error && found.length < 10; cause = cause.cause) found.push(cause);
  return found;
}

const nameOf = (error: unknown) => (error instanceof Error ? error.name + error.constructor.name : '');
const codeOf = (error: unknown) =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
