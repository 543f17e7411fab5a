import type { CaptureView, Draft, DraftMatch, Match, MatchDecision, RecordMatch } from 'c/captureTypes';
import { outcomeOf } from 'c/dealState';
import type { Deal } from 'c/dealState';
import { contactsOf, factsOf, valueAt } from 'c/draftEdits';
import type { Edits } from 'c/draftEdits';

/** The link of a record to create. A person who chooses it writes the name too: a name of their own is linked to nothing. */
export const NEW_RECORD = '';

export function accountMatches(draft: Draft, matches: readonly Match[]): readonly RecordMatch[] {
  return unique(visible(matches).filter((match) => match.target === 'account' && isOf(match, draft)));
}

export function contactMatches(draft: Draft, contactId: string, matches: readonly Match[]): readonly RecordMatch[] {
  return unique(visible(matches).filter((match) => match.contactId === contactId && isOf(match, draft)));
}

/** Open opportunities that may be the same deal. */
export function opportunityMatches(draft: Draft, matches: readonly Match[]): readonly RecordMatch[] {
  return unique(visible(matches).filter((match) => match.target === 'opportunity' && isOf(match, draft)));
}

/** Other drafts that propose the same deal, as far as the user may see them. */
export function draftMatches(draft: Draft, matches: readonly Match[]): readonly DraftMatch[] {
  return matches.filter(
    (match): match is DraftMatch => match.target === 'draft' && !match.hidden && isOf(match, draft),
  );
}

/** Whether a record exists that the user may not see. `contactId` is null for the account and the deal. */
export function hasHidden(
  draft: Draft,
  matches: readonly Match[],
  target: RecordMatch['target'],
  contactId: string | null = null,
): boolean {
  return matches.some(
    (match) => match.target === target && match.hidden && isOf(match, draft) && (match.contactId ?? null) === contactId,
  );
}

/** What the org found, and what the deals of the note know of each other; without what a person just said is not the same. */
export function matchesOf({ matches }: CaptureView, deals: readonly Deal[]): readonly Match[] {
  const refused = deals.flatMap(({ draft, decided }) =>
    decided.filter(({ same }) => !same).map((decision) => ({ draftId: draft.id, decision })),
  );
  const stands = (match: Match) =>
    !refused.some(
      ({ draftId, decision }) => [null, draftId].includes(match.draftId ?? null) && speaksOf(decision, match),
    );
  // The note itself knows for sure who came of it, where the org can only ask.
  return [...matchesAmong(deals), ...matches].filter(stands);
}

function speaksOf({ target, recordId, contactId, draftId }: MatchDecision, match: Match): boolean {
  if (target !== match.target) return false;
  if (match.target === 'draft') return draftId === match.otherDraftId;
  return recordId === match.recordId && contactId === (match.contactId ?? null);
}

/**
 * People who came of another deal of the same note, for the deals that wait: one person stays one contact, also without an
 * e-mail or a phone by which the org could find them.
 */
export function matchesAmong(deals: readonly Deal[]): readonly RecordMatch[] {
  const known = deals.filter((deal) => outcomeOf(deal) === 'created').flatMap(recordedPeople);
  const waiting = deals.filter((deal) => outcomeOf(deal) === null);
  return waiting.flatMap((deal) =>
    peopleOf(deal).flatMap(({ id, key }): RecordMatch[] => {
      const same = known.find((person) => person.key === key);
      if (!same) return [];
      const { recordId, name } = same;
      const why = { score: 1, verdict: 'same', reasons: ['same-person-name', 'same-account'] } as const;
      const match = { draftId: deal.draft.id, target: 'contact', contactId: id, recordId, name, detail: null } as const;
      return [{ ...match, ...why, reasons: [...why.reasons] }];
    }),
  );
}

/** The contacts of a created deal; their ids stand in the order in which they were sent. */
function recordedPeople(deal: Deal): { key: string; name: string; recordId: string }[] {
  const ids = deal.result?.contactIds ?? deal.row?.contactIds ?? [];
  return peopleOf(deal).flatMap(({ key, name }, index) => {
    const recordId = ids[index];
    return recordId ? [{ key, name, recordId }] : [];
  });
}

/** Who goes into a deal; people of one name and one account have the same key. */
function peopleOf({ draft, edits, sent }: Deal): { id: string; key: string; name: string }[] {
  const said = sent ?? edits;
  const account = valueAt(draft, said, 'account.name') ?? '';
  return contactsOf(draft, said)
    .filter(({ included }) => included)
    .map(({ id }) => {
      const names = ['firstName', 'lastName'].map((key) => valueAt(draft, said, `contacts.${id}.${key}`));
      const name = names.filter(Boolean).join(' ');
      return { id, name, key: name ? plain(`${name}|${account}`) : id };
    });
}

/**
 * The edits, with a link to the existing record wherever nobody has chosen and only one record can be meant. Nothing of
 * it is saved: the person sees the link, can choose another, and Create writes what is shown.
 */
export function withSuggestedLinks(draft: Draft, edits: Edits, matches: readonly Match[]): Edits {
  const suggested: Record<string, string | null> = {};
  const suggest = (part: string, names: readonly string[], match: RecordMatch | null): void => {
    if (match && isUndecided(draft, edits, part, names)) suggested[`${part}.recordId`] = match.recordId;
  };
  suggest('account', ['name'], suggestedRecord(accountMatches(draft, matches)));
  suggest('opportunity', ['name'], suggestedRecord(opportunityMatches(draft, matches)));
  for (const { id } of contactsOf(draft, edits)) {
    const contact = suggestedContact(draft, edits, id, contactMatches(draft, id, matches));
    suggest(`contacts.${id}`, ['firstName', 'lastName'], contact);
  }
  return { ...suggested, ...edits };
}

/** The record the page was opened from says more than a name; two that are both the same say nothing. */
function suggestedRecord(found: readonly RecordMatch[]): RecordMatch | null {
  const same = found.filter(({ verdict }) => verdict === 'same');
  return same.find(({ reasons }) => reasons.includes('opened-from')) ?? (same.length === 1 ? (same[0] ?? null) : null);
}

/** A phone may be a switchboard: by itself it links only a contact of the same last name. */
function suggestedContact(
  draft: Draft,
  edits: Edits,
  contactId: string,
  found: readonly RecordMatch[],
): RecordMatch | null {
  const match = suggestedRecord(found);
  if (!match || !match.reasons.every((reason) => reason === 'same-phone')) return match;
  const lastName = valueAt(draft, edits, `contacts.${contactId}.lastName`);
  return lastName !== null && plain(match.name).includes(plain(lastName)) ? match : null;
}

/** Whether a part of the deal is linked to nothing, and nobody said that it shall be so. */
export function isAsked(draft: Draft, edits: Edits, part: string): boolean {
  const names = part.startsWith('contacts.') ? ['firstName', 'lastName'] : ['name'];
  return isUndecided(draft, edits, part, names);
}

function isUndecided(draft: Draft, edits: Edits, part: string, names: readonly string[]): boolean {
  const link = `${part}.recordId`;
  if (link in edits || valueAt(draft, edits, link) !== null) return false;
  const facts = factsOf(draft, edits);
  return names
    .map((name) => `${part}.${name}`)
    .every((path) => !(path in edits) && facts.get(path)?.origin !== 'person');
}

function isOf(match: Match, draft: Draft): boolean {
  return (match.draftId ?? null) === null || match.draftId === draft.id;
}

function visible(matches: readonly Match[]): readonly RecordMatch[] {
  return matches.filter((match): match is RecordMatch => match.target !== 'draft' && !match.hidden);
}

/** A record can match for several reasons: the first one said stands for it. */
function unique(matches: readonly RecordMatch[]): readonly RecordMatch[] {
  const seen = new Set<string>();
  return matches.filter(({ recordId }) => !seen.has(recordId) && seen.add(recordId));
}

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();
}
