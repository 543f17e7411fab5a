import { LightningElement, api } from 'lwc';
import { listUnfinished, toCaptureError } from 'c/captureApi';
import { countOf, fillIn, relativeTime } from 'c/valueFormat';
import lang from '@salesforce/i18n/lang';
import actionCheck from '@salesforce/label/c.Capture_Action_Check';
import actionFollow from '@salesforce/label/c.Capture_Action_Follow';
import actionOn from '@salesforce/label/c.Capture_Action_On';
import actionSee from '@salesforce/label/c.Capture_Action_See';
import allDrafts from '@salesforce/label/c.Capture_All_Drafts';
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
import statusProcessing from '@salesforce/label/c.Capture_Status_Processing';
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
 * The user's notes that still need something, each with its one next action.
 * @fires open with {captureId, draftId}
 * @fires openlist
 */
export default class UnfinishedCaptures extends LightningElement {
    labels = { allDrafts, nothing, nothingDetail, retry };
    captures = null;
    error = null;
    connectedCallback() {
        this.refresh();
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
        return (this.captures ?? []).map((capture) => rowOf(capture, now));
    }
    get isEmpty() {
        return this.captures?.length === 0;
    }
    handleOpen(event) {
        const key = event.currentTarget.dataset.key;
        const capture = this.captures?.find(({ recordId }) => recordId === key);
        if (capture) {
            const { captureId, draftId } = capture;
            this.dispatchEvent(new CustomEvent('open', { detail: { captureId, draftId } }));
        }
    }
    handleOpenList() {
        this.dispatchEvent(new CustomEvent('openlist'));
    }
}
function rowOf(capture, now) {
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
    };
}
function standingOf({ status, deals, toCheck: doubtful }) {
    switch (status) {
        case 'Processing':
            return { icon: 'utility:hourglass', tone: 'calm', words: statusProcessing, action: actionFollow };
        case 'Failed':
            return { icon: 'utility:warning', tone: 'warning', words: statusFailed, action: actionSee };
        case 'No deal':
            return { icon: 'utility:dash', tone: 'calm', words: statusNone, action: actionSee };
        case 'Approved':
            return { icon: 'utility:check', tone: 'good', words: statusApproved, action: actionCheck };
        default:
            return readyStanding(deals, doubtful);
    }
}
function readyStanding(deals, doubtful) {
    const ready = countOf(deals, readyOne, readyMany, lang);
    const words = doubtful > 0 ? fillIn(toCheck, ready, doubtful) : ready;
    return { icon: 'utility:check', tone: 'good', words, action: actionCheck };
}
