import { fieldOf, readRecord, type FieldName, type RecordRepresentation } from '../../../org/records.ts';
import { refreshWhere, wireAdapter } from '../../../org/wires.ts';

/** Wires a record; without `fields` it has all that the person may see. */
export const getRecord = wireAdapter(
  ({ recordId, fields, optionalFields }) =>
    readRecord(recordId as string, [...listed(fields), ...listed(optionalFields)]),
  ({ recordId }) => recordId !== undefined,
);

function listed(fields: unknown): readonly FieldName[] {
  if (fields === undefined || fields === null) return [];
  return Array.isArray(fields) ? fields : [fields as FieldName];
}

export function getFieldValue(record: RecordRepresentation | undefined, field: FieldName): unknown {
  return fieldOf(record, field)?.value;
}

export function getFieldDisplayValue(
  record: RecordRepresentation | undefined,
  field: FieldName,
): string | null | undefined {
  return fieldOf(record, field)?.displayValue;
}

/** Has every wire on the given records asked again. */
export async function notifyRecordUpdateAvailable(items: readonly { readonly recordId: string }[]): Promise<void> {
  const changed = new Set(items.map(({ recordId }) => recordId));
  await refreshWhere(({ recordId }) => typeof recordId === 'string' && changed.has(recordId));
}
