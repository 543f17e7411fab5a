import { describe } from '../schema/description.ts';
import type { FieldDescription } from '../schema/description.ts';
import type { StoredRecord } from '../records/store.ts';
import type { Transaction } from './transaction.ts';

/** What reading records in a person's name needs. */
export type RecordReading = Pick<Transaction, 'records' | 'settings' | 'organisation' | 'user'>;

/** Today's values by the mapping's keys (`opportunity.amount`). A key that is missing may not be read; an empty value is ''. */
export type TodaysValues = Readonly<Record<string, string>>;

/**
 * What a record holds of what a draft could say, as far as the person may read it: the Apex class RecordValues. Picklists by API
 * value, dates as `YYYY-MM-DD`, amounts as plain numbers.
 */
export function todaysValues(reading: RecordReading, record: StoredRecord): TodaysValues {
  const values: Record<string, string> = {};
  for (const { key, object, field } of reading.settings.mappings) {
    const described = object === record.object ? fieldOf(reading, record, field) : null;
    if (described) values[key] = textOfValue(record, described);
  }
  return { ...values, ...cityOf(reading, record), ...accountOf(reading, record) };
}

/** Where an account is, which tells accounts of one name apart. */
function cityOf(reading: RecordReading, record: StoredRecord): TodaysValues {
  if (record.object !== 'Account' || !fieldOf(reading, record, 'BillingCity')) return {};
  return { 'account.city': readableText(reading, record, 'BillingCity') ?? '' };
}

/** Whose record it is, for a contact or an opportunity. */
function accountOf(reading: RecordReading, record: StoredRecord): TodaysValues {
  if (!fieldOf(reading, record, 'AccountId')) return {};
  const accountId = readableText(reading, record, 'AccountId') ?? '';
  const account = reading.records.get(accountId);
  return { 'account.recordId': accountId, 'account.name': (account && readableText(reading, account, 'Name')) ?? '' };
}

/** The text of a field; null when it is empty, or not for this person. */
export function readableText(reading: RecordReading, record: StoredRecord, field: string): string | null {
  const described = fieldOf(reading, record, field);
  return described ? textOfValue(record, described) || null : null;
}

function fieldOf(
  { organisation, records }: RecordReading,
  record: StoredRecord,
  field: string,
): FieldDescription | null {
  const object = describe(organisation.schema, record.object);
  const described = object.fields.get(field);
  return described && records.access.readsField(object, described) ? described : null;
}

function textOfValue({ fields }: StoredRecord, { name }: FieldDescription): string {
  return String(fields[name] ?? '');
}
