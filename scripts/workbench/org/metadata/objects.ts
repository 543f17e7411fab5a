import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

import type { FieldDescription, ObjectDescription, Schema, SharingModel } from '../schema/description.ts';
import { field } from '../schema/description.ts';
import { standardObjects } from '../schema/standard-objects.ts';
import type { ValueSets } from '../schema/standard-objects.ts';
import { customFields } from './fields.ts';
import { flag, many, readMetadata } from './xml.ts';

const nameField = z.object({ label: z.string(), type: z.string(), displayFormat: z.string().optional() });
const customObject = z.object({
  label: z.string().optional(),
  pluralLabel: z.string().optional(),
  sharingModel: z.string().optional(),
  nameField: nameField.optional(),
});
type CustomObject = z.infer<typeof customObject>;

const objectTranslation = z.object({
  caseValues: many(z.object({ plural: flag, value: z.string().optional() })),
  nameFieldLabel: z.string().optional(),
});

/** Custom objects get `a0X`, `a0Y`, ... in the order of their names; a real org hands prefixes out as objects are made. */
const CUSTOM_PREFIXES = 'XYZWVUTS';

/** Every object of the org: the standard ones with force-app's custom fields, and force-app's own. */
export function readSchema(root: string, valueSets: ValueSets): Schema {
  const standard = standardObjects(valueSets).map((object) => ({
    ...object,
    fields: withFields(object.fields, customFields(root, object.name)),
  }));
  const audit = auditFields(standard);
  const custom = customObjectNames(root).map((name, at) => ownObject(root, name, at, audit));
  return new Map([...standard, ...custom].map((object) => [object.name, object]));
}

function customObjectNames(root: string): readonly string[] {
  const folder = join(root, 'objects');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('__c'))
    .sort();
}

function ownObject(
  root: string,
  name: string,
  at: number,
  audit: ReadonlyMap<string, FieldDescription>,
): ObjectDescription {
  const defined = readMetadata(join(root, 'objects', name, `${name}.object-meta.xml`), 'CustomObject', customObject);
  const french = frenchLabels(root, name);
  const label = defined.label ?? name;
  const plural = defined.pluralLabel ?? label;
  return {
    name,
    keyPrefix: `a0${CUSTOM_PREFIXES.charAt(at)}`,
    label: { en: label, fr: french.label ?? label },
    labelPlural: { en: plural, fr: french.plural ?? plural },
    custom: true,
    sharing: sharingOf(defined.sharingModel),
    fields: withFields(new Map([['Name', nameFieldOf(defined, french.nameField)], ...audit]), customFields(root, name)),
    autoNumber: defined.nameField?.type === 'AutoNumber' ? (defined.nameField.displayFormat ?? '{0}') : null,
  };
}

function nameFieldOf(defined: CustomObject, french: string | undefined): FieldDescription {
  const label = defined.nameField?.label ?? 'Name';
  const automatic = defined.nameField?.type === 'AutoNumber';
  return field('Name', 'String', { en: label, fr: french ?? label }, { length: 80, writable: !automatic });
}

interface FrenchLabels {
  readonly label?: string | undefined;
  readonly plural?: string | undefined;
  readonly nameField?: string | undefined;
}

function frenchLabels(root: string, name: string): FrenchLabels {
  const file = join(root, 'objectTranslations', `${name}-fr`, `${name}-fr.objectTranslation-meta.xml`);
  if (!existsSync(file)) return {};
  const translated = readMetadata(file, 'CustomObjectTranslation', objectTranslation);
  const wordFor = (plural: boolean): string | undefined =>
    translated.caseValues.find((each) => each.plural === plural)?.value || undefined;
  return { label: wordFor(false), plural: wordFor(true), nameField: translated.nameFieldLabel };
}

function sharingOf(model: string | undefined): SharingModel {
  return model === 'Private' ? 'Private' : model === 'ControlledByParent' ? 'ControlledByParent' : 'ReadWrite';
}

function auditFields(standard: readonly ObjectDescription[]): ReadonlyMap<string, FieldDescription> {
  const names = [
    'Id',
    'OwnerId',
    'CreatedDate',
    'CreatedById',
    'LastModifiedDate',
    'LastModifiedById',
    'SystemModstamp',
    'IsDeleted',
  ];
  const fields = standard[0]?.fields ?? new Map<string, FieldDescription>();
  return new Map(names.flatMap((name) => (fields.has(name) ? [[name, fields.get(name) as FieldDescription]] : [])));
}

function withFields(
  fields: ReadonlyMap<string, FieldDescription>,
  more: readonly FieldDescription[],
): ReadonlyMap<string, FieldDescription> {
  return new Map([...fields, ...more.map((each): [string, FieldDescription] => [each.name, each])]);
}
