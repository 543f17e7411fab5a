/** How the stand-in describes objects and fields: what Salesforce's describe calls say, reduced to what the product uses. */

export type Language = 'fr' | 'en';

/** One text in both languages of the product. */
export type Bilingual = Readonly<Record<Language, string>>;

/** The data types of UI API's object info that occur in this org. */
export type FieldType =
  | 'Boolean'
  | 'Currency'
  | 'Date'
  | 'DateTime'
  | 'Double'
  | 'Email'
  | 'Int'
  | 'Percent'
  | 'Phone'
  | 'Picklist'
  | 'Reference'
  | 'String'
  | 'TextArea'
  | 'Url';

export interface PicklistEntry {
  readonly value: string;
  readonly label: Bilingual;
  readonly isDefault: boolean;
  /** Only for opportunity stages. */
  readonly stage?: { readonly probability: number; readonly closed: boolean; readonly won: boolean };
}

export interface FieldDescription {
  readonly name: string;
  readonly type: FieldType;
  readonly label: Bilingual;
  /** Characters of a text; 0 for other types. */
  readonly length: number;
  /** Digits in all, and digits after the decimal point, of a number; 0 for other types. */
  readonly precision: number;
  readonly scale: number;
  readonly required: boolean;
  readonly unique: boolean;
  readonly custom: boolean;
  /** False for what the platform fills: ids, audit fields, compound names, formulas. */
  readonly writable: boolean;
  readonly referenceTo: string | null;
  readonly picklist: { readonly restricted: boolean; readonly entries: readonly PicklistEntry[] } | null;
}

/** `Private`: owner and those above in the role hierarchy. `ReadWrite`: everyone. `ControlledByParent`: as the parent. */
export type SharingModel = 'Private' | 'ReadWrite' | 'ControlledByParent';

export interface ObjectDescription {
  readonly name: string;
  readonly keyPrefix: string;
  readonly label: Bilingual;
  readonly labelPlural: Bilingual;
  readonly custom: boolean;
  readonly sharing: SharingModel;
  readonly fields: ReadonlyMap<string, FieldDescription>;
  /** The pattern of an auto-number Name such as `DR-{00000}`, else null. */
  readonly autoNumber: string | null;
}

/** All objects of the org by API name. */
export type Schema = ReadonlyMap<string, ObjectDescription>;

const PLAIN: Omit<FieldDescription, 'name' | 'type' | 'label'> = {
  length: 0,
  precision: 0,
  scale: 0,
  required: false,
  unique: false,
  custom: false,
  writable: true,
  referenceTo: null,
  picklist: null,
};

/** A field with everything that is not said left at its usual value. */
export function field(
  name: string,
  type: FieldType,
  label: Bilingual,
  more: Partial<Omit<FieldDescription, 'name' | 'type' | 'label'>> = {},
): FieldDescription {
  return { ...PLAIN, name, type, label, ...more };
}

/** The described object, or an Error that names it: a wrong object name is a programmer's mistake, not a person's. */
export function describe(schema: Schema, objectName: string): ObjectDescription {
  const found = schema.get(objectName);
  if (!found) throw new Error(`The org has no object ${objectName}`);
  return found;
}

/** The relationship by which a lookup is followed in paths: `AccountId` -> `Account`, `Account__c` -> `Account__r`. */
export function relationshipName(lookup: FieldDescription): string | null {
  if (!lookup.referenceTo) return null;
  return lookup.custom ? lookup.name.replace(/__c$/, '__r') : lookup.name.replace(/Id$/, '');
}
