import { LightningElement, api } from 'lwc';
import { saysErased, toCaptureError } from 'c/captureApi';
import { FileSending, SendingStopped } from 'c/fileSending';
import { dropFilesOf, sealFiles } from 'c/keptFiles';
import { dropNote, keepText, readNote, sealNote } from 'c/unsentNote';
import { countOf, fillIn } from 'c/valueFormat';
import lang from '@salesforce/i18n/lang';
import timeZone from '@salesforce/i18n/timeZone';
import analyseShortcut from '@salesforce/label/c.Capture_Analyse_Shortcut';
import notSent from '@salesforce/label/c.Capture_Not_Sent';
import note from '@salesforce/label/c.Capture_Note';
import noteCount from '@salesforce/label/c.Capture_Note_Count';
import noteEmpty from '@salesforce/label/c.Capture_Note_Empty';
import tooLongOne from '@salesforce/label/c.Capture_Note_Too_Long_One';
import tooLongOther from '@salesforce/label/c.Capture_Note_Too_Long_Other';
import openedFrom from '@salesforce/label/c.Capture_Opened_From';
import retry from '@salesforce/label/c.Capture_Retry';
import samplesLead from '@salesforce/label/c.Capture_Samples';
import sending from '@salesforce/label/c.Capture_Sending';
import visible from '@salesforce/label/c.Capture_Visible';
import removeAll from '@salesforce/label/c.Files_Remove_All';
import sendingBar from '@salesforce/label/c.Files_Sending_Bar';
import stop from '@salesforce/label/c.Files_Stop';
import stopped from '@salesforce/label/c.Files_Stopped';
import userId from '@salesforce/user/Id';
import { fetchFiles, filesIn, refuseFiles } from './given';
import { NO_FILES, hintFor, progressInWords, wordsFor } from './formWords';
import { handOverText, kindOf, refusalOf } from './handOver';
const LONGEST_TEXT = 200_000;
/** From here on, the count says how much room is left. */
const COUNT_SHOWN_FROM = 0.8;
const CHARACTERS_A_LINE = 90;
const CHARACTERS_A_NARROW_LINE = 34;
const FEWEST_LINES = 11;
const FEWEST_LINES_BESIDE_FILES = 3;
const MOST_LINES = 26;
/**
 * The frame in which a note is typed or pasted, with the files that go with it, and the button that hands it over. What is
 * given is kept on this device until it is accepted. The slot `voice` is the frame's room for another kind of source.
 * @fires started with a StartedCapture, once the note was accepted
 */
export default class CaptureForm extends LightningElement {
    /** The account or opportunity that the page was opened from. */
    @api
    recordId = null;
    /** The longest text the server takes, in UTF-16 code units. */
    @api
    maximumLength = LONGEST_TEXT;
    /** Notes to try with one click: `{title, language, text}`. None, no row of samples. */
    @api
    samples = [];
    labels = {
        analyseShortcut,
        notSent,
        note,
        openedFrom,
        removeAll,
        samplesLead,
        sending,
        sendingBar,
        stop,
        stopped,
        visible,
    };
    text = '';
    isRestored = false;
    isKept = true;
    isSending = false;
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
        return `--c-lines: ${this.linesOf(CHARACTERS_A_LINE)}; --c-narrow-lines: ${this.linesOf(CHARACTERS_A_NARROW_LINE)}`;
    }
    get words() {
        return wordsFor(this.content);
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
        return this.isDraggedOver ? 'frame frame_target' : 'frame';
    }
    get hint() {
        return hintFor(this, this.content);
    }
    get progressWords() {
        return this.progress ? progressInWords(this.progress) : '';
    }
    get percentage() {
        return this.progress ? Math.round((this.progress.sentBytes / this.progress.bytes) * 100) : 0;
    }
    get count() {
        return this.text.length < this.maximumLength * COUNT_SHOWN_FROM
            ? null
            : fillIn(noteCount, this.inWords(this.text.length), this.inWords(this.maximumLength));
    }
    /** A note that was erased is not sent again by the same button: sending its text anew is another decision. */
    get retryLabel() {
        return saysErased(this.error) ? null : retry;
    }
    /** A sample never takes the place of something typed. */
    get samplesShown() {
        const samples = this.samples ?? [];
        const free = this.text.trim() === '' || samples.some(({ text }) => text === this.text);
        return free ? samples.map(({ title, language }, index) => ({ key: String(index), title, language })) : [];
    }
    get hasSamples() {
        return this.samplesShown.length > 0 && !this.isSending && !this.hasFiles;
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
        if (this.isSending)
            event.dataTransfer.dropEffect = 'none';
        this.isDraggedOver = !this.isSending;
    }
    handleDragLeave() {
        this.isDraggedOver = false;
    }
    handleDrop(event) {
        this.isDraggedOver = false;
        const files = filesIn(event.dataTransfer);
        if (files.length > 0) {
            event.preventDefault();
            this.tray?.add(files);
        }
    }
    /** A picture can be pasted wherever the cursor is; text that comes with a picture of itself stays text. */
    handlePaste = (event) => {
        const files = filesIn(event.clipboardData);
        if (files.length > 0 && event.clipboardData?.getData('text/plain') === '') {
            event.preventDefault();
            this.tray?.add(files);
        }
    };
    handleOnline = () => {
        if (this.error?.code === 'offline') {
            this.send();
        }
    };
    setText(text) {
        this.text = text;
        this.isRestored = false;
        this.isKept = keepText(userId, text);
        this.error = null;
        this.tellAtField(this.lengthProblem);
    }
    async send() {
        if (this.isSending || this.tray?.focusProblem()) {
            return;
        }
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
        const moment = { capturedAt: new Date().toISOString(), timeZone };
        const text = this.isBlank ? '' : this.text;
        const input = sealNote(userId, text, this.recordId ?? null, moment, kindOf(files));
        const view = files.length === 0 ? await handOverText(input) : await this.deliver(input, files);
        dropNote(userId, input.captureId);
        await dropFilesOf(userId, input.captureId);
        this.text = '';
        this.tray?.restore();
        this.dispatchEvent(new CustomEvent('started', { detail: { view, text } }));
    }
    deliver(input, files) {
        sealFiles(userId, input.captureId, files);
        this.delivery = new FileSending(input, files, (progress) => {
            this.progress = progress;
        });
        return this.delivery.run();
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
    /** How many lines to show, one of them for the room above and below. */
    linesOf(characters) {
        const lines = this.text.split('\n').reduce((sum, line) => sum + 1 + Math.floor(line.length / characters), 0);
        const fewest = this.hasFiles ? FEWEST_LINES_BESIDE_FILES : FEWEST_LINES;
        return Math.min(MOST_LINES, Math.max(fewest, lines + 1));
    }
    inWords(count) {
        return new Intl.NumberFormat(lang).format(count);
    }
    get textArea() {
        return this.template?.querySelector('.text') ?? null;
    }
    get tray() {
        return this.template?.querySelector('.tray') ?? null;
    }
}
