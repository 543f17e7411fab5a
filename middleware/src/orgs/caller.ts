/** What a token allows. Set by the org from its own permissions, never by a page. */
export type Scope =
  /** The caller's own captures and drafts. */
  | { kind: 'own' }
  /** One capture and its drafts, after the org checked that the caller may see it: read, change, decide. */
  | { kind: 'capture'; captureId: string }
  /** Every capture and draft of the org, for its scheduled sync: read and decide. */
  | { kind: 'org' };

/** Who calls, as the org signed it. */
export interface Caller {
  orgId: string;
  userId: string;
  scope: Scope;
}

/**
 * The condition that keeps every read inside what the caller may see, as SQL over the columns `org_id`, `owner_id` and the
 * capture's id. Its parameters are `$1` to `$4`; further parameters of the statement begin at `$5`.
 * @param captureId the column that holds the id of the capture.
 */
export function visibleTo(caller: Caller, captureId: string): { condition: string; values: unknown[] } {
  const { orgId, userId, scope } = caller;
  return {
    condition: `org_id = $1 and ($2::text = 'org' or ($2 = 'own' and owner_id = $3) or ($2 = 'capture' and ${captureId} = $4::uuid))`,
    values: [orgId, scope.kind, userId, scope.kind === 'capture' ? scope.captureId : null],
  };
}
