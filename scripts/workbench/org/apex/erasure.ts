import type { Fields, StoredRecord } from '../records/store.ts';
import type { ServerMessages } from './server-messages.ts';

/** The status of a row whose note was erased. */
const ERASED = 'Erased';

export function isErased({ fields }: StoredRecord): boolean {
  return fields['Status__c'] === ERASED;
}

/**
 * The columns that clear a row, as the Apex class DraftErasure: who took the note and when stays, and so do the records that
 * were created from it. Nothing is left to tell the middleware either.
 */
export function clearedColumns({ fields }: StoredRecord, erasedAt: Date, messages: ServerMessages): Fields {
  const isCreated = (fields['Opportunity__c'] ?? null) !== null;
  return {
    Name: messages.label('Server_Row_Erased'),
    Status__c: ERASED,
    Erased_At__c: erasedAt.toISOString(),
    Account_Name__c: null,
    Amount__c: null,
    Currency__c: null,
    Close_Date__c: null,
    Stage__c: null,
    Type__c: null,
    Lead_Source__c: null,
    Country__c: null,
    Confidence__c: null,
    To_Check__c: null,
    Duplicate_Of__c: null,
    Possible_Duplicate__c: false,
    Not_The_Same__c: null,
    Opened_From__c: null,
    Failure_Reason__c: null,
    Reject_Reason__c: null,
    Decision_Report__c: null,
    Decision_Acknowledged__c: true,
    ...(isCreated ? {} : { Account__c: null }),
  };
}

/** A moment as the middleware writes it; now, where it told none. */
export function momentOf(erasedAt: unknown, now: Date): Date {
  return typeof erasedAt === 'string' ? new Date(erasedAt) : now;
}
