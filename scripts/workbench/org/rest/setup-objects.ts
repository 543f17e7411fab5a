import { timeZone } from '../../demo/organisation.ts';
import { customFields } from '../metadata/fields.ts';
import { readCustomMetadata, withChanges } from '../metadata/custom-metadata.ts';
import type { CustomMetadataRecord } from '../metadata/custom-metadata.ts';
import type { Org } from '../organisation.ts';
import { recordId } from '../records/ids.ts';
import type { Fields, FieldValue, StoredRecord } from '../records/store.ts';
import { field } from '../schema/description.ts';
import type { FieldDescription, ObjectDescription } from '../schema/description.ts';

/** An object whose records nobody saves: custom metadata, and the org itself. Whoever reaches the API may read it. */
export interface SetupObject {
  readonly described: ObjectDescription;
  readonly records: readonly StoredRecord[];
}

/** Asked anew at each call: an admin may have changed a record. */
export interface SetupObjects {
  objects(): readonly SetupObject[];
}

const TYPES: readonly (readonly [name: string, keyPrefix: string])[] = [
  ['Capture_Field', 'm00'],
  ['Capture_Setting', 'm01'],
];

export function setupObjects(org: Pick<Org, 'id' | 'name'>, forceApp: string, dataFolder: string): SetupObjects {
  const types = TYPES.map(([name, keyPrefix]) => ({ name, described: describeType(forceApp, name, keyPrefix) }));
  const organisation = { described: ORGANISATION, records: [organisationRecord(org)] };
  return {
    objects: () => [
      organisation,
      ...types.map(({ name, described }) => {
        const found = withChanges(readCustomMetadata(forceApp, name), dataFolder, name);
        return { described, records: found.map((record, serial) => stored(described, record, serial + 1)) };
      }),
    ],
  };
}

const same = (label: string): { readonly en: string; readonly fr: string } => ({ en: label, fr: label });

function describeType(forceApp: string, type: string, keyPrefix: string): ObjectDescription {
  const name = `${type}__mdt`;
  const standard = [
    field('Id', 'Reference', same('Custom Metadata Record ID'), { length: 18, writable: false }),
    field('DeveloperName', 'String', same('Custom Metadata Record Name'), { length: 40, writable: false }),
    field('MasterLabel', 'String', same('Label'), { length: 40, writable: false }),
    field('QualifiedApiName', 'String', same('Qualified API Name'), { length: 70, writable: false }),
  ];
  const fields = [...standard, ...customFields(forceApp, name).map((each) => ({ ...each, writable: false }))];
  return setupObject(name, keyPrefix, type.replaceAll('_', ' '), fields);
}

function setupObject(
  name: string,
  keyPrefix: string,
  label: string,
  fields: readonly FieldDescription[],
): ObjectDescription {
  return {
    name,
    keyPrefix,
    label: same(label),
    labelPlural: same(label),
    custom: name.endsWith('__mdt'),
    sharing: 'ReadWrite',
    fields: new Map(fields.map((each) => [each.name, each])),
    autoNumber: null,
  };
}

const ORGANISATION = setupObject('Organization', '00D', 'Organization', [
  field('Id', 'Reference', same('Organization ID'), { length: 18, writable: false }),
  field('Name', 'String', same('Name'), { length: 80, writable: false }),
  field('OrganizationType', 'Picklist', same('Edition'), { length: 40, writable: false }),
  field('IsSandbox', 'Boolean', same('Is Sandbox'), { writable: false }),
  field('LanguageLocaleKey', 'Picklist', same('Language'), { length: 40, writable: false }),
  field('TimeZoneSidKey', 'Picklist', same('Time Zone'), { length: 40, writable: false }),
]);

function organisationRecord({ id, name }: Pick<Org, 'id' | 'name'>): StoredRecord {
  const fields: Fields = {
    Id: id,
    Name: name,
    OrganizationType: 'Enterprise Edition',
    IsSandbox: false,
    LanguageLocaleKey: 'fr',
    TimeZoneSidKey: timeZone,
  };
  return { id, object: 'Organization', fields };
}

function stored(type: ObjectDescription, record: CustomMetadataRecord, serial: number): StoredRecord {
  const id = recordId(type.keyPrefix, serial);
  const values = [...type.fields.values()].map((each): [string, FieldValue] => [
    each.name,
    typed(each, record.values.get(each.name) ?? null),
  ]);
  const own = { Id: id, DeveloperName: record.name, MasterLabel: record.label, QualifiedApiName: record.name };
  return { id, object: type.name, fields: { ...Object.fromEntries(values), ...own } };
}

function typed(described: FieldDescription, text: string | null): FieldValue {
  if (text === null) return described.type === 'Boolean' ? false : null;
  if (described.type === 'Boolean') return text === 'true';
  return ['Double', 'Int', 'Percent', 'Currency'].includes(described.type) ? Number(text) : text;
}
