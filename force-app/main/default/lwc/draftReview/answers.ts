import { decideMatches } from 'c/captureApi';
import type { Draft, MatchDecision } from 'c/captureTypes';
import type { DealBook } from 'c/dealBook';
import { decidedDeal, mergedDeal, refreshedDeal, undecidedDeal } from 'c/dealState';
import { valueAt } from 'c/draftEdits';
import { NEW_RECORD } from 'c/suggestedLinks';

/** What a person says of something that may be the same: a decision, a new one all the same, or that two drafts are one now. */
export type Answer =
  | { kind: 'decided'; decisions: readonly MatchDecision[] }
  | { kind: 'new' }
  | { kind: 'merged'; draft: Draft; into: Draft };

/** @throws CaptureError when a decision could not be kept: then it is asked again */
export async function takeAnswer(book: DealBook, draftId: string, answer: Answer): Promise<void> {
  if (answer.kind === 'decided') await keepDecisions(book, draftId, answer.decisions);
  else if (answer.kind === 'merged') settleMerge(book, draftId, answer);
  else makeNew(book, draftId);
}

/** Shows at once what the person said of matches, and has it remembered. */
async function keepDecisions(book: DealBook, draftId: string, decisions: readonly MatchDecision[]): Promise<void> {
  book.change(draftId, (deal) => decidedDeal(deal, decisions));
  try {
    const draft = await decideMatches(draftId, decisions);
    book.change(draftId, (deal) => refreshedDeal(deal, draft, deal.row));
  } catch (error) {
    book.change(draftId, (deal) => undecidedDeal(deal, decisions));
    throw error;
  }
}

/** The deal makes an opportunity of its own. The name becomes the person's, so that the choice holds after a reload. */
function makeNew(book: DealBook, draftId: string): void {
  const deal = book.deal(draftId);
  if (!deal) return;
  book.edit(draftId, 'opportunity.name', valueAt(deal.draft, deal.edits, 'opportunity.name'));
  book.edit(draftId, 'opportunity.recordId', NEW_RECORD);
}

/** The deal went into another draft, which may be one of the same note. */
function settleMerge(book: DealBook, draftId: string, { draft, into }: { draft: Draft; into: Draft }): void {
  book.change(draftId, (deal) => mergedDeal(deal, draft, Date.now()));
  book.forget(draftId);
  book.change(into.id, (deal) => refreshedDeal(deal, into, deal.row));
}
