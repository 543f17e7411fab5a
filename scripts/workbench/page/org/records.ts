import { ask } from './door.ts';

/** A field as components name it: `'Opportunity.Name'` or an import from `@salesforce/schema`. */
export type FieldName = string | { readonly objectApiName: string; readonly fieldApiName: string };

export interface FieldValue {
  readonly value: unknown;
  readonly displayValue?: string | null;
}

/** A record as UI API gives it; a relationship's value is a record again. */
export interface RecordRepresentation {
  readonly id: string;
  readonly apiName: string;
  readonly fields: Readonly<Record<string, FieldValue>>;
}

/** `Object.Field` of a field name. */
export function qualified(field: FieldName): string {
  return typeof field === 'string' ? field : `${field.objectApiName}.${field.fieldApiName}`;
}

/** A record with the fields named, or with all that the person may see. */
export function readRecord(recordId: string, fields: readonly FieldName[] = []): Promise<RecordRepresentation> {
  const query = fields.length === 0 ? '' : `?${new URLSearchParams({ fields: fields.map(qualified).join(',') })}`;
  return ask(`/ui-api/records/${encodeURIComponent(recordId)}${query}`);
}

/** The field of a record at a name such as `Opportunity.Account.Name`; undefined when it was not read. */
export function fieldOf(record: RecordRepresentation | undefined, field: FieldName): FieldValue | undefined {
  const [, ...path] = qualified(field).split('.');
  let holder: RecordRepresentation | undefined = record;
  let found: FieldValue | undefined;
  for (const name of path) {
    found = holder?.fields[name];
    holder = found?.value as RecordRepresentation | undefined;
  }
  return found;
}
