import { z } from 'zod';

import type { OrgCalls } from '../calls/org-calls.ts';
import { OrgRefusal, type RefusalCode } from '../calls/refusals.ts';

/** A field as the org describes it to the user of the connection. */
export type DescribedField = z.output<typeof describedField>;

/** What the org says of itself, as it says it. */
export interface OrgAnswers {
  readonly organisation: string;
  readonly setting: Readonly<Record<string, unknown>> | null;
  readonly mappings: readonly Readonly<Record<string, unknown>>[];
  readonly opportunityFields: readonly DescribedField[];
  /** The currency of an org that has only one; null where the org does not say. */
  readonly currency: string | null;
}

const describedField = z.object({
  name: z.string(),
  type: z.string(),
  picklistValues: z
    .array(
      z.object({
        value: z.string(),
        label: z.string().nullish(),
        active: z.boolean(),
        defaultValue: z.boolean().nullish(),
      }),
    )
    .nullish(),
});
const described = z.object({ fields: z.array(describedField) });
const page = z.object({ records: z.array(z.record(z.string(), z.unknown())) });
const features = z.object({ features: z.object({ defaultCurrencyIsoCode: z.string().nullish() }) });

const SETTING = `SELECT DeveloperName, Close_Date_Days__c, Currency__c, Model_Providers__c, Speech_Providers__c, Vendor_Domains__c, Vendor_Names__c
  FROM Capture_Setting__mdt WHERE DeveloperName = 'Default'`;
const MAPPINGS = `SELECT DeveloperName, Active__c, Default__c, Field__c, Key__c, Object__c, Position__c FROM Capture_Field__mdt`;

/**
 * Reads what an admin set in custom metadata, the picklists that opportunities have, and what the org is called: six calls.
 * @throws OrgRefusal
 */
export async function readOrg(calls: OrgCalls): Promise<OrgAnswers> {
  const [organisation] = (await ifAllowed(() => query(calls, 'SELECT Id, Name FROM Organization')))?.records ?? [];
  const { records: settings } = await query(calls, SETTING);
  const { records: mappings } = await query(calls, MAPPINGS);
  const { fields } = await calls.json({ path: '/sobjects/Opportunity/describe' }, described);
  return {
    organisation: String(organisation?.['Name'] ?? ''),
    setting: settings[0] ?? null,
    mappings,
    opportunityFields: fields,
    currency: await onlyCurrency(calls, fields),
  };
}

const query = (calls: OrgCalls, soql: string) =>
  calls.json({ path: `/query?${new URLSearchParams({ q: soql.replaceAll(/\s+/g, ' ') }).toString()}` }, page);

/**
 * Records say their currency only where there are several. Of an org with one, Connect REST API tells it (Organization, Features).
 */
async function onlyCurrency(calls: OrgCalls, fields: readonly DescribedField[]): Promise<string | null> {
  if (fields.some(({ name }) => name === 'CurrencyIsoCode')) return null;
  const answer = await ifAllowed(() => calls.json({ path: '/connect/organization' }, features));
  return answer?.features.defaultCurrencyIsoCode ?? null;
}

const NOT_ALLOWED: readonly RefusalCode[] = [
  'answer-unexpected',
  'field-hidden',
  'forbidden',
  'object-hidden',
  'refused',
];

/** What the user of the connection may not ask is no reason to have no settings. */
async function ifAllowed<Result>(call: () => Promise<Result>): Promise<Result | null> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof OrgRefusal && NOT_ALLOWED.includes(error.code)) return null;
    throw error;
  }
}
