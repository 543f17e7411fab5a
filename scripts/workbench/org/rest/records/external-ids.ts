import type { StoredRecord } from '../../records/store.ts';
import { longId } from '../../records/ids.ts';
import type { FieldDescription } from '../../schema/description.ts';
import { notFound, RestProblem } from '../problem.ts';
import type { Source } from '../reader.ts';
import type { ApiSession } from '../session.ts';
import { inputFields } from './input.ts';

/** A record to be changed where its external id is known, and made where it is not. */
export interface Upsert {
  readonly field: string;
  readonly value: string;
  readonly body: Readonly<Record<string, unknown>>;
}

export type Upserted =
  { readonly id: string; readonly created: boolean } | { readonly several: readonly StoredRecord[] };

/**
 * The field of an address that names records. The stand-in takes every unique field for an external id.
 * @throws RestProblem NOT_FOUND
 */
export function externalIdField(source: Source, name: string): FieldDescription {
  const field = source.field(name);
  if (field && (field.unique || field.name === 'Id')) return field;
  throw notFound(`Provided external ID field does not exist or is not accessible: ${name}`);
}

export function findByExternalId(source: Source, field: FieldDescription, value: string): readonly StoredRecord[] {
  if (field.name !== 'Id') return source.find({ [field.name]: value });
  const record = source.get(longId(value) ?? '');
  return record ? [record] : [];
}

export function upserted(session: ApiSession, source: Source, upsert: Upsert, allowDuplicates: boolean): Upserted {
  const field = externalIdField(source, upsert.field);
  const fields = inputFields(source, upsert.body);
  if (field.name in fields) {
    const message = `The ${field.name} field should not be specified in the sobject data.`;
    throw new RestProblem(400, 'INVALID_FIELD', message, { fields: [field.name] });
  }
  const found = findByExternalId(source, field, upsert.value);
  const [record] = found;
  if (found.length > 1) return { several: found };
  if (record) {
    session.records.update(record.id, fields, { allowDuplicates });
    return { id: record.id, created: false };
  }
  if (field.name === 'Id') throw notFound();
  const made = { ...fields, [field.name]: upsert.value };
  const { id } = session.records.insert(source.described.name, made, { allowDuplicates });
  return { id, created: true };
}
