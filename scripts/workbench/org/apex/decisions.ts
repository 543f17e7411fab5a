import type { StoredRecord } from '../records/store.ts';
import { CodedError } from './coded-error.ts';
import { writtenValues } from './creation-values.ts';
import type { CompleteRequest } from './creation-values.ts';
import { reportDecisions } from './decision-report.ts';
import type { CreateResult, SaveResult, ValueChange } from './draft-controller.schema.ts';
import { draftValues, objectOf } from './draft-values.ts';
import type { Json } from './middleware.ts';
import { lockForDecision, refreshRow, requireDecidable, requireRow, saveRow, scopeOfRow } from './rows.ts';
import type { Transaction } from './transaction.ts';
import { contactIdsOf } from './views.ts';

const LONGEST_REASON = 255;
/** A draft that waits for its decision can take over what another one said. */
const MERGE_TARGETS: ReadonlySet<unknown> = new Set(['Open', 'Approved']);

/** Corrections of a draft. A conflict is an answer, not a failure: the page shows both values. */
export async function saveChanges(
  transaction: Transaction,
  draftId: string,
  version: number,
  changes: readonly ValueChange[],
): Promise<SaveResult> {
  const row = requireRow(transaction, draftId);
  const door = transaction.middleware(transaction.user.id, scopeOfRow(transaction, row));
  const result = await door.changeDraft(draftId, version, changes).then(
    (draft) => ({ conflict: false, draft }),
    (refusal: unknown) => ({ conflict: true, draft: currentDraft(refusal) }),
  );
  refreshRow(transaction, row.id, draftValues(result.draft));
  return result;
}

function currentDraft(refusal: unknown): Json {
  if (!(refusal instanceof CodedError) || refusal.code !== 'version-conflict') throw refusal;
  return objectOf(refusal.problem?.['draft']);
}

/** Drops a draft and gives the middleware's Draft after it: nothing is created, so the middleware is told first. */
export async function rejectDraft(transaction: Transaction, draftId: string, reason: string | null): Promise<Json> {
  return drop(transaction, requireDecidable(transaction, draftId), { decision: 'rejected', reason });
}

/** Drops a draft because another one says the same, and gives the middleware's Draft of the one that was dropped. */
export async function mergeDraft(transaction: Transaction, draftId: string, intoDraftId: string): Promise<Json> {
  const row = requireDecidable(transaction, draftId);
  const into = requireDecidable(transaction, intoDraftId);
  if (row.id === into.id || !MERGE_TARGETS.has(into.fields['Status__c'])) throw new CodedError('merge-closed');
  const reason = transaction.messages.label('Server_Merged', String(into.fields['Name']));
  return drop(transaction, row, { decision: 'rejected', reason, mergedInto: intoDraftId });
}

async function drop(
  transaction: Transaction,
  row: StoredRecord,
  decision: { readonly decision: 'rejected'; readonly reason: string | null; readonly mergedInto?: string },
): Promise<Json> {
  refuseCreated(row);
  const draftId = String(row.fields['Draft_Id__c']);
  const door = transaction.middleware(transaction.user.id, scopeOfRow(transaction, row));
  const draft = await door.decide(draftId, decision);
  transaction.organisation.store.transaction(() => {
    const locked = lockForDecision(transaction, draftId);
    refuseCreated(locked);
    saveRow(transaction, locked.id, {
      Version__c: draftValues(draft).version,
      Status__c: 'Rejected',
      Decision__c: 'rejected',
      Reject_Reason__c: decision.reason?.slice(0, LONGEST_REASON) ?? null,
      Decided_At__c: transaction.organisation.now().toISOString(),
      Decision_Acknowledged__c: true,
    });
  });
  return draft;
}

function refuseCreated(row: StoredRecord): void {
  if (row.fields['Status__c'] === 'Created') throw new CodedError('draft-decided');
}

/** Notes on the row what was created, with the report that waits until the middleware has taken it. */
export function noteCreated(
  transaction: Transaction,
  row: StoredRecord,
  result: CreateResult,
  request: CompleteRequest,
): void {
  const { opportunityId, accountId, contactIds, updated } = result;
  const values = writtenValues(request);
  const report = { decision: 'created', opportunityId, updated, accountId, contactIds, values };
  saveRow(transaction, row.id, {
    Status__c: 'Created',
    Decision__c: 'created',
    Decided_At__c: transaction.organisation.now().toISOString(),
    Decision_Acknowledged__c: false,
    Updates__c: updated,
    Opportunity__c: opportunityId,
    Account__c: accountId,
    Created_Contact_Ids__c: (contactIds ?? []).join(';'),
    Decision_Report__c: JSON.stringify(report),
  });
  transaction.enqueue(() => reportDecisions(transaction, new Set([row.id])));
}

/** The result of the click that created the records. */
export function createdEarlier({ records }: Transaction, row: StoredRecord): CreateResult {
  const { fields } = row;
  const idIn = (name: string): string | null => (typeof fields[name] === 'string' ? fields[name] : null);
  const nameOf = (id: string | null, otherwise: string): string | null => {
    const name = (id === null ? null : records.get(id)?.fields['Name']) ?? fields[otherwise];
    return typeof name === 'string' ? name : null;
  };
  const opportunityId = idIn('Opportunity__c');
  const accountId = idIn('Account__c');
  return {
    created: true,
    updated: fields['Updates__c'] === true,
    opportunityId,
    opportunityName: nameOf(opportunityId, 'Name'),
    accountId,
    accountName: nameOf(accountId, 'Account_Name__c'),
    contactIds: contactIdsOf(row),
    problems: [],
  };
}
