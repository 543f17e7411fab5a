import type { CaptureContext, PicklistValue } from '../../captures/schema.ts';
import { readLexiconFile } from '../lexicon.ts';
import { fold } from '../source.ts';

export type PicklistName =
  'Opportunity.StageName' | 'Opportunity.Type' | 'Opportunity.LeadSource' | 'Opportunity.Country__c';

const LABELS = readLexiconFile('international', 'picklist-labels');

/** The org's value whose label or API value is one of these names, whatever their case and accents; null when it has none. */
export function picklistValue(
  context: CaptureContext,
  picklist: PicklistName,
  names: readonly string[],
): string | null {
  const values: readonly PicklistValue[] = context.picklists[picklist] ?? [];
  for (const name of names.map(fold)) {
    const found = values.find(({ value, label }) => fold(label) === name || fold(value) === name);
    if (found) return found.value;
  }
  return null;
}

/** The org's value for a concept of ours (`type.renewal`), by the names that orgs give it. */
export function conceptValue(context: CaptureContext, picklist: PicklistName, concept: string): string | null {
  return picklistValue(context, picklist, LABELS[concept] ?? []);
}
