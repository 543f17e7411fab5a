import { LightningElement, api } from 'lwc';
import continueLabel from '@salesforce/label/c.Voice_Continue';
import discard from '@salesforce/label/c.Voice_Discard';
import question from '@salesforce/label/c.Voice_Discard_Question';
import finish from '@salesforce/label/c.Voice_Finish';
import keep from '@salesforce/label/c.Voice_Keep';
import later from '@salesforce/label/c.Voice_Later';
import opening from '@salesforce/label/c.Voice_Opening';
import othersTold from '@salesforce/label/c.Voice_Others_Told';
import pause from '@salesforce/label/c.Voice_Pause';
import sending from '@salesforce/label/c.Voice_Sending';
import start from '@salesforce/label/c.Voice_Start';
import tell from '@salesforce/label/c.Voice_Tell';
const MAIN = {
    idle: tell,
    asking: start,
    opening,
    recording: finish,
    paused: finish,
    ended: finish,
    sending,
};
/**
 * The buttons of a recording. The round one is microphone and stop in one place, and keeps the focus as it changes.
 * @fires main, pause, discard and later when the person asks for it
 */
export default class RecordingControls extends LightningElement {
    @api
    state = 'idle';
    @api
    disabled = false;
    /** False when no more can be said: the recording is as long as it may be. */
    @api
    mayContinue = false;
    /** The others were told that it is recorded. */
    @api
    areOthersTold = false;
    /** On a phone the words stand beside the round button, to leave room below them. */
    @api
    isBeside = false;
    labels = { discard, keep, later, othersTold, question };
    isAsked = false;
    focusOn = '';
    renderedCallback() {
        if (!this.focusOn)
            return;
        const part = this.template?.querySelector(this.focusOn);
        this.focusOn = '';
        part?.focus();
    }
    /** Puts the focus on the round button. */
    @api
    focus() {
        this.template?.querySelector('.main')?.focus();
    }
    get mainLabel() {
        return MAIN[this.state];
    }
    get hasRecording() {
        return /^(recording|paused|ended|sending)$/.test(this.state);
    }
    get isSending() {
        return this.state === 'sending';
    }
    get icon() {
        if (this.isSending)
            return 'utility:upload';
        return this.hasRecording ? 'utility:stop' : 'utility:unmuted';
    }
    get mainClass() {
        return this.isBeside ? 'main main_beside' : 'main';
    }
    get roundClass() {
        if (this.isSending)
            return 'round round_sending';
        return this.hasRecording ? 'round round_stop' : 'round';
    }
    /** The button stays where it is: one that is put out of use for good would lose the focus. */
    get isMainOff() {
        return String(this.disabled || this.state === 'sending' || this.state === 'opening');
    }
    get isRunning() {
        return this.state === 'recording';
    }
    get showsPause() {
        return this.isRunning || this.state === 'paused' || (this.state === 'ended' && this.mayContinue);
    }
    get pauseLabel() {
        return this.isRunning ? pause : continueLabel;
    }
    get pauseIcon() {
        return this.isRunning ? 'utility:pause' : 'utility:unmuted';
    }
    handleMain() {
        this.isAsked = false;
        if (this.isMainOff === 'false')
            this.dispatchEvent(new CustomEvent('main'));
    }
    handlePause() {
        this.dispatchEvent(new CustomEvent('pause'));
    }
    handleAsk() {
        this.isAsked = true;
        this.focusOn = '.keep';
    }
    handleKeep() {
        this.isAsked = false;
        this.focusOn = '.ask';
    }
    handleDiscard() {
        this.isAsked = false;
        this.dispatchEvent(new CustomEvent('discard'));
    }
    handleLater() {
        this.dispatchEvent(new CustomEvent('later'));
    }
}
