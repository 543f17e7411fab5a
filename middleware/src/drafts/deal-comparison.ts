import { distance } from 'fastest-levenshtein';

import { ACCOUNT_THRESHOLDS, compareAccounts } from '../matching/accounts/comparing.ts';
import { usualRarity } from '../matching/accounts/rarity.ts';
import { verdictOf, type Comparison, type Thresholds } from '../matching/comparison.ts';
import { compareDeals, DEAL_THRESHOLDS } from '../matching/deals/comparing.ts';
import type { MatchReason, MatchVerdict } from '../matching/schema.ts';
import type { DraftContent } from './content.ts';
import { spellingsOf } from './deal-keys.ts';
import { accountFactsOf, dealFactsOf, knownAccountOf, recordKey, recordMeant } from './facts.ts';

/** How alike two drafts are, where it is worth a word. */
export interface DealMatch {
  score: number;
  verdict: MatchVerdict;
  reasons: MatchReason[];
}

/** One of the two names no account; the same person, or the same source, speaks for it. */
const BY_PERSON = 0.9;
const BY_SOURCE = 0.95;
/** Two people wrote a name, each with a slip or in one word: likely enough to ask. */
const BY_SPELLING = 0.9;
const SHORTEST_SPELLING = 8;
const LETTERS_A_SLIP = 4;

/** From here on a doubtful likeness is one, where something else bears it out. */
const LIKELY = 0.5;

/**
 * Whether two drafts propose one deal: the same account first, then the same deal of it. Null when that is unlikely, or a person chose
 * different records for them.
 * @param sameSource whether both come of the same text, file or mail: then doubtful likeness of what was read twice is enough.
 */
export function compareDrafts(
  own: DraftContent,
  other: { readonly id: string; readonly content: DraftContent },
  sameSource: boolean,
): DealMatch | null {
  const account = compareAccountsOf(own, other, sameSource);
  const deal = account && compareOpportunities(own, other.content);
  if (!deal) return null;
  const ofAccount = verdictIn(account, ACCOUNT_THRESHOLDS, sameSource || tellsOfOneDeal(account, deal));
  const ofDeal = verdictIn(deal, DEAL_THRESHOLDS, sameSource);
  if (!ofAccount || !ofDeal) return null;
  return {
    score: Math.min(account.score, deal.score),
    verdict: ofAccount === 'same' && ofDeal === 'same' ? 'same' : 'ask',
    reasons: [...new Set([...account.reasons, ...deal.reasons])],
  };
}

/**
 * Names that differ by a slip, and beside them the same subject and the same amount: two accounts of nearly one name would not ask for
 * the same at the same price. One that belongs to the other might.
 */
function tellsOfOneDeal(account: Comparison, deal: Comparison): boolean {
  const { reasons } = deal;
  const isRelated = account.reasons.some((reason) => reason === 'parent-or-subsidiary' || reason === 'part-of-name');
  const hasSubject = reasons.includes('same-subject') || reasons.includes('similar-subject');
  return !isRelated && hasSubject && reasons.includes('same-amount');
}

/** @param isBorneOut whether something else than the comparison speaks for it too. */
function verdictIn(comparison: Comparison, thresholds: Thresholds, isBorneOut: boolean): MatchVerdict | null {
  const verdict = verdictOf(comparison.score, thresholds);
  const speaksAgainst = comparison.reasons.some(
    (reason) => reason.startsWith('other-') && reason !== 'other-spelling-known',
  );
  return verdict === 'ask' && isBorneOut && comparison.score >= LIKELY && !speaksAgainst ? 'same' : verdict;
}

function compareAccountsOf(
  own: DraftContent,
  other: { readonly id: string; readonly content: DraftContent },
  sameSource: boolean,
): Comparison | null {
  const [mine, theirs] = [recordKey(own.account.recordId), recordKey(other.content.account.recordId)];
  if (mine && theirs && mine !== theirs) return null;
  const record = recordMeant(own.account);
  if (record && record === recordMeant(other.content.account)) return { score: 1, reasons: ['same-account'] };
  const facts = accountFactsOf(own);
  const known = knownAccountOf(other.content, other.id);
  if (facts.name && known.name) {
    const comparison = compareAccounts(facts, known, { rarity: usualRarity });
    const isBetter = comparison.score < BY_SPELLING && areSpelledAlike(facts.name, known.name);
    return isBetter ? { score: BY_SPELLING, reasons: ['similar-name'] } : comparison;
  }
  if (sharesEmail(facts.emails, accountFactsOf(other.content).emails))
    return { score: BY_PERSON, reasons: ['same-email'] };
  return sameSource ? { score: BY_SOURCE, reasons: [] } : null;
}

/** Without their spaces, in either order of their words: « BaobabÉnergies », « Baobab Energie » and « Énergies Baobab ». */
function areSpelledAlike(one: string, other: string): boolean {
  const [left, right] = [one, other].map(spellingsOf);
  if (!left || !right || Math.min(...[...left, ...right].map(({ length }) => length)) < SHORTEST_SPELLING) return false;
  // Figures tell apart what is numbered.
  if (left[0]?.replace(/\D/g, '') !== right[0]?.replace(/\D/g, '')) return false;
  return left.some((mine) => right.some((theirs) => distance(mine, theirs) <= mine.length / LETTERS_A_SLIP));
}

function sharesEmail(own: readonly string[], others: readonly string[]): boolean {
  const known = new Set(others.map((email) => email.toLowerCase()));
  return own.some((email) => known.has(email.toLowerCase()));
}

function compareOpportunities(own: DraftContent, other: DraftContent): Comparison | null {
  const [mine, theirs] = [recordKey(own.opportunity.recordId), recordKey(other.opportunity.recordId)];
  if (mine && theirs) return mine === theirs ? { score: 1, reasons: ['same-subject'] } : null;
  const known = dealFactsOf(other);
  return compareDeals(
    { ...dealFactsOf(own), accountName: own.account.name.value },
    { ...known, name: known.name ?? '', accountName: other.account.name.value },
  );
}
