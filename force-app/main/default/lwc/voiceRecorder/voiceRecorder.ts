import { LightningElement, api } from 'lwc';
import type { ControlState } from 'c/recordingControls';
import type { CaptureInput, CaptureView, Configuration, HeardSoFar, StartedCapture } from 'c/captureTypes';
import { RecordingSession } from 'c/recordingSession';
import { openMicrophone } from 'c/soundRecording';
import { WaitingRecordings, type WaitingRecording } from 'c/waitingRecordings';
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
import { viewOf, type RecorderState, type SessionView } from './recorderViews';
import { refusalWords, type RefusalWords } from './refusals';

export type { RecorderState } from './recorderViews';

type Settings = Pick<Configuration, 'recordingNotice' | 'transcribes'>;
/** Before a recording; once there is one, it says itself where it stands. */
type Step = 'idle' | 'asking' | 'opening' | 'refused';

interface Reason extends HTMLElement {
  readonly areOthersTold: boolean;
  check(): boolean;
}

interface Status extends HTMLElement {
  showLevel(level: number): void;
}

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
  @api recordId: string | null = null;
  /** What is typed beside: it travels with a recording that begins. */
  @api text = '';
  @api configuration: Settings = { recordingNotice: null, transcribes: true };
  @api disabled = false;

  labels = { cancel, chooseFile, retry };
  step: Step = 'idle';
  view: SessionView | null = null;
  heard: HeardSoFar | null = null;
  refusal: RefusalWords | null = null;
  waiting: WaitingRecording[] = [];
  outcome = '';
  soundHere: Blob | null = null;
  private session: RecordingSession | null = null;
  /** What the microphone is asked for: a recording of before, or null for a new one. */
  private resumed: string | null = null;
  /** Whether others are recorded, who were told in the words of the org. */
  private areOthersPresent = false;
  private told: RecorderState = { active: false, mayClose: false };
  private focusOn = '';
  private ticks = 0;
  private ticking: ReturnType<typeof setInterval> | undefined;
  private readonly others = new WaitingRecordings(userId, {
    onchange: () => {
      this.waiting = this.others.list;
    },
    ondelivered: (detail) => {
      this.outcome = delivered;
      this.dispatchEvent(new CustomEvent<CaptureView>('delivered', { detail }));
    },
  });

  override connectedCallback(): void {
    this.others.start();
  }

  override disconnectedCallback(): void {
    clearInterval(this.ticking);
    this.others.stop();
    // What was said is kept: it goes on at the next visit.
    this.session?.leave();
    this.session = null;
  }

  override renderedCallback(): void {
    if (!this.focusOn) return;
    const part = this.template?.querySelector<HTMLElement>(this.focusOn);
    this.focusOn = '';
    part?.focus();
  }

  /** True from the first click on the microphone until the recording is sent, given up or left for later. */
  @api get isActive(): boolean {
    return this.view !== null || this.step === 'asking' || this.step === 'opening';
  }

  get isAsking(): boolean {
    return this.step === 'asking' && !this.view;
  }

  /** Where nothing is put into writing, that is what to know before speaking. */
  get line(): string {
    return this.configuration.transcribes ? worksOffline : notTranscribed;
  }

  /** On a phone a short line stands beside the microphone, and a long one below it. */
  get isBeside(): boolean {
    return this.mayChooseFile && this.configuration.transcribes;
  }

  get showsWaiting(): boolean {
    return !this.isActive && this.waiting.length > 0;
  }

  get notice(): string | null {
    return this.configuration.recordingNotice?.trim() || null;
  }

  get controls(): ControlState {
    if (!this.view) return this.step === 'refused' ? 'idle' : this.step;
    if (this.view.isFinished) return 'sending';
    return this.view.state === 'stopped' ? 'ended' : this.view.state;
  }

  get voiceClass(): string {
    if (this.view) return 'voice voice_recording';
    return this.isBeside ? 'voice voice_beside' : 'voice';
  }

  get mayContinue(): boolean {
    return this.view?.mayContinue ?? false;
  }

  get areOthersTold(): boolean {
    return this.view?.areOthersTold ?? false;
  }

  /** A recording goes on with the microphone alone. */
  get mayChooseFile(): boolean {
    return !this.isActive;
  }

  get announcement(): string {
    return this.view?.announcement ?? (this.isAsking ? why : this.outcome);
  }

  get outcomeClass(): string {
    return this.view || !this.outcome ? 'slds-assistive-text' : 'outcome';
  }

  handleMain(): void {
    if (this.session) this.finish();
    else if (this.step !== 'asking') this.ask(null);
    else this.openAsked(this.template?.querySelector<Reason>('.asking') ?? null);
  }

  private openAsked(reason: Reason | null): void {
    if (!reason?.check()) return;
    this.areOthersPresent = reason.areOthersTold;
    this.open();
  }

  handleCancel(): void {
    this.setStep('idle');
    this.focusOn = '.controls';
  }

  handleRetryMicrophone(): void {
    this.focusOn = '.controls';
    this.ask(this.resumed);
  }

  handleChooseFile(): void {
    this.setStep('idle');
    this.dispatchEvent(new CustomEvent('choosefile'));
  }

  handlePause(): void {
    const { session } = this;
    if (this.step === 'opening') return;
    if (!session?.isRecording) this.open();
    else if (session.isPaused) session.resume();
    else session.pause();
  }

  handleDiscard(): void {
    const { session } = this;
    this.close();
    session?.discard().finally(() => this.leaveToOthers());
    this.focusOn = '.controls';
  }

  handleLater(): void {
    const { session } = this;
    this.close();
    session?.leave().finally(() => this.leaveToOthers());
    this.focusOn = '.controls';
  }

  handleRetry(): void {
    this.session?.retry();
  }

  handleResume({ detail }: CustomEvent<{ captureId: string }>): void {
    this.resumed = detail.captureId;
    this.focusOn = '.controls';
    this.open();
  }

  handleFinishWaiting({ detail }: CustomEvent<{ captureId: string }>): void {
    this.focusOn = '.controls';
    if (this.take(detail.captureId)) this.finish();
  }

  handleDiscardWaiting({ detail }: CustomEvent<{ captureId: string }>): void {
    this.focusOn = '.controls';
    this.others.discard(detail.captureId);
  }

  handleRetryWaiting({ detail }: CustomEvent<{ captureId: string }>): void {
    this.others.retry(detail.captureId);
  }

  /** Says first why the browser asks, where this person has not read it, or others have to be told. */
  private ask(resumed: string | null): void {
    this.resumed = resumed;
    this.areOthersPresent = false;
    this.outcome = '';
    const asksFirst = !resumed && !this.session && (this.notice !== null || !isExplained(userId));
    if (asksFirst) this.setStep('asking');
    else this.open();
  }

  /** Asks the browser for the microphone, and records. */
  private async open(): Promise<void> {
    const givenAt = new Date().toISOString();
    this.setStep('opening');
    try {
      const stream = await openMicrophone();
      noteExplained(userId);
      const isWanted = this.step === 'opening' && this.isConnected;
      if (!isWanted || !this.record(stream, givenAt)) {
        for (const track of stream.getTracks()) track.stop();
      }
    } catch (failure) {
      this.refusal = refusalWords(failure);
      this.setStep('refused');
    }
  }

  /** @returns false when the microphone is not needed any more */
  private record(stream: MediaStream, givenAt: string): boolean {
    if (!this.session && this.resumed && !this.take(this.resumed)) return false;
    const isNew = !this.session;
    this.session ??= RecordingSession.begin(userId, this.inputOf(givenAt), this.listener);
    this.leaveToOthers();
    try {
      this.session.record(stream);
    } catch (failure) {
      for (const track of stream.getTracks()) track.stop();
      if (isNew) this.handleDiscard();
      throw failure;
    }
    this.show();
    this.setStep('idle');
    return true;
  }

  /** Takes up a recording of before. @returns false when another tab was faster */
  private take(captureId: string): boolean {
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

  private inputOf(givenAt: string): CaptureInput {
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

  private finish(): void {
    this.setStep('idle');
    this.session?.finish();
  }

  /** Whatever this page does not record itself is for the list of those that wait. */
  private leaveToOthers(): void {
    this.others.leave(this.session?.captureId ?? null);
  }

  private readonly listener = {
    onchange: () => this.show(),
    onaccepted: (view: CaptureView, text: string) => {
      this.close();
      this.leaveToOthers();
      this.dispatchEvent(new CustomEvent<StartedCapture>('started', { detail: { view, text } }));
    },
  };

  private show(): void {
    const { session } = this;
    if (!session) return;
    const view = viewOf(session);
    // The same view again would have the whole page drawn anew.
    if (JSON.stringify(view) !== JSON.stringify(this.view)) this.view = view;
    this.heard = session.sending.heard;
    this.ticking ??= setInterval(() => this.tick(), TICK);
    this.soundHere = session.isRecording ? null : (this.soundHere ?? session.soundHere);
    this.tellActive();
  }

  private tick(): void {
    this.ticks += 1;
    if (this.ticks % TICKS_A_LOOK === 0) this.show();
    const level = this.session?.level;
    if (typeof level === 'number') this.template?.querySelector<Status>('.status')?.showLevel(level);
  }

  private close(): void {
    clearInterval(this.ticking);
    this.ticking = undefined;
    this.session = null;
    this.view = null;
    this.heard = null;
    this.soundHere = null;
    this.setStep('idle');
  }

  private setStep(step: Step): void {
    this.step = step;
    if (step !== 'refused') this.refusal = null;
    this.tellActive();
  }

  private tellActive(): void {
    const detail: RecorderState = { active: this.isActive, mayClose: this.view?.mayClose ?? false };
    if (detail.active === this.told.active && detail.mayClose === this.told.mayClose) return;
    this.told = detail;
    this.dispatchEvent(new CustomEvent<RecorderState>('recording', { detail }));
  }
}
