import { api, LightningElement } from 'lwc';
import { NavigationMixin } from 'lightning/navigation';
import dismiss from '@salesforce/label/c.Review_Duplicate_Dismiss';
import openRecord from '@salesforce/label/c.Review_Duplicate_Open';
import openDraft from '@salesforce/label/c.Review_Duplicate_Open_Draft';
import possible from '@salesforce/label/c.Review_Duplicate';
import whyLabel from '@salesforce/label/c.Review_Duplicate_Why';
import { fillIn } from 'c/valueFormat';
/**
 * Says that a deal may exist already, with the way to it and the way on.
 * @fires dismiss `{key}`: it is not the same
 */
export default class DuplicateNotice extends NavigationMixin(LightningElement) {
    @api
    duplicate;
    labels = { dismiss, possible };
    /** The template drops the space between two texts, and a screen reader would run them together. */
    get possible() {
        return `${possible} `;
    }
    get why() {
        return fillIn(whyLabel, this.duplicate.why);
    }
    get openLabel() {
        return this.duplicate.recordId ? openRecord : openDraft;
    }
    handleOpen() {
        const { recordId, captureId, draftId } = this.duplicate;
        if (recordId) {
            const attributes = { recordId, actionName: 'view' };
            this[NavigationMixin.Navigate]({ type: 'standard__recordPage', attributes });
            return;
        }
        this[NavigationMixin.Navigate]({
            type: 'standard__component',
            attributes: { componentName: 'c__createFromNotes' },
            state: { c__capture: captureId ?? '', ...(draftId ? { c__draft: draftId } : {}) },
        });
    }
    handleDismiss() {
        this.dispatchEvent(new CustomEvent('dismiss', { detail: { key: this.duplicate.key } }));
    }
}
