import userId from '@salesforce/user/Id';
import { saveChanges, saysErased } from 'c/captureApi';
import type { SaveResult, ValueChange } from 'c/captureTypes';
import { createDealBook, ringAfter } from 'c/dealBook';
import type { DealBook } from 'c/dealBook';

/**
 * The deals of the page, kept under this user and saved over Apex, also once a lost connection is back. `erased` is told when the
 * note is no more.
 */
export function openBook(changed: () => void, erased: () => void): DealBook {
  const save = async (draftId: string, version: number, changes: ValueChange[]): Promise<SaveResult> => {
    try {
      return await saveChanges(draftId, version, changes);
    } catch (error) {
      if (saysErased(error)) erased();
      throw error;
    }
  };
  const book = createDealBook({ userId, save, changed, now: () => Date.now(), after: ringAfter });
  const saveAgain = (): void => {
    void book.flushAll();
  };
  window.addEventListener('online', saveAgain);
  return {
    ...book,
    stop() {
      window.removeEventListener('online', saveAgain);
      book.stop();
    },
  };
}
