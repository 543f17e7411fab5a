import { LightningElement, api } from 'lwc';
import { listUnfinished, retryCapture, toCaptureError } from 'c/captureApi';
import { countOf, fillIn, relativeTime } from 'c/valueFormat';
import lang from '@salesforce/i18n/lang';
import actionCheck from '@salesforce/label/c.Capture_Action_Check';
import actionFollow from '@salesforce/label/c.Capture_Action_Follow';
import actionOn from '@salesforce/label/c.Capture_Action_On';
import actionSee from '@salesforce/label/c.Capture_Action_See';
import allDrafts from '@salesforce/label/c.Capture_All_Drafts';
import erase from '@salesforce/label/c.Capture_Erase_Of';
import erased from '@salesforce/label/c.Capture_Erase_Done';
import kindAudio from '@salesforce/label/c.Capture_Kind_Audio';
import kindDocument from '@salesforce/label/c.Capture_Kind_Document';
import kindEmail from '@salesforce/label/c.Capture_Kind_Email';
import kindPhoto from '@salesforce/label/c.Capture_Kind_Photo';
import kindTender from '@salesforce/label/c.Capture_Kind_Tender';
import kindText from '@salesforce/label/c.Capture_Kind_Text';
import retry from '@salesforce/label/c.Capture_Retry';
import statusApproved from '@salesforce/label/c.Capture_Status_Approved';
import statusFailed from '@salesforce/label/c.Capture_Status_Failed';
import statusNone from '@salesforce/label/c.Capture_Status_None';
import nothingHeard from '@salesforce/label/c.Capture_Nothing_Heard';
import statusProcessing from '@salesforce/label/c.Capture_Status_Processing';
import statusWaiting from '@salesforce/label/c.Capture_Status_Waiting';
import statusWaitingSpeech from '@salesforce/label/c.Capture_Status_Waiting_Speech';
import readyMany from '@salesforce/label/c.Capture_Status_Ready_Many';
import readyOne from '@salesforce/label/c.Capture_Status_Ready_One';
import toCheck from '@salesforce/label/c.Capture_Status_To_Check';
import unfinished from '@salesforce/label/c.Capture_Unfinished';
import nothing from '@salesforce/label/c.Capture_Unfinished_None';
import nothingDetail from '@salesforce/label/c.Capture_Unfinished_None_Detail';
import untitled from '@salesforce/label/c.Capture_Untitled';
const KINDS = {
    text: { icon: 'utility:note', word: kindText },
    photo: { icon: 'utility:photo', word: kindPhoto },
    audio: { icon: 'utility:voicemail_drop', word: kindAudio },
    document: { icon: 'utility:page', word: kindDocument },
    email: { icon: 'utility:email', word: kindEmail },
    tender: { icon: 'utility:announcement', word: kindTender },
};
/**
 * The user's notes that still need something, each with its one next action. A typed note that failed is tried again from here.
 * @fires open with {captureId, draftId}
 * @fires erased with the ErasedNote, which leaves the list
 * @fires openlist
 */
export default class UnfinishedCaptures extends LightningElement {
    labels = { allDrafts, nothing, nothingDetail, retry };
    captures = null;
    error = null;
    isBusy = false;
    /** What was done last, for a screen reader and for who looks. */
    outcome = '';
    /** The row whose note is about to be erased. */
    asked = '';
    focusOn = '';
    connectedCallback() {
        this.refresh();
    }
    renderedCallback() {
        if (!this.focusOn)
            return;
        const part = this.template?.querySelector(this.focusOn);
        this.focusOn = '';
        part?.focus();
    }
    /** Reads the list anew. */
    @api
    async refresh() {
        this.error = null;
        try {
            this.captures = await listUnfinished();
        }
        catch (error) {
            this.error = toCaptureError(error);
        }
    }
    get heading() {
        return fillIn(unfinished, this.captures?.length ?? 0);
    }
    get rows() {
        const now = new Date();
        return (this.captures ?? []).map((capture) => rowOf(capture, now, this.asked));
    }
    get isEmpty() {
        return this.captures?.length === 0;
    }
    get outcomeClass() {
        return this.outcome ? 'outcome weak' : 'slds-assistive-text';
    }
    async handleOpen(event) {
        const key = keyOf(event);
        const capture = this.captures?.find(({ recordId }) => recordId === key);
        if (!capture || this.isBusy)
            return;
        const { captureId, draftId } = capture;
        if (!canRetry(capture) || (await this.retry(captureId))) {
            this.dispatchEvent(new CustomEvent('open', { detail: { captureId, draftId } }));
        }
    }
    handleAsk(event) {
        this.asked = keyOf(event);
        this.outcome = '';
        this.focusOn = 'c-erase-question';
    }
    handleKeep() {
        this.focusOn = `.erase[data-key="${this.asked}"]`;
        this.asked = '';
    }
    handleErased({ detail }) {
        this.captures = this.captures?.filter(({ captureId }) => captureId !== detail.captureId) ?? null;
        this.asked = '';
        this.outcome = erased;
        this.focusOn = '.title';
    }
    /** @returns whether the note is on its way again */
    async retry(captureId) {
        this.isBusy = true;
        this.error = null;
        try {
            await retryCapture(captureId);
            return true;
        }
        catch (error) {
            this.error = toCaptureError(error);
            return false;
        }
        finally {
            this.isBusy = false;
        }
    }
    handleOpenList() {
        this.dispatchEvent(new CustomEvent('openlist'));
    }
}
function keyOf(event) {
    return event.currentTarget.dataset.key ?? '';
}
function rowOf(capture, now, asked) {
    const kind = KINDS[capture.kind] ?? KINDS.text;
    const standing = standingOf(capture);
    const title = capture.title || fillIn(untitled, kind.word);
    return {
        key: capture.recordId,
        title,
        kindIcon: kind.icon,
        statusIcon: standing.icon,
        statusClass: `status status_${standing.tone}`,
        statusWords: standing.words,
        moment: `${kind.word} · ${relativeTime(capture.capturedAt, now, lang)}`,
        action: standing.action,
        actionName: fillIn(actionOn, standing.action, title),
        eraseName: fillIn(erase, title),
        captureId: capture.captureId,
        isAsked: capture.recordId === asked,
    };
}
/** What stands in files may be the reason itself: then the page says what to do with them. */
function canRetry({ status, kind }) {
    return status === 'Failed' && kind === 'text';
}
function standingOf(capture) {
    switch (capture.status) {
        case 'Processing':
            return processingStanding(capture.reason);
        case 'Failed':
            return {
                icon: 'utility:warning',
                tone: 'warning',
                words: capture.reason === 'nothing-understood' ? nothingHeard : statusFailed,
                action: canRetry(capture) ? retry : actionSee,
            };
        case 'No deal':
            return { icon: 'utility:dash', tone: 'calm', words: statusNone, action: actionSee };
        case 'Approved':
            return { icon: 'utility:check', tone: 'good', words: statusApproved, action: actionCheck };
        default:
            return readyStanding(capture.deals, capture.toCheck);
    }
}
/** What is on its way has no reason; what has one waits for it to pass, and can be opened and typed. */
function processingStanding(reason) {
    if (!reason)
        return { icon: 'utility:hourglass', tone: 'calm', words: statusProcessing, action: actionFollow };
    const words = /speech/.test(reason) ? statusWaitingSpeech : statusWaiting;
    return { icon: 'utility:clock', tone: 'warning', words, action: actionSee };
}
function readyStanding(deals, doubtful) {
    const ready = countOf(deals, readyOne, readyMany, lang);
    const words = doubtful > 0 ? fillIn(toCheck, ready, doubtful) : ready;
    return { icon: 'utility:check', tone: 'good', words, action: actionCheck };
}
