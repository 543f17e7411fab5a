import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

import { field } from '../schema/description.ts';
import type { Bilingual, FieldDescription, FieldType, PicklistEntry } from '../schema/description.ts';
import { flag, many, metadataFiles, number, readMetadata } from './xml.ts';

const definedValue = z.object({ fullName: z.string(), label: z.string().optional(), default: flag });

const customField = z.object({
  fullName: z.string(),
  label: z.string(),
  type: z.string(),
  length: number.optional(),
  precision: number.optional(),
  scale: number.optional(),
  required: flag,
  unique: flag,
  referenceTo: z.string().optional(),
  formula: z.string().optional(),
  valueSet: z
    .object({
      restricted: flag,
      valueSetName: z.string().optional(),
      valueSetDefinition: z.object({ value: many(definedValue) }).optional(),
    })
    .optional(),
});
type CustomField = z.infer<typeof customField>;

const globalValueSet = z.object({ customValue: many(definedValue) });

const fieldTranslation = z.object({
  label: z.string().optional(),
  picklistValues: many(z.object({ masterLabel: z.string(), translation: z.string().optional() })),
});

const valueSetTranslation = z.object({
  valueTranslation: many(z.object({ masterLabel: z.string(), translation: z.string().optional() })),
});

const TYPES: Readonly<Record<string, FieldType>> = {
  Checkbox: 'Boolean',
  Currency: 'Currency',
  Date: 'Date',
  DateTime: 'DateTime',
  Email: 'Email',
  LongTextArea: 'TextArea',
  Lookup: 'Reference',
  MasterDetail: 'Reference',
  Number: 'Double',
  Percent: 'Percent',
  Phone: 'Phone',
  Picklist: 'Picklist',
  Text: 'String',
  TextArea: 'TextArea',
  Url: 'Url',
};
const LENGTHS: Readonly<Record<string, number>> = {
  Phone: 40,
  Email: 80,
  Url: 255,
  TextArea: 255,
  Lookup: 18,
  Picklist: 255,
};

/** The custom fields that force-app defines on an object, with their French translations. */
export function customFields(root: string, objectName: string): readonly FieldDescription[] {
  return metadataFiles(join(root, 'objects', objectName, 'fields'), '.field-meta.xml').map(([file, name]) => {
    const defined = readMetadata(file, 'CustomField', customField);
    return describeField(root, defined, translationOf(root, objectName, name));
  });
}

type Translation = z.infer<typeof fieldTranslation>;

function translationOf(root: string, objectName: string, fieldName: string): Translation {
  const file = join(root, 'objectTranslations', `${objectName}-fr`, `${fieldName}.fieldTranslation-meta.xml`);
  if (!existsSync(file)) return { picklistValues: [] };
  return readMetadata(file, 'CustomFieldTranslation', fieldTranslation);
}

function describeField(root: string, defined: CustomField, french: Translation): FieldDescription {
  const type = TYPES[defined.type];
  if (!type) throw new Error(`The stand-in does not know fields of type ${defined.type} (${defined.fullName})`);
  return field(defined.fullName, type, bilingual(defined.label, french.label), {
    length: defined.length ?? LENGTHS[defined.type] ?? 0,
    precision: defined.precision ?? 0,
    scale: defined.scale ?? 0,
    required: defined.required,
    unique: defined.unique,
    custom: true,
    writable: defined.formula === undefined,
    referenceTo: defined.referenceTo ?? null,
    picklist: picklistOf(root, defined, french),
  });
}

function picklistOf(root: string, defined: CustomField, french: Translation): FieldDescription['picklist'] {
  const { valueSet } = defined;
  if (!valueSet) return null;
  const entries = valueSet.valueSetName
    ? globalValues(root, valueSet.valueSetName)
    : (valueSet.valueSetDefinition?.value ?? []).map((value) => entry(value, french.picklistValues));
  // A field on a global value set is always restricted, whatever the file says.
  return { restricted: valueSet.restricted || valueSet.valueSetName !== undefined, entries };
}

function globalValues(root: string, name: string): readonly PicklistEntry[] {
  const set = readMetadata(
    join(root, 'globalValueSets', `${name}.globalValueSet-meta.xml`),
    'GlobalValueSet',
    globalValueSet,
  );
  const translated = join(root, 'globalValueSetTranslations', `${name}-fr.globalValueSetTranslation-meta.xml`);
  const french = existsSync(translated)
    ? readMetadata(translated, 'GlobalValueSetTranslation', valueSetTranslation).valueTranslation
    : [];
  return set.customValue.map((value) => entry(value, french));
}

function entry(value: z.infer<typeof definedValue>, french: Translation['picklistValues']): PicklistEntry {
  const label = value.label ?? value.fullName;
  const translated = french.find((each) => each.masterLabel === label || each.masterLabel === value.fullName);
  return { value: value.fullName, label: bilingual(label, translated?.translation), isDefault: value.default };
}

function bilingual(en: string, fr: string | undefined): Bilingual {
  return { en, fr: fr || en };
}
