import { LightningElement, api } from 'lwc';
import { correctSource, toCaptureError } from 'c/captureApi';
import { dropEdits, listEdits, putEdits } from 'c/unsentEdits';
import cancel from '@salesforce/label/c.Capture_Summary_Cancel';
import empty from '@salesforce/label/c.Capture_Summary_Empty';
import help from '@salesforce/label/c.Capture_Summary_Help';
import notSent from '@salesforce/label/c.Capture_Summary_Not_Sent';
import send from '@salesforce/label/c.Capture_Summary_Send';
import summary from '@salesforce/label/c.Capture_Summary';
import userId from '@salesforce/user/Id';
/** Under which a corrected text is kept too: what is typed here takes the place of what was heard. */
const TEXT_PATH = 'source.text';
/**
 * What was said in a recording, typed in place of it. It is kept on this device until it is accepted.
 * @fires sent with the CaptureView
 * @fires cancel
 */
export default class TypedSummary extends LightningElement {
    @api
    captureId = '';
    /** What was typed with the recording already. */
    @api
    text = '';
    labels = { cancel, help, notSent, send, summary };
    typed = '';
    isSending = false;
    error = null;
    connectedCallback() {
        this.typed = listEdits(this.keptUnder).find(({ path }) => path === TEXT_PATH)?.value ?? this.text ?? '';
    }
    @api
    focus() {
        this.field?.focus();
    }
    handleTyped(event) {
        this.typed = event.detail.value ?? '';
        putEdits(this.keptUnder, [{ path: TEXT_PATH, value: this.typed }]);
        this.tell('');
    }
    handleKey(event) {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
            event.preventDefault();
            this.handleSend();
        }
    }
    handleCancel() {
        this.dispatchEvent(new CustomEvent('cancel'));
    }
    async handleSend() {
        if (this.isSending)
            return;
        const text = this.typed.trim();
        this.tell(text === '' ? empty : '');
        if (text === '') {
            this.focus();
            return;
        }
        this.isSending = true;
        this.error = null;
        try {
            const view = await correctSource(this.captureId, text);
            dropEdits(this.keptUnder);
            this.dispatchEvent(new CustomEvent('sent', { detail: view }));
        }
        catch (error) {
            this.error = toCaptureError(error);
        }
        finally {
            this.isSending = false;
        }
    }
    tell(problem) {
        this.field?.setCustomValidity(problem);
        this.field?.reportValidity();
    }
    get keptUnder() {
        return { userId, draftId: this.captureId };
    }
    get field() {
        return this.template?.querySelector('.typed') ?? null;
    }
}
