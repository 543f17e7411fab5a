/* eslint-disable no-await-in-loop -- Parts travel one after the other: a phone's connection carries no more. */
import { CaptureError, completeCapture, getCapture, sendPart, toCaptureError } from 'c/captureApi';
import type { Capture, CaptureView, HeardSoFar, TakeInput } from 'c/captureTypes';
import {
  adoptGrowing,
  cutTake,
  dropRecording,
  getPart,
  markOffered,
  markSent,
  readRecording,
  type KeptRecording,
  type KeptTake,
} from 'c/keptRecordings';
import { begin, mayPass, readPart } from 'c/partSending';
import nothingLeft from '@salesforce/label/c.Voice_Nothing_Left';
import { Rest } from './rest';

/** `resting`: it goes on by itself; `refused`: a person decides. */
export type SendingPhase = 'sending' | 'resting' | 'refused' | 'accepted';

export interface SendingState {
  phase: SendingPhase;
  /** What keeps it from going on; null while it goes on. */
  error: CaptureError | null;
  /** Since when it does not get on, by the clock of `performance.now()`. */
  since: number | null;
  /** What the middleware understood so far. */
  heard: HeardSoFar | null;
}

export interface SendingListener {
  onstate(state: SendingState): void;
  /** The middleware has all of it, and this device nothing any more. */
  onaccepted(view: CaptureView, text: string): void;
}

/** Pauses before the next try, in seconds; the last for ever. */
const PAUSES = [1, 2, 4, 8, 15, 30];
/** Signing in takes place in another window: nobody tells this page. */
const SESSION_PAUSE = 30;
/** However long the server asks to wait. */
const LONGEST_PAUSE = 300;
/** How often what was understood is asked for. */
const LISTENING_PAUSE = 10;

/**
 * Sends a recording while it is made: part after part, until the person is done and all arrived. It never gives up by itself;
 * what keeps it is told, and nothing is forgotten before the middleware has it.
 */
export class RecordingSending {
  private readonly userId: string;
  private readonly captureId: string;
  private readonly listener: SendingListener;
  private readonly rest = new Rest();
  private capture: Capture | null = null;
  private state: SendingState = { phase: 'sending', error: null, since: null, heard: null };
  private tried = 0;
  private askedAt = -Infinity;
  private isStopped = false;

  constructor(userId: string, captureId: string, listener: SendingListener) {
    this.userId = userId;
    this.captureId = captureId;
    this.listener = listener;
  }

  /** Runs until the recording was accepted, or the sending stopped. Takes that are there already are over. */
  async run(): Promise<void> {
    window.addEventListener('online', this.retry);
    try {
      await adoptGrowing(this.userId, this.captureId);
      while (!this.isStopped && !(await this.advance()));
    } finally {
      window.removeEventListener('online', this.retry);
    }
  }

  /** There is another part, or the person is done. */
  wake(): void {
    if (this.state.error === null) this.rest.end();
  }

  /** Tries at once what waits for another try. */
  readonly retry = (): void => {
    this.rest.end();
  };

  stop(): void {
    this.isStopped = true;
    this.rest.end();
  }

  /** @returns true once there is nothing more to do */
  private async advance(): Promise<boolean> {
    try {
      const isDone = await this.step();
      this.tried = 0;
      return isDone;
    } catch (error) {
      await this.takeFailure(toCaptureError(error));
      return false;
    }
  }

  private async step(): Promise<boolean> {
    const recording = readRecording(this.userId, this.captureId);
    if (!recording || recording.isDiscarded) return true;
    if (!this.capture) {
      const view = await this.open(recording);
      if (view.capture.state !== 'receiving') return this.accept(view, recording);
      return false;
    }
    const next = recording.takes.find(({ sent, parts }) => sent < parts);
    if (next) {
      await this.send(next);
    } else if (recording.isFinished) {
      return this.accept(await this.complete(recording), recording);
    } else {
      this.tell({ phase: 'sending', error: null, since: null });
      await this.rest.take(LISTENING_PAUSE);
    }
    if (!this.isStopped) await this.listen();
    return false;
  }

  /** Begins the capture, or learns what of it is there: a page before this one may have sent more than it noted. */
  private async open(recording: KeptRecording): Promise<CaptureView> {
    markOffered(this.userId, this.captureId);
    const view = await begin(recording.input);
    this.askedAt = performance.now();
    this.capture = view.capture;
    for (const { take, parts } of recording.takes) {
      const arrived = new Set(view.capture.received?.find((one) => one.take === take)?.parts);
      let sent = 0;
      while (sent < parts && arrived.has(sent + 1)) sent += 1;
      await markSent(this.userId, this.captureId, take, sent);
    }
    this.tell({ phase: 'sending', error: null, since: null, heard: view.capture.heard ?? null });
    return view;
  }

  private async send({ take, sent }: KeptTake): Promise<void> {
    const { userId, captureId } = this;
    const part = sent + 1;
    const content = await getPart(userId, captureId, { take, part });
    if (content) {
      await sendPart({ captureId, take, part, ...(await readPart(content, 1)) });
    } else if (!(await this.hasArrived(take, part))) {
      await cutTake(userId, captureId, take, sent);
      return;
    }
    await markSent(userId, captureId, take, part);
    this.tell({ phase: 'sending', error: null, since: null });
  }

  /** Another page of this browser may have sent it, and forgotten it since. */
  private async hasArrived(take: number, part: number): Promise<boolean> {
    const { capture } = await getCapture(this.captureId);
    return capture.received?.find((one) => one.take === take)?.parts.includes(part) ?? false;
  }

  private async complete({ input, takes }: KeptRecording): Promise<CaptureView> {
    const told = takes.filter(({ parts }) => parts > 0).map(inputOf);
    if (told.length === 0) throw new CaptureError('nothing-left', nothingLeft);
    try {
      return await completeCapture(input.captureId, input.recordId, told);
    } catch (error) {
      if (toCaptureError(error).code !== 'capture-complete') throw error;
      return getCapture(input.captureId);
    }
  }

  private async accept(view: CaptureView, { input }: KeptRecording): Promise<boolean> {
    // Given up meanwhile, or left to a later visit, which learns it anew.
    if (this.isStopped) return true;
    await dropRecording(this.userId, this.captureId);
    this.tell({ phase: 'accepted', error: null, since: null });
    this.listener.onaccepted(view, input.text ?? '');
    return true;
  }

  /** Asks now and then what was understood. */
  private async listen(): Promise<void> {
    if (performance.now() - this.askedAt < LISTENING_PAUSE * 1000) return;
    this.askedAt = performance.now();
    const { capture } = await getCapture(this.captureId);
    this.tell({ heard: capture.heard ?? this.state.heard });
  }

  private async takeFailure(error: CaptureError): Promise<void> {
    if (this.isStopped) return;
    const pause = this.pauseAfter(error);
    const since = this.state.since ?? performance.now();
    this.tell({ phase: pause === null ? 'refused' : 'resting', error, since });
    // What was taken for sent is not there: it is asked for anew, and what is still kept is sent again.
    if (error.code === 'part-missing') this.capture = null;
    this.tried += 1;
    await this.rest.take(pause);
  }

  /** @returns seconds until the next try; null when it is a person's to ask for */
  private pauseAfter(error: CaptureError): number | null {
    if (error.code === 'session-expired') return SESSION_PAUSE;
    if (!mayPass(error) && error.code !== 'part-missing') return null;
    const pause = PAUSES[Math.min(this.tried, PAUSES.length - 1)] ?? 1;
    return Math.max(pause, Math.min(error.retryAfter ?? 0, LONGEST_PAUSE));
  }

  private tell(change: Partial<SendingState>): void {
    this.state = { ...this.state, ...change };
    if (!this.isStopped) this.listener.onstate(this.state);
  }
}

function inputOf({ take, parts, mediaType }: KeptTake): TakeInput {
  return { take, parts, fileName: null, mediaType };
}
