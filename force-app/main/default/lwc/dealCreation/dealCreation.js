import { createRecords } from 'c/captureApi';
import { creationRequest } from 'c/creationRequest';
/**
 * Saves what waits of a deal, then creates it. A lost answer is safe to repeat: Apex creates once for each draft.
 * @returns what was created or refused and the edits it was sent with; null when the person must settle a conflict first
 */
export async function createDeal(creation) {
    const { book, draftId, fields, allowDuplicates, formOf } = creation;
    const shown = book.deal(draftId);
    const update = shown ? formOf(shown).update : null;
    // What was proposed becomes the person's choice: it stands after a reload too.
    if (update)
        book.edit(draftId, 'opportunity.recordId', update.recordId);
    await book.flush(draftId);
    const deal = book.deal(draftId);
    if (!deal || Object.keys(deal.theirs).length > 0)
        return null;
    const { edits } = formOf(deal);
    return { result: await createRecords(creationRequest(deal.draft, edits, fields, allowDuplicates, update)), edits };
}
