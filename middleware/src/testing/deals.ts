import type { ExtractionRequest } from '../extraction/extract.ts';
import type { Extraction } from '../extraction/schema.ts';
import { extractLines, noContact, sourceValue } from './facts.ts';

/**
 * An extractor whose answers a test can foretell: `Deal: subject` lines are deals, as `extractLines` has them; the lines `Account:`,
 * `Website:`, `Email:` and `Amount:` after one tell of it.
 */
export function extractDeals(request: ExtractionRequest): Extraction {
  const { text } = request.reading;
  const found = extractLines(request);
  const blocks = text.split(/^(?=Deal: )/m).filter((block) => block.startsWith('Deal: '));
  for (const [index, deal] of found.deals.entries()) {
    const valueOf = (name: string) => new RegExp(`^${name}: (.+)$`, 'm').exec(blocks[index] ?? '')?.[1];
    const [account, website, email, amount] = ['Account', 'Website', 'Email', 'Amount'].map(valueOf);
    if (account) deal.account.name = sourceValue(text, account);
    if (website) deal.account.website = sourceValue(text, website);
    if (email) deal.contacts.push({ ...noContact(), email: sourceValue(text, email) });
    if (amount) deal.opportunity.amount = { ...sourceValue(text, amount), value: Number(amount), alternatives: [] };
  }
  return found;
}
