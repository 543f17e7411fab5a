import { relationshipName } from '../../schema/description.ts';
import type { FieldDescription, FieldType, Language, ObjectDescription } from '../../schema/description.ts';
import { ok } from '../resources/resource.ts';
import type { Resources } from '../resources/resource.ts';
import type { ApiSession } from '../session.ts';
import { isFilterable } from '../soql/conditions.ts';
import { sourceOf } from './resources.ts';

type Row = Readonly<Record<string, unknown>>;

/** What the org's objects and fields are, as far as the user may see them. */
export const describeResources: Resources = {
  'GET sobjects': (session, { version }) =>
    ok({
      encoding: 'UTF-8',
      maxBatchSize: 200,
      sobjects: session.reader.names.map((name) => objectSummary(session, sourceOf(session, name).described, version)),
    }),
  'GET sobjects/:object': (session, { version }, { object = '' }) =>
    ok({ objectDescribe: objectSummary(session, sourceOf(session, object).described, version), recentItems: [] }),
  'GET sobjects/:object/describe': (session, { version }, { object = '' }) => {
    const { described, fields } = sourceOf(session, object);
    return ok({
      ...objectSummary(session, described, version),
      fields: fields.map((field) => fieldDescription(session, described, field)),
      childRelationships: [],
      recordTypeInfos: [
        {
          active: true,
          available: true,
          defaultRecordTypeMapping: true,
          developerName: 'Master',
          master: true,
          name: 'Master',
          recordTypeId: '012000000000000AAA',
        },
      ],
    });
  },
};

function objectSummary({ records, user }: ApiSession, described: ObjectDescription, version: string): Row {
  const { name, custom, keyPrefix, label, labelPlural } = described;
  const access = records.access.object(name);
  const isSetup = !access.read;
  const address = `/services/data/${version}/sobjects/${name}`;
  return {
    name,
    label: label[user.language],
    labelPlural: labelPlural[user.language],
    keyPrefix,
    custom,
    customSetting: false,
    createable: access.create,
    updateable: access.edit,
    deletable: access.delete,
    undeletable: access.delete,
    queryable: true,
    retrieveable: true,
    replicateable: !isSetup,
    searchable: !isSetup,
    layoutable: !isSetup,
    triggerable: !isSetup,
    activateable: false,
    mergeable: ['Account', 'Contact'].includes(name),
    deprecatedAndHidden: false,
    feedEnabled: false,
    urls: { sobject: address, describe: `${address}/describe`, rowTemplate: `${address}/{ID}` },
  };
}

const TYPES: Readonly<Record<FieldType, readonly [type: string, soapType: string]>> = {
  Boolean: ['boolean', 'xsd:boolean'],
  Currency: ['currency', 'xsd:double'],
  Date: ['date', 'xsd:date'],
  DateTime: ['datetime', 'xsd:dateTime'],
  Double: ['double', 'xsd:double'],
  Email: ['email', 'xsd:string'],
  Int: ['int', 'xsd:int'],
  Percent: ['percent', 'xsd:double'],
  Phone: ['phone', 'xsd:string'],
  Picklist: ['picklist', 'xsd:string'],
  Reference: ['reference', 'tns:ID'],
  String: ['string', 'xsd:string'],
  TextArea: ['textarea', 'xsd:string'],
  Url: ['url', 'xsd:string'],
};

function fieldDescription({ records, user }: ApiSession, described: ObjectDescription, field: FieldDescription): Row {
  const [type, soapType] = field.name === 'Id' ? ['id', 'tns:ID'] : TYPES[field.type];
  const access = records.access.object(described.name);
  const writes = records.access.writesField(described, field);
  return {
    name: field.name,
    label: field.label[user.language],
    type,
    soapType,
    length: field.length,
    byteLength: field.length * 3,
    precision: field.precision,
    scale: field.scale,
    digits: field.type === 'Int' ? field.precision : 0,
    custom: field.custom,
    nillable: !field.required && field.type !== 'Boolean' && field.name !== 'Id',
    createable: writes && access.create,
    updateable: writes && access.edit,
    unique: field.unique,
    externalId: field.unique,
    idLookup: field.unique || field.name === 'Id',
    nameField: field.name === 'Name',
    autoNumber: field.name === 'Name' && described.autoNumber !== null,
    calculated: false,
    defaultedOnCreate: !field.writable || field.type === 'Boolean' || field.name === 'OwnerId',
    filterable: isFilterable(field),
    sortable: isFilterable(field),
    groupable: isFilterable(field),
    referenceTo: field.referenceTo === null ? [] : [field.referenceTo],
    relationshipName: relationshipName(field),
    restrictedPicklist: field.picklist?.restricted ?? false,
    dependentPicklist: false,
    picklistValues: picklistValues(field, user.language),
    deprecatedAndHidden: false,
  };
}

function picklistValues({ picklist }: FieldDescription, language: Language): readonly Row[] {
  return (picklist?.entries ?? []).map(({ value, label, isDefault }) => ({
    active: true,
    defaultValue: isDefault,
    label: label[language],
    validFor: null,
    value,
  }));
}
