import { CaptureError, getCapture, toCaptureError } from 'c/captureApi';
import type { CaptureView } from 'c/captureTypes';

export interface Follower {
  /** Every answer, settled or not. */
  onview(view: CaptureView): void;
  onerror(error: CaptureError): void;
}

/** Short at first, because most notes are read in seconds; then calm. */
const DELAYS = [1000, 2000, 3000];
const CALM_DELAY = 5000;
/** What waits for a service or for a setting does so for minutes or days; a page left open goes on by itself all the same. */
const WAITING_DELAY = 45_000;

/** Asking again does not help against these. */
const FINAL_CODES = /^(session-expired|no-access|capture-erased|.*not-found)$/;
/** However long the server asks to wait, a page that is looked at goes on asking. */
const LONGEST_DELAY = 60_000;

/** A settled capture changes only by a person's hand. */
export function isSettled({ capture }: CaptureView): boolean {
  return capture.state === 'ready' || capture.state === 'failed';
}

/**
 * Asks for a capture after 1, 2 and 3 s, then every 5 s, until it is settled; one that waits is asked for every 45 s. While the page is hidden it does not ask;
 * it does so at once when the page is seen again. A failure that may pass (no connection, a service that is away) does not
 * stop it.
 */
export class CaptureFollow {
  private readonly captureId: string;
  private readonly follower: Follower;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private asked = 0;
  private isWaiting = false;
  private stopped = false;
  private missed = false;

  constructor(captureId: string, follower: Follower) {
    this.captureId = captureId;
    this.follower = follower;
  }

  start(): void {
    document.addEventListener('visibilitychange', this.handleVisibility);
    this.wait();
  }

  /** After it nothing is told any more, not even the answer to a question under way. */
  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
    document.removeEventListener('visibilitychange', this.handleVisibility);
  }

  /** @param least seconds that the server asked to wait */
  private wait(least = 0): void {
    const own = this.isWaiting ? WAITING_DELAY : (DELAYS[this.asked] ?? CALM_DELAY);
    const delay = Math.max(own, Math.min(least * 1000, LONGEST_DELAY));
    this.timer = setTimeout(() => this.handleTime(), delay);
  }

  private handleTime(): void {
    if (document.hidden) {
      this.missed = true;
    } else {
      this.ask();
    }
  }

  private readonly handleVisibility = (): void => {
    if (!document.hidden && this.missed) {
      this.missed = false;
      this.ask();
    }
  };

  private async ask(): Promise<void> {
    this.asked += 1;
    const answer = await getCapture(this.captureId).catch(toCaptureError);
    if (this.stopped) {
      return;
    }
    this.note(answer);
    if (isFinal(answer)) {
      this.stop();
    } else {
      this.wait(answer instanceof CaptureError ? (answer.retryAfter ?? 0) : 0);
    }
    this.tell(answer);
  }

  private note(answer: CaptureView | CaptureError): void {
    if (answer instanceof CaptureError) return;
    const isWaiting = answer.capture.state === 'waiting';
    // It woke: what comes now comes fast.
    if (this.isWaiting && !isWaiting) this.asked = 0;
    this.isWaiting = isWaiting;
  }

  private tell(answer: CaptureView | CaptureError): void {
    if (answer instanceof CaptureError) {
      this.follower.onerror(answer);
    } else {
      this.follower.onview(answer);
    }
  }
}

function isFinal(answer: CaptureView | CaptureError): boolean {
  return answer instanceof CaptureError ? FINAL_CODES.test(answer.code) : isSettled(answer);
}
