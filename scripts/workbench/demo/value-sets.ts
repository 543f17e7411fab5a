import { join } from 'node:path';
import { z } from 'zod';

import { flag, many, number, readMetadata } from '../org/metadata/xml.ts';
import type { PicklistEntry } from '../org/schema/description.ts';
import type { ValueSets } from '../org/schema/standard-objects.ts';
import { currencies, defaultCurrency } from './organisation.ts';

const FOLDER = join(import.meta.dirname, '../../../unpackaged/demo/standardValueSets');

/** The picklist that each standard value set fills. */
const FIELD_OF_SET: Readonly<Record<string, string>> = {
  OpportunityStage: 'Opportunity.StageName',
  OpportunityType: 'Opportunity.Type',
  LeadSource: 'Opportunity.LeadSource',
};

const standardValueSet = z.object({
  standardValue: many(
    z.object({
      fullName: z.string(),
      label: z.string().optional(),
      default: flag,
      closed: flag,
      won: flag,
      probability: number.optional(),
    }),
  ),
});

/**
 * The org's value sets: the French ones that a scratch org for demonstrations gets too. Nobody translated them, so both
 * languages show the same label.
 */
export function demoValueSets(): ValueSets {
  const sets = Object.entries(FIELD_OF_SET).map(([name, field]): [string, readonly PicklistEntry[]] => [
    field,
    entriesOf(join(FOLDER, `${name}.standardValueSet-meta.xml`)),
  ]);
  const codes = currencies.map((code) => ({ ...plainEntry(code, code), isDefault: code === defaultCurrency }));
  return new Map([...sets, ['Opportunity.CurrencyIsoCode', codes]]);
}

function entriesOf(file: string): readonly PicklistEntry[] {
  const { standardValue } = readMetadata(file, 'StandardValueSet', standardValueSet);
  return standardValue.map(({ fullName, label, probability, closed, won, ...value }) => ({
    ...plainEntry(fullName, label ?? fullName),
    isDefault: value.default,
    ...(probability === undefined ? {} : { stage: { probability, closed, won } }),
  }));
}

function plainEntry(value: string, label: string): PicklistEntry {
  return { value, label: { fr: label, en: label }, isDefault: false };
}
