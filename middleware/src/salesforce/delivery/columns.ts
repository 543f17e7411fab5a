import { z } from 'zod';

import { captureKind } from '../../captures/schema.ts';

const recordId = z.string().regex(/^[A-Za-z0-9]{15}(?:[A-Za-z0-9]{3})?$/);

/**
 * What the row of a draft shows in the org: key columns for lists, reports and sharing. No text of the source, no quotes; the page
 * fetches the draft itself.
 */
export const draftColumns = z.strictObject({
  captureId: z.uuid(),
  kind: captureKind,
  capturedAt: z.iso.datetime({ offset: true }),
  /** The user whose draft it is; null: the user of the connection, from whom an admin's rules pass it on. */
  ownerId: recordId.nullable(),
  version: z.int(),
  name: z.string().nullable(),
  accountName: z.string().nullable(),
  accountId: recordId.nullable(),
  amount: z.number().nullable(),
  currency: z.string().nullable(),
  closeDate: z.iso.date().nullable(),
  stage: z.string().nullable(),
  type: z.string().nullable(),
  leadSource: z.string().nullable(),
  country: z.string().nullable(),
  /** 0 to 1. */
  confidence: z.number().min(0).max(1),
  /** How many values a person is to check. */
  toCheck: z.int(),
  possibleDuplicate: z.boolean(),
  /** The opportunity that the deal may be; null: none is known. */
  duplicateOf: recordId.nullable(),
});
export type DraftColumns = z.infer<typeof draftColumns>;

export const DRAFT_OBJECT = 'Opportunity_Draft__c';
export const DRAFT_KEY = 'Draft_Id__c';

const LONGEST_NAME = 80;
const LONGEST_TEXT = 255;
/** As the org's own label of a draft without a name. */
const UNNAMED = 'Opportunité sans nom';
const MOST_TO_CHECK = 9_999;

/**
 * A row of the org, as Apex writes it (DraftColumns, DraftProjection).
 * @param isThere the row exists: whose it is and what people decided on it is theirs to change, and stays.
 */
export function rowOf(draftId: string, columns: DraftColumns, isThere: boolean): Record<string, unknown> {
  const row = {
    attributes: { type: DRAFT_OBJECT },
    [DRAFT_KEY]: draftId,
    Name: cut(columns.name, LONGEST_NAME) ?? UNNAMED,
    Version__c: columns.version,
    Account_Name__c: cut(columns.accountName, LONGEST_TEXT),
    Amount__c: columns.amount,
    Currency__c: columns.currency,
    Close_Date__c: columns.closeDate,
    Stage__c: cut(columns.stage, LONGEST_TEXT),
    Type__c: cut(columns.type, LONGEST_TEXT),
    Lead_Source__c: cut(columns.leadSource, LONGEST_TEXT),
    Country__c: cut(columns.country, LONGEST_TEXT),
    Confidence__c: Math.round(columns.confidence * 100),
    To_Check__c: Math.min(MOST_TO_CHECK, columns.toCheck),
    Failure_Reason__c: null,
  };
  return isThere ? row : { ...row, ...startOf(columns) };
}

function startOf(columns: DraftColumns): Record<string, unknown> {
  const { captureId, capturedAt, kind, ownerId, accountId, possibleDuplicate, duplicateOf } = columns;
  return {
    Capture_Id__c: captureId,
    Captured_At__c: capturedAt,
    Source_Kind__c: kind,
    Status__c: 'Open',
    Account__c: accountId,
    Possible_Duplicate__c: possibleDuplicate,
    Duplicate_Of__c: duplicateOf,
    ...(ownerId === null ? {} : { OwnerId: ownerId, Captured_By__c: ownerId }),
  };
}

/** By characters: half of one is none. */
function cut(text: string | null, most: number): string | null {
  if (text === null || text.trim() === '') return null;
  const kept = text.slice(0, most);
  return /[\uD800-\uDBFF]$/.test(kept) ? kept.slice(0, -1) : kept;
}
