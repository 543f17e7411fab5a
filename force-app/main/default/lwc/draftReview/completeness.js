import { missingValues } from 'c/creationRequest';
/** Marks in the deal what must be filled before Create. @returns the paths that keep it from being created, the first one first */
export function findMissing(book, deal, { edits, update }, fields) {
    const missing = missingValues(deal.draft, edits, fields, update);
    book.change(deal.draft.id, (current) => ({ ...current, missing, problems: [] }));
    return [...missing, ...Object.keys(deal.theirs)];
}
