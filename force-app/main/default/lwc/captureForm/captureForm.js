import { LightningElement, api } from 'lwc';
import { saysErased, toCaptureError } from 'c/captureApi';
import { SendingStopped } from 'c/fileSending';
import { keepText, readNote } from 'c/unsentNote';
import { countOf } from 'c/valueFormat';
import lang from '@salesforce/i18n/lang';
import orFiles from '@salesforce/label/c.Audio_Or_Files';
import analyseShortcut from '@salesforce/label/c.Capture_Analyse_Shortcut';
import notSent from '@salesforce/label/c.Capture_Not_Sent';
import note from '@salesforce/label/c.Capture_Note';
import noteEmpty from '@salesforce/label/c.Capture_Note_Empty';
import tooLongOne from '@salesforce/label/c.Capture_Note_Too_Long_One';
import tooLongOther from '@salesforce/label/c.Capture_Note_Too_Long_Other';
import openedFrom from '@salesforce/label/c.Capture_Opened_From';
import retry from '@salesforce/label/c.Capture_Retry';
import samplesLead from '@salesforce/label/c.Capture_Samples';
import sending from '@salesforce/label/c.Capture_Sending';
import spokenIsKept from '@salesforce/label/c.Voice_Closing_Keeps';
import visible from '@salesforce/label/c.Capture_Visible';
import removeAll from '@salesforce/label/c.Files_Remove_All';
import sendingBar from '@salesforce/label/c.Files_Sending_Bar';
import stop from '@salesforce/label/c.Files_Stop';
import stopped from '@salesforce/label/c.Files_Stopped';
import userId from '@salesforce/user/Id';
import { Delivery } from './delivery';
import { frameLines } from './frameLines';
import { fetchFiles, filesIn, refuseFiles } from './given';
import { NO_FILES, hintFor, progressInWords, roomInWords, wordsFor } from './formWords';
import { refusalOf } from './handOver';
import { samplesFor } from './samples';
const LONGEST_TEXT = 200_000;
/**
 * The frame in which a note is typed or pasted, with the files that go with it, or told aloud, and the button that hands it
 * over. What is given is kept on this device until it is accepted. While something is recorded the frame is the recorder's.
 * @fires started with a StartedCapture, once the note was accepted
 * @fires delivered when a recording of an earlier visit was accepted
 */
export default class CaptureForm extends LightningElement {
    /** The account or opportunity that the page was opened from. */
    @api
    recordId = null;
    /** The longest text the server takes, in UTF-16 code units. */
    @api
    maximumLength = LONGEST_TEXT;
    /** What the org says of recordings; without it there is no microphone. */
    @api
    configuration = null;
    /** Notes to try with one click: `{title, language, text}`. None, no row of samples. */
    @api
    samples = [];
    labels = {
        analyseShortcut,
        notSent,
        note,
        openedFrom,
        orFiles,
        removeAll,
        samplesLead,
        sending,
        sendingBar,
        spokenIsKept,
        stop,
        stopped,
        visible,
    };
    text = '';
    isRestored = false;
    isKept = true;
    isSending = false;
    /** A recording is under way, or waits to be sent or given up. */
    isSpeaking = false;
    /** What was said so far is kept when the page is closed. */
    mayClose = false;
    error = null;
    content = NO_FILES;
    progress = null;
    isStopped = false;
    isDraggedOver = false;
    delivery = null;
    connectedCallback() {
        this.restore();
        window.addEventListener('online', this.handleOnline);
        document.addEventListener('paste', this.handlePaste);
        window.addEventListener('dragover', refuseFiles);
        window.addEventListener('drop', refuseFiles);
    }
    disconnectedCallback() {
        window.removeEventListener('online', this.handleOnline);
        document.removeEventListener('paste', this.handlePaste);
        window.removeEventListener('dragover', refuseFiles);
        window.removeEventListener('drop', refuseFiles);
        // What is being sent is kept: it goes on at the next visit.
        this.delivery?.stop();
    }
    /** Shows what this device keeps of the note: it may have been erased from outside. */
    @api
    restore() {
        this.text = readNote(userId).text;
        this.isRestored = this.text !== '';
        this.tray?.restore();
    }
    /** Puts the cursor into the text. */
    @api
    focus() {
        this.textArea?.focus();
    }
    get frameStyle() {
        return frameLines(this.text, this.hasFiles);
    }
    get words() {
        return wordsFor(this.content, this.isSpeaking);
    }
    get hasFiles() {
        return this.content.files > 0;
    }
    /** The bar says more than a wheel. */
    get showsWheel() {
        return this.isSending && !this.progress;
    }
    get mayRemoveAll() {
        return this.hasFiles && !this.isSending;
    }
    get frameClass() {
        const state = this.isSpeaking ? 'frame_speaking' : this.hasFiles ? 'frame_files' : '';
        return `frame ${state} ${this.isDraggedOver ? 'frame_target' : ''}`;
    }
    get hint() {
        return this.isSpeaking ? null : hintFor(this, this.content);
    }
    /** One note is files or a recording; why there is no microphone is said where it would be looked for. */
    get showsOrFiles() {
        return this.configuration !== null && this.hasFiles && !this.content.areSounds;
    }
    get isVoiceDisabled() {
        return this.isSending || this.hasFiles;
    }
    get progressWords() {
        return this.progress ? progressInWords(this.progress) : '';
    }
    get percentage() {
        return this.progress ? Math.round((this.progress.sentBytes / this.progress.bytes) * 100) : 0;
    }
    get count() {
        return roomInWords(this.text.length, this.maximumLength);
    }
    /** A note that was erased is not sent again by the same button: sending its text anew is another decision. */
    get retryLabel() {
        return saysErased(this.error) ? null : retry;
    }
    get samplesShown() {
        return samplesFor(this.samples ?? [], this.text);
    }
    get hasSamples() {
        return this.samplesShown.length > 0 && !this.isSending && !this.hasFiles && !this.isSpeaking;
    }
    handleText(event) {
        this.setText(event.detail.value ?? '');
    }
    handleSample(event) {
        const index = Number(event.currentTarget.dataset.index);
        const sample = this.samples[index];
        this.setText(sample?.text ?? '');
        void this.addFilesOf(sample);
        this.focus();
    }
    handleKey(event) {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
            event.preventDefault();
            this.send();
        }
    }
    handleAnalyse() {
        this.send();
    }
    handleContent({ detail }) {
        if (detail.files !== this.content.files) {
            this.error = null;
            this.isStopped = false;
            this.tellAtField(this.lengthProblem);
        }
        this.content = detail;
    }
    handleRecording({ detail }) {
        this.mayClose = detail.mayClose;
        if (detail.active === this.isSpeaking)
            return;
        this.isSpeaking = detail.active;
        this.isKept = keepText(userId, readNote(userId).text);
        this.error = null;
        // What was typed travels with the recording, and comes back with a recording that was given up.
        if (!this.isSpeaking)
            this.restore();
    }
    handleSpoken({ detail }) {
        if (readNote(userId).text === detail.text)
            keepText(userId, '');
        this.isSpeaking = false;
        this.restore();
        this.dispatchEvent(new CustomEvent('started', { detail }));
    }
    /** A recording of an earlier visit arrived: it stands in the list beside the form now. */
    handleDelivered() {
        this.dispatchEvent(new CustomEvent('delivered'));
    }
    /** The dialog opens only while the press on the recorder's button is under way. */
    handleChooseSound() {
        this.tray?.chooseSound();
    }
    handleRemoveAll() {
        this.tray?.removeAll();
    }
    handleStop() {
        this.delivery?.stop();
    }
    /** Without it the browser would leave the page for the file. */
    handleDragOver(event) {
        if (!event.dataTransfer?.types.includes('Files'))
            return;
        event.preventDefault();
        // A drop would be lost while the others are being sent: the pointer says that there is no room for it.
        if (!this.isFree)
            event.dataTransfer.dropEffect = 'none';
        this.isDraggedOver = this.isFree;
    }
    handleDragLeave() {
        this.isDraggedOver = false;
    }
    handleDrop(event) {
        this.isDraggedOver = false;
        const files = filesIn(event.dataTransfer);
        if (files.length > 0) {
            event.preventDefault();
            if (this.isFree)
                this.tray?.add(files);
        }
    }
    /** A picture can be pasted wherever the cursor is; text that comes with a picture of itself stays text. */
    handlePaste = (event) => {
        const files = filesIn(event.clipboardData);
        if (this.isFree && files.length > 0 && event.clipboardData?.getData('text/plain') === '') {
            event.preventDefault();
            this.tray?.add(files);
        }
    };
    handleOnline = () => {
        if (this.error?.code === 'offline')
            this.send();
    };
    setText(text) {
        this.text = text;
        this.isRestored = false;
        this.isKept = keepText(userId, text);
        this.error = null;
        this.tellAtField(this.lengthProblem);
    }
    async send() {
        if (!this.isFree || this.tray?.focusProblem())
            return;
        // Told before anything is locked: a field that is read-only says nothing.
        const problem = !this.hasFiles && this.isBlank ? noteEmpty : this.lengthProblem;
        this.tellAtField(problem);
        if (problem) {
            this.focus();
            return;
        }
        this.isSending = true;
        this.isStopped = false;
        this.error = null;
        try {
            const files = this.tray ? await this.tray.ready() : [];
            if (files && (files.length > 0 || !this.isBlank))
                await this.handOver(files);
        }
        catch (error) {
            this.takeFailure(error);
        }
        finally {
            this.isSending = false;
            this.progress = null;
            this.delivery = null;
        }
    }
    async handOver(files) {
        const text = this.isBlank ? '' : this.text;
        this.delivery = new Delivery(userId, (progress) => {
            this.progress = progress;
        });
        const view = await this.delivery.run(text, files, this.recordId ?? null);
        this.text = '';
        this.tray?.restore();
        this.dispatchEvent(new CustomEvent('started', { detail: { view, text } }));
    }
    takeFailure(failure) {
        if (failure instanceof SendingStopped) {
            this.isStopped = true;
            return;
        }
        const error = toCaptureError(failure);
        if (error.take === null || !this.tray?.showProblem(error.take, error.message)) {
            this.error = refusalOf(userId, error);
        }
    }
    async addFilesOf(sample) {
        try {
            const files = await fetchFiles(sample?.files ?? []);
            if (files.length > 0)
                this.tray?.add(files);
        }
        catch (error) {
            this.error = toCaptureError(error);
        }
    }
    /** Nothing is under way: neither the sending nor a recording. */
    get isFree() {
        return !this.isSending && !this.isSpeaking;
    }
    get isBlank() {
        return this.text.trim() === '';
    }
    get lengthProblem() {
        const over = this.text.length - this.maximumLength;
        return over > 0 ? countOf(over, tooLongOne, tooLongOther, lang) : '';
    }
    tellAtField(problem) {
        this.textArea?.setCustomValidity(problem);
        this.textArea?.reportValidity();
    }
    get textArea() {
        return this.template?.querySelector('.text') ?? null;
    }
    get tray() {
        return this.template?.querySelector('.tray') ?? null;
    }
}
