import { LightningElement, api } from 'lwc';
import type { CaptureError } from 'c/captureApi';
import { mayPass } from 'c/partSending';
import { formatLength } from 'c/soundTimes';
import { fillIn } from 'c/valueFormat';
import type { WaitingRecording } from 'c/waitingRecordings';
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

interface Row {
  key: string;
  title: string;
  icon: string;
  standing: string;
  problem: string | null;
  isFinished: boolean;
  canRetry: boolean;
  isAsked: boolean;
  continueName: string;
  finishName: string;
  discardName: string;
}

/**
 * Recordings of earlier visits, each with what can be done with it.
 * @fires resume, finish, discard and retry, each with {captureId}
 */
export default class InterruptedRecordings extends LightningElement {
  @api recordings: WaitingRecording[] = [];
  @api disabled = false;

  labels = { continueLabel, discard, finish, keep, list, question, tryNow };
  private asked = '';
  private focusOn = '';

  override renderedCallback(): void {
    if (!this.focusOn) return;
    const part = this.template?.querySelector<HTMLElement>(this.focusOn);
    this.focusOn = '';
    part?.focus();
  }

  get rows(): Row[] {
    return this.recordings.map((recording) => rowOf(recording, this.asked));
  }

  handleAct(event: Event): void {
    const { key, act } = (event.currentTarget as HTMLElement).dataset;
    this.dispatchEvent(new CustomEvent(act ?? '', { detail: { captureId: key } }));
  }

  handleAsk(event: Event): void {
    this.asked = keyOf(event);
    this.focusOn = `.keep[data-key="${this.asked}"]`;
  }

  handleKeep(): void {
    this.focusOn = `.ask[data-key="${this.asked}"]`;
    this.asked = '';
  }
}

function rowOf({ captureId, startedAt, seconds, isFinished, error }: WaitingRecording, asked: string): Row {
  const title = fillIn(interrupted, formatLength(seconds, lang), momentOf(startedAt));
  const nameOf = (label: string): string => fillIn(actionOn, label, title);
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

function standingOf(isFinished: boolean, error: CaptureError | null): string {
  if (!isFinished) return interruptedState;
  if (!error) return waitingState;
  return isFinal(error) ? refused : heldUp;
}

/** `hier à 17:46`, `lundi 9 mars à 17:46` */
function momentOf(iso: string): string {
  const moment = new Date(iso);
  const dayOf = (date: Date): string => new Intl.DateTimeFormat('en-CA', { timeZone }).format(date);
  const time = new Intl.DateTimeFormat(lang, { timeStyle: 'short', timeZone }).format(moment);
  const days = Math.round((Date.parse(dayOf(new Date())) - Date.parse(dayOf(moment))) / 86_400_000);
  const day =
    days === 0 || days === 1
      ? new Intl.RelativeTimeFormat(lang, { numeric: 'auto' }).format(-days, 'day')
      : new Intl.DateTimeFormat(lang, { weekday: 'long', day: 'numeric', month: 'long', timeZone }).format(moment);
  return fillIn(dayTime, day, time);
}

/** One that a person has to know of; the others pass. */
function isFinal(error: CaptureError): boolean {
  return !mayPass(error) && !/^(part-missing|session-expired)$/.test(error.code);
}

function keyOf(event: Event): string {
  return (event.currentTarget as HTMLElement).dataset.key ?? '';
}
