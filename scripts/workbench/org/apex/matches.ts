import { sameValue } from '../records/store.ts';
import type { StoredRecord } from '../records/store.ts';
import type { RecordMatch } from './capture-controller.schema.ts';
import { draftValues, listOf, textOf } from './draft-values.ts';
import type { DraftValues } from './draft-values.ts';
import type { Json } from './middleware.ts';
import { isSamePhone } from './phone-number.ts';
import type { Transaction } from './transaction.ts';

/** Matching only reads. */
type Reading = Pick<Transaction, 'records'>;

/**
 * Existing records that a capture's drafts may mean, as the Apex class RecordMatches: equality on account name, e-mail, phone,
 * or the name and account of an open opportunity, all read in user mode.
 */
export function findMatches(transaction: Reading, capture: Json, openedFrom: string | null): readonly RecordMatch[] {
  const drafts = listOf(capture['drafts']).map(draftValues);
  const opened = openedAccount(transaction, openedFrom);
  const matches = drafts.flatMap((values) => [
    ...(opened ? [accountMatch(values, opened, 'opened-from')] : []),
    ...accountMatches(transaction, values),
    ...contactMatches(transaction, values),
    ...opportunityMatches(transaction, values),
  ]);
  return matches.filter((match, at) => matches.findIndex((other) => isSameMatch(match, other)) === at);
}

/** The first reason for a record stands: the record the page was opened from comes before an equal name. */
function isSameMatch(one: RecordMatch, other: RecordMatch): boolean {
  return one.draftId === other.draftId && one.recordId === other.recordId && one.contactId === other.contactId;
}

/** The account that the page was opened from, or that of the opportunity it was opened from. */
function openedAccount({ records }: Reading, openedFrom: string | null): StoredRecord | null {
  const opened = openedFrom === null ? null : records.get(openedFrom);
  if (opened?.object === 'Account') return opened;
  return opened?.object === 'Opportunity' ? records.get(textIn(opened, 'AccountId') ?? '') : null;
}

function accountMatches({ records }: Reading, values: DraftValues): readonly RecordMatch[] {
  const name = values.text('account', 'name');
  const phone = values.text('account', 'phone');
  return byName(records.find('Account')).flatMap((candidate) => {
    if (name !== null && sameValue(textIn(candidate, 'Name'), name))
      return [accountMatch(values, candidate, 'same-name')];
    return isSamePhone(phone, textIn(candidate, 'Phone')) ? [accountMatch(values, candidate, 'same-phone')] : [];
  });
}

function accountMatch(values: DraftValues, candidate: StoredRecord, reason: string): RecordMatch {
  return matchOf(values, 'account', candidate, [textIn(candidate, 'Website'), textIn(candidate, 'Phone')], reason);
}

function contactMatches(transaction: Reading, values: DraftValues): readonly RecordMatch[] {
  const candidates = byName(transaction.records.find('Contact'));
  return values.contacts.flatMap((contact) =>
    candidates.flatMap((candidate) => {
      const reason = reasonOf(contact, candidate);
      if (!reason) return [];
      const details = [textIn(candidate, 'Title'), accountName(transaction, candidate)];
      const contactId = typeof contact['id'] === 'string' ? contact['id'] : null;
      return [{ ...matchOf(values, 'contact', candidate, details, reason), contactId }];
    }),
  );
}

function reasonOf(contact: Json, candidate: StoredRecord): string | null {
  const email = textOf(contact, 'email');
  if (email !== null && sameValue(textIn(candidate, 'Email'), email)) return 'same-email';
  const stored = [textIn(candidate, 'Phone'), textIn(candidate, 'MobilePhone')];
  const given = [textOf(contact, 'phone'), textOf(contact, 'mobile')];
  return given.some((phone) => stored.some((other) => isSamePhone(phone, other))) ? 'same-phone' : null;
}

function opportunityMatches(transaction: Reading, values: DraftValues): readonly RecordMatch[] {
  const name = values.text('opportunity', 'name');
  const account = values.text('account', 'name');
  if (name === null || account === null) return [];
  return transaction.records
    .find('Opportunity', { Name: name, IsClosed: false })
    .filter((candidate) => sameValue(accountName(transaction, candidate), account))
    .toReversed()
    .map((candidate) => {
      const details = [accountName(transaction, candidate), textIn(candidate, 'StageName')];
      return matchOf(values, 'opportunity', candidate, details, 'same-name-and-account');
    });
}

/** A match as the page reads it, with what tells the record from another of the same name. */
function matchOf(
  values: DraftValues,
  target: 'account' | 'contact' | 'opportunity',
  candidate: StoredRecord,
  details: readonly (string | null)[],
  reason: string,
): RecordMatch {
  return {
    draftId: values.id,
    target,
    contactId: null,
    recordId: candidate.id,
    name: textIn(candidate, 'Name'),
    detail: details.filter((detail) => detail?.trim()).join(' · '),
    reason,
  };
}

function accountName({ records }: Reading, record: StoredRecord): string | null {
  const account = records.get(textIn(record, 'AccountId') ?? '');
  return account ? textIn(account, 'Name') : null;
}

function byName(records: readonly StoredRecord[]): readonly StoredRecord[] {
  return records.toSorted((one, other) => (textIn(one, 'Name') ?? '').localeCompare(textIn(other, 'Name') ?? ''));
}

function textIn(record: StoredRecord, field: string): string | null {
  const value = record.fields[field];
  return typeof value === 'string' ? value : null;
}
