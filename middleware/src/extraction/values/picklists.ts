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
  const byName = valuesByName(context.picklists[picklist] ?? []);
  for (const name of names) {
    const found = byName.get(fold(name));
    if (found !== undefined) return found;
  }
  return null;
}

const indexes = new WeakMap<readonly PicklistValue[], ReadonlyMap<string, string>>();

/** The values of a picklist by their folded labels and API values. Every cue of a text asks, and a list can have thousands. */
function valuesByName(values: readonly PicklistValue[]): ReadonlyMap<string, string> {
  const known = indexes.get(values);
  if (known) return known;
  const index = new Map<string, string>();
  for (const { value, label } of values) {
    for (const name of [fold(label), fold(value)]) if (!index.has(name)) index.set(name, value);
  }
  indexes.set(values, index);
  return index;
}

/** The org's value for a concept of ours (`type.renewal`), by the names that orgs give it. */
export function conceptValue(context: CaptureContext, picklist: PicklistName, concept: string): string | null {
  return picklistValue(context, picklist, LABELS[concept] ?? []);
}
