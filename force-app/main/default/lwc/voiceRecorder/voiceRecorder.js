import { LightningElement, api } from 'lwc';
import { RecordingSession } from 'c/recordingSession';
import { openMicrophone } from 'c/soundRecording';
import { WaitingRecordings } from 'c/waitingRecordings';
import timeZone from '@salesforce/i18n/timeZone';
import cancel from '@salesforce/label/c.Voice_Cancel';
import chooseFile from '@salesforce/label/c.Voice_Choose_File';
import delivered from '@salesforce/label/c.Voice_Delivered';
import notTranscribed from '@salesforce/label/c.Voice_Not_Transcribed';
import retry from '@salesforce/label/c.Voice_Retry';
import takenElsewhere from '@salesforce/label/c.Voice_Taken_Elsewhere';
import why from '@salesforce/label/c.Voice_Why';
import worksOffline from '@salesforce/label/c.Voice_Works_Offline';
import userId from '@salesforce/user/Id';
import { isExplained, noteExplained } from './explained';
import { viewOf } from './recorderViews';
import { refusalWords } from './refusals';
/** How often the meter is drawn, and how many times until the rest is looked at anew. */
const TICK = 100;
const TICKS_A_LOOK = 4;
/**
 * The microphone. A recording is kept on this device and sent as it is made; recordings of earlier visits wait above it.
 * @fires recording with a RecorderState, as it changes
 * @fires started with a StartedCapture, once the recording was accepted
 * @fires delivered with the CaptureView of a recording of an earlier visit that was accepted
 * @fires choosefile when the person would rather choose an audio file
 */
export default class VoiceRecorder extends LightningElement {
    /** The account or opportunity that the page was opened from. */
    @api
    recordId = null;
    /** What is typed beside: it travels with a recording that begins. */
    @api
    text = '';
    @api
    configuration = { recordingNotice: null, transcribes: true };
    @api
    disabled = false;
    labels = { cancel, chooseFile, retry };
    step = 'idle';
    view = null;
    heard = null;
    refusal = null;
    waiting = [];
    outcome = '';
    soundHere = null;
    session = null;
    /** What the microphone is asked for: a recording of before, or null for a new one. */
    resumed = null;
    /** Whether others are recorded, who were told in the words of the org. */
    areOthersPresent = false;
    told = { active: false, mayClose: false };
    focusOn = '';
    ticks = 0;
    ticking;
    others = new WaitingRecordings(userId, {
        onchange: () => {
            this.waiting = this.others.list;
        },
        ondelivered: (detail) => {
            this.outcome = delivered;
            this.dispatchEvent(new CustomEvent('delivered', { detail }));
        },
    });
    connectedCallback() {
        this.others.start();
    }
    disconnectedCallback() {
        clearInterval(this.ticking);
        this.others.stop();
        // What was said is kept: it goes on at the next visit.
        this.session?.leave();
        this.session = null;
    }
    renderedCallback() {
        if (!this.focusOn)
            return;
        const part = this.template?.querySelector(this.focusOn);
        this.focusOn = '';
        part?.focus();
    }
    /** True from the first click on the microphone until the recording is sent, given up or left for later. */
    @api
    get isActive() {
        return this.view !== null || this.step === 'asking' || this.step === 'opening';
    }
    get isAsking() {
        return this.step === 'asking' && !this.view;
    }
    /** Where nothing is put into writing, that is what to know before speaking. */
    get line() {
        return this.configuration.transcribes ? worksOffline : notTranscribed;
    }
    /** On a phone a short line stands beside the microphone, and a long one below it. */
    get isBeside() {
        return this.mayChooseFile && this.configuration.transcribes;
    }
    get showsWaiting() {
        return !this.isActive && this.waiting.length > 0;
    }
    get notice() {
        return this.configuration.recordingNotice?.trim() || null;
    }
    get controls() {
        if (!this.view)
            return this.step === 'refused' ? 'idle' : this.step;
        if (this.view.isFinished)
            return 'sending';
        return this.view.state === 'stopped' ? 'ended' : this.view.state;
    }
    get voiceClass() {
        if (this.view)
            return 'voice voice_recording';
        return this.isBeside ? 'voice voice_beside' : 'voice';
    }
    get mayContinue() {
        return this.view?.mayContinue ?? false;
    }
    get areOthersTold() {
        return this.view?.areOthersTold ?? false;
    }
    /** A recording goes on with the microphone alone. */
    get mayChooseFile() {
        return !this.isActive;
    }
    get announcement() {
        return this.view?.announcement ?? (this.isAsking ? why : this.outcome);
    }
    get outcomeClass() {
        return this.view || !this.outcome ? 'slds-assistive-text' : 'outcome';
    }
    handleMain() {
        if (this.session)
            this.finish();
        else if (this.step !== 'asking')
            this.ask(null);
        else
            this.openAsked(this.template?.querySelector('.asking') ?? null);
    }
    openAsked(reason) {
        if (!reason?.check())
            return;
        this.areOthersPresent = reason.areOthersTold;
        this.open();
    }
    handleCancel() {
        this.setStep('idle');
        this.focusOn = '.controls';
    }
    handleRetryMicrophone() {
        this.focusOn = '.controls';
        this.ask(this.resumed);
    }
    handleChooseFile() {
        this.setStep('idle');
        this.dispatchEvent(new CustomEvent('choosefile'));
    }
    handlePause() {
        const { session } = this;
        if (this.step === 'opening')
            return;
        if (!session?.isRecording)
            this.open();
        else if (session.isPaused)
            session.resume();
        else
            session.pause();
    }
    handleDiscard() {
        const { session } = this;
        this.close();
        session?.discard().finally(() => this.leaveToOthers());
        this.focusOn = '.controls';
    }
    handleLater() {
        const { session } = this;
        this.close();
        session?.leave().finally(() => this.leaveToOthers());
        this.focusOn = '.controls';
    }
    handleRetry() {
        this.session?.retry();
    }
    handleResume({ detail }) {
        this.resumed = detail.captureId;
        this.focusOn = '.controls';
        this.open();
    }
    handleFinishWaiting({ detail }) {
        this.focusOn = '.controls';
        if (this.take(detail.captureId))
            this.finish();
    }
    handleDiscardWaiting({ detail }) {
        this.focusOn = '.controls';
        this.others.discard(detail.captureId);
    }
    handleRetryWaiting({ detail }) {
        this.others.retry(detail.captureId);
    }
    /** Says first why the browser asks, where this person has not read it, or others have to be told. */
    ask(resumed) {
        this.resumed = resumed;
        this.areOthersPresent = false;
        this.outcome = '';
        const asksFirst = !resumed && !this.session && (this.notice !== null || !isExplained(userId));
        if (asksFirst)
            this.setStep('asking');
        else
            this.open();
    }
    /** Asks the browser for the microphone, and records. */
    async open() {
        const givenAt = new Date().toISOString();
        this.setStep('opening');
        try {
            const stream = await openMicrophone();
            noteExplained(userId);
            const isWanted = this.step === 'opening' && this.isConnected;
            if (!isWanted || !this.record(stream, givenAt)) {
                for (const track of stream.getTracks())
                    track.stop();
            }
        }
        catch (failure) {
            this.refusal = refusalWords(failure);
            this.setStep('refused');
        }
    }
    /** @returns false when the microphone is not needed any more */
    record(stream, givenAt) {
        if (!this.session && this.resumed && !this.take(this.resumed))
            return false;
        const isNew = !this.session;
        this.session ??= RecordingSession.begin(userId, this.inputOf(givenAt), this.listener);
        this.leaveToOthers();
        try {
            this.session.record(stream);
        }
        catch (failure) {
            for (const track of stream.getTracks())
                track.stop();
            if (isNew)
                this.handleDiscard();
            throw failure;
        }
        this.show();
        this.setStep('idle');
        return true;
    }
    /** Takes up a recording of before. @returns false when another tab was faster */
    take(captureId) {
        const session = RecordingSession.resume(userId, captureId, this.listener);
        if (!session) {
            this.outcome = takenElsewhere;
            this.setStep('idle');
            return false;
        }
        this.session = session;
        this.leaveToOthers();
        this.show();
        return true;
    }
    inputOf(givenAt) {
        return {
            captureId: crypto.randomUUID(),
            kind: 'audio',
            text: this.text.trim() === '' ? null : this.text,
            capturedAt: new Date().toISOString(),
            timeZone,
            language: null,
            recordId: this.recordId ?? null,
            consent: this.notice && this.areOthersPresent ? { notice: this.notice, givenAt } : null,
        };
    }
    finish() {
        this.setStep('idle');
        this.session?.finish();
    }
    /** Whatever this page does not record itself is for the list of those that wait. */
    leaveToOthers() {
        this.others.leave(this.session?.captureId ?? null);
    }
    listener = {
        onchange: () => this.show(),
        onaccepted: (view, text) => {
            this.close();
            this.leaveToOthers();
            this.dispatchEvent(new CustomEvent('started', { detail: { view, text } }));
        },
    };
    show() {
        const { session } = this;
        if (!session)
            return;
        const view = viewOf(session);
        // The same view again would have the whole page drawn anew.
        if (JSON.stringify(view) !== JSON.stringify(this.view))
            this.view = view;
        this.heard = session.sending.heard;
        this.ticking ??= setInterval(() => this.tick(), TICK);
        this.soundHere = session.isRecording ? null : (this.soundHere ?? session.soundHere);
        this.tellActive();
    }
    tick() {
        this.ticks += 1;
        if (this.ticks % TICKS_A_LOOK === 0)
            this.show();
        const level = this.session?.level;
        if (typeof level === 'number')
            this.template?.querySelector('.status')?.showLevel(level);
    }
    close() {
        clearInterval(this.ticking);
        this.ticking = undefined;
        this.session = null;
        this.view = null;
        this.heard = null;
        this.soundHere = null;
        this.setStep('idle');
    }
    setStep(step) {
        this.step = step;
        if (step !== 'refused')
            this.refusal = null;
        this.tellActive();
    }
    tellActive() {
        const detail = { active: this.isActive, mayClose: this.view?.mayClose ?? false };
        if (detail.active === this.told.active && detail.mayClose === this.told.mayClose)
            return;
        this.told = detail;
        this.dispatchEvent(new CustomEvent('recording', { detail }));
    }
}
