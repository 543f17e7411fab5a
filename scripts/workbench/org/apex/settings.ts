import type { CustomMetadataRecord } from '../metadata/custom-metadata.ts';
import type { Access } from '../records/access.ts';
import { describe } from '../schema/description.ts';
import type { FieldDescription, Schema } from '../schema/description.ts';
import type { FieldSetting } from './capture-controller.schema.ts';

/** What an administrator set in custom metadata: the Apex class CaptureSettings. */
export interface CaptureSettings {
  readonly toCheckBelow: number;
  readonly closeDateDays: number | null;
  readonly currency: string | null;
  readonly vendorNames: readonly string[];
  readonly vendorDomains: readonly string[];
  readonly timeoutSeconds: number;
  /** The active mappings, in the order of the form. */
  readonly mappings: readonly FieldMapping[];
}

/** Which field of the org takes which value of a draft. */
export interface FieldMapping {
  readonly key: string;
  readonly object: string;
  readonly field: string;
  readonly preset: string | null;
  readonly required: boolean;
  readonly position: number;
}

/** The objects a draft becomes records of, in the order in which the form lists what they require. */
const OBJECTS = ['Account', 'Contact', 'Opportunity'];

/** Reads the settings from the records of the two custom metadata types; the setting record is the one named Default. */
export function readSettings(
  settings: readonly CustomMetadataRecord[],
  fields: readonly CustomMetadataRecord[],
): CaptureSettings {
  const setting = settings.find((record) => record.name === 'Default');
  if (!setting) throw new Error('force-app has no custom metadata record Capture_Setting.Default');
  const value = (name: string): string | null => setting.values.get(name) ?? null;
  const days = value('Close_Date_Days__c');
  return {
    toCheckBelow: Number(value('To_Check_Below__c') ?? 0),
    closeDateDays: days === null ? null : Math.trunc(Number(days)),
    currency: value('Currency__c'),
    vendorNames: partsOf(value('Vendor_Names__c')),
    vendorDomains: partsOf(value('Vendor_Domains__c')),
    timeoutSeconds: Number(value('Timeout_Seconds__c') ?? 10),
    mappings: fields
      .filter((record) => record.values.get('Active__c') === 'true')
      .map(mappingOf)
      .sort((first, second) => first.position - second.position),
  };
}

function mappingOf({ values }: CustomMetadataRecord): FieldMapping {
  return {
    key: values.get('Key__c') ?? '',
    object: values.get('Object__c') ?? '',
    field: values.get('Field__c') ?? '',
    preset: values.get('Default__c') ?? null,
    required: values.get('Required__c') === 'true',
    position: Number(values.get('Position__c') ?? 0),
  };
}

function partsOf(separated: string | null): readonly string[] {
  return (separated ?? '').split(';').flatMap((part) => (part.trim() === '' ? [] : [part.trim()]));
}

/** The draft's key of an org field, or null: the way back, for refusals that name an API field. */
export function keyOf(settings: CaptureSettings, object: string, field: string): string | null {
  return settings.mappings.find((each) => samePath(each, object, field))?.key ?? null;
}

export function mappingFor(settings: CaptureSettings, key: string): FieldMapping | null {
  return settings.mappings.find((each) => each.key === key) ?? null;
}

/** The live description of a mapped field when the person may fill it, else null. */
export function creatableField(
  schema: Schema,
  access: Access,
  mapping: Pick<FieldMapping, 'object' | 'field'> | null,
): FieldDescription | null {
  const object = mapping ? schema.get(mapping.object) : undefined;
  const field = object?.fields.get(mapping?.field ?? '');
  return object && field && access.writesField(object, field) ? field : null;
}

/** The form: mapped fields that the person may fill, then those that the org requires and no draft fills. */
export function formFields(settings: CaptureSettings, schema: Schema, access: Access): readonly FieldSetting[] {
  const mapped = settings.mappings.flatMap((mapping) => {
    const field = creatableField(schema, access, mapping);
    if (!field && mapping.field !== 'CurrencyIsoCode') return [];
    const required = mapping.required || isRequired(field);
    return [{ key: mapping.key, objectName: mapping.object, field: mapping.field, required }];
  });
  const beyond = OBJECTS.flatMap((name) => requiredBeyondDrafts(settings, schema, access, name));
  return [...mapped, ...beyond].map((field, at) => ({ ...field, position: at + 1 }));
}

function requiredBeyondDrafts(settings: CaptureSettings, schema: Schema, access: Access, objectName: string) {
  const object = describe(schema, objectName);
  return [...object.fields.values()]
    .filter((field) => isRequired(field) && access.writesField(object, field))
    .filter((field) => keyOf(settings, objectName, field.name) === null)
    .map((field) => ({ key: `additional.${field.name}`, objectName, field: field.name, required: true }));
}

/** A flag is never missing: it is false. */
function isRequired(field: FieldDescription | null): boolean {
  return field !== null && field.required && field.writable && field.type !== 'Boolean';
}

function samePath(mapping: FieldMapping, object: string, field: string): boolean {
  return mapping.object.toLowerCase() === object.toLowerCase() && mapping.field.toLowerCase() === field.toLowerCase();
}
