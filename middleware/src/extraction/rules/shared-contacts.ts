import type { Deal } from '../schema.ts';
import { fold } from '../source.ts';

/**
 * Deals of one house that name nobody have the people of the deal before, else of the next one of that house: who is told once is
 * who both are about.
 */
export function withSharedContacts(deals: readonly Deal[]): Deal[] {
  return deals.map((deal, index) => {
    const house = houseOf(deal);
    if (deal.contacts.length > 0 || house === null) return deal;
    const others = [...deals.slice(0, index).toReversed(), ...deals.slice(index + 1)];
    const known = others.find((other) => other.contacts.length > 0 && houseOf(other) === house);
    return known ? { ...deal, contacts: known.contacts } : deal;
  });
}

function houseOf({ account }: Deal): string | null {
  return account.name.value === null ? null : fold(account.name.value);
}
