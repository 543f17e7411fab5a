import type { SaveProblem } from '../records/problem.ts';
import type { StoredRecord } from '../records/store.ts';
import type { RecordMatch } from './capture-controller.schema.ts';
import type { CreationProblem } from './draft-controller.schema.ts';
import { keyOf } from './settings.ts';
import type { Transaction } from './transaction.ts';

export type Target = 'account' | 'contact' | 'opportunity';

export const OBJECT_OF_TARGET: Readonly<Record<Target, string>> = {
  account: 'Account',
  contact: 'Contact',
  opportunity: 'Opportunity',
};

/** What a duplicate rule of the org usually compares: which of its fields agreed, it does not tell. */
const REASONS_OF_TARGET: Readonly<Record<Target, readonly string[]>> = {
  account: ['same-name'],
  contact: ['same-email'],
  opportunity: ['same-name', 'same-account'],
};

/** A problem of ours: `field` is the draft's key or an API name. */
export function ownProblem(
  { messages }: Transaction,
  code: string,
  target: Target,
  contactId: string | null,
  field: string,
): CreationProblem {
  return { code, message: messages.of(code), target, contactId, field, canAllow: false, duplicates: [] };
}

/** A refusal of the platform, once for each field it names, each at the field of the form where it can be mended. */
export function platformProblems(
  transaction: Transaction,
  refusal: SaveProblem,
  target: Target,
  contactId: string | null,
): readonly CreationProblem[] {
  const fields = refusal.fields.length === 0 ? [null] : refusal.fields;
  const recordIds = refusal.duplicate?.recordIds ?? [];
  return fields.map((field) => ({
    code: refusal.statusCode.toLowerCase().replaceAll('_', '-'),
    message: refusal.message,
    target,
    contactId,
    field: field === null ? null : draftField(transaction, target, field),
    canAllow: refusal.duplicate?.allowSave ?? false,
    duplicates: recordIds.flatMap((id) => knownDuplicate(transaction, target, id)),
  }));
}

/** `Opportunity.CloseDate` is `closeDate` in the form; a field that no draft fills keeps its API name. */
function draftField({ settings }: Transaction, target: Target, field: string): string {
  const key = keyOf(settings, OBJECT_OF_TARGET[target], field);
  return key === null ? field : key.slice(key.indexOf('.') + 1);
}

/** The record that a duplicate rule named, read again in user mode: what a person may not see is left out. */
function knownDuplicate({ records }: Transaction, target: Target, id: string): readonly RecordMatch[] {
  const found = records.get(id);
  if (!found) return [];
  const account = records.get(String(found.fields['AccountId'] ?? ''));
  const detail = target === 'account' ? found : account;
  return [
    {
      draftId: null,
      target,
      contactId: null,
      recordId: id,
      otherDraftId: null,
      captureId: null,
      name: textIn(found, 'Name'),
      detail: detail ? textIn(detail, target === 'account' ? 'Website' : 'Name') : null,
      score: null,
      verdict: 'ask',
      reasons: [...REASONS_OF_TARGET[target]],
      hidden: false,
      ownerName: null,
      mine: null,
      values: {},
    },
  ];
}

function textIn(record: StoredRecord, field: string): string | null {
  const value = record.fields[field];
  return typeof value === 'string' ? value : null;
}
