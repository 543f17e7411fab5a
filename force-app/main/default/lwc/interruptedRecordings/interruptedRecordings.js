import { LightningElement, api } from 'lwc';
import { mayPass } from 'c/partSending';
import { formatLength } from 'c/soundTimes';
import { fillIn } from 'c/valueFormat';
import lang from '@salesforce/i18n/lang';
import timeZone from '@salesforce/i18n/timeZone';
import actionOn from '@salesforce/label/c.Capture_Action_On';
import continueLabel from '@salesforce/label/c.Voice_Continue';
import dayTime from '@salesforce/label/c.Voice_Day_Time';
import discard from '@salesforce/label/c.Voice_Discard';
import question from '@salesforce/label/c.Voice_Discard_Question';
import finish from '@salesforce/label/c.Voice_Finish';
import interrupted from '@salesforce/label/c.Voice_Interrupted';
import interruptedState from '@salesforce/label/c.Voice_Interrupted_State';
import keep from '@salesforce/label/c.Voice_Keep';
import refused from '@salesforce/label/c.Voice_Refused';
import tryNow from '@salesforce/label/c.Voice_Try_Now';
import heldUp from '@salesforce/label/c.Voice_Waiting_Held_Up';
import list from '@salesforce/label/c.Voice_Waiting_List';
import waitingState from '@salesforce/label/c.Voice_Waiting_State';
/**
 * Recordings of earlier visits, each with what can be done with it.
 * @fires resume, finish, discard and retry, each with {captureId}
 */
export default class InterruptedRecordings extends LightningElement {
    @api
    recordings = [];
    @api
    disabled = false;
    labels = { continueLabel, discard, finish, keep, list, question, tryNow };
    asked = '';
    focusOn = '';
    renderedCallback() {
        if (!this.focusOn)
            return;
        const part = this.template?.querySelector(this.focusOn);
        this.focusOn = '';
        part?.focus();
    }
    get rows() {
        return this.recordings.map((recording) => rowOf(recording, this.asked));
    }
    handleAct(event) {
        const { key, act } = event.currentTarget.dataset;
        this.dispatchEvent(new CustomEvent(act ?? '', { detail: { captureId: key } }));
    }
    handleAsk(event) {
        this.asked = keyOf(event);
        this.focusOn = `.keep[data-key="${this.asked}"]`;
    }
    handleKeep() {
        this.focusOn = `.ask[data-key="${this.asked}"]`;
        this.asked = '';
    }
}
function rowOf({ captureId, startedAt, seconds, isFinished, error }, asked) {
    const title = fillIn(interrupted, formatLength(seconds, lang), momentOf(startedAt));
    const nameOf = (label) => fillIn(actionOn, label, title);
    return {
        key: captureId,
        title,
        icon: isFinished ? 'utility:clock' : 'utility:pause',
        standing: standingOf(isFinished, error),
        problem: error && isFinal(error) ? error.message : null,
        isFinished,
        canRetry: isFinished && error !== null,
        isAsked: captureId === asked,
        continueName: nameOf(continueLabel),
        finishName: nameOf(finish),
        discardName: nameOf(discard),
    };
}
function standingOf(isFinished, error) {
    if (!isFinished)
        return interruptedState;
    if (!error)
        return waitingState;
    return isFinal(error) ? refused : heldUp;
}
/** `hier à 17:46`, `lundi 9 mars à 17:46` */
function momentOf(iso) {
    const moment = new Date(iso);
    const dayOf = (date) => new Intl.DateTimeFormat('en-CA', { timeZone }).format(date);
    const time = new Intl.DateTimeFormat(lang, { timeStyle: 'short', timeZone }).format(moment);
    const days = Math.round((Date.parse(dayOf(new Date())) - Date.parse(dayOf(moment))) / 86_400_000);
    const day = days === 0 || days === 1
        ? new Intl.RelativeTimeFormat(lang, { numeric: 'auto' }).format(-days, 'day')
        : new Intl.DateTimeFormat(lang, { weekday: 'long', day: 'numeric', month: 'long', timeZone }).format(moment);
    return fillIn(dayTime, day, time);
}
/** One that a person has to know of; the others pass. */
function isFinal(error) {
    return !mayPass(error) && !/^(part-missing|session-expired)$/.test(error.code);
}
function keyOf(event) {
    return event.currentTarget.dataset.key ?? '';
}
