import type { StoredRecord } from '../records/store.ts';
import { visibleObject } from './object-info.ts';
import type { Reader } from './records.ts';

const MAXIMUM = 20;

export interface FoundRecord {
  readonly id: string;
  readonly name: string;
  /** What tells it from another of the same name; empty when nothing does. */
  readonly detail: string;
}

/** `GET /ui-api/lookups/{object}?q=`: what the record picker offers; names that begin so come first, then those that contain it. */
export function lookUp(reader: Reader, objectName: string, query: string): { records: readonly FoundRecord[] } {
  visibleObject(reader, objectName);
  const wanted = plain(query);
  const found = reader.records
    .find(objectName)
    .map((record) => ({ record, at: plain(nameOf(record)).indexOf(wanted) }))
    .filter(({ at }) => at >= 0)
    .sort(
      (a, b) => Math.sign(a.at) - Math.sign(b.at) || nameOf(a.record).localeCompare(nameOf(b.record), reader.language),
    );
  return { records: found.slice(0, MAXIMUM).map(({ record }) => asFound(reader, record)) };
}

function asFound(reader: Reader, record: StoredRecord): FoundRecord {
  return { id: record.id, name: nameOf(record), detail: detailOf(reader, record) };
}

/** Where a company is, where a person works, what a deal belongs to. */
function detailOf(reader: Reader, { object, fields }: StoredRecord): string {
  const account = reader.records.get(String(fields['AccountId'] ?? ''))?.fields['Name'];
  const parts =
    object === 'Account'
      ? [fields['BillingCity'], fields['BillingCountry']]
      : object === 'Contact'
        ? [fields['Title'], account]
        : [account, fields['StageName']];
  return parts.filter(Boolean).join(' · ');
}

function nameOf(record: StoredRecord): string {
  return String(record.fields['Name'] ?? '');
}

/** Without accents and case: people type neither. */
function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();
}
