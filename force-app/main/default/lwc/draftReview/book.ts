import userId from '@salesforce/user/Id';
import { saveChanges, saysErased } from 'c/captureApi';
import type { SaveResult, ValueChange } from 'c/captureTypes';
import { createDealBook, ringAfter } from 'c/dealBook';
import type { DealBook } from 'c/dealBook';

/** The deals of the page, kept under this user and saved over Apex. `erased` is told when the note is no more. */
export function openBook(changed: () => void, erased: () => void): DealBook {
  const save = async (draftId: string, version: number, changes: ValueChange[]): Promise<SaveResult> => {
    try {
      return await saveChanges(draftId, version, changes);
    } catch (error) {
      if (saysErased(error)) erased();
      throw error;
    }
  };
  return createDealBook({ userId, save, changed, now: () => Date.now(), after: ringAfter });
}
