import { LightningElement, api } from 'lwc';
import { eraseCapture, toCaptureError } from 'c/captureApi';
import { forgetNote } from 'c/noteErasure';
import confirm from '@salesforce/label/c.Capture_Erase_Confirm';
import failed from '@salesforce/label/c.Capture_Erase_Failed';
import failedNext from '@salesforce/label/c.Capture_Erase_Failed_Next';
import goes from '@salesforce/label/c.Capture_Erase_Goes';
import keep from '@salesforce/label/c.Capture_Erase_Keep';
import question from '@salesforce/label/c.Capture_Erase_Question';
import stays from '@salesforce/label/c.Capture_Erase_Stays';
import working from '@salesforce/label/c.Capture_Erase_Working';
import userId from '@salesforce/user/Id';
/** After these nobody knows whether the note is gone: the answer may have been lost on its way. */
const UNCERTAIN = /^(offline|unreachable|unavailable|unexpected)$/;
/**
 * Asks whether a note is to be erased, names what goes and what stays, and erases it; also what this device keeps of it.
 * @fires erased with the ErasedNote; it leaves every component, so that the page hears it wherever the question stands
 * @fires keep when the person thinks better of it
 */
export default class EraseQuestion extends LightningElement {
    @api
    captureId = '';
    labels = { confirm, failed, goes, keep, question, stays, working };
    isErasing = false;
    error = null;
    /** Puts the focus on the way back: the harmless answer. */
    @api
    focus() {
        this.template?.querySelector('.keep')?.focus();
    }
    get failure() {
        return this.error && UNCERTAIN.test(this.error.code) ? failedNext : null;
    }
    handleKeep() {
        this.dispatchEvent(new CustomEvent('keep'));
    }
    async handleErase() {
        if (this.isErasing)
            return;
        this.isErasing = true;
        this.error = null;
        try {
            const detail = await eraseCapture(this.captureId);
            forgetNote(userId, detail);
            this.dispatchEvent(new CustomEvent('erased', { detail, bubbles: true, composed: true }));
        }
        catch (error) {
            this.error = toCaptureError(error);
        }
        finally {
            this.isErasing = false;
        }
    }
}
