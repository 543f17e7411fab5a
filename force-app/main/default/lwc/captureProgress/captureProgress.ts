import { LightningElement, api } from 'lwc';
import { retryCapture, saysErased, toCaptureError, type CaptureError } from 'c/captureApi';
import { CaptureFollow, isSettled } from 'c/captureFollow';
import type { CaptureKind, CaptureState, CaptureView, Take } from 'c/captureTypes';
import type { Reference } from 'c/requestReference';
import { kindWords } from 'c/sourceKinds';
import { fillIn, formatMoment } from 'c/valueFormat';
import lang from '@salesforce/i18n/lang';
import timeZone from '@salesforce/i18n/timeZone';
import another from '@salesforce/label/c.Capture_Another';
import beginAgain from '@salesforce/label/c.Capture_Begin_Again';
import drafts from '@salesforce/label/c.Capture_Drafts';
import followInterrupted from '@salesforce/label/c.Capture_Follow_Interrupted';
import followInterruptedTitle from '@salesforce/label/c.Capture_Follow_Interrupted_Title';
import goToDrafts from '@salesforce/label/c.Capture_Go_To_Drafts';
import leave from '@salesforce/label/c.Capture_Leave';
import memoTyped from '@salesforce/label/c.Capture_Memo_Typed';
import note from '@salesforce/label/c.Capture_Note';
import noteTyped from '@salesforce/label/c.Capture_Note_Typed';
import progress from '@salesforce/label/c.Capture_Progress';
import retry from '@salesforce/label/c.Capture_Retry';
import transcribeAgain from '@salesforce/label/c.Capture_Transcribe_Again';
import typeInstead from '@salesforce/label/c.Capture_Type_Instead';
import typeSummary from '@salesforce/label/c.Capture_Type_Summary';
import chooseAnother from '@salesforce/label/c.Files_Choose_Another';
import pagesRead from '@salesforce/label/c.Files_Pages_Read';
import typeText from '@salesforce/label/c.Files_Type_Text';
import reuseText from '@salesforce/label/c.Capture_Reuse_Text';
import slow from '@salesforce/label/c.Capture_Slow';
import slowDetail from '@salesforce/label/c.Capture_Slow_Detail';
import { failureOf, isAboutFiles, type Failure } from './failures';
import { heardAnnouncement, heardView, type HeardView } from './heard';
import { currentStep, stepsOf, type Step } from './steps';
import { waitOf, type Wait } from './waits';

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
  @api text: string | null = null;

  @api get view(): CaptureView | null {
    return this.current;
  }
  set view(view: CaptureView | null) {
    this.current = view;
    this.follow();
  }

  labels = {
    another,
    beginAgain,
    chooseAnother,
    drafts,
    followInterruptedTitle,
    goToDrafts,
    leave,
    memoTyped,
    progress,
    retry,
    reuseText,
    slow,
    slowDetail,
    typeText,
    typeInstead,
    typeSummary,
  };
  current: CaptureView | null = null;
  error: CaptureError | null = null;
  isSlow = false;
  isRetrying = false;
  /** What a recording says is being typed. */
  isTyping = false;
  private following: CaptureFollow | null = null;
  private focusOn = '';
  private slowTimer: ReturnType<typeof setTimeout> | undefined;

  override connectedCallback(): void {
    this.slowTimer = setTimeout(() => this.handleSlow(), SLOW_AFTER);
    this.follow();
  }

  override disconnectedCallback(): void {
    clearTimeout(this.slowTimer);
    this.unfollow();
  }

  override renderedCallback(): void {
    if (!this.focusOn) return;
    const part = this.template?.querySelector<HTMLElement>(this.focusOn);
    this.focusOn = '';
    part?.focus();
  }

  get steps(): Step[] {
    return stepsOf(this.kind, this.state, this.pagesRead);
  }

  /** What a screen reader says when the step changes, and of a recording from minute to minute. */
  get announcement(): string {
    const step = currentStep(this.kind, this.state);
    const heard = heardAnnouncement(this.current?.capture.heard);
    return heard ? `${step}. ${heard}` : step;
  }

  get isMemo(): boolean {
    return this.kind === 'audio';
  }

  get heard(): HeardView | null {
    return heardView(this.current?.capture.heard);
  }

  get showsSource(): boolean {
    return Boolean(this.text) || this.heard !== null;
  }

  get sourceIcon(): string {
    return this.isMemo ? kindWords('audio').icon : 'standard:note';
  }

  get sourceTitle(): string {
    return this.isMemo ? kindWords('audio').yours : note;
  }

  get typedHeading(): string | null {
    return this.isMemo && this.text ? memoTyped : null;
  }

  get takes(): readonly Take[] {
    return this.current?.capture.takes ?? [];
  }

  get canListen(): boolean {
    return this.isMemo && this.takes.length > 0;
  }

  get mayType(): boolean {
    return this.isMemo && !this.isTyping;
  }

  get wait(): Wait {
    return waitOf(this.current?.capture.reason ?? '');
  }

  /** Of a recording the ways that help now come first. */
  get waitRetryLabel(): string | null {
    return this.isMemo ? null : retry;
  }

  /** Silence is no fault of anybody's. */
  get failedVariant(): 'error' | 'warning' {
    return this.nothingWasHeard ? 'warning' : 'error';
  }

  get nothingWasHeard(): boolean {
    return this.isFailed && this.current?.capture.reason === 'nothing-understood';
  }

  /** A text can be taken up in another note; what a recording says is typed here. */
  get mayReuse(): boolean {
    return Boolean(this.text) && !this.isMemo;
  }

  get isNoMemo(): boolean {
    return !this.isMemo;
  }

  /** It woke while something was being typed: what it becomes is shown, and what was typed is kept. */
  get showsTyping(): boolean {
    return this.isTyping && !this.isReading;
  }

  /** Of noise, another try says the same more often than not. */
  get tryAgainVariant(): string {
    return this.nothingWasHeard ? 'neutral' : 'brand';
  }

  get tryAgainLabel(): string {
    return this.nothingWasHeard ? transcribeAgain : retry;
  }

  get isFailed(): boolean {
    return this.state === 'failed';
  }

  get isWaiting(): boolean {
    return this.state === 'waiting';
  }

  get isReading(): boolean {
    return !this.isFailed && !this.isWaiting;
  }

  get showsSlow(): boolean {
    return this.isSlow && this.isReading;
  }

  get failure(): Failure {
    return failureOf(this.current?.capture.reason ?? '', this.kind);
  }

  /** Reading the same files again gives the same: others are needed, or the text typed. */
  get needsOthers(): boolean {
    return this.isFailed && isAboutFiles(this.current?.capture.reason ?? '');
  }

  /** How many pages were read, said beside the step. */
  get pagesRead(): string | null {
    const pages = this.state === 'reading' ? this.current?.capture.pages : null;
    return pages && pages.total > 1 ? fillIn(pagesRead, Math.min(pages.read + 1, pages.total), pages.total) : null;
  }

  get reference(): Reference {
    const requestId = this.current?.rows.find((row) => row.requestId)?.requestId ?? null;
    return { code: this.current?.capture.reason ?? 'failed', requestId };
  }

  get captureId(): string {
    return this.current?.capture.id ?? '';
  }

  /** A follow that stops for a moment loses nothing: the note is on the server by now. */
  get interruption(): string | null {
    return this.isReading && this.error && PASSING.test(this.error.code) ? followInterrupted : null;
  }

  /** A note that failed has its own button to try again. */
  get resumeLabel(): string | null {
    return this.isFailed ? null : retry;
  }

  get typedAt(): string {
    const capturedAt = this.current?.capture.capturedAt;
    if (!capturedAt) return '';
    const moment = formatMoment(capturedAt, lang, timeZone);
    return this.isMemo ? moment : fillIn(noteTyped, moment);
  }

  async handleRetry(): Promise<void> {
    const captureId = this.current?.capture.id;
    if (!captureId || this.isRetrying) {
      return;
    }
    this.isRetrying = true;
    this.error = null;
    try {
      this.begin(await retryCapture(captureId));
    } catch (error) {
      this.takeError(toCaptureError(error));
    } finally {
      this.isRetrying = false;
    }
  }

  /** Asks at once instead of waiting for the next time. */
  handleResume(): void {
    this.error = null;
    this.unfollow();
    this.follow();
  }

  handleType(): void {
    this.isTyping = true;
    this.focusOn = 'c-typed-summary';
  }

  handleTypeCancel(): void {
    this.isTyping = false;
    this.focusOn = '.type-summary';
  }

  handleTyped({ detail }: CustomEvent<CaptureView>): void {
    this.isTyping = false;
    this.begin(detail);
  }

  handleAnother(): void {
    this.dispatchEvent(new CustomEvent('another'));
  }

  handleOpenList(): void {
    this.dispatchEvent(new CustomEvent('openlist'));
  }

  handleReuse(): void {
    this.dispatchEvent(new CustomEvent('reuse'));
  }

  private get kind(): CaptureKind {
    return this.current?.capture.kind ?? 'text';
  }

  private get state(): CaptureState {
    return this.current?.capture.state ?? 'queued';
  }

  private handleSlow(): void {
    this.isSlow = true;
  }

  private follow(): void {
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

  /** By a person's hand it is on its way again: the answer of the next moment is not waited for calmly. */
  private begin(view: CaptureView): void {
    this.error = null;
    this.unfollow();
    this.tell(view);
  }

  private takeError(error: CaptureError): void {
    if (saysErased(error)) this.dispatchEvent(new CustomEvent('refresh'));
    else this.error = error;
  }

  private unfollow(): void {
    this.following?.stop();
    this.following = null;
  }

  private tell(view: CaptureView): void {
    if (isSettled(view)) {
      this.unfollow();
    }
    this.dispatchEvent(new CustomEvent('viewchange', { detail: view }));
  }
}
