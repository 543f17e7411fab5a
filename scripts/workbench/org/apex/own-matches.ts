import { sameValue } from '../records/store.ts';
import type { StoredRecord } from '../records/store.ts';
import { textOf } from './draft-values.ts';
import type { DraftValues } from './draft-values.ts';
import type { FoundMatch, MatchTarget } from './found-matches.ts';
import type { Json } from './middleware.ts';
import { isSamePhone } from './phone-number.ts';
import { readableText } from './record-values.ts';
import type { RecordReading } from './record-values.ts';

/** How likely a record is the one meant that is found by these reasons alone. What is less certain is asked. */
const LIKENESS = {
  'opened-from': { score: 1, verdict: 'same', reasons: ['opened-from'] },
  'opened-from-deal': { score: 0.5, verdict: 'ask', reasons: ['opened-from'] },
  'same-email': { score: 0.95, verdict: 'same', reasons: ['same-email'] },
  'same-name': { score: 0.9, verdict: 'same', reasons: ['same-name'] },
  'same-name-and-account': { score: 0.9, verdict: 'same', reasons: ['same-name', 'same-account'] },
  'same-person-and-account': { score: 0.75, verdict: 'ask', reasons: ['same-person-name', 'same-account'] },
  'same-phone': { score: 0.7, verdict: 'ask', reasons: ['same-phone'] },
} as const;

/**
 * What the org itself finds by equality, in the name of the person: also where no mirror is kept, or where it is behind. The Apex
 * class OwnMatches.
 */
export function ownMatches(
  reading: RecordReading,
  drafts: readonly DraftValues[],
  openedFrom: string | null,
): readonly FoundMatch[] {
  const { records } = reading;
  const opened = openedFrom === null ? null : records.get(openedFrom);
  const all = {
    accounts: records.find('Account'),
    contacts: records.find('Contact'),
    opportunities: records.find('Opportunity', { IsClosed: false }),
  };
  return drafts.flatMap((values) => [
    ...openedMatches(reading, values, opened),
    ...accountMatches(reading, values, all.accounts),
    ...contactMatches(reading, values, all.contacts),
    ...opportunityMatches(reading, values, all.opportunities),
  ]);
}

/** The account that the page was opened from, or that of the opportunity it was opened from; and this opportunity, while it is open. */
function openedMatches(
  reading: RecordReading,
  values: DraftValues,
  opened: StoredRecord | null,
): readonly FoundMatch[] {
  if (opened?.object === 'Account') return [found(values, 'account', opened.id, 'opened-from')];
  if (opened?.object !== 'Opportunity') return [];
  const accountId = readableText(reading, opened, 'AccountId');
  return [
    ...(accountId === null ? [] : [found(values, 'account', accountId, 'opened-from')]),
    ...(opened.fields['IsClosed'] === true ? [] : [found(values, 'opportunity', opened.id, 'opened-from-deal')]),
  ];
}

function accountMatches(
  reading: RecordReading,
  values: DraftValues,
  accounts: readonly StoredRecord[],
): readonly FoundMatch[] {
  const name = values.text('account', 'name');
  const phone = values.text('account', 'phone');
  return accounts.flatMap((account) => [
    ...(isSame(name, readableText(reading, account, 'Name'))
      ? [found(values, 'account', account.id, 'same-name')]
      : []),
    ...(isSamePhone(phone, readableText(reading, account, 'Phone'))
      ? [found(values, 'account', account.id, 'same-phone')]
      : []),
  ]);
}

function contactMatches(
  reading: RecordReading,
  values: DraftValues,
  people: readonly StoredRecord[],
): readonly FoundMatch[] {
  const account = values.text('account', 'name');
  return values.contacts.flatMap((contact) => {
    const contactId = typeof contact['id'] === 'string' ? contact['id'] : null;
    return people.flatMap((person) =>
      contactReasons(reading, contact, account, person).map((reason) => ({
        ...found(values, 'contact', person.id, reason),
        contactId,
      })),
    );
  });
}

function contactReasons(
  reading: RecordReading,
  contact: Json,
  account: string | null,
  person: StoredRecord,
): readonly (keyof typeof LIKENESS)[] {
  const read = (field: string): string | null => readableText(reading, person, field);
  const stored = [read('Phone'), read('MobilePhone')];
  const given = [textOf(contact, 'phone'), textOf(contact, 'mobile')];
  const isNamed =
    isSame(textOf(contact, 'lastName'), read('LastName')) &&
    isSame(textOf(contact, 'firstName') ?? '', read('FirstName') ?? '');
  return [
    ...(isSame(textOf(contact, 'email'), read('Email')) ? (['same-email'] as const) : []),
    ...(isNamed && isSame(account, accountName(reading, person)) ? (['same-person-and-account'] as const) : []),
    ...(given.some((phone) => stored.some((other) => isSamePhone(phone, other))) ? (['same-phone'] as const) : []),
  ];
}

/** The newest of equal deals first. */
function opportunityMatches(
  reading: RecordReading,
  values: DraftValues,
  opportunities: readonly StoredRecord[],
): readonly FoundMatch[] {
  const name = values.text('opportunity', 'name');
  const account = values.text('account', 'name');
  return opportunities
    .filter((deal) => isSame(name, readableText(reading, deal, 'Name')) && isSame(account, accountName(reading, deal)))
    .toReversed()
    .map((deal) => found(values, 'opportunity', deal.id, 'same-name-and-account'));
}

function accountName(reading: RecordReading, record: StoredRecord): string | null {
  const account = reading.records.get(readableText(reading, record, 'AccountId') ?? '');
  return account && readableText(reading, account, 'Name');
}

function isSame(given: string | null, stored: string | null): boolean {
  return given !== null && stored !== null && sameValue(given, stored);
}

function found(values: DraftValues, target: MatchTarget, id: string, by: keyof typeof LIKENESS): FoundMatch {
  return { ...LIKENESS[by], draftId: values.id, target, contactId: null, id, captureId: null };
}
