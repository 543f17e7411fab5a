import type { Reading } from '../../readings/schema.ts';
import type { Analysis } from '../analysis.ts';
import type { Value } from '../evidence.ts';
import { heardIn, type Heard } from '../heard.ts';
import { phoneCountries } from '../rules/phone-countries.ts';
import type { Deal, Doubt, Evidence, Extraction } from '../schema.ts';
import { fold } from '../source.ts';
import { tellingHeard } from '../sureness.ts';
import { isInWolof } from './foreign-words.ts';
import type { Ground, Subject } from './ground.ts';
import { isMadeOfNames, isUnknownName, knownNames, soundsLike } from './known-names.ts';
import { isNegated } from './negations.ts';
import { isUnsureNumber } from './numbers.ts';
import { otherValues } from './others.ts';

/** Of the other values that were heard too none is surer than this. */
const MOST_OF_ANOTHER = 0.45;
const MOST_ALTERNATIVES = 4;
/** A word below this was heard badly. */
const HEARD_BADLY = 0.6;

const OPPORTUNITY: Readonly<Record<string, Subject>> = { amount: 'amount', closeDate: 'date' };
const ACCOUNT: Readonly<Record<string, Subject>> = { name: 'organisation', phone: 'phone' };
const CONTACT: Readonly<Record<string, Subject>> = {
  firstName: 'person',
  lastName: 'person',
  email: 'email',
  phone: 'phone',
  mobile: 'phone',
};

/**
 * Tells which values of an extraction a person should confirm, because of how they were heard, and offers what else they may have
 * been. Only what recognisers are known to hear wrongly is doubted (sums, days, numbers, names), and only where something speaks
 * for it: a person who confirms everything confirms nothing. What was typed, and what a person corrected, is not doubted.
 */
export function withDoubts(extraction: Extraction, analysis: Analysis, reading: Reading): Extraction {
  const heard = heardIn(reading);
  if (heard === null) return extraction;
  const ground = groundOf(analysis, heard);
  const doubtDeal = (deal: Deal): Deal => ({
    ...deal,
    opportunity: doubtFacts(ground, deal.opportunity, OPPORTUNITY),
    account: doubtFacts(ground, deal.account, ACCOUNT),
    contacts: deal.contacts.map((contact) => doubtFacts(ground, contact, CONTACT)),
  });
  return {
    ...extraction,
    deals: extraction.deals.map(doubtDeal),
    account: doubtFacts(ground, extraction.account, ACCOUNT),
    contacts: extraction.contacts.map((contact) => doubtFacts(ground, contact, CONTACT)),
  };
}

function groundOf(analysis: Analysis, heard: Heard): Ground {
  let countries: ReturnType<typeof phoneCountries> | undefined;
  return {
    analysis,
    heard,
    names: knownNames(analysis.context.vocabulary ?? []),
    // Found once, and only where a number was heard in two ways.
    countriesAt: (place) => (countries ??= phoneCountries(analysis))(place),
  };
}

function doubtFacts<Facts extends object>(
  ground: Ground,
  facts: Facts,
  subjects: Readonly<Record<string, Subject>>,
): Facts {
  const entries: [string, Value<string | number>][] = Object.entries(facts);
  const doubted = entries.map(([field, value]) => {
    const subject = Object.hasOwn(subjects, field) ? subjects[field] : undefined;
    return [field, subject ? doubtValue(ground, subject, value) : value];
  });
  return Object.fromEntries(doubted) as Facts;
}

function doubtValue(ground: Ground, subject: Subject, found: Value<string | number>): Value<string | number> {
  const { value, origin, evidence } = found;
  const quotes = evidence.filter((quote) => isDoubtful(ground, quote));
  if (origin !== 'source' || value === null || quotes.length === 0) return found;
  const others = othersOf(ground, subject, value, quotes).filter((other) =>
    found.alternatives.every((one) => one.value !== other.value),
  );
  const doubts = doubtsOf(ground, subject, `${value}`, quotes);
  const all = others.length > 0 ? [...doubts, 'heard-otherwise' as const] : doubts;
  if (all.length === 0) return found;
  const offered = others.map((other) => ({
    ...other,
    confidence: Math.min(found.confidence, MOST_OF_ANOTHER),
  }));
  return {
    ...found,
    doubts: all,
    alternatives: [...offered, ...found.alternatives].slice(0, MOST_ALTERNATIVES),
  };
}

/** Whether a quote was heard, and not every word of it put right by a person. */
function isDoubtful({ analysis, heard }: Ground, quote: Evidence): boolean {
  return tellingHeard(heard, analysis.source.text, quote).some(({ confidence }) => confidence < 1);
}

/** What else a value may have been: as the recogniser heard it otherwise, or a name of the vocabulary that sounds like it. */
function othersOf(ground: Ground, subject: Subject, value: string | number, quotes: readonly Evidence[]) {
  const heard = quotes.flatMap((quote) =>
    otherValues(ground, subject, value, quote).map((other) => ({ value: other, evidence: [quote] })),
  );
  const like = subject === 'organisation' ? soundsLike(ground.names, `${value}`) : null;
  const known = like === null ? [] : [{ value: like, evidence: [...quotes] }];
  const byValue = new Map([...known, ...heard].map((other) => [other.value, other]));
  return [...byValue.values()];
}

function doubtsOf(ground: Ground, subject: Subject, value: string, quotes: readonly Evidence[]): Doubt[] {
  const isSome = (tells: (quote: Evidence) => boolean): boolean => quotes.some((quote) => tells(quote));
  const tests: readonly (readonly [Doubt, () => boolean])[] = [
    ['heard-badly', () => isSome((quote) => isHeardBadly(ground, quote))],
    ['number', () => isSome((quote) => isUnsureNumber(ground, subject, quote))],
    ['name', () => isSome((quote) => isUnsureName(ground, subject, value, quote))],
    ['negation', () => isSome((quote) => isNegated(ground, subject, quote))],
    ['mixed-language', () => isSome((quote) => isInWolof(ground, quote))],
  ];
  return tests.filter(([, tells]) => tells()).map(([doubt]) => doubt);
}

function isHeardBadly({ analysis, heard }: Ground, quote: Evidence): boolean {
  return tellingHeard(heard, analysis.source.text, quote).some(({ confidence }) => confidence < HEARD_BADLY);
}

function isUnsureName({ analysis, names }: Ground, subject: Subject, value: string, quote: Evidence): boolean {
  if (subject === 'organisation') return !names.names.has(fold(value)) && isUnknownName(analysis, names, quote);
  if (subject === 'person') return isUnknownName(analysis, names, quote);
  return subject === 'email' && !isMadeOfNames(analysis, names, value, quote);
}
