import type { ExtractionRequest } from '../extraction/extract.ts';
import { noValue, type Value } from '../extraction/evidence.ts';
import { RULES_ALONE, type AccountFacts, type ContactFacts, type Deal, type Extraction } from '../extraction/schema.ts';

/** A value that stands in the text, with its place. */
export function sourceValue(text: string, quote: string): Value<string> {
  const start = text.indexOf(quote);
  return {
    value: quote,
    origin: 'source',
    confidence: 0.8,
    reason: null,
    evidence: [{ quote, start, end: start + quote.length }],
    alternatives: [],
  };
}

export function noAccount(): AccountFacts {
  return { name: noValue(), website: noValue(), phone: noValue(), country: noValue() };
}

export function noContact(): ContactFacts {
  return {
    firstName: noValue(),
    lastName: noValue(),
    title: noValue(),
    email: noValue(),
    phone: noValue(),
    mobile: noValue(),
  };
}

export function dealNamed(text: string, name: string): Deal {
  return {
    opportunity: {
      name: sourceValue(text, name),
      closeDate: noValue(),
      stage: noValue(),
      country: noValue(),
      leadSource: noValue(),
      type: noValue(),
      amount: noValue(),
      currency: noValue(),
      nextStep: noValue(),
      description: noValue(),
    },
    account: noAccount(),
    contacts: [],
    passages: [],
    confidence: 0.8,
    warnings: [],
  };
}

/**
 * An extractor whose answers a test can foretell: every line `Deal: name` is a deal, every line `Contact: name` before the
 * first deal is a person found beside them, and after it one of the last deal's.
 */
export function extractLines({ reading: { text } }: ExtractionRequest): Extraction {
  const found: Extraction = { deals: [], account: noAccount(), contacts: [], extractor: RULES_ALONE };
  for (const [, kind, name = ''] of text.matchAll(/^(Deal|Contact): (.+)$/gm)) {
    if (kind === 'Deal') found.deals.push(dealNamed(text, name));
    else (found.deals.at(-1)?.contacts ?? found.contacts).push({ ...noContact(), lastName: sourceValue(text, name) });
  }
  return found;
}
