import { LightningElement, api } from 'lwc';
import tellFirst from '@salesforce/label/c.Voice_Others_Tell_First';
import othersTold from '@salesforce/label/c.Voice_Others_Told';
import who from '@salesforce/label/c.Voice_Who';
import alone from '@salesforce/label/c.Voice_Who_Alone';
import others from '@salesforce/label/c.Voice_Who_Others';
import why from '@salesforce/label/c.Voice_Why';
/** Says why the browser is about to ask for the microphone. Where the org wants it, others who are recorded have to be told first. */
export default class MicrophoneReason extends LightningElement {
    /** What the others are told, in the words of the org; null: nothing is asked. */
    @api
    notice = null;
    labels = { othersTold, who, why };
    people = [
        { label: alone, value: 'alone' },
        { label: others, value: 'others' },
    ];
    who = 'alone';
    hasConsent = false;
    /** Whether others are recorded, who were told. */
    @api
    get areOthersTold() {
        return this.notice !== null && this.hasOthers && this.hasConsent;
    }
    get hasOthers() {
        return this.who === 'others';
    }
    /** @returns whether to go on; where not, it says what is missing */
    @api
    check() {
        const isMissing = this.notice !== null && this.hasOthers && !this.hasConsent;
        this.tell(isMissing ? tellFirst : '');
        if (isMissing)
            this.box?.focus();
        return !isMissing;
    }
    handleWho(event) {
        this.who = event.detail.value;
        this.hasConsent = false;
    }
    handleConsent(event) {
        this.hasConsent = event.target.checked;
        this.tell('');
    }
    tell(problem) {
        this.box?.setCustomValidity(problem);
        this.box?.reportValidity();
    }
    get box() {
        return this.template?.querySelector('.consent') ?? null;
    }
}
