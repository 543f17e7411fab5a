import { changesOf, staysHere, storedAt, withoutSent } from 'c/draftEdits';
/** A draft of the first version was never saved by a person. */
function savingOf({ version, updatedAt }) {
    return { status: 'idle', at: version > 1 ? Date.parse(updatedAt) : null, message: '' };
}
/** @param kept edits that an earlier visit left on this device */
export function openedDeal(draft, row, kept) {
    const edits = Object.fromEntries(kept.map(({ path, value }) => [path, value]));
    const bases = Object.fromEntries(kept.map(({ path }) => [path, storedAt(draft, path)]));
    const untried = { theirs: {}, problems: [], missing: [], result: null, sent: null, decided: [], isMerged: false };
    return { draft, row, edits, bases, saving: savingOf(draft), ...untried };
}
/** The deal with a newer draft; what was typed stays, and so does a deal that was created in this visit. */
export function refreshedDeal(deal, draft, row) {
    return deal.result || draft.version < deal.draft.version ? { ...deal, row } : { ...deal, draft, row };
}
export function editedDeal(deal, path, value) {
    return {
        ...deal,
        edits: { ...deal.edits, [path]: value },
        bases: path in deal.bases ? deal.bases : { ...deal.bases, [path]: storedAt(deal.draft, path) },
        theirs: without(deal.theirs, [path]),
        problems: deal.problems.filter((problem) => problemPath(problem) !== path),
        missing: deal.missing.filter((missing) => missing !== path),
    };
}
export function savingDeal(deal) {
    return { ...deal, saving: { ...deal.saving, status: 'saving', message: '' } };
}
export function savedDeal(deal, draft, sent, now) {
    const edits = withoutSent(deal.edits, sent);
    return {
        ...deal,
        draft,
        edits,
        bases: only(deal.bases, Object.keys(edits)),
        saving: { status: 'saved', at: now, message: '' },
    };
}
export function unsavedDeal(deal, message) {
    return { ...deal, saving: { ...deal.saving, status: 'failed', message } };
}
/**
 * Somebody saved meanwhile. An edit they agree with is settled; one whose value they left alone is sent again; only a value
 * that both changed differently asks the person.
 */
export function conflictedDeal(deal, draft) {
    const settled = Object.keys(deal.edits).filter((path) => storedAt(draft, path) === deal.edits[path]);
    const edits = without(deal.edits, settled);
    const contested = Object.keys(edits).filter((path) => !staysHere(path) && storedAt(draft, path) !== (deal.bases[path] ?? null));
    return {
        ...deal,
        draft,
        edits,
        bases: without(deal.bases, settled),
        theirs: Object.fromEntries(contested.map((path) => [path, storedAt(draft, path)])),
        saving: { ...deal.saving, status: 'idle', message: '' },
    };
}
/** The person's choice between two versions of a value. */
export function settledDeal(deal, path, keepMine) {
    const theirs = without(deal.theirs, [path]);
    const bases = { ...deal.bases, [path]: storedAt(deal.draft, path) };
    return keepMine
        ? { ...deal, theirs, bases }
        : { ...deal, theirs, edits: without(deal.edits, [path]), bases: without(deal.bases, [path]) };
}
export function refusedDeal(deal, problems) {
    return { ...deal, problems };
}
export function decidedDeal(deal, decisions) {
    return { ...deal, decided: [...deal.decided, ...decisions] };
}
/** The deal without decisions that could not be kept. */
export function undecidedDeal(deal, decisions) {
    return { ...deal, decided: deal.decided.filter((decision) => !decisions.includes(decision)) };
}
/**
 * @param sent the edits and links of the request
 * @param now when the records were made, in milliseconds
 */
export function createdDeal(deal, result, sent, now) {
    return { ...deal, draft: { ...deal.draft, updatedAt: isoOf(now) }, problems: [], missing: [], result, sent };
}
export function rejectedDeal(deal, draft, now) {
    return { ...deal, draft: { ...deal.draft, ...draft, state: 'rejected', updatedAt: isoOf(now) }, problems: [] };
}
export function mergedDeal(deal, draft, now) {
    return { ...rejectedDeal(deal, draft, now), isMerged: true };
}
function isoOf(moment) {
    return new Date(moment).toISOString();
}
/** What may be sent now: an edit in conflict waits for the person. */
export function sendable(deal) {
    return changesOf(deal.edits).filter(({ path }) => !(path in deal.theirs));
}
/** How a deal ended, or null while it waits for the person. The row knows first: the middleware is told afterwards. */
export function outcomeOf({ draft, row, result }) {
    if (result?.created || row?.status === 'Created' || draft.state === 'created')
        return 'created';
    if (row?.status === 'Rejected' || draft.state === 'rejected')
        return 'rejected';
    return row?.status === 'Expired' || draft.state === 'expired' ? 'expired' : null;
}
/** The change path at which a problem of Create is shown, or null when it speaks of a whole record. */
export function problemPath({ target, field, contactId }) {
    if (!field)
        return null;
    if (target === 'contact')
        return contactId ? `contacts.${contactId}.${field}` : null;
    if (target === 'account')
        return `account.${field}`;
    return `opportunity.${field === 'dealType' ? 'type' : field === 'currencyCode' ? 'currency' : field}`;
}
function without(edits, paths) {
    return Object.fromEntries(Object.entries(edits).filter(([path]) => !paths.includes(path)));
}
function only(edits, paths) {
    return Object.fromEntries(Object.entries(edits).filter(([path]) => paths.includes(path)));
}
