import { LightningElement, api } from 'lwc';
import erase from '@salesforce/label/c.Capture_Erase';
/** Offers, out of the way, to erase the note that is shown; the question comes in its place. */
export default class EraseNote extends LightningElement {
    @api
    captureId = '';
    labels = { erase };
    isAsking = false;
    focusOn = '';
    renderedCallback() {
        if (!this.focusOn)
            return;
        const part = this.template?.querySelector(this.focusOn);
        this.focusOn = '';
        part?.focus();
    }
    handleAsk() {
        this.isAsking = true;
        this.focusOn = 'c-erase-question';
    }
    handleKeep() {
        this.isAsking = false;
        this.focusOn = '.erase';
    }
}
