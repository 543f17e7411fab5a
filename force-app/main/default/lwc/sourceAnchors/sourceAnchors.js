import { accountRecordId, contactsOf } from 'c/draftEdits';
import { drawableEvidence, shownValues } from 'c/draftValues';
import { placeOf, standsIn } from 'c/evidenceMarks';
const ACCOUNT_DETAILS = new Set(['account.website', 'account.phone', 'account.country']);
/**
 * Every place of the source that a value of any deal was read from. Of a linked record only what names it is marked, and
 * nothing of it needs a check: its values stay Salesforce's.
 */
export function anchorsOf(deals, text, toCheckBelow, labelOf) {
    return deals.flatMap(({ draft, edits }) => {
        const linked = linkedParts(draft, edits);
        return [...shownValues(draft, edits, toCheckBelow).values()]
            .filter(({ path }) => !(linked.has('account') && ACCOUNT_DETAILS.has(path)))
            .flatMap((shown) => drawableEvidence(shown, text).map((evidence) => ({
            draftId: draft.id,
            position: draft.position,
            path: shown.path,
            label: labelOf(shown.path),
            start: evidence.start,
            end: evidence.end,
            toCheck: shown.sign === 'check' && !linked.has(partOf(shown.path)),
            ...placeOf(evidence),
        })));
    });
}
/** The parts of a draft that an existing record stands for: `account`, `contacts.<id>`. */
function linkedParts(draft, edits) {
    const contacts = contactsOf(draft, edits).filter(({ recordId }) => recordId !== null);
    const account = accountRecordId(draft, edits) === null ? [] : ['account'];
    return new Set([...account, ...contacts.map(({ id }) => `contacts.${id}`)]);
}
function partOf(path) {
    return path.slice(0, path.lastIndexOf('.'));
}
/** The passages that speak of one deal each, as far as they stand in this text. */
export function passagesOf(drafts, text) {
    return drafts.flatMap(({ position, passages }) => passages.filter((passage) => standsIn(text, passage)).map(({ start, end }) => ({ position, start, end })));
}
