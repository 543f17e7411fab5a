import type { Fields, StoredRecord } from '../records/store.ts';
import { CodedError } from './coded-error.ts';
import { objectOf } from './draft-values.ts';
import type { MiddlewareCalls } from './middleware.ts';
import { eraseRowsAfter, saveRow, scopeOfRow, unreportedRows } from './rows.ts';
import type { Transaction } from './transaction.ts';

/**
 * Tells the middleware what became of drafts, as the Apex class DecisionReport. Each row carries its report until it is
 * acknowledged; what fails here stays on the row and is told again by the sync.
 */
export async function reportDecisions(transaction: Transaction, rowIds: ReadonlySet<string>): Promise<void> {
  for (const row of unreportedRows(transaction).filter((each) => rowIds.has(each.id))) {
    const door = transaction.middleware(transaction.user.id, scopeOfRow(transaction, row));
    await report(transaction, door, row);
  }
}

/** Tells of one row and notes what came of it; a note that was erased meanwhile leaves nothing to tell. */
export async function report(transaction: Transaction, door: MiddlewareCalls, row: StoredRecord): Promise<void> {
  try {
    const settled = await tell(door, row);
    if (settled) saveRow(transaction, row.id, settled);
  } catch (refusal) {
    if (!eraseRowsAfter(transaction, String(row.fields['Capture_Id__c']), refusal)) throw refusal;
  }
}

/** What to note on the row when there is nothing left to tell; null when it must be told again. */
async function tell(door: MiddlewareCalls, row: StoredRecord): Promise<Fields | null> {
  const report: unknown = JSON.parse(String(row.fields['Decision_Report__c']));
  const settled = { Decision_Acknowledged__c: true, Decision_Report__c: null };
  try {
    await door.decide(String(row.fields['Draft_Id__c']), objectOf(report));
    return settled;
  } catch (refusal) {
    if (!(refusal instanceof CodedError) || refusal.isErased) throw refusal;
    return isTemporary(refusal) ? null : { ...settled, Failure_Reason__c: refusal.code };
  }
}

/** No trust yet, too slow, too many calls: the statuses after which the same call may succeed later. */
const TEMPORARY: ReadonlySet<number> = new Set([401, 403, 408, 429]);

function isTemporary({ status }: CodedError): boolean {
  return status === null || status >= 500 || TEMPORARY.has(status);
}
