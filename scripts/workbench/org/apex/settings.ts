import type { CustomMetadataRecord } from '../metadata/custom-metadata.ts';
import type { Access } from '../records/access.ts';
import { describe } from '../schema/description.ts';
import type { FieldDescription, Schema } from '../schema/description.ts';
import type { FieldSetting } from './capture-controller.schema.ts';
import { CURRENCY_FIELD, fitMappings, samePath } from './mapping-fit.ts';
import type { Misfit } from './mapping-fit.ts';

/** What an administrator set in custom metadata, as far as it can be used: the Apex class CaptureSettings. */
export interface CaptureSettings {
  readonly toCheckBelow: number;
  readonly closeDateDays: number | null;
  readonly currency: string | null;
  readonly vendorNames: readonly string[];
  readonly vendorDomains: readonly string[];
  readonly timeoutSeconds: number;
  /** The language models that may read this org's notes. */
  readonly models: readonly string[];
  /** The speech recognisers that may hear this org's recordings. */
  readonly speech: readonly string[];
  /** What the others are told before they are recorded; null: nothing is asked. */
  readonly recordingNotice: string | null;
  /** The active mappings, in the order of the form; once fitted, those that carry their value for the person. */
  readonly mappings: readonly FieldMapping[];
  /** Mappings that cannot carry their value; none before the settings are fitted. */
  readonly misfits: readonly Misfit[];
  readonly written: WrittenSetting | null;
}

/** The setting record as the admin wrote it, whether it can be used or not; null where it is missing. */
export interface WrittenSetting {
  readonly audience: string | null;
  readonly closeDateDays: number | null;
  readonly timeoutSeconds: number | null;
  readonly toCheckBelow: number | null;
  readonly vendorDomains: readonly string[];
  readonly models: readonly string[];
  readonly speech: readonly string[];
}

/** Which field of the org takes which value of a draft. */
export interface FieldMapping {
  /** The label of the admin's record. */
  readonly record: string;
  readonly key: string;
  readonly object: string;
  readonly field: string;
  readonly preset: string | null;
  readonly required: boolean;
  readonly position: number;
}

/** The objects a draft becomes records of, in the order in which the form lists what they require. */
const OBJECTS = ['Account', 'Contact', 'Opportunity'];

const USUAL_TO_CHECK_BELOW = 0.6;
const USUAL_TIMEOUT = 10;
/** Seconds that the platform lets a callout take. */
export const LONGEST_TIMEOUT = 120;
/** Days that the middleware takes. */
export const MOST_CLOSE_DATE_DAYS = 3650;
/** Names or domains that the middleware takes. */
const MOST_NAMES = 50;
/** Language models that the middleware can speak to. */
export const KNOWN_MODELS: readonly string[] = ['groq', 'ollama', 'mistral', 'openai', 'anthropic'];
/** Speech recognisers that the middleware can speak to. */
export const KNOWN_SPEECH: readonly string[] = ['whisper', 'groq', 'google', 'openai'];
const DOMAIN = /^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/i;

/**
 * Reads the settings from the records of the two custom metadata types; the setting record is the one named Default. What
 * the middleware or the platform would refuse is replaced by the usual value or left out, so that no note fails for it.
 */
export function readSettings(
  settings: readonly CustomMetadataRecord[],
  fields: readonly CustomMetadataRecord[],
): CaptureSettings {
  const setting = settings.find((record) => record.name === 'Default');
  const value = (name: string): string | null => setting?.values.get(name) ?? null;
  const written: WrittenSetting = {
    audience: value('Audience__c'),
    closeDateDays: numberOf(value('Close_Date_Days__c')),
    timeoutSeconds: numberOf(value('Timeout_Seconds__c')),
    toCheckBelow: numberOf(value('To_Check_Below__c')),
    vendorDomains: partsOf(value('Vendor_Domains__c')),
    models: providersOf(value('Model_Providers__c')),
    speech: providersOf(value('Speech_Providers__c')),
  };
  return {
    toCheckBelow: within(written.toCheckBelow, 0, 1) ?? USUAL_TO_CHECK_BELOW,
    closeDateDays: within(written.closeDateDays, 0, MOST_CLOSE_DATE_DAYS),
    currency: value('Currency__c'),
    vendorNames: partsOf(value('Vendor_Names__c')).slice(0, MOST_NAMES - 1),
    vendorDomains: written.vendorDomains.filter(isDomain).slice(0, MOST_NAMES),
    timeoutSeconds: within(written.timeoutSeconds, 1, LONGEST_TIMEOUT) ?? USUAL_TIMEOUT,
    models: allowedAmong(KNOWN_MODELS, written.models),
    speech: allowedAmong(KNOWN_SPEECH, written.speech),
    recordingNotice: value('Recording_Notice__c')?.trim() || null,
    mappings: fields
      .filter((record) => record.values.get('Active__c') === 'true')
      .map(mappingOf)
      .sort((first, second) => first.position - second.position),
    misfits: [],
    written: setting ? written : null,
  };
}

/** The settings as they hold for one person: mappings that cannot carry their value are set aside. */
export function fitted(settings: CaptureSettings, schema: Schema, access: Access): CaptureSettings {
  const { used, misfits } = fitMappings(settings.mappings, schema, access);
  return { ...settings, mappings: used, misfits };
}

export function isDomain(text: string): boolean {
  return DOMAIN.test(text);
}

function numberOf(text: string | null): number | null {
  return text === null ? null : Number(text);
}

/** The number when it lies between the bounds, else null. */
export function within(value: number | null, least: number, most: number): number | null {
  return value !== null && value >= least && value <= most ? value : null;
}

function mappingOf({ label, values }: CustomMetadataRecord): FieldMapping {
  return {
    record: label,
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

/** Names have neither commas nor semicolons; admins write both between them. */
function providersOf(written: string | null): readonly string[] {
  return partsOf(written?.replaceAll(',', ';') ?? null);
}

/** What is not known allows nobody. */
function allowedAmong(known: readonly string[], written: readonly string[]): readonly string[] {
  return known.filter((name) => written.some((each) => each.toLowerCase() === name));
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
    if (!field && mapping.field !== CURRENCY_FIELD) return [];
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
export function isRequired(field: FieldDescription | null): boolean {
  return field !== null && field.required && field.writable && field.type !== 'Boolean';
}
