import type { ObjectField, ObjectInfo } from '../org/objects.ts';
import type { RecordRepresentation } from '../org/records.ts';
import { addressOf } from '../places/page-reference.ts';
import { OBJECTS } from './objects.ts';
import { shownValue } from './values.ts';

/** A field of a record as a page shows it; `address` is set where the text names another record. */
export interface RecordRow {
  readonly field: string;
  readonly label: string;
  readonly text: string;
  readonly address: string | null;
}

/** Shown elsewhere on the page, or of no use to a person. */
const NOT_SHOWN = new Set(['Id', 'RecordTypeId', 'SystemModstamp', 'IsDeleted']);

/** What the platform notes by itself comes last, as in a standard layout. */
const SYSTEM_FIELDS = ['CreatedById', 'CreatedDate', 'LastModifiedById', 'LastModifiedDate'];

/** The fields of a record in the order of the object's description, with links for its look-ups. */
export function recordRows(record: RecordRepresentation, info: ObjectInfo): readonly RecordRow[] {
  return Object.values(info.fields)
    .filter(({ apiName }) => !NOT_SHOWN.has(apiName) && record.fields[apiName] !== undefined)
    .sort((one, other) => SYSTEM_FIELDS.indexOf(one.apiName) - SYSTEM_FIELDS.indexOf(other.apiName))
    .map((field) => (field.dataType === 'Reference' ? referenceRow(record, field) : valueRow(record, field)));
}

function valueRow(record: RecordRepresentation, { apiName, label, dataType }: ObjectField): RecordRow {
  const { session } = globalThis.workbench;
  const timeZone = globalThis.workbench.baseValue('timeZone', 'UTC');
  const text = shownValue(record.fields[apiName], dataType, session.language, timeZone);
  return { field: apiName, label, text, address: null };
}

/** UI API gives the other record's name with the relationship, or as display value of the look-up itself. */
function referenceRow(record: RecordRepresentation, field: ObjectField): RecordRow {
  const id = record.fields[field.apiName]?.value;
  const related = field.relationshipName === null ? undefined : record.fields[field.relationshipName];
  const name = record.fields[field.apiName]?.displayValue ?? related?.displayValue ?? nameIn(related?.value);
  const object = field.referenceToInfos?.[0]?.apiName ?? '';
  return {
    field: field.apiName,
    label: field.label,
    text: name ?? (typeof id === 'string' ? id : ''),
    address: typeof id === 'string' && object in OBJECTS ? recordAddress(object, id) : null,
  };
}

function nameIn(related: unknown): string | undefined {
  const value = (related as RecordRepresentation | null | undefined)?.fields?.['Name']?.value;
  return typeof value === 'string' ? value : undefined;
}

function recordAddress(objectApiName: string, recordId: string): string {
  return addressOf({ type: 'standard__recordPage', attributes: { objectApiName, recordId, actionName: 'view' } });
}
