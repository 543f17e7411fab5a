import { asSystem } from '../records/user-mode.ts';
import type { Records } from '../records/user-mode.ts';
import type { Fields, StoredRecord } from '../records/store.ts';
import { SaveRefused } from '../records/problem.ts';
import type { Scope } from '../signing.ts';
import { mayDecideFor } from './access.ts';
import type { RecordMatch } from './capture-controller.schema.ts';
import { CodedError } from './coded-error.ts';
import type { DraftValues } from './draft-values.ts';
import { clearedColumns, isErased, momentOf } from './erasure.ts';
import type { Json } from './middleware.ts';
import { columnsOf, KEY_OF_CAPTURE, planRows, startRow, UNDECIDED } from './projection.ts';
import type { Transaction } from './transaction.ts';

const OBJECT = 'Opportunity_Draft__c';

/**
 * The rows of drafts, as the Apex class DraftRows: read in user mode, for what a person can read is what the middleware is
 * asked for on their behalf; written in system mode, for nobody has the right to edit them.
 */

/** The scope of a call about a capture: widened only by a row that the user can read. */
export function scopeOfCapture(transaction: Transaction, captureId: string): Scope {
  const row = transaction.records.find(OBJECT, { Capture_Id__c: captureId })[0];
  return row ? scopeOfRow(transaction, row) : 'own';
}

/** As above, of a row that was read in user mode. */
export function scopeOfRow({ user }: Transaction, { fields }: StoredRecord): Scope {
  const ofOthers = fields['Captured_By__c'] !== user.id;
  const widened = ofOthers && mayDecideFor(user, String(fields['OwnerId']));
  return widened ? `capture:${String(fields['Capture_Id__c'])}` : 'own';
}

/** Makes the row of a capture that was just accepted. Sent twice, or at once from two pages, it stays one row. */
export function startRows(transaction: Transaction, capture: Json, openedFrom: string | null): void {
  const sender = { userId: transaction.user.id, requestId: transaction.requestId, messages: transaction.messages };
  if (rowsOfCapture(transaction, String(capture['id'])).length > 0) return;
  try {
    systemOf(transaction).insert(OBJECT, startRow(capture, sender, openedFrom));
  } catch (error) {
    const twice = error instanceof SaveRefused && error.problems[0]?.statusCode === 'DUPLICATE_VALUE';
    if (!twice) throw error;
  }
}

/** The rows of a capture that the user can read, oldest first. */
export function rowsOfCapture({ records }: Transaction, captureId: string): readonly StoredRecord[] {
  return records.find(OBJECT, { Capture_Id__c: captureId });
}

/** Brings the rows of a capture up to date. Only for a capture the middleware has just shown to this user. */
export function project(transaction: Transaction, capture: Json, matches: readonly RecordMatch[]): void {
  const { organisation, settings, messages, user, requestId } = transaction;
  organisation.store.transaction(() => {
    const plan = planRows({
      capture,
      rows: rowsOfCapture(transaction, String(capture['id'])),
      matches,
      toCheckBelow: settings.toCheckBelow,
      messages,
      userId: user.id,
      requestId,
    });
    const system = systemOf(transaction);
    for (const id of plan.surplus) system.delete(id);
    for (const { id, fields } of plan.changed) system.update(id, fields);
    for (const fields of plan.added) upsert(transaction, fields);
  });
}

function upsert(transaction: Transaction, fields: Fields): void {
  const system = systemOf(transaction);
  const known = system.find(OBJECT, { Draft_Id__c: fields['Draft_Id__c'] ?? null })[0];
  if (known) system.update(known.id, fields);
  else system.insert(OBJECT, fields);
}

/** The row of a draft, or null when there is none or the user cannot read it. */
function findRow({ records }: Transaction, draftId: string): StoredRecord | null {
  return records.find(OBJECT, { Draft_Id__c: draftId })[0] ?? null;
}

export function requireRow(transaction: Transaction, draftId: string): StoredRecord {
  const row = findRow(transaction, draftId);
  if (!row) throw new CodedError('not-found');
  return row;
}

/** The row of a draft that the user may decide. Inside a store transaction nobody else changes it: the org's row lock. */
export function requireDecidable(transaction: Transaction, draftId: string): StoredRecord {
  const row = requireRow(transaction, draftId);
  if (!mayDecideFor(transaction.user, String(row.fields['OwnerId']))) throw new CodedError('not-permitted');
  return row;
}

/** As above, for a decision that is written now. */
export function lockForDecision(transaction: Transaction, draftId: string): StoredRecord {
  const row = requireDecidable(transaction, draftId);
  if (isErased(row)) throw new CodedError('capture-erased');
  return row;
}

/**
 * Clears every row of captures that the middleware has erased. Only for what the middleware itself has just said; said twice,
 * nothing is written the second time.
 */
export function eraseRows(transaction: Transaction, erasedAt: ReadonlyMap<string, Date>): void {
  const system = systemOf(transaction);
  transaction.organisation.store.transaction(() => {
    for (const [captureId, moment] of erasedAt) {
      for (const row of system.find(OBJECT, { Capture_Id__c: captureId }).filter((each) => !isErased(each))) {
        system.update(row.id, clearedColumns(row, moment, transaction.messages));
      }
    }
  });
}

/** Clears the rows of one capture when the failure says that it was erased. @returns whether it says so */
export function eraseRowsAfter(transaction: Transaction, captureId: string, failure: unknown): boolean {
  if (!(failure instanceof CodedError) || !failure.isErased) return false;
  const moment = momentOf(failure.problem?.['erasedAt'], transaction.organisation.now());
  eraseRows(transaction, new Map([[captureId, moment]]));
  return true;
}

/** Brings one row up to date after corrections; a decision taken here while they were sent stands. */
export function refreshRow(transaction: Transaction, id: string, values: DraftValues): void {
  const columns = columnsOf(values, transaction.settings.toCheckBelow, transaction.messages);
  const row = systemOf(transaction).get(id);
  if (row && isErased(row)) return;
  const current = row?.fields ?? {};
  const decided = current['Decision__c'] !== UNDECIDED;
  saveRow(transaction, id, decided ? { ...columns, Status__c: current['Status__c'] ?? null } : columns);
}

/** Decided rows whose report the middleware has not acknowledged. The report itself is for no user's eyes. */
export function unreportedRows(transaction: Transaction): readonly StoredRecord[] {
  const rows = systemOf(transaction).find(OBJECT, { Decision_Acknowledged__c: false });
  return rows.filter((row) => typeof row.fields['Decision_Report__c'] === 'string');
}

/** Captures still being read. */
export function processingRows(transaction: Transaction): readonly StoredRecord[] {
  return systemOf(transaction).find(OBJECT, { Status__c: 'Processing' });
}

/** Writes a row that came from `lockForDecision` or from the sync. */
export function saveRow(transaction: Transaction, id: string, fields: Fields): void {
  systemOf(transaction).update(id, fields);
}

/** `captureId:draftId`; the part after the colon is empty for the row of a capture without drafts. */
export function captureOf({ records }: Transaction, recordId: string): string {
  const row = records.get(recordId);
  if (row?.object !== OBJECT) throw new CodedError('not-found');
  return `${String(row.fields['Capture_Id__c'])}:${draftIdOf(row) ?? ''}`;
}

/** The middleware's id of the draft, or null for the row of a capture. */
export function draftIdOf({ fields }: StoredRecord): string | null {
  const key = String(fields['Draft_Id__c']);
  return key.startsWith(KEY_OF_CAPTURE) ? null : key;
}

function systemOf({ organisation, user }: Transaction): Records {
  return asSystem(organisation, user);
}
