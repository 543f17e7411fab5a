import type { Analysis } from '../analysis.ts';
import type { Deal } from '../schema.ts';
import { overlaps } from '../source.ts';
import type { NoDealReason } from './answer.ts';
import type { DealClaim } from './claims.ts';
import { isSameName } from './pairing.ts';

/** Newsletters say so at their foot; two such cues are one too many for a mail to us. */
const NEWSLETTER_CUES = 2;
/** A sum, a date or a buyer that the rules are so sure of stands there plainly. */
const FIRM = 0.75;
/** How sure the rules are of a deal as a whole that is kept though no sum and no date is firm. */
const SURE_DEAL = 0.7;
/** What a source is instead of a deal. The other reasons are what a model says that looked no further. */
const TELLING: ReadonlySet<NoDealReason> = new Set([
  'newsletter',
  'offer-to-us',
  'complaint',
  'lost',
  'application',
  'invoice',
]);

/**
 * Whether a claim that is no deal of the rules' has evidence enough: what is wanted, and a fact of its own that no other claim
 * has; where the rules see no deal at all also who wants it, and a sum, a date, a step to take or how it came.
 * @param claims all claims of the source, this one among them.
 */
export function isBacked(
  { cues }: Analysis,
  claim: DealClaim,
  claims: readonly DealClaim[],
  rulesSeeDeals: boolean,
): boolean {
  const { subject, account, amount, closeDate, contacts, nextStep, leadSource } = claim;
  const others = claims.filter((other) => other !== claim);
  const isAlone = !rulesSeeDeals && others.length === 0;
  const hasOwnBuyer =
    account !== null && others.every((other) => !other.account || !isSameName(other.account.value, account.value));
  if (!subject || !(isAlone || amount || closeDate || hasOwnBuyer)) return false;
  if (rulesSeeDeals) return true;
  const newsletter = cues.detection.filter(({ concept }) => concept === 'newsletter').length;
  if (newsletter >= NEWSLETTER_CUES) return account !== null && amount !== null && closeDate !== null;
  const isWanted = [amount, closeDate, nextStep, leadSource].some((one) => one !== null);
  return isWanted && (account !== null || contacts.length > 0);
}

/**
 * Whether a deal of the rules' stays that the model gave no claim for, though it gave others: one that the model passed over is
 * sure, or has a sum or a date; one in the lines of a claim, which the model took for one deal with it, has both.
 */
export function staysUnclaimed(deal: Deal, claims: readonly DealClaim[]): boolean {
  const { opportunity, passages, confidence } = deal;
  const firm = [opportunity.amount, opportunity.closeDate].filter(isFirm).length;
  const covered = passages.some((passage) => claims.some(({ lines }) => lines !== null && overlaps(lines, passage)));
  return covered ? firm === 2 : firm > 0 || confidence >= SURE_DEAL;
}

/**
 * Whether a deal of the rules' stays where models say, in words of the source, that there is none: one with two of sum, date and
 * buyer firm; where no reason tells what the source is instead, also one with a sum or a date, or that the rules are sure of.
 */
export function staysDenied({ opportunity, account, confidence }: Deal, reasons: readonly NoDealReason[]): boolean {
  const firm = [opportunity.amount, opportunity.closeDate].filter(isFirm).length;
  if (firm + (isFirm(account.name) ? 1 : 0) >= 2) return true;
  return !reasons.every((reason) => TELLING.has(reason)) && (firm > 0 || confidence >= SURE_DEAL);
}

function isFirm({ origin, confidence }: { origin: string; confidence: number }): boolean {
  return origin === 'source' && confidence >= FIRM;
}
