import { z } from 'zod';

import type { OrgCalls } from '../calls/org-calls.ts';
import { OrgRefusal } from '../calls/refusals.ts';
import { DRAFT_KEY, DRAFT_OBJECT } from './columns.ts';

/** What became of one row. `passes`: the same may be taken the next time. */
export type Outcome =
  | { readonly kind: 'taken'; readonly recordId: string }
  | { readonly kind: 'refused'; readonly code: string; readonly field: string | null; readonly passes: boolean };

/** The org's own limit for one call of collections. */
export const MOST_ROWS = 200;

const failed = z.object({
  statusCode: z.string().optional(),
  errorCode: z.string().optional(),
  fields: z.array(z.string()).nullish(),
});
const answers = z.array(
  z.object({ id: z.string().nullish(), success: z.boolean(), errors: z.array(failed).nullish() }),
);
const known = z.object({ records: z.array(z.object({ Id: z.string(), [DRAFT_KEY]: z.string() })) });

/**
 * What may go well the next time (SOAP API Developer Guide: StatusCode): someone else had the row, the same id came twice at once,
 * the org was busy or full, or another row of the call stopped this one.
 */
const PASSING = new Set([
  'DUPLICATE_VALUE',
  'LIMIT_EXCEEDED',
  'PROCESSING_HALTED',
  'QUERY_TIMEOUT',
  'REQUEST_LIMIT_EXCEEDED',
  'REQUEST_RUNNING_TOO_LONG',
  'SERVER_UNAVAILABLE',
  'STORAGE_LIMIT_EXCEEDED',
  'UNABLE_TO_LOCK_ROW',
  'UNKNOWN_EXCEPTION',
]);

/**
 * Writes rows by their draft: each is made once, however often it is sent, and one that is refused stops no other.
 * @param rows at most `MOST_ROWS`.
 * @returns what became of each, in their order.
 */
export async function upsertRows(calls: OrgCalls, rows: readonly Record<string, unknown>[]): Promise<Outcome[]> {
  const path = `/composite/sobjects/${DRAFT_OBJECT}/${DRAFT_KEY}`;
  const given = await calls.json({ method: 'PATCH', path, body: { allOrNone: false, records: rows } }, answers);
  if (given.length !== rows.length) throw new OrgRefusal('answer-unexpected');
  return given.map(({ id, success, errors }): Outcome => {
    if (success && id) return { kind: 'taken', recordId: id };
    const [first] = errors ?? [];
    const code = codeOf(first?.statusCode ?? first?.errorCode);
    return { kind: 'refused', code, field: first?.fields?.[0] ?? null, passes: PASSING.has(code) };
  });
}

/** Codes are words in capitals; anything else would be a text of the org, which may repeat what the row holds. */
const codeOf = (given: string | undefined) => (given && /^[A-Z_]{1,80}$/.test(given) ? given : 'UNKNOWN_EXCEPTION');

/** The rows of these drafts that are in the org already, by their drafts. */
export async function findRows(calls: OrgCalls, draftIds: readonly string[]): Promise<Map<string, string>> {
  const ids = draftIds.map((id) => `'${id.replaceAll(/[^\w-]/g, '')}'`).join(',');
  const q = `SELECT Id, ${DRAFT_KEY} FROM ${DRAFT_OBJECT} WHERE ${DRAFT_KEY} IN (${ids})`;
  const { records } = await calls.json({ path: `/query?${new URLSearchParams({ q }).toString()}` }, known);
  return new Map(records.map((record) => [record[DRAFT_KEY], record.Id]));
}
