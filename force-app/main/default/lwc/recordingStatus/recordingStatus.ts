import { LightningElement, api } from 'lwc';
import type { HeardSoFar } from 'c/captureTypes';
import { formatClock } from 'c/soundTimes';
import { fillIn } from 'c/valueFormat';
import heardLabel from '@salesforce/label/c.Voice_Heard';
import partBar from '@salesforce/label/c.Voice_Part_Bar';
import pausedWord from '@salesforce/label/c.Voice_Paused';
import recordingWord from '@salesforce/label/c.Voice_Recording';
import retry from '@salesforce/label/c.Voice_Try_Now';
import stoppedWord from '@salesforce/label/c.Voice_Stopped';
import time from '@salesforce/label/c.Voice_Time';
import { Levels } from './levels';
import { legendOf, safetyOf, squaresOf, type Recorded, type Safety } from './statusWords';

export type { Recorded } from './statusWords';

/** Bars that run by are a movement: who wants none sees them change once a second. */
const CALM_BETWEEN = 1000;

/**
 * How a recording goes: whether it runs, how long it is, how loud it is, what of it is safe, and what was understood.
 * @fires retry when what waits to be sent is to be tried at once
 */
export default class RecordingStatus extends LightningElement {
  @api state: 'recording' | 'paused' | 'stopped' = 'recording';
  /** How long it is, in whole seconds. */
  @api seconds = 0;
  @api recorded: Recorded | null = null;
  @api heard: HeardSoFar | null = null;

  labels = { partBar, retry, time };
  private readonly levels = new Levels();
  private drawnAt = -Infinity;

  /** @param level how loud it is now, 0 to 1 */
  @api showLevel(level: number): void {
    this.levels.add(level);
    const canvas = this.template?.querySelector('canvas');
    const now = performance.now();
    if (!canvas || (wantsCalm() && now - this.drawnAt < CALM_BETWEEN)) return;
    this.drawnAt = now;
    this.levels.draw(canvas);
  }

  get word(): string {
    return { recording: recordingWord, paused: pausedWord, stopped: stoppedWord }[this.state];
  }

  get dotClass(): string {
    return `dot dot_${this.state}`;
  }

  get isPaused(): boolean {
    return this.state === 'paused';
  }

  get isStopped(): boolean {
    return this.state === 'stopped';
  }

  get clock(): string {
    return formatClock(this.seconds);
  }

  get safety(): Safety | null {
    return this.recorded && safetyOf(this.recorded);
  }

  get safetyClass(): string {
    return `safety safety_${this.safety?.tone}`;
  }

  /** Who speaks has other things to do than to press what is done by itself. */
  get canRetry(): boolean {
    const { error, isFinal, isFinished } = this.recorded ?? {};
    return Boolean(error && (isFinal || isFinished || error.code === 'session-expired'));
  }

  get showsMeter(): boolean {
    return this.state !== 'stopped';
  }

  get squares(): { key: number; squareClass: string }[] {
    const squares = this.recorded ? squaresOf(this.recorded.counts) : [];
    return squares.map((kind, key) => ({ key, squareClass: `square square_${kind}` }));
  }

  get legend(): { kind: string; words: string; squareClass: string }[] {
    const legend = this.recorded ? legendOf(this.recorded.counts, this.recorded.isKept) : [];
    return legend.map((entry) => ({ ...entry, squareClass: `square square_${entry.kind}` }));
  }

  get heardUpTo(): string {
    return this.heard ? fillIn(heardLabel, formatClock(this.heard.seconds)) : '';
  }

  get heardText(): string {
    return this.heard ? `… ${this.heard.text.trim()} …` : '';
  }

  handleRetry(): void {
    this.dispatchEvent(new CustomEvent('retry'));
  }
}

function wantsCalm(): boolean {
  return window.matchMedia?.('(prefers-reduced-motion: reduce)').matches ?? false;
}
