import type { Language } from '../schema/description.ts';
import { ownProblem } from './creation-problems.ts';
import type { CompleteRequest } from './creation-values.ts';
import type { CreationProblem } from './draft-controller.schema.ts';
import { KIND_OF_KEY } from './mapping-fit.ts';
import { readableText, todaysValues } from './record-values.ts';
import type { TodaysValues } from './record-values.ts';
import type { Transaction } from './transaction.ts';

/** The opportunity that a draft updates, as it is at this moment. */
export interface OpportunityUpdate {
  /** The request with the account that the opportunity has: it stays. */
  readonly request: CompleteRequest;
  /** Why it cannot be updated: then nothing is. */
  readonly problems: readonly CreationProblem[];
  /** True when the opportunity has no account, and takes that of the request. */
  readonly takesAccount: boolean;
}

/**
 * Looks at the opportunity that a request updates, inside the transaction that will write it, as the Apex class OpportunityUpdate:
 * it is there, open, editable, and as the person saw it. Null when the request creates one.
 */
export function opportunityUpdate(transaction: Transaction, request: CompleteRequest): OpportunityUpdate | null {
  const { recordId } = request.opportunity;
  if (recordId === null) return null;
  const record = transaction.records.get(recordId);
  if (record?.object !== 'Opportunity') return refused(transaction, request, 'record-gone');
  if (record.fields['IsClosed'] === true) return refused(transaction, request, 'record-closed');
  if (!transaction.records.access.edits(record)) return refused(transaction, request, 'not-editable');
  const today = todaysValues(transaction, record);
  const accountId = readableText(transaction, record, 'AccountId');
  // Where the person may not read whose it is, nothing is said of it.
  const takesAccount = today['account.recordId'] === '';
  const linked = { recordId: accountId, name: null, website: null, phone: null, country: null };
  return {
    request: takesAccount ? request : { ...request, account: linked },
    problems: changedSince(transaction, request, today),
    takesAccount,
  };
}

function refused(transaction: Transaction, request: CompleteRequest, code: string): OpportunityUpdate {
  return {
    request,
    problems: [ownProblem(transaction, code, 'opportunity', null, 'recordId')],
    takesAccount: false,
  };
}

/** Values that are others than those the person decided about: each is told with what it is now. */
function changedSince(
  transaction: Transaction,
  { seen }: CompleteRequest,
  today: TodaysValues,
): readonly CreationProblem[] {
  return Object.entries(seen ?? {}).flatMap(([path, before]) => {
    const now = today[path];
    if (now === undefined || now === (before ?? '')) return [];
    const [part, field = ''] = path.split('.');
    const target = part === 'account' ? 'account' : 'opportunity';
    const problem = ownProblem(transaction, 'record-changed', target, null, field);
    return [
      { ...problem, message: transaction.messages.label('Server_Record_Changed', spoken(transaction, path, now)) },
    ];
  });
}

/** A value as people of the language write it. */
function spoken({ messages, language }: Transaction, path: string, value: string): string {
  if (value === '') return messages.label('Server_Value_Empty');
  if (KIND_OF_KEY[path] === 'amount') return new Intl.NumberFormat(LOCALES[language]).format(Number(value));
  if (KIND_OF_KEY[path] !== 'date') return value;
  return new Intl.DateTimeFormat(LOCALES[language], { timeZone: 'UTC' }).format(new Date(`${value}T00:00:00Z`));
}

const LOCALES: Readonly<Record<Language, string>> = { en: 'en-US', fr: 'fr-FR' };
