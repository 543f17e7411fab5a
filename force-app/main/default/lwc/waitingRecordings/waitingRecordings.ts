import { toCaptureError, type CaptureError } from 'c/captureApi';
import type { CaptureView } from 'c/captureTypes';
import { isHeldElsewhere, readRecordings, tidyRecordings, type KeptRecording } from 'c/keptRecordings';
import { eraseRecording } from 'c/recordingSession';
import { RecordingSending } from 'c/recordingSending';

/** A recording of before, for who decides what becomes of it. */
export interface WaitingRecording {
  captureId: string;
  startedAt: string;
  seconds: number;
  /** The person is done with it: it is only being sent. */
  isFinished: boolean;
  /** What keeps it from being sent, or null. */
  error: CaptureError | null;
}

export interface WaitingListener {
  onchange(): void;
  /** One that was finished before is accepted. */
  ondelivered(view: CaptureView): void;
}

/** A page that was closed without a word is known to be gone a moment later. */
const LOOK_EVERY = 4000;

/** While the middleware cannot be reached, what was given up is erased there later. */
const ERASE_EVERY = 30_000;

/** The recordings of earlier visits. What is kept of them is sent by itself; going on and finishing are a person's decisions. */
export class WaitingRecordings {
  private readonly userId: string;
  private readonly listener: WaitingListener;
  private readonly deliveries = new Map<string, RecordingSending>();
  private readonly errors = new Map<string, CaptureError>();
  private readonly erasing = new Set<string>();
  private timer: ReturnType<typeof setInterval> | undefined;
  /** The one that this page records. */
  private current: string | null = null;
  private shown = '';

  constructor(userId: string, listener: WaitingListener) {
    this.userId = userId;
    this.listener = listener;
  }

  start(): void {
    tidyRecordings(this.userId);
    this.timer = setInterval(() => this.look(), LOOK_EVERY);
    this.look();
  }

  stop(): void {
    clearInterval(this.timer);
    for (const captureId of [...this.deliveries.keys()]) this.halt(captureId);
  }

  get list(): WaitingRecording[] {
    return this.recordings.map(({ input, startedAt, takes, isFinished }) => ({
      captureId: input.captureId,
      startedAt,
      seconds: takes.reduce((sum, take) => sum + take.seconds, 0),
      isFinished,
      error: this.errors.get(input.captureId) ?? null,
    }));
  }

  /** Leaves a recording to whoever goes on with it here; null: to nobody any more. */
  leave(captureId: string | null): void {
    this.current = captureId;
    if (captureId) this.halt(captureId);
    this.look();
  }

  /** Gives a recording up. */
  async discard(captureId: string): Promise<void> {
    this.halt(captureId);
    await this.erase(captureId);
    this.look();
  }

  /** Tries at once to send what waits. */
  retry(captureId: string): void {
    this.deliveries.get(captureId)?.retry();
  }

  private look(): void {
    for (const { input } of this.ofNobody.filter(({ isDiscarded }) => isDiscarded)) this.erase(input.captureId);
    const waiting = this.recordings.map(({ input }) => input.captureId);
    for (const captureId of [...this.deliveries.keys()]) if (!waiting.includes(captureId)) this.halt(captureId);
    for (const captureId of waiting) if (!this.deliveries.has(captureId)) this.send(captureId);
    const shown = JSON.stringify(this.list);
    if (shown === this.shown) return;
    this.shown = shown;
    this.listener.onchange();
  }

  private send(captureId: string): void {
    const delivery = new RecordingSending(this.userId, captureId, {
      onstate: ({ error }) => {
        if (error) this.errors.set(captureId, toCaptureError(error));
        else this.errors.delete(captureId);
        this.look();
      },
      onaccepted: (view) => {
        this.look();
        this.listener.ondelivered(view);
      },
    });
    this.deliveries.set(captureId, delivery);
    delivery.run();
  }

  private halt(captureId: string): void {
    this.deliveries.get(captureId)?.stop();
    this.deliveries.delete(captureId);
    this.errors.delete(captureId);
  }

  private async erase(captureId: string): Promise<void> {
    if (this.erasing.has(captureId)) return;
    this.erasing.add(captureId);
    await eraseRecording(this.userId, captureId);
    setTimeout(() => this.erasing.delete(captureId), ERASE_EVERY);
  }

  private get recordings(): KeptRecording[] {
    return this.ofNobody.filter(({ isDiscarded }) => !isDiscarded);
  }

  /** Those that no page has open, this one included. */
  private get ofNobody(): KeptRecording[] {
    return readRecordings(this.userId).filter(
      (recording) => recording.input.captureId !== this.current && !isHeldElsewhere(recording),
    );
  }
}
