import type { ExtractionRequest, Findings } from '../extract.ts';
import { assemble, dealOf, findingsOf, placed } from '../extract.ts';
import { bestOf, noValue } from '../evidence.ts';
import { liveParts } from '../rules/detection.ts';
import type { Scope } from '../rules/scope.ts';
import type { Deal, Extraction, Extractor, Warning } from '../schema.ts';
import type { Span } from '../source.ts';
import { contains, joined, overlaps } from '../source.ts';
import { websitesIn } from '../values/emails.ts';
import type { Answer, DealAnswer, NoDealReason } from './answer.ts';
import type { DealClaim } from './claims.ts';
import { accountClaim, dealClaim } from './claims.ts';
import { isBacked, staysDenied, staysUnclaimed } from './deal-decisions.ts';
import { decide } from './decisions.ts';
import type { Ground } from './ground.ts';
import { groundOf, groundQuote } from './ground.ts';
import { mergeDeal } from './merging.ts';
import { numberedLines, spanOfLines } from './numbering.ts';
import type { Pair } from './pairing.ts';
import { isSameName, pairDeals, uniteClaims } from './pairing.ts';
import type { Part } from './parts.ts';
import { personClaims } from './person-claims.ts';
import { mergeContacts } from './person-merging.ts';
import { withoutPlanted } from './planted.ts';

/** What models answered about the parts of a source, to be brought together with what the rules read. */
export interface Reconciliation {
  readonly request: ExtractionRequest;
  readonly answers: readonly PartAnswer[];
  readonly extractor: Extractor;
}

export interface PartAnswer {
  readonly part: Part;
  readonly answer: Answer;
}

/** A deal with no place in the source: all its values are the org's defaults. */
const NOWHERE: Scope = { passages: [], shared: [], alone: false };
/** More deals than any source has; bounds the work on a hostile answer. */
const MOST_DEALS = 30;

/**
 * One extraction of what the rules read and what models answered. Every value of a model stands in the source where its evidence
 * says, outside of passages that order a program about. Without an answer it is the rules' extraction.
 */
export function reconcile({ request, answers, extractor }: Reconciliation): Extraction {
  const findings = findingsOf(request);
  const byRules = { ...assemble(findings), extractor };
  const found = answers.length === 0 ? byRules : reconciled({ request, answers, extractor }, findings, byRules);
  return placed(found, findings, request.reading);
}

function reconciled({ answers, extractor }: Reconciliation, findings: Findings, byRules: Extraction): Extraction {
  const whole = wholeOf(findings);
  const readings = answers.map(({ part, answer }): Reading => ({
    ground: groundOf(whole, part, answers.length),
    answer,
  }));
  const nothing = dealOf(findings, NOWHERE);
  const rules = byRules.deals.flatMap((deal) => withoutPlanted(deal, whole.planted, nothing) ?? []);
  const claims = uniteClaims(readings.flatMap(claimsOf));
  const warnings: Warning[] = whole.planted.length > 0 ? ['planted-instructions'] : [];
  const deals =
    claims.length > 0
      ? mergedDeals({ findings, nothing, warnings }, claims, rules)
      : unclaimed(readings, extractor, rules);
  return {
    ...byRules,
    ...(deals.length === 0 ? besideDeals(readings, byRules) : {}),
    deals: deals.map((deal) => ({ ...deal, warnings: [...new Set([...deal.warnings, ...warnings])] })),
  };
}

/** An answer, and what it is held against. */
interface Reading {
  readonly ground: Ground;
  readonly answer: Answer;
}

function wholeOf(findings: Findings): Omit<Ground, 'finder'> {
  const { source, emails, planted } = findings.analysis;
  return {
    findings,
    lines: numberedLines(source.text),
    planted,
    addresses: joined([...emails, ...websitesIn(source, emails)]),
  };
}

/** The deals of one answer, those of which nothing stands in the source left out. */
function claimsOf({ ground, answer }: Reading): DealClaim[] {
  const given = answer.deals.slice(0, MOST_DEALS);
  const lines = given.map((deal) => linesOf(ground, deal));
  // Where the lines of one deal are wrong those of its neighbours are not to be trusted either.
  const apart = lines.every((span) => span !== null);
  return given
    .map((deal, index) => {
      const others = apart ? lines.filter((_span, other) => other !== index) : [];
      return dealClaim(ground, deal, lines[index] ?? null, others);
    })
    .filter(({ places, account }) => places.length > 0 || account !== null);
}

/** The lines of a deal, unless what it is about stands outside of them: models count badly. */
function linesOf(ground: Ground, { firstLine, lastLine, subjects }: DealAnswer): Span | null {
  const lines = spanOfLines(ground.lines, firstLine, lastLine);
  const about = lines && subjects[0] ? groundQuote(ground, subjects[0], null) : null;
  return lines && about && !contains(lines, about) ? null : lines;
}

interface Merger {
  readonly findings: Findings;
  readonly nothing: Deal;
  readonly warnings: readonly Warning[];
}

function mergedDeals(
  { findings, nothing, warnings }: Merger,
  claims: readonly DealClaim[],
  rules: readonly Deal[],
): Deal[] {
  const whole = wholeScope(findings);
  // One deal by the rules, several by the model: what the rules read over the whole source is nobody's in particular.
  const isSplit = claims.length > 1 && rules.length === 1;
  const pairs = isSplit ? claims.map((claim): Pair => ({ claim, deal: null })) : pairDeals(claims, rules);
  const kept = pairs.filter(
    ({ claim, deal }) =>
      claim === null || deal !== null || isBacked(findings.analysis, claim, claims, rules.length > 0),
  );
  const read = kept.flatMap(({ claim }) => claim ?? []);
  const several = kept.length > 1;
  return kept.flatMap(({ claim, deal }): Deal[] => {
    if (claim === null) return deal && staysUnclaimed(deal, read) ? [withWarning(deal)] : [];
    const scope = deal ? scopeOfDeal(whole, deal) : several ? scopeOfClaim(findings, claim, claims) : whole;
    const byRules = deal ?? dealOf(findings, scope);
    const unseen: Warning[] = rules.length === 0 ? ['readings-differ'] : [];
    const elsewhere = claims
      .filter((other) => other !== claim)
      .flatMap(({ contacts, lines }) => contacts.filter((person) => lines !== null && contains(lines, person)));
    return [
      mergeDeal({ findings, scope, rules: byRules, claim, elsewhere, nothing, warnings: [...warnings, ...unseen] }),
    ];
  });
}

function wholeScope({ analysis }: Findings): Scope {
  return { passages: liveParts(analysis), shared: [{ start: 0, end: analysis.source.text.length }], alone: true };
}

function scopeOfDeal(whole: Scope, { passages }: Deal): Scope {
  return passages.length === 0 ? whole : { ...whole, passages, alone: false };
}

/** The lines of a claim where no other has them, else what lies between its quotes, else nowhere. */
function scopeOfClaim({ analysis }: Findings, claim: DealClaim, claims: readonly DealClaim[]): Scope {
  const others = claims.filter((other) => other !== claim);
  const linesOfOthers = others.flatMap(({ lines }) => lines ?? []);
  const own = claim.lines;
  const isApart = own !== null && linesOfOthers.every((lines) => !overlaps(lines, own));
  const hull = hullOf(claim);
  const between = hull !== null && others.every((other) => isBeside(hull, hullOf(other))) ? [hull] : [];
  const taken = joined(claims.flatMap(({ lines }) => lines ?? []));
  return {
    passages: isApart ? [own] : between,
    shared: gapsBetween(taken, analysis.source.text.length),
    alone: false,
  };
}

function hullOf({ places }: DealClaim): Span | null {
  const first = places[0];
  const last = places.at(-1);
  return first && last ? { start: first.start, end: last.end } : null;
}

function isBeside(one: Span, other: Span | null): boolean {
  return other === null || !overlaps(one, other);
}

function gapsBetween(spans: readonly Span[], length: number): Span[] {
  const borders = [0, ...spans.flatMap(({ start, end }) => [start, end]), length];
  const gaps: Span[] = [];
  for (let index = 0; index < borders.length; index += 2) {
    const [start = 0, end = 0] = borders.slice(index, index + 2);
    if (end > start) gaps.push({ start, end });
  }
  return gaps;
}

function withWarning(deal: Deal): Deal {
  return { ...deal, warnings: [...new Set([...deal.warnings, 'readings-differ' as const])] };
}

/**
 * Why models say, in words that stand in the source, that there is no deal in any of it; null when they do not. Where orders are
 * planted they may have obeyed them, and where a part was not read nobody has said so.
 */
function denials(readings: readonly Reading[], { unreadParts }: Extractor): NoDealReason[] | null {
  const reasons = readings.flatMap(({ ground, answer: { noDeal } }) =>
    noDeal !== null && ground.planted.length === 0 && groundQuote(ground, noDeal, null) !== null ? [noDeal.reason] : [],
  );
  return unreadParts === undefined && reasons.length === readings.length ? reasons : null;
}

/** The rules' deals where no model claims one. */
function unclaimed(readings: readonly Reading[], extractor: Extractor, rules: readonly Deal[]): Deal[] {
  const reasons = denials(readings, extractor);
  return reasons === null ? [...rules] : rules.filter((deal) => staysDenied(deal, reasons)).map(withWarning);
}

/** Organisation and people of a source without a deal. */
function besideDeals(readings: readonly Reading[], byRules: Extraction): Pick<Extraction, 'account' | 'contacts'> {
  const analysis = readings[0]?.ground.findings.analysis;
  if (!analysis) return byRules;
  const people = readings.flatMap(({ ground, answer }) => personClaims(ground, answer.contacts, null));
  const [claimed = null] = readings.flatMap(({ ground, answer }) => accountClaim(ground, answer.account) ?? []);
  const name = decide('account', {
    rules: byRules.account.name,
    model: claimed && bestOf(analysis.source, [claimed]),
    fallback: noValue<string>(),
    thorough: false,
    same: isSameName,
  });
  return {
    account: { ...byRules.account, name: name.value },
    contacts: mergeContacts({ analysis, rules: byRules.contacts, claims: people, elsewhere: [] }),
  };
}
