import { missingValues } from 'c/creationRequest';
import type { DealBook } from 'c/dealBook';
import type { Deal } from 'c/dealState';
import type { FormField } from 'c/formFields';
import type { FormView } from 'c/formView';

/** Marks in the deal what must be filled before Create. @returns the paths that keep it from being created, the first one first */
export function findMissing(
  book: DealBook,
  deal: Deal,
  { edits, update }: FormView,
  fields: ReadonlyMap<string, FormField>,
): readonly string[] {
  const missing = missingValues(deal.draft, edits, fields, update);
  book.change(deal.draft.id, (current) => ({ ...current, missing, problems: [] }));
  return [...missing, ...Object.keys(deal.theirs)];
}
