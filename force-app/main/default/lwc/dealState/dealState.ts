import type { CreateResult, CreationProblem, Draft, DraftRow, MatchDecision, ValueChange } from 'c/captureTypes';
import { changesOf, staysHere, storedAt, withoutSent } from 'c/draftEdits';
import type { Edits } from 'c/draftEdits';

/** Where the person's edits are. `at` is when the draft was last saved, in milliseconds; `message` says what failed. */
export interface Saving {
  status: 'idle' | 'saving' | 'saved' | 'failed';
  at: number | null;
  message: string;
}

/** One deal of the page: the draft as the middleware holds it, and what the person did since. Never changed in place. */
export interface Deal {
  draft: Draft;
  row: DraftRow | null;
  edits: Edits;
  /** What the draft held when a value was first typed: a save that meets this value again is no conflict. */
  bases: Edits;
  /** Values of another device that contradict an edit, by path; such an edit waits for the person's choice. */
  theirs: Edits;
  saving: Saving;
  problems: readonly CreationProblem[];
  /** Paths that must be filled before Create. */
  missing: readonly string[];
  result: CreateResult | null;
  /** What Create was sent with: a record found later, such as one that this very deal made, changes nothing of it. */
  sent: Edits | null;
  /** What the person said of matches in this visit; an earlier one is remembered by the middleware. */
  decided: readonly MatchDecision[];
  /** It was dropped in this visit because another draft took its values over. */
  isMerged: boolean;
}

/** A draft of the first version was never saved by a person. */
function savingOf({ version, updatedAt }: Draft): Saving {
  return { status: 'idle', at: version > 1 ? Date.parse(updatedAt) : null, message: '' };
}

/** @param kept edits that an earlier visit left on this device */
export function openedDeal(draft: Draft, row: DraftRow | null, kept: readonly ValueChange[]): Deal {
  const edits = Object.fromEntries(kept.map(({ path, value }) => [path, value]));
  const bases = Object.fromEntries(kept.map(({ path }) => [path, storedAt(draft, path)]));
  const untried = { theirs: {}, problems: [], missing: [], result: null, sent: null, decided: [], isMerged: false };
  return { draft, row, edits, bases, saving: savingOf(draft), ...untried };
}

/** The deal with a newer draft; what was typed stays, and so does a deal that was created in this visit. */
export function refreshedDeal(deal: Deal, draft: Draft, row: DraftRow | null): Deal {
  return deal.result || draft.version < deal.draft.version ? { ...deal, row } : { ...deal, draft, row };
}

export function editedDeal(deal: Deal, path: string, value: string | null): Deal {
  return {
    ...deal,
    edits: { ...deal.edits, [path]: value },
    bases: path in deal.bases ? deal.bases : { ...deal.bases, [path]: storedAt(deal.draft, path) },
    theirs: without(deal.theirs, [path]),
    problems: deal.problems.filter((problem) => problemPath(problem) !== path),
    missing: deal.missing.filter((missing) => missing !== path),
  };
}

export function savingDeal(deal: Deal): Deal {
  return { ...deal, saving: { ...deal.saving, status: 'saving', message: '' } };
}

export function savedDeal(deal: Deal, draft: Draft, sent: readonly ValueChange[], now: number): Deal {
  const edits = withoutSent(deal.edits, sent);
  return {
    ...deal,
    draft,
    edits,
    bases: only(deal.bases, Object.keys(edits)),
    saving: { status: 'saved', at: now, message: '' },
  };
}

export function unsavedDeal(deal: Deal, message: string): Deal {
  return { ...deal, saving: { ...deal.saving, status: 'failed', message } };
}

/**
 * Somebody saved meanwhile. An edit they agree with is settled; one whose value they left alone is sent again; only a value
 * that both changed differently asks the person.
 */
export function conflictedDeal(deal: Deal, draft: Draft): Deal {
  const settled = Object.keys(deal.edits).filter((path) => storedAt(draft, path) === deal.edits[path]);
  const edits = without(deal.edits, settled);
  const contested = Object.keys(edits).filter(
    (path) => !staysHere(path) && storedAt(draft, path) !== (deal.bases[path] ?? null),
  );
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
export function settledDeal(deal: Deal, path: string, keepMine: boolean): Deal {
  const theirs = without(deal.theirs, [path]);
  const bases = { ...deal.bases, [path]: storedAt(deal.draft, path) };
  return keepMine
    ? { ...deal, theirs, bases }
    : { ...deal, theirs, edits: without(deal.edits, [path]), bases: without(deal.bases, [path]) };
}

export function refusedDeal(deal: Deal, problems: readonly CreationProblem[]): Deal {
  return { ...deal, problems };
}

export function decidedDeal(deal: Deal, decisions: readonly MatchDecision[]): Deal {
  return { ...deal, decided: [...deal.decided, ...decisions] };
}

/** The deal without decisions that could not be kept. */
export function undecidedDeal(deal: Deal, decisions: readonly MatchDecision[]): Deal {
  return { ...deal, decided: deal.decided.filter((decision) => !decisions.includes(decision)) };
}

/**
 * @param sent the edits and links of the request
 * @param now when the records were made, in milliseconds
 */
export function createdDeal(deal: Deal, result: CreateResult, sent: Edits, now: number): Deal {
  return { ...deal, draft: { ...deal.draft, updatedAt: isoOf(now) }, problems: [], missing: [], result, sent };
}

export function rejectedDeal(deal: Deal, draft: Draft, now: number): Deal {
  return { ...deal, draft: { ...deal.draft, ...draft, state: 'rejected', updatedAt: isoOf(now) }, problems: [] };
}

export function mergedDeal(deal: Deal, draft: Draft, now: number): Deal {
  return { ...rejectedDeal(deal, draft, now), isMerged: true };
}

function isoOf(moment: number): string {
  return new Date(moment).toISOString();
}

/** What may be sent now: an edit in conflict waits for the person. */
export function sendable(deal: Deal): ValueChange[] {
  return changesOf(deal.edits).filter(({ path }) => !(path in deal.theirs));
}

/** How a deal ended, or null while it waits for the person. The row knows first: the middleware is told afterwards. */
export function outcomeOf({ draft, row, result }: Deal): 'created' | 'rejected' | 'expired' | null {
  if (result?.created || row?.status === 'Created' || draft.state === 'created') return 'created';
  if (row?.status === 'Rejected' || draft.state === 'rejected') return 'rejected';
  return row?.status === 'Expired' || draft.state === 'expired' ? 'expired' : null;
}

/** The change path at which a problem of Create is shown, or null when it speaks of a whole record. */
export function problemPath({ target, field, contactId }: CreationProblem): string | null {
  if (!field) return null;
  if (target === 'contact') return contactId ? `contacts.${contactId}.${field}` : null;
  if (target === 'account') return `account.${field}`;
  return `opportunity.${field === 'dealType' ? 'type' : field === 'currencyCode' ? 'currency' : field}`;
}

function without(edits: Edits, paths: readonly string[]): Edits {
  return Object.fromEntries(Object.entries(edits).filter(([path]) => !paths.includes(path)));
}

function only(edits: Edits, paths: readonly string[]): Edits {
  return Object.fromEntries(Object.entries(edits).filter(([path]) => paths.includes(path)));
}
