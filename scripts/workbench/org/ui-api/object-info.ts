import { relationshipName } from '../schema/description.ts';
import type { FieldDescription, Language, ObjectDescription, Schema } from '../schema/description.ts';
import type { Access } from '../records/access.ts';
import { invalidType, UiApiError } from './errors.ts';

/** The record type of objects that have none. */
export const MASTER_RECORD_TYPE = '012000000000000AAA';

/** One person's view: what may be seen decides what is described. */
export interface Viewer {
  readonly schema: Schema;
  readonly access: Access;
  readonly language: Language;
}

/** The object when the viewer may see it, else UI API's refusal. */
export function visibleObject({ schema, access }: Viewer, objectName: string): ObjectDescription {
  const object = schema.get(objectName);
  if (!object || !access.object(objectName).read) throw invalidType(objectName);
  return object;
}

export function visibleFields({ access }: Viewer, object: ObjectDescription): readonly FieldDescription[] {
  return [...object.fields.values()].filter((field) => access.readsField(object, field));
}

/** `GET /ui-api/object-info/{object}`: UI API's ObjectInfo. */
export function objectInfo(viewer: Viewer, objectName: string): Record<string, unknown> {
  const object = visibleObject(viewer, objectName);
  const rights = viewer.access.object(objectName);
  const fields = visibleFields(viewer, object).map((field) => [field.name, fieldInfo(viewer, object, field)]);
  return {
    apiName: object.name,
    childRelationships: [],
    createable: rights.create,
    custom: object.custom,
    defaultRecordTypeId: MASTER_RECORD_TYPE,
    deletable: false,
    dependentFields: {},
    feedEnabled: false,
    fields: Object.fromEntries(fields) as Record<string, unknown>,
    keyPrefix: object.keyPrefix,
    label: object.label[viewer.language],
    labelPlural: object.labelPlural[viewer.language],
    layoutable: true,
    mruEnabled: true,
    nameFields: object.fields.has('LastName') ? ['FirstName', 'LastName', 'Name'] : ['Name'],
    queryable: true,
    recordTypeInfos: {
      [MASTER_RECORD_TYPE]: {
        available: true,
        defaultRecordTypeMapping: true,
        master: true,
        name: viewer.language === 'fr' ? 'Principal' : 'Master',
        recordTypeId: MASTER_RECORD_TYPE,
      },
    },
    searchable: true,
    themeInfo: null,
    updateable: rights.edit,
  };
}

function fieldInfo({ schema, access, language }: Viewer, object: ObjectDescription, field: FieldDescription): unknown {
  const writable = access.writesField(object, field);
  const target = field.referenceTo ? schema.get(field.referenceTo) : undefined;
  return {
    apiName: field.name,
    calculated: false,
    compound: false,
    compoundComponentName: null,
    compoundFieldName: null,
    controllerName: null,
    controllingFields: [],
    createable: writable,
    custom: field.custom,
    dataType: field.type,
    extraTypeInfo: null,
    filterable: field.type !== 'TextArea',
    filteredLookupInfo: null,
    highScaleNumber: false,
    htmlFormatted: false,
    inlineHelpText: null,
    label: field.label[language],
    length: field.length,
    nameField: field.name === 'Name',
    polymorphicForeignKey: false,
    precision: field.precision,
    reference: target !== undefined,
    referenceTargetField: null,
    referenceToInfos: target ? [{ apiName: target.name, nameFields: ['Name'] }] : [],
    relationshipName: relationshipName(field),
    required: field.required,
    scale: field.scale,
    searchPrefilterable: false,
    sortable: field.type !== 'TextArea',
    unique: field.unique,
    updateable: writable,
  };
}

/** `GET /ui-api/object-info/{object}/picklist-values/{recordType}`: the values of every visible picklist. */
export function picklistValues(viewer: Viewer, objectName: string, recordTypeId: string): Record<string, unknown> {
  const object = visibleObject(viewer, objectName);
  if (recordTypeId !== MASTER_RECORD_TYPE) {
    throw new UiApiError(400, 'INVALID_RECORD_TYPE', `Record type ${recordTypeId} is not available`);
  }
  const url = `/ui-api/object-info/${objectName}/picklist-values/${recordTypeId}`;
  const picklists = visibleFields(viewer, object).filter((field) => field.picklist);
  const values = picklists.map((field) => [field.name, picklistOf(field, viewer.language, `${url}/${field.name}`)]);
  return { picklistFieldValues: Object.fromEntries(values) as Record<string, unknown> };
}

function picklistOf(field: FieldDescription, language: Language, url: string): unknown {
  const values = (field.picklist?.entries ?? []).map((entry) => ({
    attributes: entry.stage
      ? {
          picklistAtrributesValueType: 'OpportunityStage',
          closed: entry.stage.closed,
          defaultProbability: entry.stage.probability,
          won: entry.stage.won,
        }
      : null,
    label: entry.label[language],
    validFor: [],
    value: entry.value,
  }));
  const preset = field.picklist?.entries.findIndex((entry) => entry.isDefault) ?? -1;
  return { controllerValues: {}, defaultValue: values[preset] ?? null, url, values };
}
