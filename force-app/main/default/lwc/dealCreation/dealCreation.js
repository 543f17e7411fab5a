import { createRecords } from 'c/captureApi';
import { creationRequest } from 'c/creationRequest';
/**
 * Saves what waits of a deal, then creates it. A lost answer is safe to repeat: Apex creates once for each draft.
 * @returns what was created or refused and the edits it was sent with; null when the person must settle a conflict first
 */
export async function createDeal(creation) {
    const { book, draftId, fields, allowDuplicates, editsOf } = creation;
    await book.flush(draftId);
    const deal = book.deal(draftId);
    if (!deal || Object.keys(deal.theirs).length > 0)
        return null;
    const edits = editsOf(deal);
    return { result: await createRecords(creationRequest(deal.draft, edits, fields, allowDuplicates)), edits };
}
