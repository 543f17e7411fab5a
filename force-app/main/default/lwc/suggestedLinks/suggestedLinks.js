import { outcomeOf } from 'c/dealState';
import { contactsOf, factsOf, valueAt } from 'c/draftEdits';
/** The link of a record to create. A person who chooses it writes the name too: a name of their own is linked to nothing. */
export const NEW_RECORD = '';
export function accountMatches(draft, matches) {
    return unique(matches.filter((match) => match.target === 'account' && isOf(match, draft)));
}
export function contactMatches(draft, contactId, matches) {
    return unique(matches.filter((match) => match.target === 'contact' && match.contactId === contactId && isOf(match, draft)));
}
/** Open opportunities that may be the same deal. */
export function opportunityMatches(draft, matches) {
    return unique(matches.filter((match) => match.target === 'opportunity' && isOf(match, draft)));
}
/** What the org found, and what the deals of the note know of each other. */
export function matchesOf({ matches }, deals) {
    return [...matches, ...matchesAmong(deals)];
}
/**
 * People who came of another deal of the same note, for the deals that wait: one person stays one contact, also without an
 * e-mail or a phone by which the org could find them.
 */
export function matchesAmong(deals) {
    const known = deals.filter((deal) => outcomeOf(deal) === 'created').flatMap(recordedPeople);
    const waiting = deals.filter((deal) => outcomeOf(deal) === null);
    return waiting.flatMap((deal) => peopleOf(deal).flatMap(({ id, key }) => {
        const same = known.find((person) => person.key === key);
        if (!same)
            return [];
        const { recordId, name } = same;
        const reason = 'same-name-and-account';
        return [{ draftId: deal.draft.id, target: 'contact', contactId: id, recordId, name, detail: null, reason }];
    }));
}
/** The contacts of a created deal; their ids stand in the order in which they were sent. */
function recordedPeople(deal) {
    const ids = deal.result?.contactIds ?? deal.row?.contactIds ?? [];
    return peopleOf(deal).flatMap(({ key, name }, index) => {
        const recordId = ids[index];
        return recordId ? [{ key, name, recordId }] : [];
    });
}
/** Who goes into a deal; people of one name and one account have the same key. */
function peopleOf({ draft, edits, sent }) {
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
export function withSuggestedLinks(draft, edits, matches) {
    const suggested = {};
    const account = suggestedAccount(accountMatches(draft, matches));
    if (account && isUndecided(draft, edits, 'account', ['name']))
        suggested['account.recordId'] = account.recordId;
    for (const { id } of contactsOf(draft, edits)) {
        const path = `contacts.${id}.recordId`;
        const contact = suggestedContact(draft, edits, id, contactMatches(draft, id, matches));
        if (contact && isUndecided(draft, edits, `contacts.${id}`, ['firstName', 'lastName']))
            suggested[path] = contact.recordId;
    }
    return { ...suggested, ...edits };
}
/** The record the page was opened from says more than a name; two accounts of one name say nothing. */
function suggestedAccount(found) {
    return found.find((match) => match.reason === 'opened-from') ?? (found.length === 1 ? (found[0] ?? null) : null);
}
/** A phone may be a switchboard: it links only a contact of the same last name. An e-mail links by itself. */
function suggestedContact(draft, edits, contactId, found) {
    if (found.length !== 1 || !found[0])
        return null;
    const [match] = found;
    const lastName = valueAt(draft, edits, `contacts.${contactId}.lastName`);
    if (match.reason !== 'same-phone')
        return match;
    return lastName !== null && plain(match.name).includes(plain(lastName)) ? match : null;
}
function isUndecided(draft, edits, part, names) {
    const link = `${part}.recordId`;
    if (link in edits || valueAt(draft, edits, link) !== null)
        return false;
    const facts = factsOf(draft, edits);
    return names
        .map((name) => `${part}.${name}`)
        .every((path) => !(path in edits) && facts.get(path)?.origin !== 'person');
}
function isOf(match, draft) {
    return match.draftId === null || match.draftId === draft.id;
}
/** A record can match for several reasons: the first one said stands for it. */
function unique(matches) {
    const seen = new Set();
    return matches.filter(({ recordId }) => !seen.has(recordId) && seen.add(recordId));
}
function plain(text) {
    return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();
}
