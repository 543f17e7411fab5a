import { regionsOf } from '../readings/regions.ts';
import type { Reading, Word } from '../readings/schema.ts';
import type { Value } from './evidence.ts';
import { foldInPlace } from './folding.ts';
import type { Deal, Evidence, Extraction } from './schema.ts';
import { firstFrom } from './source.ts';
import { isOrdinaryWord } from './vocabulary.ts';

/**
 * Shows where in the pictures of a reading every evidence of an extraction stands, and lets a value be no surer than the words
 * that it was read from. What was typed has no words with places, and stays as it is.
 */
export function locate(extraction: Extraction, reading: Reading): Extraction {
  if (reading.words.length === 0) return extraction;
  const ground: Ground = { reading, poor: poorPages(reading) };
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
    const sure = Math.min(...evidence.map((place) => surenessOf(ground, place, checked)));
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

function locateEvidence({ reading }: Ground, evidence: Evidence): Evidence {
  const regions = regionsOf(reading, evidence.start, evidence.end);
  return regions.length > 0 ? { ...evidence, regions } : evidence;
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
/** How much of the doubt about a word is taken from it by a check of the value, or by a word list: what is wrong may pass, too. */
const FORGIVEN = 0.25;
/** A sum is checked by its form alone: where another figure of it than a nought was mended a person looks. */
const MENDED_SUM = 0.55;
/** A longer quote stays what it is when one of its words is wrong. */
const MOST_OF_A_NAME = 6;

/**
 * How sure the words of a quote are: the least sure one of a short quote; of a longer one that under which an eighth of the
 * words lie. Signs and lone letters, of which readers are never sure, count where nothing else stands.
 */
function surenessOf({ reading, poor }: Ground, { start, end }: Evidence, checked: boolean): number {
  const words: Word[] = [];
  for (let index = firstWordAfter(reading.words, start); index < reading.words.length; index += 1) {
    const word = reading.words[index];
    if (!word || word.start >= end) break;
    words.push(word);
  }
  const textOf = (word: Word) => reading.text.slice(word.start, word.end);
  const telling = words.filter((word) => /[\p{L}\p{N}].*[\p{L}\p{N}]/u.test(textOf(word)));
  const sure = (telling.length > 0 ? telling : words)
    .map((word) => {
      const own = poor.has(word.page) ? doubted(word.confidence) : word.confidence;
      return checked || isOrdinary(textOf(word)) ? own + (1 - own) * FORGIVEN : own;
    })
    .sort((one, other) => one - other);
  const place = sure.length > MOST_OF_A_NAME ? Math.floor(sure.length / 8) : 0;
  return sure[place] ?? 1;
}

/** A word, or words with an apostrophe between them, that the word lists hold. */
function isOrdinary(text: string): boolean {
  const parts = foldInPlace(text).match(/\p{L}{2,}/gu) ?? [];
  return (
    parts.length > 0 &&
    !/\d/.test(text) &&
    parts.every((part) => isOrdinaryWord(part, 'fr') || isOrdinaryWord(part, 'en'))
  );
}

/** The first word that ends after a place. */
function firstWordAfter(words: readonly Word[], place: number): number {
  const next = firstFrom(words, place);
  return (words[next - 1]?.end ?? 0) > place ? next - 1 : next;
}

/** Print is read this surely even on a page with handwriting. */
const SURE_OF_PRINT = 0.85;
const TRUST_IN_POOR_PAGE = 0.55;

/**
 * On a page that is hard to read a word may be read wrongly with some confidence: a reader of print sees print in handwriting.
 * Only what it is as sure of as of good print is believed.
 */
function doubted(confidence: number): number {
  return confidence >= SURE_OF_PRINT ? confidence : confidence * TRUST_IN_POOR_PAGE;
}

function rounded(share: number): number {
  return Math.round(share * 100) / 100;
}
