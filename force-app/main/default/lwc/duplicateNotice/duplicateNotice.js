import { api, LightningElement } from 'lwc';
import { NavigationMixin } from 'lightning/navigation';
import cancel from '@salesforce/label/c.Review_Cancel';
import dismiss from '@salesforce/label/c.Review_Duplicate_Dismiss';
import mateShow from '@salesforce/label/c.Review_Duplicate_Mate_Show';
import merge from '@salesforce/label/c.Review_Duplicate_Merge';
import openRecord from '@salesforce/label/c.Review_Duplicate_Open';
import openDraft from '@salesforce/label/c.Review_Duplicate_Open_Draft';
import update from '@salesforce/label/c.Review_Duplicate_Update';
import whyLabel from '@salesforce/label/c.Review_Duplicate_Why';
import whyNot from '@salesforce/label/c.Review_Duplicate_Why_Not';
import { fillIn } from 'c/valueFormat';
const LONGEST_REASON = 255;
/**
 * Says that a deal may exist already, with why, the way to it and the way on.
 * @fires update `{recordId}`: the opportunity takes the values
 * @fires merge: the other draft takes the values
 * @fires choose `{draftId}`: the other deal of the note is to be shown
 * @fires dismiss `{decision}`: it is not the same, and why
 */
export default class DuplicateNotice extends NavigationMixin(LightningElement) {
    @api
    duplicate;
    @api
    busy = false;
    labels = { cancel, dismiss, merge, update, whyNot };
    longestReason = LONGEST_REASON;
    isDismissing = false;
    reason = '';
    /** The template drops the space between two texts, and a screen reader would run them together. */
    get heading() {
        return `${this.duplicate.title} `;
    }
    get why() {
        return this.duplicate.why ? fillIn(whyLabel, this.duplicate.why) : '';
    }
    get hasCompared() {
        return this.duplicate.compared.length > 0;
    }
    get canUpdate() {
        return this.duplicate.kind === 'opportunity';
    }
    get canMerge() {
        const { kind, isReachable } = this.duplicate;
        return isReachable && (kind === 'draft' || kind === 'mate');
    }
    get canOpen() {
        return this.duplicate.kind !== 'opportunity' && this.openLabel !== '';
    }
    get openLabel() {
        const { kind, mateNumber, isReachable } = this.duplicate;
        if (kind === 'became')
            return openRecord;
        if (kind === 'mate')
            return fillIn(mateShow, mateNumber);
        return isReachable ? openDraft : '';
    }
    get canDismiss() {
        return this.duplicate.decision !== null;
    }
    handleOpen() {
        const { kind, recordId, captureId, draftId } = this.duplicate;
        if (kind === 'mate')
            this.tell('choose', { draftId });
        else if (recordId) {
            const attributes = { recordId, actionName: 'view' };
            this[NavigationMixin.Navigate]({ type: 'standard__recordPage', attributes });
        }
        else {
            this[NavigationMixin.Navigate]({
                type: 'standard__component',
                attributes: { componentName: 'c__createFromNotes' },
                state: { c__capture: captureId ?? '', ...(draftId ? { c__draft: draftId } : {}) },
            });
        }
    }
    handleUpdate() {
        this.tell('update', { recordId: this.duplicate.recordId });
    }
    handleMerge() {
        this.tell('merge');
    }
    handleAskReason() {
        this.isDismissing = true;
        this.focusOn('.reason');
    }
    handleCancel() {
        this.isDismissing = false;
        this.focusOn('.dismiss');
    }
    handleReason(event) {
        this.reason = event.detail.value;
    }
    handleDismiss() {
        this.tell('dismiss', { decision: { ...this.duplicate.decision, reason: this.reason.trim() || null } });
    }
    focusOn(selector) {
        Promise.resolve().then(() => this.template?.querySelector(selector)?.focus());
    }
    tell(name, detail) {
        this.dispatchEvent(new CustomEvent(name, { detail }));
    }
}
