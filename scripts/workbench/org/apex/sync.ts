import { requireSync } from './access.ts';
import { CodedError } from './coded-error.ts';
import { report } from './decision-report.ts';
import { readErasures } from './erasure-sync.ts';
import type { MiddlewareCalls } from './middleware.ts';
import { eraseRowsAfter, processingRows, project, saveRow, unreportedRows } from './rows.ts';
import type { StoredRecord } from '../records/store.ts';
import type { Transaction } from './transaction.ts';

/**
 * The scheduled sync, as the Apex class DraftSync: captures that became ready after their page was closed, decisions that the
 * middleware has not acknowledged, and then notes that were erased. It takes every such row; the org's job leaves those of the last minutes to the page.
 * A middleware that does not answer ends the run: the next one goes on. A capture that it refuses waits alone.
 */
export async function synchronise(transaction: Transaction): Promise<void> {
  requireSync(transaction.user);
  const door = transaction.middleware(transaction.user.id, 'org');
  try {
    for (const row of processingRows(transaction)) await look(transaction, door, row);
    for (const row of unreportedRows(transaction)) await report(transaction, door, row);
    await readErasures(transaction, door);
  } catch (silence) {
    if (!(silence instanceof CodedError)) throw silence;
  }
}

/** Recordings wait for it until the org names somebody who may hear them. */
const WITHOUT_SPEECH = 'no-speech-provider';

/** A capture that the middleware no longer has will never be ready. */
async function look(transaction: Transaction, door: MiddlewareCalls, row: StoredRecord): Promise<void> {
  const captureId = String(row.fields['Capture_Id__c']);
  const { speech } = transaction.settings;
  try {
    const capture = await door.getCapture(captureId, 0);
    const canBeHeard = capture['reason'] === WITHOUT_SPEECH && speech.length > 0;
    project(transaction, canBeHeard ? await door.retryCapture(captureId, speech) : capture, []);
  } catch (refusal) {
    if (eraseRowsAfter(transaction, captureId, refusal)) return;
    if (!(refusal instanceof CodedError) || refusal.status === null) throw refusal;
    if (refusal.status === 404) saveRow(transaction, row.id, { Status__c: 'Failed', Failure_Reason__c: refusal.code });
  }
}
