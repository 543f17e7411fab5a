import type { ObjectDescription } from '../schema/description.ts';
import type { OrgUser } from './access.ts';
import type { Fields, FieldValue, RecordStore } from './store.ts';

interface Situation {
  readonly described: ObjectDescription;
  readonly user: OrgUser;
  readonly now: Date;
  readonly store: RecordStore;
}

/** What a person gave, as Salesforce keeps it: text without the space around it, no empty text, numbers rounded to their scale. */
export function writtenFields(described: ObjectDescription, given: Fields): Fields {
  const entries = Object.entries(given).map(([name, value]): [string, FieldValue] => {
    if (typeof value === 'string') return [name, value.trim() === '' ? null : value.trim()];
    const scale = described.fields.get(name)?.scale ?? 0;
    return [name, typeof value === 'number' ? roundTo(value, scale) : value];
  });
  return Object.fromEntries(entries);
}

function roundTo(value: number, scale: number): number {
  const rounded = Number(`${Math.round(Number(`${Math.abs(value)}e${scale}`))}e-${scale}`) * Math.sign(value);
  return Number.isFinite(rounded) ? rounded : value;
}

/** The record with what the platform fills by itself: owner, audit fields, auto-number, compound name, stage's meaning. */
export function derivedFields(situation: Situation, fields: Fields, isNew: boolean): Fields {
  const { described, user, now } = situation;
  const moment = now.toISOString();
  const stamped: Fields = {
    ...fields,
    LastModifiedDate: moment,
    LastModifiedById: user.id,
    SystemModstamp: moment,
  };
  const complete = isNew ? { ...initialFields(situation), ...withoutNulls(stamped) } : stamped;
  return { ...complete, ...personName(described, complete), ...stageMeaning(described, complete, fields) };
}

function initialFields({ described, user, now, store }: Situation): Fields {
  const initial: Record<string, FieldValue> = {
    OwnerId: user.id,
    CreatedById: user.id,
    CreatedDate: now.toISOString(),
  };
  if (described.autoNumber) initial['Name'] = autoNumber(described.autoNumber, store.next(`Name of ${described.name}`));
  for (const field of described.fields.values()) {
    if (field.type === 'Boolean') initial[field.name] = false;
    if (field.name === 'CurrencyIsoCode') initial[field.name] = user.currency;
  }
  return initial;
}

function withoutNulls(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
}

/** `DR-{00000}` and 7 give `DR-00007`. */
function autoNumber(pattern: string, number: number): string {
  return pattern.replace(/\{(0+)\}/, (_, zeros: string) => String(number).padStart(zeros.length, '0'));
}

function personName(described: ObjectDescription, fields: Fields): Fields {
  if (!described.fields.has('FirstName') || !described.fields.has('LastName')) return {};
  return { Name: [fields['FirstName'], fields['LastName']].filter(Boolean).join(' ') };
}

/** A stage says whether the deal is closed and won, and how likely it is unless the person said otherwise. */
function stageMeaning(described: ObjectDescription, complete: Fields, given: Fields): Fields {
  const entry = described.fields
    .get('StageName')
    ?.picklist?.entries.find((each) => each.value === complete['StageName']);
  if (!entry?.stage) return {};
  const probability = given['Probability'] ?? entry.stage.probability;
  return { IsClosed: entry.stage.closed, IsWon: entry.stage.won, Probability: probability };
}
