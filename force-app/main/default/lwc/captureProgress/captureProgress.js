import { LightningElement, api } from 'lwc';
import { retryCapture, saysErased, toCaptureError } from 'c/captureApi';
import { CaptureFollow, isSettled } from 'c/captureFollow';
import { fillIn, formatMoment } from 'c/valueFormat';
import lang from '@salesforce/i18n/lang';
import timeZone from '@salesforce/i18n/timeZone';
import another from '@salesforce/label/c.Capture_Another';
import drafts from '@salesforce/label/c.Capture_Drafts';
import followInterrupted from '@salesforce/label/c.Capture_Follow_Interrupted';
import followInterruptedTitle from '@salesforce/label/c.Capture_Follow_Interrupted_Title';
import goToDrafts from '@salesforce/label/c.Capture_Go_To_Drafts';
import leave from '@salesforce/label/c.Capture_Leave';
import note from '@salesforce/label/c.Capture_Note';
import noteTyped from '@salesforce/label/c.Capture_Note_Typed';
import progress from '@salesforce/label/c.Capture_Progress';
import retry from '@salesforce/label/c.Capture_Retry';
import chooseAnother from '@salesforce/label/c.Files_Choose_Another';
import pagesRead from '@salesforce/label/c.Files_Pages_Read';
import typeText from '@salesforce/label/c.Files_Type_Text';
import reuseText from '@salesforce/label/c.Capture_Reuse_Text';
import slow from '@salesforce/label/c.Capture_Slow';
import slowDetail from '@salesforce/label/c.Capture_Slow_Detail';
import stepCurrent from '@salesforce/label/c.Capture_Step_Current';
import stepDone from '@salesforce/label/c.Capture_Step_Done';
import stepExtract from '@salesforce/label/c.Capture_Step_Extract';
import stepMatch from '@salesforce/label/c.Capture_Step_Match';
import stepNext from '@salesforce/label/c.Capture_Step_Next';
import stepRead from '@salesforce/label/c.Capture_Step_Read';
import stepReceived from '@salesforce/label/c.Capture_Step_Received';
import waiting from '@salesforce/label/c.Capture_Waiting';
import waitingDetail from '@salesforce/label/c.Capture_Waiting_Detail';
import { failureOf, isAboutFiles } from './failures';
const STEPS = [stepReceived, stepRead, stepExtract, stepMatch];
/** Which step is under way in each state; a received capture has its first step behind it. */
const CURRENT_STEP = {
    receiving: 0,
    waiting: 1,
    queued: 1,
    reading: 1,
    extracting: 2,
    matching: 3,
    ready: 4,
    failed: 4,
};
/** What interrupts following a note and passes by itself. */
const PASSING = /^(offline|unexpected|unreachable|unavailable|too-many-requests|internal-error)$/;
/** After this time a person is told not to wait. */
const SLOW_AFTER = 120_000;
/**
 * Follows a capture until it is settled and shows how far it is, with the note beside it. A failed or waiting one can be
 * tried again.
 * @fires viewchange with each CaptureView that comes in; the page hands it back as `view`
 * @fires refresh when the note is no more: it was erased elsewhere
 * @fires another, openlist when the person goes on elsewhere
 * @fires reuse when the person wants to work on the text again
 */
export default class CaptureProgress extends LightningElement {
    /** The text of the note, or null while it is not known. */
    @api
    text = null;
    @api
    get view() {
        return this.current;
    }
    set view(view) {
        this.current = view;
        this.follow();
    }
    labels = {
        another,
        chooseAnother,
        drafts,
        followInterruptedTitle,
        goToDrafts,
        leave,
        note,
        progress,
        retry,
        reuseText,
        slow,
        slowDetail,
        typeText,
        waiting,
        waitingDetail,
    };
    current = null;
    error = null;
    isSlow = false;
    isRetrying = false;
    following = null;
    slowTimer;
    connectedCallback() {
        this.slowTimer = setTimeout(() => this.handleSlow(), SLOW_AFTER);
        this.follow();
    }
    disconnectedCallback() {
        clearTimeout(this.slowTimer);
        this.unfollow();
    }
    get steps() {
        const current = CURRENT_STEP[this.state];
        return STEPS.map((label, index) => ({
            label,
            word: index === current ? stepCurrent : index < current ? stepDone : stepNext,
            detail: index === current ? this.pagesRead : null,
            isDone: index < current,
            isCurrent: index === current,
            isNext: index > current,
        }));
    }
    /** What a screen reader says when the step changes. */
    get announcement() {
        return STEPS[CURRENT_STEP[this.state]] ?? '';
    }
    get isFailed() {
        return this.state === 'failed';
    }
    get isWaiting() {
        return this.state === 'waiting';
    }
    get isReading() {
        return !this.isFailed && !this.isWaiting;
    }
    get showsSlow() {
        return this.isSlow && this.isReading;
    }
    get failure() {
        return failureOf(this.current?.capture.reason ?? '', this.current?.capture.kind ?? 'text');
    }
    /** Reading the same files again gives the same: others are needed, or the text typed. */
    get needsOthers() {
        return this.isFailed && isAboutFiles(this.current?.capture.reason ?? '');
    }
    /** How many pages were read, said beside the step. */
    get pagesRead() {
        const pages = this.state === 'reading' ? this.current?.capture.pages : null;
        return pages && pages.total > 1 ? fillIn(pagesRead, Math.min(pages.read + 1, pages.total), pages.total) : null;
    }
    get reference() {
        const requestId = this.current?.rows.find((row) => row.requestId)?.requestId ?? null;
        return { code: this.current?.capture.reason ?? 'failed', requestId };
    }
    get captureId() {
        return this.current?.capture.id ?? '';
    }
    /** A follow that stops for a moment loses nothing: the note is on the server by now. */
    get interruption() {
        return this.isReading && this.error && PASSING.test(this.error.code) ? followInterrupted : null;
    }
    /** A note that failed has its own button to try again. */
    get resumeLabel() {
        return this.isFailed ? null : retry;
    }
    get typedAt() {
        const capturedAt = this.current?.capture.capturedAt;
        return capturedAt ? fillIn(noteTyped, formatMoment(capturedAt, lang, timeZone)) : '';
    }
    async handleRetry() {
        const captureId = this.current?.capture.id;
        if (!captureId || this.isRetrying) {
            return;
        }
        this.isRetrying = true;
        this.error = null;
        try {
            this.tell(await retryCapture(captureId));
        }
        catch (error) {
            this.takeError(toCaptureError(error));
        }
        finally {
            this.isRetrying = false;
        }
    }
    /** Asks at once instead of waiting for the next time. */
    handleResume() {
        this.error = null;
        this.unfollow();
        this.follow();
    }
    handleAnother() {
        this.dispatchEvent(new CustomEvent('another'));
    }
    handleOpenList() {
        this.dispatchEvent(new CustomEvent('openlist'));
    }
    handleReuse() {
        this.dispatchEvent(new CustomEvent('reuse'));
    }
    get state() {
        return this.current?.capture.state ?? 'queued';
    }
    handleSlow() {
        this.isSlow = true;
    }
    follow() {
        if (!this.isConnected || !this.current || this.following || isSettled(this.current)) {
            return;
        }
        this.following = new CaptureFollow(this.current.capture.id, {
            onview: (view) => {
                this.error = null;
                this.tell(view);
            },
            onerror: (error) => this.takeError(error),
        });
        this.following.start();
    }
    takeError(error) {
        if (saysErased(error))
            this.dispatchEvent(new CustomEvent('refresh'));
        else
            this.error = error;
    }
    unfollow() {
        this.following?.stop();
        this.following = null;
    }
    tell(view) {
        if (isSettled(view)) {
            this.unfollow();
        }
        this.dispatchEvent(new CustomEvent('viewchange', { detail: view }));
    }
}
