import { z } from 'zod';

import { captureContext, type CaptureContext, type PicklistValue } from '../../captures/schema.ts';
import { MODEL_PROVIDERS } from '../../platform/model-providers.ts';
import { SPEECH_PROVIDERS } from '../../platform/speech-providers.ts';
import type { DescribedField, OrgAnswers } from './reading.ts';

/** The names of the contract by the keys of a draft, whatever field an org maps them to. */
const PICKLISTS = {
  'opportunity.stage': 'Opportunity.StageName',
  'opportunity.type': 'Opportunity.Type',
  'opportunity.leadSource': 'Opportunity.LeadSource',
  'opportunity.country': 'Opportunity.Country__c',
} as const;
type PicklistKey = keyof typeof PICKLISTS;

const text = z.string().nullish();
const number = z.number().nullish();
const settingShape = z.object({
  Close_Date_Days__c: number,
  Currency__c: text,
  Model_Providers__c: text,
  Speech_Providers__c: text,
  Vendor_Domains__c: text,
  Vendor_Names__c: text,
});
const mappingShape = z.object({
  Active__c: z.boolean(),
  Default__c: text,
  Field__c: z.string(),
  Key__c: z.string(),
  Object__c: z.string(),
  Position__c: number,
});
type Mapping = z.output<typeof mappingShape>;

/** As Apex does it (CaptureSetting): what is outside is left out, so that no capture fails for it. */
const MOST_CLOSE_DATE_DAYS = 3_650;
const MOST_NAMES = 50;
const LONGEST_NAME = 255;
const DOMAIN = /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/i;
const CURRENCY = /^[A-Z]{3}$/;

/**
 * The context of a capture that no person started, as Apex builds it for one that a person did (CaptureContext): picklists,
 * currencies, defaults, our own names, and whom the admin lets read.
 */
export function contextOf(org: OrgAnswers): CaptureContext {
  const setting = settingShape.safeParse(org.setting ?? {}).data ?? {};
  const currencies = currenciesOf(org, setting.Currency__c ?? null);
  const fields = mappedPicklists(org);
  const closeDateDays = setting.Close_Date_Days__c ?? null;
  const isUsual = closeDateDays !== null && closeDateDays >= 0 && closeDateDays <= MOST_CLOSE_DATE_DAYS;
  return captureContext.parse({
    picklists: Object.fromEntries(
      Object.entries(PICKLISTS).map(([key, name]) => [name, valuesOf(fields.get(key as PicklistKey)?.field)]),
    ),
    currencies,
    defaults: {
      stage: presetOf(fields.get('opportunity.stage')),
      country: presetOf(fields.get('opportunity.country')),
      leadSource: presetOf(fields.get('opportunity.leadSource')),
      type: presetOf(fields.get('opportunity.type')),
      currency: defaultCurrency(org, currencies, setting.Currency__c ?? null),
      closeDateDays: isUsual ? Math.round(closeDateDays) : null,
    },
    vendor: {
      names: [...new Set([org.organisation, ...partsOf(setting.Vendor_Names__c)])]
        .flatMap((name) => (name === '' ? [] : [name.slice(0, LONGEST_NAME)]))
        .slice(0, MOST_NAMES),
      domains: partsOf(setting.Vendor_Domains__c)
        .filter((domain) => DOMAIN.test(domain) && domain.length <= LONGEST_NAME)
        .slice(0, MOST_NAMES),
    },
    models: allowed(MODEL_PROVIDERS, setting.Model_Providers__c),
    speech: allowed(SPEECH_PROVIDERS, setting.Speech_Providers__c),
  } satisfies CaptureContext);
}

interface MappedPicklist {
  readonly field: DescribedField;
  readonly preset: string | null;
}

/** The first active mapping of each picklist, in the order of the form, whose field is a picklist. Whoever creates the record is to be allowed to fill it, not we. */
function mappedPicklists({ mappings, opportunityFields }: OrgAnswers): Map<PicklistKey, MappedPicklist> {
  const found = new Map<PicklistKey, MappedPicklist>();
  const usable = mappings
    .flatMap((record) => mappingShape.safeParse(record).data ?? [])
    .filter(({ Active__c, Object__c }) => Active__c && Object__c.toLowerCase() === 'opportunity')
    .toSorted((one, other) => (one.Position__c ?? 0) - (other.Position__c ?? 0));
  for (const { Key__c, Field__c, Default__c } of usable) {
    const field = opportunityFields.find(({ name }) => name.toLowerCase() === Field__c.toLowerCase());
    if (isPicklistKey(Key__c) && field?.type === 'picklist' && !found.has(Key__c))
      found.set(Key__c, { field, preset: Default__c ?? null });
  }
  return found;
}

const isPicklistKey = (key: Mapping['Key__c']): key is PicklistKey => Object.hasOwn(PICKLISTS, key);

function valuesOf(field: DescribedField | undefined): PicklistValue[] {
  return (field?.picklistValues ?? [])
    .filter(({ active, value }) => active && value !== '')
    .map(({ value, label, defaultValue }) => ({ value, label: label || value, default: defaultValue === true }));
}

/** The value of the configured default; an admin may write its label. Null when the org has no such value. */
function presetOf(mapped: MappedPicklist | undefined): string | null {
  if (!mapped || mapped.preset === null) return null;
  const values = valuesOf(mapped.field);
  const found = values.find(({ value }) => value === mapped.preset);
  return (found ?? values.findLast(({ label }) => label === mapped.preset))?.value ?? null;
}

/** Those that a record may carry; of an org with one currency that one, else what the admin set. */
function currenciesOf({ opportunityFields, currency }: OrgAnswers, wanted: string | null): string[] {
  const several = opportunityFields.find(({ name }) => name === 'CurrencyIsoCode');
  const codes = several ? valuesOf(several).map(({ value }) => value) : [currency ?? wanted ?? ''];
  return codes.filter((code) => CURRENCY.test(code));
}

function defaultCurrency(org: OrgAnswers, currencies: readonly string[], wanted: string | null): string | null {
  if (wanted !== null && currencies.includes(wanted)) return wanted;
  const field = org.opportunityFields.find(({ name }) => name === 'CurrencyIsoCode');
  return valuesOf(field).find((each) => each.default)?.value ?? currencies[0] ?? null;
}

const partsOf = (separated: string | null | undefined): string[] =>
  (separated ?? '').split(';').flatMap((part) => part.trim() || []);

/** Names have neither commas nor semicolons; admins write both between them. What is not known allows nobody. */
function allowed(known: readonly string[], written: string | null | undefined): string[] {
  const names = partsOf(written?.replaceAll(',', ';')).map((name) => name.toLowerCase());
  return known.filter((name) => names.includes(name));
}
