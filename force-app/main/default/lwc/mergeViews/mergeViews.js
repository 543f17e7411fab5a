import absent from '@salesforce/label/c.Merge_Absent';
import contactLabel from '@salesforce/label/c.Merge_Contact';
import { CONTACT_KEYS, contactsOf, factsOf, valueAt } from 'c/draftEdits';
import { displayed } from 'c/fieldViews';
const AMOUNT = 'opportunity.amount';
const CURRENCY = 'opportunity.currency';
/** What names the other draft stays, unless the person says otherwise. */
const NAMES = ['opportunity.name', 'account.name'];
/** Where two drafts of one deal differ. The one that goes was there later: what it says of itself stays, unless told otherwise. */
export function mergeView(sources) {
    const paths = [...factsOf(sources.draft).keys()].filter((path) => !path.startsWith('contacts.') && path !== CURRENCY && sources.fields.has(path));
    const compared = paths.map((path) => comparedAt(path, sources));
    return {
        rows: [...compared.flatMap(({ row }) => (row ? [row] : [])), ...newContacts(sources)],
        same: compared.flatMap(({ same }) => (same ? [same] : [])),
    };
}
function comparedAt(path, sources) {
    const { draft, edits, other, fields, reading } = sources;
    const field = fields.get(path);
    const mine = valueAt(draft, edits, path);
    const theirs = valueAt(other, {}, path);
    if (!field || mine === null)
        return {};
    const inWords = (value, of, typed) => displayed(field, value, { ...reading, currency: valueAt(of, typed, CURRENCY) ?? reading.currency });
    const [said, kept] = [inWords(mine, draft, edits), inWords(theirs, other, {})];
    if (said === kept)
        return { same: field.label };
    const isOwn = path in edits || ['source', 'person'].includes(factsOf(draft).get(path)?.origin ?? '');
    // A setting filled both alike but for the day: there is nothing to choose.
    if (!isOwn && theirs !== null)
        return {};
    const currency = valueAt(draft, edits, CURRENCY);
    const unit = path === AMOUNT && currency !== valueAt(other, {}, CURRENCY) ? [{ path: CURRENCY, value: currency }] : [];
    const keepsMine = theirs === null || !NAMES.includes(path);
    const changes = [{ path, value: mine }, ...unit];
    return { row: { path, label: field.label, mine: said, other: kept, keepsMine, changes } };
}
/** People whom the other draft does not know. */
function newContacts({ draft, edits, other }) {
    const known = contactsOf(other, {}).flatMap((contact) => keysOf(contact, other, {}));
    return contactsOf(draft, edits)
        .filter(({ included }) => included)
        .filter((contact) => !keysOf(contact, draft, edits).some((key) => known.includes(key)))
        .map((contact) => {
        const path = (key) => `contacts.${contact.id}.${key}`;
        const values = [...CONTACT_KEYS, 'recordId'].map((key) => ({
            path: path(key),
            value: valueAt(draft, edits, path(key)),
        }));
        return {
            path: `contacts.${contact.id}`,
            label: contactLabel,
            mine: nameOf(contact, draft, edits),
            other: absent,
            keepsMine: true,
            changes: [{ path: path('included'), value: 'true' }, ...values.filter(({ value }) => value !== null)],
        };
    });
}
/** By what one person is known in two drafts. */
function keysOf(contact, draft, edits) {
    const email = valueAt(draft, edits, `contacts.${contact.id}.email`);
    return [contact.id, email ?? '', nameOf(contact, draft, edits)].filter(Boolean).map(plain);
}
function nameOf({ id }, draft, edits) {
    return ['firstName', 'lastName']
        .map((key) => valueAt(draft, edits, `contacts.${id}.${key}`))
        .filter(Boolean)
        .join(' ');
}
function plain(text) {
    return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();
}
/** What the other draft is to be changed by. */
export function mergeChanges(rows, choices) {
    return rows.filter(({ path, keepsMine }) => choices[path] ?? keepsMine).flatMap(({ changes }) => changes);
}
