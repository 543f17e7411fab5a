import city from '@salesforce/label/c.Match_Field_City';
import type { RecordMatch } from 'c/captureTypes';
import { displayed } from 'c/fieldViews';
import type { Reading } from 'c/fieldViews';
import type { FormField } from 'c/formFields';
import { reasonsInWords } from 'c/matchReasons';
import { readableDetail } from 'c/valueFormat';

/** One value of an existing record beside what the source says. Empty where it says nothing. */
export interface ComparedValue {
  key: string;
  label: string;
  existing: string;
  said: string;
}

/** An existing record that the person is asked about. */
export interface CandidateView {
  recordId: string;
  name: string;
  /** What tells it from others of its name, in one line; empty where the values are compared. */
  detail: string;
  why: string;
  compared: readonly ComparedValue[];
}

export interface CompareSources {
  fields: ReadonlyMap<string, FormField>;
  reading: Reading;
  /** What source or person say under a draft key (`account.website`); what a setting filled in is nothing said. */
  said(key: string): string | null;
}

/** As many as a person can tell apart at a glance. */
const MOST = 5;

/** Which values tell records of one kind apart, in the order of weight. */
const TELLING: Readonly<Record<RecordMatch['target'], readonly string[]>> = {
  account: ['account.city', 'account.country', 'account.website', 'account.phone'],
  contact: ['account.name', 'contact.title', 'contact.email', 'contact.phone', 'contact.mobile'],
  opportunity: ['opportunity.amount', 'opportunity.closeDate', 'opportunity.stage', 'opportunity.nextStep'],
};

export function candidateViews(matches: readonly RecordMatch[], sources: CompareSources): readonly CandidateView[] {
  return matches.slice(0, MOST).map((match) => {
    const compared = comparedValues(match, sources);
    return {
      recordId: match.recordId,
      name: match.name,
      detail: compared.length > 0 ? '' : readableDetail(match.detail ?? ''),
      why: reasonsInWords(match.reasons),
      compared,
    };
  });
}

/** What the record holds of the values that tell it apart, and what the source says of each. */
export function comparedValues(
  { target, values }: RecordMatch,
  { fields, reading, said }: CompareSources,
): readonly ComparedValue[] {
  return TELLING[target].flatMap((key) => {
    const existing = values?.[key] ?? '';
    const field = fields.get(key);
    const label = key === 'account.city' ? city : field?.label;
    if (existing === '' || label === undefined) return [];
    const own = said(key) ?? '';
    const inWords = (value: string): string => {
      if (value === '' || !field) return value;
      return bareAddress(readableDetail(displayed(field, value, reading)));
    };
    return [{ key, label, existing: inWords(existing), said: inWords(own) }];
  });
}

/** One address is written in many ways: what they share is shown. */
function bareAddress(text: string): string {
  return text.replace(/^www\./i, '').replace(/\/$/, '');
}
