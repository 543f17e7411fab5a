import type { Comparison, Thresholds } from '../comparison.ts';
import type { DealFacts } from '../facts.ts';
import type { MatchReason } from '../schema.ts';
import { foldWord } from '../spelling/folding.ts';
import { bitsOf, judge, WEIGHTS, type Evidence } from '../weights.ts';
import { compareSubjects, subjectWords, type SubjectLevel } from './subjects.ts';

/**
 * From which likelihood on an update of a deal is proposed at once, and from which on asked about. Both deals are of one account, so
 * that one in seven is the same before anything is compared. What is proposed is shown value beside value before anything is written:
 * the same subject alone is enough to propose. Money and dates alone are a question.
 */
export const DEAL_THRESHOLDS: Thresholds = { same: 0.85, ask: 0.25 };
const ASKED_AT_MOST = 0.84;
const WITH_SUBJECT = new Set<SubjectLevel | null>(['same', 'most', 'some']);

const { prior, fields } = WEIGHTS.deals;
const DAY = 86_400_000;
const NEAR_DAYS = 45;
const FAR_DAYS = 120;
/** The same subject so much later may be next year's contract. */
const NEXT_YEAR_DAYS = 270;
const SAME_AMOUNT = 0.005;
/** Before and after taxes, a discount, a number of pieces that changed. */
const CLOSE_AMOUNT = 0.2;
/** Francs CFA of a euro: fixed by treaty, so that amounts in both can be compared. */
const CFA_PER_EURO = 655.957;

interface KnownDeal {
  readonly name: string;
  readonly accountName: string | null;
  readonly amount: number | null;
  readonly currency: string | null;
  readonly closeDate: string | null;
  readonly type: string | null;
}

/** How likely an open deal of an account is the one that a source speaks of. The account's name within a deal's name says nothing. */
export function compareDeals(facts: DealFacts & { readonly accountName: string | null }, known: KnownDeal): Comparison {
  const accounts = [facts.accountName, known.accountName];
  const subject = compareSubjects(subjectWords(facts.name, accounts), subjectWords(known.name, accounts));
  const evidence = [
    subject && { bits: bitsOf(fields.subject[subject]), reason: SUBJECT_REASONS[subject] },
    amountEvidence(facts, known),
    dateEvidence(facts.closeDate, known.closeDate),
    typeEvidence(facts.type, known.type),
  ];
  const isNextYear = daysBetween(facts.closeDate, known.closeDate) > NEXT_YEAR_DAYS;
  return judge(
    prior,
    evidence.filter((one) => one !== null),
    WITH_SUBJECT.has(subject) && !isNextYear ? 1 : ASKED_AT_MOST,
  );
}

const SUBJECT_REASONS: Readonly<Record<SubjectLevel, MatchReason>> = {
  same: 'same-subject',
  most: 'similar-subject',
  some: 'similar-subject',
  other: 'other-subject',
  conflict: 'other-subject',
};

interface Amount {
  readonly amount: number | null;
  readonly currency: string | null;
}

function amountEvidence(one: Amount, other: Amount): Evidence | null {
  const [ours, theirs] = comparableAmounts(one, other);
  if (ours === null || theirs === null || !(ours > 0) || !(theirs > 0)) return null;
  const apart = Math.abs(ours - theirs) / Math.max(ours, theirs);
  if (apart <= SAME_AMOUNT) return { bits: bitsOf(fields.amount.same), reason: 'same-amount' };
  return apart <= CLOSE_AMOUNT
    ? { bits: bitsOf(fields.amount.close), reason: 'close-amount' }
    : { bits: bitsOf(fields.amount.other), reason: 'other-amount' };
}

/** Amounts in one currency; of two without a fixed rate nothing can be said. */
function comparableAmounts(one: Amount, other: Amount): [number | null, number | null] {
  if (one.currency === null || other.currency === null || one.currency === other.currency) {
    return [one.amount, other.amount];
  }
  const [ours, theirs] = [inEuros(one), inEuros(other)];
  return ours === null || theirs === null ? [null, null] : [ours, theirs];
}

function inEuros({ amount, currency }: Amount): number | null {
  if (currency === 'EUR') return amount;
  return amount !== null && (currency === 'XOF' || currency === 'XAF') ? amount / CFA_PER_EURO : null;
}

/** NaN where one of the dates is not told. */
function daysBetween(one: string | null, other: string | null): number {
  return Math.abs(Date.parse(one ?? '') - Date.parse(other ?? '')) / DAY;
}

function dateEvidence(one: string | null, other: string | null): Evidence | null {
  const days = daysBetween(one, other);
  if (Number.isNaN(days)) return null;
  if (days === 0) return { bits: bitsOf(fields.date.same), reason: 'same-close-date' };
  if (days <= NEAR_DAYS) return { bits: bitsOf(fields.date.near), reason: 'near-close-date' };
  return days > FAR_DAYS ? { bits: bitsOf(fields.date.far), reason: null } : null;
}

function typeEvidence(one: string | null, other: string | null): Evidence | null {
  if (!one?.trim() || !other?.trim()) return null;
  return {
    bits: bitsOf(foldWord(one.trim()) === foldWord(other.trim()) ? fields.type.same : fields.type.other),
    reason: null,
  };
}
