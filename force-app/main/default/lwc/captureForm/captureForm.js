import { LightningElement, api } from 'lwc';
import { CaptureError, getCapture, saysErased, startCapture, toCaptureError } from 'c/captureApi';
import { dropNote, keepText, readNote, sealNote, unsealNote } from 'c/unsentNote';
import { countOf, fillIn } from 'c/valueFormat';
import lang from '@salesforce/i18n/lang';
import timeZone from '@salesforce/i18n/timeZone';
import analyse from '@salesforce/label/c.Capture_Analyse';
import analyseShortcut from '@salesforce/label/c.Capture_Analyse_Shortcut';
import erasedUnsent from '@salesforce/label/c.Capture_Erased_Unsent';
import lead from '@salesforce/label/c.Capture_Lead';
import leadDetail from '@salesforce/label/c.Capture_Lead_Detail';
import notSent from '@salesforce/label/c.Capture_Not_Sent';
import note from '@salesforce/label/c.Capture_Note';
import noteCount from '@salesforce/label/c.Capture_Note_Count';
import noteEmpty from '@salesforce/label/c.Capture_Note_Empty';
import noteNotKept from '@salesforce/label/c.Capture_Note_Not_Kept';
import notePlaceholder from '@salesforce/label/c.Capture_Note_Placeholder';
import noteRestored from '@salesforce/label/c.Capture_Note_Restored';
import tooLongOne from '@salesforce/label/c.Capture_Note_Too_Long_One';
import tooLongOther from '@salesforce/label/c.Capture_Note_Too_Long_Other';
import openedFrom from '@salesforce/label/c.Capture_Opened_From';
import retry from '@salesforce/label/c.Capture_Retry';
import samplesLead from '@salesforce/label/c.Capture_Samples';
import sending from '@salesforce/label/c.Capture_Sending';
import visible from '@salesforce/label/c.Capture_Visible';
import userId from '@salesforce/user/Id';
const LONGEST_TEXT = 200_000;
/** From here on, the count says how much room is left. */
const COUNT_SHOWN_FROM = 0.8;
const CHARACTERS_A_LINE = 90;
const FEWEST_LINES = 11;
const MOST_LINES = 26;
/**
 * The frame in which a note is typed or pasted, and the button that hands it over. What is typed is kept on this device
 * until it is accepted. The slots `attachments` and `voice` are the frame's room for other kinds of source.
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
        analyse,
        analyseShortcut,
        lead,
        leadDetail,
        notSent,
        note,
        notePlaceholder,
        openedFrom,
        samplesLead,
        sending,
        visible,
    };
    text = '';
    isRestored = false;
    isKept = true;
    isSending = false;
    error = null;
    connectedCallback() {
        this.restore();
        window.addEventListener('online', this.handleOnline);
    }
    disconnectedCallback() {
        window.removeEventListener('online', this.handleOnline);
    }
    /** Shows what this device keeps of the note: it may have been erased from outside. */
    @api
    restore() {
        this.text = readNote(userId).text;
        this.isRestored = this.text !== '';
    }
    /** Puts the cursor into the text. */
    @api
    focus() {
        this.textArea?.focus();
    }
    get frameStyle() {
        const lines = this.text.split('\n').reduce((sum, line) => sum + 1 + Math.floor(line.length / CHARACTERS_A_LINE), 0);
        const shown = Math.min(MOST_LINES, Math.max(FEWEST_LINES, lines + 1));
        return `--slds-c-textarea-sizing-min-height: ${shown * 1.5}rem`;
    }
    get hint() {
        if (!this.isKept) {
            return noteNotKept;
        }
        return this.isRestored ? noteRestored : null;
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
        return this.samplesShown.length > 0 && !this.isSending;
    }
    handleText(event) {
        this.setText(event.detail.value ?? '');
    }
    handleSample(event) {
        const index = Number(event.currentTarget.dataset.index);
        this.setText(this.samples[index]?.text ?? '');
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
        if (this.isSending) {
            return;
        }
        const problem = this.text.trim() === '' ? noteEmpty : this.lengthProblem;
        this.tellAtField(problem);
        if (problem) {
            this.focus();
            return;
        }
        this.isSending = true;
        this.error = null;
        try {
            const input = sealNote(userId, this.text, this.recordId ?? null, {
                capturedAt: new Date().toISOString(),
                timeZone,
            });
            const view = await handOver(input);
            dropNote(userId, input.captureId);
            this.text = '';
            this.dispatchEvent(new CustomEvent('started', { detail: { view, text: input.text } }));
        }
        catch (error) {
            this.error = refusalOf(toCaptureError(error));
        }
        finally {
            this.isSending = false;
        }
    }
    get lengthProblem() {
        const over = this.text.length - this.maximumLength;
        return over > 0 ? countOf(over, tooLongOne, tooLongOther, lang) : '';
    }
    tellAtField(problem) {
        this.textArea?.setCustomValidity(problem);
        this.textArea?.reportValidity();
    }
    inWords(count) {
        return new Intl.NumberFormat(lang).format(count);
    }
    get textArea() {
        return this.template?.querySelector('.text') ?? null;
    }
}
/** The note was erased from elsewhere before this device knew that it had arrived: its text may be sent as another note. */
function refusalOf(error) {
    if (!saysErased(error)) {
        return error;
    }
    unsealNote(userId);
    return new CaptureError(error.code, erasedUnsent);
}
/**
 * Sends the note. A conflict says that this very note was accepted before, under settings of the org that changed since:
 * the capture is there, so it is opened.
 */
async function handOver(input) {
    try {
        return await startCapture(input);
    }
    catch (error) {
        if (toCaptureError(error).code !== 'capture-conflict') {
            throw error;
        }
        return getCapture(input.captureId);
    }
}
