import type { Doubt, Draft, Evidence, Mend, Reason } from 'c/captureTypes';
import { asText, factsOf } from 'c/draftEdits';
import type { DraftFact, Edits } from 'c/draftEdits';
import { standsIn } from 'c/evidenceMarks';

/** What the line under a field says of its value. `confirmed`: a person kept what was to be checked. */
export type Sign = 'found' | 'check' | 'existing' | 'default' | 'none' | 'changed' | 'confirmed';

/** A value that the source offers, as a change would write it. */
export interface Proposal {
  value: string;
  evidence: readonly Evidence[];
}

/** What the form shows for one value. `value` is null when left blank. */
export interface ShownValue {
  path: string;
  value: string | null;
  sign: Sign;
  evidence: readonly Evidence[];
  reason: Reason | null;
  /** Signs of the source that were read wrongly, where the value is the one that was put right. */
  mends?: readonly Mend[];
  /** Why what was heard should be confirmed, where the value is the one that was heard. */
  doubts?: readonly Doubt[];
  alternatives: readonly Proposal[];
  /** What the source said where a person changed it, else null. */
  restore: Proposal | null;
}

/** Two readings this near in confidence contradict each other: neither can be taken without a person. */
const NEAR = 0.15;

/**
 * What to show for every value of a draft, by change path.
 * @param toCheckBelow confidence (0 to 1) under which a found value needs a person
 */
export function shownValues(draft: Draft, edits: Edits, toCheckBelow: number): ReadonlyMap<string, ShownValue> {
  const shown = new Map<string, ShownValue>();
  for (const [path, fact] of factsOf(draft, edits)) {
    shown.set(path, shownValue(path, fact, edits[path], toCheckBelow));
  }
  return shown;
}

export function shownValue(
  path: string,
  fact: DraftFact,
  typed: string | null | undefined,
  toCheckBelow: number,
): ShownValue {
  const stored = asText(fact.value);
  const value = typed === undefined ? stored : asText(typed);
  const proposals = proposalsOf(fact);
  const shown = { path, value, reason: fact.reason, evidence: fact.evidence, ...asRead(fact, value === stored) };
  const byPerson = fact.origin === 'person' || (typed !== undefined && value !== stored);
  if (!byPerson) {
    const kept = typed !== undefined && fact.origin === 'source';
    const sign = kept ? 'confirmed' : signOf(fact, toCheckBelow);
    return { ...shown, sign, alternatives: others(proposals, value), restore: null };
  }
  return { ...shown, reason: null, ...personsOwn(fact, typed, value, proposals) };
}

/** What is to be known of how a value was read, while it stands as it was read. */
function asRead({ mends = [], doubts = [] }: DraftFact, stands: boolean): Pick<ShownValue, 'mends' | 'doubts'> {
  if (!stands) return {};
  return { ...(mends.length > 0 ? { mends } : {}), ...(doubts.length > 0 ? { doubts } : {}) };
}

/** A value that a person gave: confirmed where the source says the same, else changed, with what was there before. */
function personsOwn(
  fact: DraftFact,
  typed: string | null | undefined,
  value: string | null,
  proposals: readonly Proposal[],
): Pick<ShownValue, 'sign' | 'evidence' | 'alternatives' | 'restore'> {
  const alternatives = others(proposals, value);
  const chosen = proposals.find((proposal) => proposal.value === value);
  const own = chosen?.evidence ?? (typed === undefined ? fact.evidence : []);
  if (own.length > 0) return { sign: 'confirmed', evidence: own, alternatives, restore: null };
  const restore = alternatives[0] ?? null;
  return { sign: 'changed', evidence: restore?.evidence ?? [], alternatives: [], restore };
}

/** Whether the source's readings of a value are too unsure, too near each other, or heard too badly to be taken unseen. */
export function needsCheck(fact: DraftFact, toCheckBelow: number): boolean {
  if (fact.origin !== 'source') return false;
  const rival = fact.alternatives.some(
    (other) => other.evidence.length > 0 && other.value !== fact.value && other.confidence >= fact.confidence - NEAR,
  );
  return fact.confidence < toCheckBelow || rival || (fact.doubts ?? []).length > 0;
}

function signOf(fact: DraftFact, toCheckBelow: number): Sign {
  switch (fact.origin) {
    case 'source':
      return needsCheck(fact, toCheckBelow) ? 'check' : 'found';
    case 'match':
      return 'existing';
    case 'default':
      return 'default';
    case 'person':
      return 'changed';
    case 'none':
      return 'none';
  }
}

/** What can be restored or chosen: the value the source gave (unless a person's stands in its place), then the others. */
function proposalsOf(fact: DraftFact): readonly Proposal[] {
  const own = fact.origin === 'person' ? null : asText(fact.value);
  const first = own === null ? [] : [{ value: own, evidence: fact.evidence }];
  return [...first, ...fact.alternatives.map((other) => ({ value: String(other.value), evidence: other.evidence }))];
}

function others(proposals: readonly Proposal[], value: string | null): readonly Proposal[] {
  const seen = new Set([value]);
  return proposals.filter((proposal) => !seen.has(proposal.value) && seen.add(proposal.value));
}

/** How many values carry each sign, over the values that the form shows. */
export function tally(shown: Iterable<ShownValue>): Readonly<Record<Sign, number>> {
  const counts: Record<Sign, number> = {
    found: 0,
    check: 0,
    existing: 0,
    default: 0,
    none: 0,
    changed: 0,
    confirmed: 0,
  };
  for (const { sign } of shown) counts[sign] += 1;
  return counts;
}

/** The evidence that can be drawn in this source; a stale one (the text was corrected meanwhile) is left out. */
export function drawableEvidence(shown: ShownValue, text: string): readonly Evidence[] {
  return shown.evidence.filter((evidence) => standsIn(text, evidence));
}
