import type { FieldDescription } from '../schema/description.ts';
import type { FieldValue, StoredRecord } from '../records/store.ts';

/** Salesforce counts in whole seconds, and writes UTC as `+0000`: `2026-03-02T09:00:00.000+0000`. */
export function restDateTime(value: string): string {
  const moment = new Date(value);
  return Number.isNaN(moment.getTime()) ? value : `${wholeSeconds(moment)}.000+0000`;
}

/** The same moment as Bulk API 2.0 writes it: `2026-03-02T09:00:00.000Z`. */
export function bulkDateTime(value: string): string {
  const moment = new Date(value);
  return Number.isNaN(moment.getTime()) ? value : `${wholeSeconds(moment)}.000Z`;
}

function wholeSeconds(moment: Date): string {
  return moment.toISOString().slice(0, 19);
}

/** What a field of a record holds: no is what a checkbox holds that nobody touched, and the stamp of an old record is its change. */
export function valueOf(record: StoredRecord, field: FieldDescription): FieldValue {
  const value = record.fields[field.name];
  if (value !== undefined && value !== null) return value;
  if (field.type === 'Boolean') return false;
  return field.name === 'SystemModstamp' ? (record.fields['LastModifiedDate'] ?? null) : null;
}

/** A value as a JSON answer holds it. */
export function restValue(field: FieldDescription, value: FieldValue): FieldValue {
  return field.type === 'DateTime' && typeof value === 'string' ? restDateTime(value) : value;
}
