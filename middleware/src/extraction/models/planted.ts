import type { Value } from '../evidence.ts';
import type { Deal, Evidence } from '../schema.ts';
import type { Span } from '../source.ts';
import { touches } from '../source.ts';

/**
 * A deal without what stands only in passages that order a program about: such a value becomes the one of `nothing`, a deal of
 * which nothing is stated. Null when nothing else told of the deal.
 */
export function withoutPlanted(deal: Deal, planted: readonly Span[], nothing: Deal): Deal | null {
  if (planted.length === 0) return deal;
  const isPlanted = (evidence: readonly Evidence[]) =>
    evidence.length > 0 && evidence.some((place) => touches(planted, place));
  const { opportunity, account } = deal;
  const telling = [account.name, opportunity.amount, opportunity.closeDate].filter(({ origin }) => origin === 'source');
  const isTold = telling.length > 0 && telling.every(({ evidence }) => isPlanted(evidence));
  if (isTold && isPlanted(opportunity.name.evidence)) return null;
  const clean = <Facts extends Record<string, Value<string> | Value<number>>>(facts: Facts, instead: Facts): Facts =>
    Object.fromEntries(
      Object.entries(facts).map(([key, value]) => [
        key,
        isPlanted(value.evidence) ? instead[key] : withoutPlantedAlternatives<string | number>(value, isPlanted),
      ]),
    ) as Facts;
  const amount = isPlanted(opportunity.amount.evidence);
  const cleaned = clean(opportunity, nothing.opportunity);
  return {
    ...deal,
    opportunity: amount ? { ...cleaned, currency: nothing.opportunity.currency } : cleaned,
    account: clean(account, nothing.account),
    contacts: deal.contacts.filter(
      ({ lastName, firstName }) => !isPlanted([...lastName.evidence, ...firstName.evidence]),
    ),
  };
}

function withoutPlantedAlternatives<T>(
  value: Value<T>,
  isPlanted: (evidence: readonly Evidence[]) => boolean,
): Value<T> {
  return { ...value, alternatives: value.alternatives.filter(({ evidence }) => !isPlanted(evidence)) };
}
