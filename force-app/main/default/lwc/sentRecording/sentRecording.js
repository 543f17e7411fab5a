import { LightningElement, api } from 'lwc';
import { readSentFile } from 'c/sentFiles';
import { fillIn } from 'c/valueFormat';
import cannotPlay from '@salesforce/label/c.Audio_Cannot_Play';
import listen from '@salesforce/label/c.Audio_Listen';
import listenTake from '@salesforce/label/c.Audio_Listen_Take';
import loading from '@salesforce/label/c.Audio_Loading';
import failed from '@salesforce/label/c.Audio_Loading_Failed';
/** Plays a recording as it was sent, one take after the other: nothing of it needs to be understood for that. */
export default class SentRecording extends LightningElement {
    @api
    captureId = '';
    @api
    takes = [];
    labels = { listen };
    address = '';
    state = '';
    isLoading = false;
    index = 0;
    disconnectedCallback() {
        this.forget();
    }
    get playerName() {
        return this.takes.length > 1 ? fillIn(listenTake, this.index + 1, this.takes.length) : listen;
    }
    handleListen() {
        this.load(0);
    }
    handleEnded() {
        if (this.index + 1 < this.takes.length)
            this.load(this.index + 1);
    }
    handleError() {
        this.forget();
        this.state = cannotPlay;
    }
    async load(index) {
        const take = this.takes[index];
        if (!take || this.isLoading)
            return;
        this.isLoading = true;
        this.state = '';
        try {
            const content = await readSentFile(this.captureId, take, take.mediaType, (parts) => {
                this.state = fillIn(loading, parts, take.parts);
            });
            this.show(content, index);
        }
        catch {
            this.state = failed;
        }
        finally {
            this.isLoading = false;
        }
    }
    show(content, index) {
        this.forget();
        this.state = '';
        this.index = index;
        if (this.isConnected)
            this.address = URL.createObjectURL(content);
    }
    forget() {
        if (this.address)
            URL.revokeObjectURL(this.address);
        this.address = '';
    }
}
