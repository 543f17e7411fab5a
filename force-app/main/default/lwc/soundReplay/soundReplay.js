import { LightningElement, api } from 'lwc';
import listen from '@salesforce/label/c.Voice_Listen';
/** Plays what was recorded on this page, from the page itself. */
export default class SoundReplay extends LightningElement {
    labels = { listen };
    address = null;
    content = null;
    @api
    get sound() {
        return this.content;
    }
    set sound(sound) {
        this.forget();
        this.content = sound;
        this.address = sound && URL.createObjectURL(sound);
    }
    disconnectedCallback() {
        this.forget();
    }
    forget() {
        if (this.address)
            URL.revokeObjectURL(this.address);
        this.address = null;
    }
}
