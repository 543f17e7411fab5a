import type { PicklistEntry } from '../schema/description.ts';
import type { SettingsProblem } from './capture-controller.schema.ts';
import { CURRENCY_FIELD, KIND_OF_KEY, objectOfKey } from './mapping-fit.ts';
import type { Misfit } from './mapping-fit.ts';
import {
  creatableField,
  isDomain,
  isRequired,
  KNOWN_MODELS,
  KNOWN_SPEECH,
  LONGEST_TIMEOUT,
  MOST_CLOSE_DATE_DAYS,
  within,
} from './settings.ts';
import type { FieldMapping } from './settings.ts';
import { settingsProblem, worstFirst } from './settings-problems.ts';
import type { SettingsProblemCode } from './settings-problems.ts';
import type { Transaction } from './transaction.ts';

/** Where a value usually stands; a draft fills it in most orgs, so that nobody expects to be asked for it. */
export const REQUIRED_FIELD_OF_KEY: Readonly<Record<string, string>> = {
  'opportunity.name': 'Name',
  'opportunity.closeDate': 'CloseDate',
  'opportunity.stage': 'StageName',
  'account.name': 'Name',
  'contact.lastName': 'LastName',
};

/** Characters below which usual values of a draft do not fit: shorter than Salesforce's own fields, longer than a guess. */
export const USUAL_LENGTH_OF_KEY: Readonly<Record<string, number>> = {
  'opportunity.name': 80,
  'opportunity.nextStep': 100,
  'opportunity.description': 500,
  'account.name': 80,
  'account.website': 100,
  'account.phone': 20,
  'contact.firstName': 20,
  'contact.lastName': 40,
  'contact.title': 60,
  'contact.email': 60,
  'contact.phone': 20,
  'contact.mobile': 20,
};

const OBJECTS = ['Account', 'Contact', 'Opportunity'];
/** Values that a sentence names before it says that there are more. */
const VALUES_NAMED = 6;

/**
 * Everything in the admin's records that this org, or the rights of the person who asks, do not bear out, the worst first.
 * The Apex class SettingsCheck.
 */
export function checkSettings(transaction: Transaction): SettingsProblem[] {
  const { settings } = transaction;
  return worstFirst([
    ...blockingProblems(transaction),
    ...settingProblems(transaction),
    ...settings.misfits.flatMap((misfit) => misfitProblem(transaction, misfit)),
    ...settings.mappings.flatMap((mapping) => mappingProblems(transaction, mapping)),
    ...positionProblems(transaction),
    ...unfilledProblems(transaction),
  ]);
}

/** Whether nobody can create, or this person cannot, until an admin has acted. */
export function isBlocked(transaction: Transaction): boolean {
  return blockingProblems(transaction).length > 0;
}

function blockingProblems(transaction: Transaction): readonly SettingsProblem[] {
  const { messages, settings } = transaction;
  const closed = closedObjects(transaction).map((object) =>
    settingsProblem(messages, 'object-not-creatable', object, [object]),
  );
  if (settings.written === null) return [ofSetting(transaction, 'setting-missing'), ...closed];
  const audience = settings.written.audience?.trim() ?? '';
  return audience === '' ? [ofSetting(transaction, 'audience-missing'), ...closed] : closed;
}

function closedObjects({ records }: Transaction): readonly string[] {
  return OBJECTS.filter((object) => !records.access.object(object).create);
}

function settingProblems(transaction: Transaction): readonly SettingsProblem[] {
  const { settings, currencies } = transaction;
  const { written, currency } = settings;
  if (written === null) return [];
  const { closeDateDays, timeoutSeconds, toCheckBelow, vendorDomains, models, speech } = written;
  const isOutside = (value: number | null, least: number, most: number): boolean =>
    value !== null && within(value, least, most) === null;
  const found: SettingsProblem[] = [];
  if (isOutside(closeDateDays, 0, MOST_CLOSE_DATE_DAYS)) {
    found.push(ofSetting(transaction, 'close-date-days', String(closeDateDays)));
  }
  if (within(timeoutSeconds, 1, LONGEST_TIMEOUT) === null) {
    found.push(ofSetting(transaction, 'timeout', String(settings.timeoutSeconds)));
  }
  if (within(toCheckBelow, 0, 1) === null) {
    found.push(ofSetting(transaction, 'to-check-below'));
  }
  if (currency !== null && !currencies.includes(currency)) {
    found.push(ofSetting(transaction, 'currency-inactive', currency, currencies.join(', ')));
  }
  const wrong = vendorDomains.filter((domain) => !isDomain(domain));
  const unknown = models.filter((name) => !KNOWN_MODELS.includes(name.toLowerCase()));
  const unheard = speech.filter((name) => !KNOWN_SPEECH.includes(name.toLowerCase()));
  return [
    ...found,
    ...wrong.map((domain) => ofSetting(transaction, 'domain-invalid', domain)),
    ...unknown.map((name) => ofSetting(transaction, 'model-unknown', name, KNOWN_MODELS.join(', '))),
    ...unheard.map((name) => ofSetting(transaction, 'speech-unknown', name, KNOWN_SPEECH.join(', '))),
  ];
}

function misfitProblem(transaction: Transaction, { mapping, code, other }: Misfit): readonly SettingsProblem[] {
  const object = objectOfKey(mapping.key);
  // One sentence about the object says it for all its fields.
  if (code === 'field-not-writable' && closedObjects(transaction).includes(object)) return [];
  switch (code) {
    case 'key-unknown':
      return [ofMapping(transaction, code, mapping, mapping.key)];
    case 'key-twice':
      return [ofMapping(transaction, code, mapping, mapping.key, other?.record ?? '')];
    case 'field-twice':
      return [ofMapping(transaction, code, mapping, pathOf(mapping), other?.record ?? '')];
    case 'object-differs':
      return [ofMapping(transaction, code, mapping, mapping.key, object)];
    case 'field-type':
      return [ofMapping(transaction, code, mapping, pathOf(mapping), kindWords(transaction, mapping))];
    default:
      return [ofMapping(transaction, code, mapping, pathOf(mapping))];
  }
}

const KIND_LABELS = {
  amount: 'Setup_Kind_Amount',
  currency: 'Setup_Kind_Currency',
  date: 'Setup_Kind_Date',
  email: 'Setup_Kind_Email',
  phone: 'Setup_Kind_Phone',
  picklist: 'Setup_Kind_Picklist',
  place: 'Setup_Kind_Text',
  text: 'Setup_Kind_Text',
  url: 'Setup_Kind_Url',
} as const;

function kindWords({ messages }: Transaction, { key }: FieldMapping): string {
  return messages.label(KIND_LABELS[KIND_OF_KEY[key] ?? 'text']);
}

function mappingProblems(transaction: Transaction, mapping: FieldMapping): readonly SettingsProblem[] {
  return [...lengthProblem(transaction, mapping), ...defaultProblem(transaction, mapping)];
}

function lengthProblem(transaction: Transaction, mapping: FieldMapping): readonly SettingsProblem[] {
  const { organisation, records } = transaction;
  const length = creatableField(organisation.schema, records.access, mapping)?.length ?? 0;
  const isShort = length > 0 && length < (USUAL_LENGTH_OF_KEY[mapping.key] ?? 0);
  return isShort ? [ofMapping(transaction, 'field-short', mapping, pathOf(mapping), String(length))] : [];
}

function defaultProblem(transaction: Transaction, mapping: FieldMapping): readonly SettingsProblem[] {
  const { organisation, records } = transaction;
  const { key, preset } = mapping;
  if (preset === null) return [];
  if (KIND_OF_KEY[key] !== 'picklist') return [ofMapping(transaction, 'default-unused', mapping, preset)];
  const entries = creatableField(organisation.schema, records.access, mapping)?.picklist?.entries ?? [];
  const found = presetAmong(transaction, entries, preset);
  if (!found) return [ofMapping(transaction, 'default-missing', mapping, preset, pathOf(mapping), named(entries))];
  if (!found.stage?.closed) return [];
  const open = entries.filter((entry) => !entry.stage?.closed);
  return [ofMapping(transaction, 'default-closed', mapping, preset, named(open))];
}

/** The value of a configured default; an admin may write its label. Undefined when the org has no such value. */
export function presetAmong(
  { language }: Pick<Transaction, 'language'>,
  entries: readonly PicklistEntry[],
  wanted: string | null,
): PicklistEntry | undefined {
  return (
    entries.find((entry) => entry.value === wanted) ?? entries.findLast((entry) => entry.label[language] === wanted)
  );
}

function named(entries: readonly PicklistEntry[]): string {
  const values = entries.slice(0, VALUES_NAMED).map((entry) => entry.value);
  return [...values, ...(entries.length > VALUES_NAMED ? ['…'] : [])].join(', ');
}

function positionProblems(transaction: Transaction): readonly SettingsProblem[] {
  const { mappings } = transaction.settings;
  return mappings.flatMap((mapping, at) => {
    const before = mappings[at - 1];
    if (before?.position !== mapping.position) return [];
    return [ofMapping(transaction, 'position-twice', mapping, String(mapping.position), before.record)];
  });
}

/** What Salesforce requires and a draft would fill, were a record for it active. */
function unfilledProblems(transaction: Transaction): readonly SettingsProblem[] {
  const { settings, organisation, records } = transaction;
  return Object.entries(REQUIRED_FIELD_OF_KEY).flatMap(([key, field]) => {
    const object = objectOfKey(key);
    const isFilled = settings.mappings.some((mapping) => mapping.object === object && mapping.field === field);
    const described = creatableField(organisation.schema, records.access, { object, field });
    if (isFilled || !isRequired(described)) return [];
    const path = `${object}.${field}`;
    return [settingsProblem(transaction.messages, 'required-unfilled', path, [path, key])];
  });
}

function ofSetting(
  { messages }: Transaction,
  code: SettingsProblemCode,
  ...values: readonly string[]
): SettingsProblem {
  return settingsProblem(messages, code, messages.label('Setup_Record_Setting'), values);
}

function ofMapping(
  { messages }: Transaction,
  code: SettingsProblemCode,
  { record }: FieldMapping,
  ...values: readonly string[]
): SettingsProblem {
  return settingsProblem(messages, code, messages.label('Setup_Record_Field', record), values);
}

function pathOf({ object, field }: FieldMapping): string {
  return field === CURRENCY_FIELD ? field : `${object}.${field}`;
}
