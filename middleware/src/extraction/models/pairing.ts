import type { Subject } from '../rules/subject.ts';
import type { Deal } from '../schema.ts';
import type { Span } from '../source.ts';
import { contains, fold, joined, overlaps } from '../source.ts';
import type { DealClaim } from './claims.ts';

/** A claim with the rules' deal that is the same one; either may be missing. */
export interface Pair {
  readonly claim: DealClaim | null;
  readonly deal: Deal | null;
}

/** Something that both have counts by how seldom two deals of a source share it. */
const LIKENESS = { amount: 3, place: 3, closeDate: 2, subject: 2, account: 1 };
const LEAST_ALIKE = 2;

/** Pairs claims and the rules' deals, the most alike first. One claim and one deal of a source are always the same. */
export function pairDeals(claims: readonly DealClaim[], deals: readonly Deal[]): Pair[] {
  const [claim, ...otherClaims] = claims;
  const [deal, ...otherDeals] = deals;
  if (claim && deal && otherClaims.length + otherDeals.length === 0) return [{ claim, deal }];
  const scores = claims
    .flatMap((one) => deals.map((other) => ({ claim: one, deal: other, likeness: likeness(one, other) })))
    .filter((pair) => pair.likeness >= LEAST_ALIKE)
    .sort((one, other) => other.likeness - one.likeness);
  const dealOf = new Map<DealClaim, Deal>();
  const taken = new Set<Deal>();
  for (const pair of scores) {
    if (dealOf.has(pair.claim) || taken.has(pair.deal)) continue;
    dealOf.set(pair.claim, pair.deal);
    taken.add(pair.deal);
  }
  return [
    ...claims.map((one) => ({ claim: one, deal: dealOf.get(one) ?? null })),
    ...deals.filter((one) => !taken.has(one)).map((one) => ({ claim: null, deal: one })),
  ];
}

function likeness(claim: DealClaim, { opportunity, account, passages }: Deal): number {
  const isInside = (places: readonly Span[]) =>
    places.some((place) => passages.some((passage) => contains(passage, place)));
  const subject = claim.subject?.spans.some((span) => opportunity.name.evidence.some((place) => overlaps(place, span)));
  const same = (found: { value: unknown } | null | undefined, value: unknown) => !!found && found.value === value;
  return (
    (same(claim.amount?.finding, opportunity.amount.value) ? LIKENESS.amount : 0) +
    (isInside(claim.subject?.spans ?? claim.places) ? LIKENESS.place : 0) +
    (opportunity.closeDate.origin === 'source' && same(claim.closeDate, opportunity.closeDate.value)
      ? LIKENESS.closeDate
      : 0) +
    (subject ? LIKENESS.subject : 0) +
    (claim.account && account.name.value !== null && isSameName(claim.account.value, account.name.value)
      ? LIKENESS.account
      : 0)
  );
}

/** « CBAO » is « CBAO Groupe Attijariwafa Bank »: one name's words begin or end the other's. */
export function isSameName(one: string, other: string): boolean {
  const [short = '', long = ''] = [fold(one), fold(other)].sort((a, b) => a.length - b.length);
  return short !== '' && (long === short || long.startsWith(`${short} `) || long.endsWith(` ${short}`));
}

/**
 * Claims that are one deal made one: seen in two parts of a long source, told twice, or the items of one order, which share
 * their one figure.
 */
export function uniteClaims(claims: readonly DealClaim[]): DealClaim[] {
  const united: DealClaim[] = [];
  for (const claim of claims) {
    const index = united.findIndex((known) => isSameDeal(known, claim));
    const known = united[index];
    if (known) united[index] = unite(known, claim);
    else united.push(claim);
  }
  return united;
}

function isSameDeal(one: DealClaim, other: DealClaim): boolean {
  const differ = (a: { value: unknown } | null | undefined, b: { value: unknown } | null | undefined) =>
    !!a && !!b && a.value !== b.value;
  if (differ(one.amount?.finding, other.amount?.finding) || differ(one.closeDate, other.closeDate)) return false;
  if (one.account && other.account && !isSameName(one.account.value, other.account.value)) return false;
  const meet = (a: readonly Span[] = [], b: readonly Span[] = []) =>
    a.some((span) => b.some((place) => overlaps(span, place)));
  if (meet(one.amount?.finding.spans, other.amount?.finding.spans)) return true;
  return meet(one.subject?.spans, other.subject?.spans);
}

/** What one claim does not say the other one gives. */
function unite(one: DealClaim, other: DealClaim): DealClaim {
  const said = Object.fromEntries(Object.entries(one).filter(([, value]) => value !== null)) as Partial<DealClaim>;
  const people = other.contacts.filter((person) => !one.contacts.some((known) => overlaps(known, person)));
  return {
    ...other,
    ...said,
    lines: hull(one.lines, other.lines),
    places: joined([...one.places, ...other.places]),
    subject: uniteSubjects(one.subject, other.subject),
    contacts: [...one.contacts, ...people],
    refused: one.refused.union(other.refused),
  };
}

function hull(one: Span | null, other: Span | null): Span | null {
  if (one === null || other === null) return one ?? other;
  return { start: Math.min(one.start, other.start), end: Math.max(one.end, other.end) };
}

const LONGEST_SUBJECT = 80;

function uniteSubjects(one: Subject | null, other: Subject | null): Subject | null {
  if (one === null || other === null) return one ?? other;
  const text = `${one.text}, ${other.text}`;
  if (text.length > LONGEST_SUBJECT || fold(one.text).includes(fold(other.text))) return one;
  return { text, spans: [...one.spans, ...other.spans] };
}
