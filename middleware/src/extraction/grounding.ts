import { noValue, type Value } from './evidence.ts';
import type { Deal, Evidence, Extraction } from './schema.ts';

/** What stands in the text, and how many values, alternatives and passages did not. */
export interface Grounded {
  extraction: Extraction;
  dropped: number;
}

/**
 * No evidence, no value: whatever found the facts, a value whose quote does not stand at its place in the text becomes none,
 * and so does one that claims the source without a quote. Alternatives and passages are held to the same.
 */
export function ground(found: Extraction, text: string): Grounded {
  let dropped = 0;
  const stands = (evidence: readonly Evidence[]) => evidence.every((one) => standsIn(text, one));
  const keep = <Item>(items: Item[], grounded: (item: Item) => boolean): Item[] => {
    const kept = items.filter(grounded);
    dropped += items.length - kept.length;
    return kept;
  };
  const groundValue = (value: Value<string | number>): Value<string | number> => {
    const alternatives = keep(value.alternatives, ({ evidence }) => evidence.length > 0 && stands(evidence));
    const claimed = value.origin === 'source' && value.evidence.length === 0;
    if (!claimed && stands(value.evidence)) return { ...value, alternatives };
    dropped += 1;
    return { ...noValue<string | number>(), alternatives };
  };
  const groundFacts = <Facts extends object>(facts: Facts): Facts =>
    Object.fromEntries(Object.entries(facts).map(([key, value]) => [key, groundValue(value)])) as Facts;
  const groundDeal = (deal: Deal): Deal => ({
    ...deal,
    opportunity: groundFacts(deal.opportunity),
    account: groundFacts(deal.account),
    contacts: deal.contacts.map(groundFacts),
    passages: keep(deal.passages, (passage) => standsIn(text, passage)),
  });
  const extraction = {
    ...found,
    deals: found.deals.map(groundDeal),
    account: groundFacts(found.account),
    contacts: found.contacts.map(groundFacts),
  };
  return { extraction, dropped };
}

function standsIn(text: string, { quote, start, end }: Evidence): boolean {
  return text.slice(start, end) === quote;
}
