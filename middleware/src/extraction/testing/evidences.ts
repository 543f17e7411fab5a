import type { Evidence, Extraction } from '../schema.ts';

/** The evidence of every value and of what else it may be, and the passages of the deals. */
export function evidencesOf({ deals, account, contacts }: Extraction): Evidence[] {
  const facts = [
    account,
    ...contacts,
    ...deals.flatMap((deal) => [deal.opportunity, deal.account, ...deal.contacts]),
  ].flatMap((one) => Object.values(one));
  const values = facts.flatMap(({ evidence, alternatives }) => [
    ...evidence,
    ...alternatives.flatMap((other) => other.evidence),
  ]);
  return [...values, ...deals.flatMap(({ passages }) => passages)];
}
