/**
 * Why the org gave nothing, in our words. `limits-reserved` is our own: what is left of the org's daily calls is left to others.
 */
export type RefusalCode =
  | 'answer-unexpected'
  | 'field-hidden'
  | 'forbidden'
  | 'job-lost'
  | 'job-slow'
  | 'limits-reached'
  | 'limits-reserved'
  | 'login-refused'
  | 'object-hidden'
  | 'refused'
  | 'stopped'
  | 'too-long-ago'
  | 'unreachable';

/** A call that the org refused or did not answer. `orgCode` is its own code; its words stay out: they repeat what records hold. */
export class OrgRefusal extends Error {
  override readonly name = 'OrgRefusal';
  readonly code: RefusalCode;
  readonly orgCode: string | null;

  constructor(code: RefusalCode, orgCode: string | null = null, options?: ErrorOptions) {
    super(code, options);
    this.code = code;
    this.orgCode = orgCode;
  }
}

/** Codes of the REST API (Salesforce, REST API Developer Guide: Status Codes and Error Responses; SOAP API: ExceptionCode). */
const CODES: Readonly<Record<string, RefusalCode>> = {
  REQUEST_LIMIT_EXCEEDED: 'limits-reached',
  EXCEEDED_QUOTA: 'limits-reached',
  EXCEEDED_MAX_SEMIJOIN_SUBSELECTS: 'refused',
  INVALID_SESSION_ID: 'login-refused',
  INVALID_AUTH_HEADER: 'login-refused',
  INVALID_FIELD: 'field-hidden',
  INVALID_TYPE: 'object-hidden',
  INVALID_REPLICATION_DATE: 'too-long-ago',
  API_DISABLED_FOR_ORG: 'forbidden',
  API_CURRENTLY_DISABLED: 'forbidden',
  FUNCTIONALITY_NOT_ENABLED: 'forbidden',
  INSUFFICIENT_ACCESS: 'forbidden',
  SERVER_UNAVAILABLE: 'unreachable',
  UNABLE_TO_LOCK_ROW: 'unreachable',
  QUERY_TIMEOUT: 'unreachable',
};

/** What passes by itself: too busy, being moved, a proxy before it. 420 and 429 are answers of its edge. */
const PASSING_STATUSES = new Set([420, 429, 500, 502, 503, 504]);

/** An answer of the org, as far as it tells of a refusal. */
interface Answer {
  readonly statusCode: number;
  readonly body: string;
}

/**
 * What an error of jsforce or of the connection means.
 * @param answer to the call; null: none came. jsforce knows no codes of answers that it was not told to read as JSON.
 * @throws the error itself when it is neither: a mistake of ours is not to look like an org that is away.
 */
export function refusalOf(error: unknown, answer: Answer | null, signal: AbortSignal): OrgRefusal {
  if (error instanceof OrgRefusal) return error;
  if (signal.aborted) return new OrgRefusal('stopped', null, { cause: error });
  const orgCode = answer && orgCodeIn(answer.body);
  const known = orgCode === null ? undefined : CODES[orgCode];
  if (known) return new OrgRefusal(known, orgCode);
  const reason = textAt(error, 'reason');
  if (reason !== null) {
    return new OrgRefusal(reason === 'unreachable' ? 'unreachable' : 'login-refused', textAt(error, 'code') ?? reason);
  }
  if (answer === null) throw error;
  const status = answer.statusCode;
  if (PASSING_STATUSES.has(status)) return new OrgRefusal('unreachable', orgCode);
  if (status === 401) return new OrgRefusal('login-refused', orgCode);
  return new OrgRefusal(status >= 400 ? 'refused' : 'answer-unexpected', orgCode);
}

/** Refusals are a list of codes with words; only the code is safe to tell. */
function orgCodeIn(body: string): string | null {
  if (!body.startsWith('[{')) return null;
  try {
    const [first]: unknown[] = JSON.parse(body);
    const code = textAt(first, 'errorCode');
    return code !== null && /^[A-Z_]{1,80}$/.test(code) ? code : null;
  } catch {
    return null;
  }
}

function textAt(error: unknown, key: string): string | null {
  if (typeof error !== 'object' || error === null || !(key in error)) return null;
  const value: unknown = Reflect.get(error, key);
  return typeof value === 'string' ? value : null;
}
