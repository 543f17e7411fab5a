import type { StoredRecord } from '../records/store.ts';
import type { CaptureView, DraftRow, UnfinishedCapture } from './capture-controller.schema.ts';
import { isErased } from './erasure.ts';
import { findMatches } from './matches.ts';
import type { Json } from './middleware.ts';
import { draftIdOf, project, rowsOfCapture } from './rows.ts';
import { shownCapture } from './shown-drafts.ts';
import type { Transaction } from './transaction.ts';

const MOST = 20;
const MOST_ROWS = 200;
const WEEK = 7 * 86_400_000;

/** Brings the rows up to date with the capture and, once it is ready, looks for the records it may mean: CaptureViews. */
export function followed(transaction: Transaction, capture: Json): CaptureView {
  const captureId = String(capture['id']);
  const known = rowsOfCapture(transaction, captureId);
  const matches = capture['state'] === 'ready' ? findMatches(transaction, capture, known) : [];
  if (!isReceiving(capture)) project(transaction, capture, matches);
  const rows = rowsOfCapture(transaction, captureId).map((row) => rowOf(transaction, row));
  return { capture: shownCapture(transaction.records, capture), rows, matches: [...matches], erasedAt: null };
}

/** While its files are being sent, a capture is nobody's work yet but the page's that sends them: it has no row. */
export function isReceiving(capture: Json): boolean {
  return capture['state'] === 'receiving';
}

/** What is left of an erased note: null when neither `known`, the moment it was erased, nor a row that the person can read says so. */
export function erasedView(transaction: Transaction, captureId: string, known: Date | null): CaptureView | null {
  const rows = rowsOfCapture(transaction, captureId);
  const noted = textOrNull(rows.find(isErased)?.fields['Erased_At__c']) ?? known?.toISOString();
  if (noted === undefined) return null;
  return { capture: null, rows: rows.map((row) => rowOf(transaction, row)), matches: [], erasedAt: inSeconds(noted) };
}

function rowOf({ user, records }: Transaction, row: StoredRecord): DraftRow {
  const { fields } = row;
  return {
    recordId: row.id,
    draftId: draftIdOf(row),
    status: textOrNull(fields['Status__c']),
    ownerId: textOrNull(fields['OwnerId']),
    ownerName: textOrNull(records.get(String(fields['OwnerId']))?.fields['Name']),
    mine: fields['OwnerId'] === user.id,
    opportunityId: textOrNull(fields['Opportunity__c']),
    opportunityName: textOrNull(records.get(String(fields['Opportunity__c']))?.fields['Name']),
    accountId: textOrNull(fields['Account__c']),
    contactIds: contactIdsOf(row),
    requestId: textOrNull(fields['Request_Id__c']),
  };
}

/** The contacts created or linked, as the row keeps them. */
export function contactIdsOf({ fields }: StoredRecord): string[] {
  const kept = fields['Created_Contact_Ids__c'];
  return typeof kept === 'string' ? kept.split(';').filter((id) => id !== '') : [];
}

/** The person's own captures that are not finished, newest first; one that failed or held no deal is offered for a week. */
export function unfinishedOf(transaction: Transaction): UnfinishedCapture[] {
  const captures = new Map<string, UnfinishedCapture>();
  for (const row of unfinishedRows(transaction)) {
    const captureId = String(row.fields['Capture_Id__c']);
    if (!captures.has(captureId) && captures.size < MOST) captures.set(captureId, firstOf(row));
    const capture = captures.get(captureId);
    if (capture && row.fields['Status__c'] === 'Open') {
      capture.deals = (capture.deals ?? 0) + 1;
      capture.toCheck = (capture.toCheck ?? 0) + Number(row.fields['To_Check__c'] ?? 0);
    }
  }
  return [...captures.values()];
}

function unfinishedRows({ records, user, organisation }: Transaction): readonly StoredRecord[] {
  const weekAgo = new Date(organisation.now().getTime() - WEEK).toISOString();
  return records
    .find('Opportunity_Draft__c', { OwnerId: user.id })
    .filter(({ fields }) => {
      if (fields['Status__c'] === 'Processing' || fields['Status__c'] === 'Open') return true;
      const failed = fields['Status__c'] === 'Failed' || fields['Status__c'] === 'No deal';
      return failed && String(fields['Captured_At__c']) >= weekAgo;
    })
    .toSorted((one, other) =>
      String(other.fields['Captured_At__c']).localeCompare(String(one.fields['Captured_At__c'])),
    )
    .slice(0, MOST_ROWS);
}

function firstOf(row: StoredRecord): UnfinishedCapture {
  const { fields } = row;
  return {
    captureId: textOrNull(fields['Capture_Id__c']),
    draftId: draftIdOf(row),
    recordId: row.id,
    title: textOrNull(fields['Name']),
    kind: textOrNull(fields['Source_Kind__c']),
    status: textOrNull(fields['Status__c']),
    reason: textOrNull(fields['Failure_Reason__c']),
    deals: 0,
    toCheck: 0,
    capturedAt: inSeconds(textOrNull(fields['Captured_At__c'])),
  };
}

/** ISO 8601 as Apex's pattern writes it. */
function inSeconds(moment: string | null): string | null {
  return moment?.replace(/\.\d+Z$/, 'Z') ?? null;
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
