import { askOnce } from './door.ts';

export interface ObjectField {
  readonly apiName: string;
  readonly label: string;
  readonly dataType: string;
  readonly relationshipName: string | null;
  readonly referenceToInfos?: readonly { readonly apiName: string }[];
}

/** What UI API says of an object, as far as the workbench reads it. */
export interface ObjectInfo {
  readonly apiName: string;
  readonly label: string;
  readonly labelPlural: string;
  readonly fields: Readonly<Record<string, ObjectField>>;
}

/** UI API's values of all picklists of an object for a record type. */
export interface PicklistsByField {
  readonly picklistFieldValues: Readonly<Record<string, unknown>>;
}

/** An object as components name it: its API name or an import from `@salesforce/schema`. */
export type ObjectName = string | { readonly objectApiName: string };

function nameOfObject(object: ObjectName): string {
  return typeof object === 'string' ? object : object.objectApiName;
}

export function readObjectInfo(object: ObjectName): Promise<ObjectInfo> {
  return askOnce(`/ui-api/object-info/${encodeURIComponent(nameOfObject(object))}`);
}

export function readPicklists(object: ObjectName, recordTypeId: string): Promise<PicklistsByField> {
  const name = encodeURIComponent(nameOfObject(object));
  return askOnce(`/ui-api/object-info/${name}/picklist-values/${encodeURIComponent(recordTypeId)}`);
}
