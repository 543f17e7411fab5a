import { asText, factsOf } from 'c/draftEdits';
import { standsIn } from 'c/evidenceMarks';
/** Two readings this near in confidence contradict each other: neither can be taken without a person. */
const NEAR = 0.15;
/**
 * What to show for every value of a draft, by change path.
 * @param toCheckBelow confidence (0 to 1) under which a found value needs a person
 */
export function shownValues(draft, edits, toCheckBelow) {
    const shown = new Map();
    for (const [path, fact] of factsOf(draft, edits)) {
        shown.set(path, shownValue(path, fact, edits[path], toCheckBelow));
    }
    return shown;
}
export function shownValue(path, fact, typed, toCheckBelow) {
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
function asRead({ mends = [], doubts = [] }, stands) {
    if (!stands)
        return {};
    return { ...(mends.length > 0 ? { mends } : {}), ...(doubts.length > 0 ? { doubts } : {}) };
}
/** A value that a person gave: confirmed where the source says the same, else changed, with what was there before. */
function personsOwn(fact, typed, value, proposals) {
    const alternatives = others(proposals, value);
    const chosen = proposals.find((proposal) => proposal.value === value);
    const own = chosen?.evidence ?? (typed === undefined ? fact.evidence : []);
    if (own.length > 0)
        return { sign: 'confirmed', evidence: own, alternatives, restore: null };
    const restore = alternatives[0] ?? null;
    return { sign: 'changed', evidence: restore?.evidence ?? [], alternatives: [], restore };
}
/** Whether the source's readings of a value are too unsure, too near each other, or heard too badly to be taken unseen. */
export function needsCheck(fact, toCheckBelow) {
    if (fact.origin !== 'source')
        return false;
    const rival = fact.alternatives.some((other) => other.evidence.length > 0 && other.value !== fact.value && other.confidence >= fact.confidence - NEAR);
    return fact.confidence < toCheckBelow || rival || (fact.doubts ?? []).length > 0;
}
function signOf(fact, toCheckBelow) {
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
function proposalsOf(fact) {
    const own = fact.origin === 'person' ? null : asText(fact.value);
    const first = own === null ? [] : [{ value: own, evidence: fact.evidence }];
    return [...first, ...fact.alternatives.map((other) => ({ value: String(other.value), evidence: other.evidence }))];
}
function others(proposals, value) {
    const seen = new Set([value]);
    return proposals.filter((proposal) => !seen.has(proposal.value) && seen.add(proposal.value));
}
/** How many values carry each sign, over the values that the form shows. */
export function tally(shown) {
    const counts = {
        found: 0,
        check: 0,
        existing: 0,
        default: 0,
        none: 0,
        changed: 0,
        confirmed: 0,
    };
    for (const { sign } of shown)
        counts[sign] += 1;
    return counts;
}
/** The evidence that can be drawn in this source; a stale one (the text was corrected meanwhile) is left out. */
export function drawableEvidence(shown, text) {
    return shown.evidence.filter((evidence) => standsIn(text, evidence));
}
