import type { StoredRecord } from '../records/store.ts';
import { CodedError } from './coded-error.ts';
import type { MatchDecision } from './draft-controller.schema.ts';
import { draftValues } from './draft-values.ts';
import type { Json } from './middleware.ts';
import { lockForDecision, refreshRow, requireDecidable, saveRow, scopeOfRow } from './rows.ts';
import type { Transaction } from './transaction.ts';

const SEPARATOR = ';';
/** The length of the row's column. */
const LONGEST = 32_768;
const OBJECT_OF_TARGET: Readonly<Record<string, string>> = {
  account: 'Account',
  contact: 'Contact',
  opportunity: 'Opportunity',
};

/**
 * What a person says of matches, as the Apex class MatchDecisions: the middleware remembers it, and the row what is another one,
 * so that the org's own queries do not offer it again. Gives the middleware's Draft after it.
 */
export async function decideMatches(
  transaction: Transaction,
  draftId: string,
  decisions: readonly MatchDecision[],
): Promise<Json> {
  const row = requireDecidable(transaction, draftId);
  for (const decision of decisions) requireSeen(transaction, decision);
  const door = transaction.middleware(transaction.user.id, scopeOfRow(transaction, row));
  const draft = await door.decideMatches(draftId, { decisions: [...decisions] });
  transaction.organisation.store.transaction(() => {
    const locked = lockForDecision(transaction, draftId);
    refreshRow(transaction, locked.id, draftValues(draft));
    saveRow(transaction, locked.id, { Not_The_Same__c: otherThings(locked, decisions) });
  });
  return draft;
}

/** Nobody says of a record that they cannot see what it is. */
function requireSeen({ records }: Transaction, { target, recordId }: MatchDecision): void {
  if (recordId === null) return;
  if (records.get(recordId)?.object !== OBJECT_OF_TARGET[target ?? '']) throw new CodedError('not-found');
}

/** What is kept of before stays, unless it is the same after all; where the column is full, the oldest goes. */
function otherThings({ fields }: StoredRecord, decisions: readonly MatchDecision[]): string | null {
  const kept = new Set(String(fields['Not_The_Same__c'] ?? '').split(SEPARATOR));
  for (const { contactId, recordId, draftId, captureId, same } of decisions) {
    const other = [contactId, recordId ?? draftId ?? captureId].filter((id) => id !== null).join(':');
    kept.delete(other);
    if (same !== true) kept.add(other);
  }
  const others = [...kept].filter((other) => other !== '');
  while (others.join(SEPARATOR).length > LONGEST) others.shift();
  return others.join(SEPARATOR) || null;
}
