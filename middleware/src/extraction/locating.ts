import { regionsOf } from '../readings/regions.ts';
import type { Reading } from '../readings/schema.ts';
import type { Value } from './evidence.ts';
import { foldInPlace } from './folding.ts';
import { heardIn, timesOf, type Heard } from './heard.ts';
import type { Deal, Evidence, Extraction } from './schema.ts';
import { surenessOfHeard, surenessOfRead } from './sureness.ts';

/**
 * Shows where in the pictures of a reading every evidence of an extraction stands, or when in its recording it is heard, and lets
 * a value be no surer than the words that it was read from. What was typed has no words with places, and stays as it is.
 */
export function locate(extraction: Extraction, reading: Reading): Extraction {
  const heard = heardIn(reading);
  if (reading.words.length === 0 && heard === null) return extraction;
  const ground: Ground = { reading, poor: poorPages(reading), heard };
  return {
    ...extraction,
    deals: extraction.deals.map((deal) => locateDeal(ground, deal)),
    account: locateFacts(ground, extraction.account),
    contacts: extraction.contacts.map((contact) => locateFacts(ground, contact)),
  };
}

interface Ground {
  readonly reading: Reading;
  /** The numbers of the pages of which much was hard to read. */
  readonly poor: ReadonlySet<number>;
  readonly heard: Heard | null;
}

function poorPages({ pages }: Reading): ReadonlySet<number> {
  return new Set(pages.filter(({ legibility }) => legibility === 'poor').map(({ number }) => number));
}

function locateDeal(ground: Ground, deal: Deal): Deal {
  const opportunity = locateFacts(ground, deal.opportunity);
  const account = locateFacts(ground, deal.account);
  const told = (of: Deal) => [of.opportunity.name, of.opportunity.closeDate, of.opportunity.type, of.account.name];
  const located = { ...deal, opportunity, account, contacts: deal.contacts.map((one) => locateFacts(ground, one)) };
  const lost = told(deal).map(({ confidence }, index) => confidence - (told(located)[index]?.confidence ?? 0));
  const mean = lost.reduce((sum, one) => sum + one, 0) / lost.length;
  return {
    ...located,
    passages: deal.passages.map((passage) => locateEvidence(ground, passage)),
    confidence: rounded(Math.max(0, deal.confidence - mean)),
  };
}

function locateFacts<Facts extends object>(ground: Ground, facts: Facts): Facts {
  const entries: [string, Value<string | number>][] = Object.entries(facts);
  const checked = checkedIn(new Map(entries));
  const located = entries.map(([field, value]) => [field, locateValue(ground, field, value, checked.has(field))]);
  return Object.fromEntries(located) as Facts;
}

/** The fields whose value passed a check. An address did where it is made of the name of the one that it belongs to. */
function checkedIn(facts: ReadonlyMap<string, Value<string | number>>): ReadonlySet<string> {
  const wordsOf = (field: string) => `${facts.get(field)?.value ?? ''}`.toLowerCase().split(/[ '-]+/);
  const local = /^[^@]+/.exec(`${facts.get('email')?.value ?? ''}`)?.[0].toLowerCase() ?? '';
  const isNamed = wordsOf('lastName').some((name) => name.length > 2 && local.includes(foldInPlace(name)));
  return isNamed ? new Set([...CHECKED, 'email']) : CHECKED;
}

function locateValue<T>(ground: Ground, field: string, value: Value<T>, checked: boolean): Value<T> {
  const weighed = <One extends { confidence: number; evidence: Evidence[] }>(one: One, most = 1): One => {
    const { confidence, evidence } = one;
    if (evidence.length === 0) return one;
    const sure = Math.min(...evidence.map((place) => surenessOf(ground, place, checked, field)));
    return {
      ...one,
      confidence: Math.min(confidence, rounded(Math.min(sure, most))),
      evidence: evidence.map((place) => locateEvidence(ground, place)),
    };
  };
  const alternatives = value.alternatives.map((alternative) => weighed(alternative));
  if (value.origin !== 'source') return { ...value, alternatives };
  const isGuessed = field === 'amount' && value.mends?.some(({ read }) => !/^[\dOo]+$/.test(read));
  return { ...weighed(value, isGuessed ? MENDED_SUM : 1), alternatives };
}

function locateEvidence({ reading, heard }: Ground, evidence: Evidence): Evidence {
  const regions = regionsOf(reading, evidence.start, evidence.end);
  const times = heard && timesOf(heard, evidence);
  return { ...evidence, ...(regions.length > 0 ? { regions } : {}), ...times };
}

/** What only a well-formed quote becomes: a number of a country's plan, a domain, a day of the calendar, a choice of a list. */
const CHECKED: ReadonlySet<string> = new Set([
  'phone',
  'mobile',
  'website',
  'closeDate',
  'amount',
  'currency',
  'country',
  'leadSource',
  'type',
]);
/** A sum is checked by its form alone: where another figure of it than a nought was mended a person looks. */
const MENDED_SUM = 0.55;
/** Any figure that is heard for another makes a sum and a day as good as the right ones. */
const UNCHECKED_WHEN_HEARD: ReadonlySet<string> = new Set(['amount', 'closeDate']);

function surenessOf({ reading, poor, heard }: Ground, place: Evidence, checked: boolean, field: string): number {
  const read = surenessOfRead(reading, poor, place, checked);
  if (heard === null) return read;
  return Math.min(read, surenessOfHeard(heard, reading.text, place, checked && !UNCHECKED_WHEN_HEARD.has(field)));
}

function rounded(share: number): number {
  return Math.round(share * 100) / 100;
}
