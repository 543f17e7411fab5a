import userId from '@salesforce/user/Id';
import { saveChanges } from 'c/captureApi';
import { createDealBook, ringAfter } from 'c/dealBook';
/** The deals of the page, kept under this user and saved over Apex. */
export function openBook(changed) {
    return createDealBook({ userId, save: saveChanges, changed, now: () => Date.now(), after: ringAfter });
}
