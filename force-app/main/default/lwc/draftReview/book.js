import userId from '@salesforce/user/Id';
import { saveChanges, saysErased } from 'c/captureApi';
import { createDealBook, ringAfter } from 'c/dealBook';
/**
 * The deals of the page, kept under this user and saved over Apex, also once a lost connection is back. `erased` is told when the
 * note is no more.
 */
export function openBook(changed, erased) {
    const save = async (draftId, version, changes) => {
        try {
            return await saveChanges(draftId, version, changes);
        }
        catch (error) {
            if (saysErased(error))
                erased();
            throw error;
        }
    };
    const book = createDealBook({ userId, save, changed, now: () => Date.now(), after: ringAfter });
    const saveAgain = () => {
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
