import { createRecords } from 'c/captureApi';
import type { CreateResult } from 'c/captureTypes';
import { creationRequest } from 'c/creationRequest';
import type { DealBook } from 'c/dealBook';
import type { Deal } from 'c/dealState';
import type { Edits } from 'c/draftEdits';
import type { FormField } from 'c/formFields';
import type { FormView } from 'c/formView';

interface Creation {
  book: DealBook;
  draftId: string;
  fields: ReadonlyMap<string, FormField>;
  allowDuplicates: boolean;
  /** The form of a deal as the person sees it. */
  formOf(deal: Deal): Pick<FormView, 'edits' | 'update'>;
}

/**
 * Saves what waits of a deal, then creates it. A lost answer is safe to repeat: Apex creates once for each draft.
 * @returns what was created or refused and the edits it was sent with; null when the person must settle a conflict first
 */
export async function createDeal(creation: Creation): Promise<{ result: CreateResult; edits: Edits } | null> {
  const { book, draftId, fields, allowDuplicates, formOf } = creation;
  const shown = book.deal(draftId);
  const update = shown ? formOf(shown).update : null;
  // What was proposed becomes the person's choice: it stands after a reload too.
  if (update) book.edit(draftId, 'opportunity.recordId', update.recordId);
  await book.flush(draftId);
  const deal = book.deal(draftId);
  if (!deal || Object.keys(deal.theirs).length > 0) return null;
  const { edits } = formOf(deal);
  return { result: await createRecords(creationRequest(deal.draft, edits, fields, allowDuplicates, update)), edits };
}
