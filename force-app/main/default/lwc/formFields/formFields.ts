import type { Configuration, FieldSetting } from 'c/captureTypes';

/** The part of the UI API's object info that the form reads. */
export interface ObjectInfo {
  apiName: string;
  label: string;
  defaultRecordTypeId: string | null;
  fields: Readonly<Record<string, FieldInfo>>;
}

export interface FieldInfo {
  apiName: string;
  label: string;
  dataType: string;
  required: boolean;
  createable: boolean;
  length: number;
  scale: number;
  referenceToInfos?: readonly { apiName: string }[];
}

/** The UI API's answer of `getPicklistValuesByRecordType`. */
export interface PicklistValues {
  picklistFieldValues: Readonly<Record<string, { values: readonly { label: string; value: string }[] }>>;
}

/** What the org says of one object; null until the platform has answered. */
export interface OrgObject {
  info: ObjectInfo | null;
  picklists: PicklistValues | null;
}

export type Control =
  'text' | 'longText' | 'date' | 'datetime' | 'number' | 'picklist' | 'checkbox' | 'email' | 'tel' | 'url' | 'lookup';

export interface FormField {
  /** `opportunity.closeDate`, `contact.email`, `additional.Region__c`. */
  key: string;
  objectName: string;
  field: string;
  label: string;
  control: Control;
  required: boolean;
  options: readonly { label: string; value: string }[];
  /** Undefined where the org sets no length. */
  maximumLength: number | undefined;
  /** Step of a number input: `0.01` for two decimals. */
  step: string;
  /** The object a look-up points to. */
  target: string | null;
}

export type OrgObjects = Readonly<Record<string, OrgObject>>;

/**
 * The fields of the form, by key: what the administrator mapped, as far as the org has it and the user may create it.
 * A field the user may not write is left out of the form and of the request, as the native form does.
 */
export function formFields(configuration: Configuration, objects: OrgObjects): ReadonlyMap<string, FormField> {
  const fields = [...configuration.fields]
    .sort((a, b) => a.position - b.position)
    .map((setting) => formField(setting, objects[setting.objectName]))
    .filter((field): field is FormField => field !== null);
  return new Map(fields.map((field) => [field.key, field]));
}

/** Whether every object the settings name has been answered, so that a missing field is really missing. */
export function isComplete(configuration: Configuration, objects: OrgObjects): boolean {
  return configuration.fields.every(({ objectName }) => {
    const object = objects[objectName];
    return object?.info !== null && object?.info !== undefined && object.picklists !== null;
  });
}

function formField(setting: FieldSetting, object: OrgObject | undefined): FormField | null {
  const info = object?.info?.fields[setting.field];
  if (!info?.createable) return null;
  return {
    key: setting.key,
    objectName: setting.objectName,
    field: setting.field,
    label: info.label,
    control: controlOf(info),
    required: isRequired(setting, info),
    options: object?.picklists?.picklistFieldValues[setting.field]?.values ?? [],
    maximumLength: info.length > 0 ? info.length : undefined,
    step: stepOf(info.scale),
    target: info.referenceToInfos?.[0]?.apiName ?? null,
  };
}

/** A checkbox always has a value; Account.Name is required of an account, not of an opportunity without one. */
function isRequired(setting: FieldSetting, info: FieldInfo): boolean {
  if (info.dataType === 'Boolean') return false;
  return setting.required || (info.required && !setting.key.startsWith('account.'));
}

function stepOf(scale: number): string {
  return scale > 0 ? (10 ** -scale).toFixed(scale) : '1';
}

const CONTROLS: Readonly<Record<string, Control>> = {
  Boolean: 'checkbox',
  Currency: 'number',
  Date: 'date',
  DateTime: 'datetime',
  Double: 'number',
  Email: 'email',
  Int: 'number',
  Percent: 'number',
  Phone: 'tel',
  Picklist: 'picklist',
  Reference: 'lookup',
  TextArea: 'longText',
  Url: 'url',
};

function controlOf(info: FieldInfo): Control {
  return CONTROLS[info.dataType] ?? 'text';
}
