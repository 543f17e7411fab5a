import { LightningElement, api } from 'lwc';
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
import { legendOf, safetyOf, squaresOf } from './statusWords';
/** Bars that run by are a movement: who wants none sees them change once a second. */
const CALM_BETWEEN = 1000;
/**
 * How a recording goes: whether it runs, how long it is, how loud it is, what of it is safe, and what was understood.
 * @fires retry when what waits to be sent is to be tried at once
 */
export default class RecordingStatus extends LightningElement {
    @api
    state = 'recording';
    /** How long it is, in whole seconds. */
    @api
    seconds = 0;
    @api
    recorded = null;
    @api
    heard = null;
    labels = { partBar, retry, time };
    levels = new Levels();
    drawnAt = -Infinity;
    /** @param level how loud it is now, 0 to 1 */
    @api
    showLevel(level) {
        this.levels.add(level);
        const canvas = this.template?.querySelector('canvas');
        const now = performance.now();
        if (!canvas || (wantsCalm() && now - this.drawnAt < CALM_BETWEEN))
            return;
        this.drawnAt = now;
        this.levels.draw(canvas);
    }
    get word() {
        return { recording: recordingWord, paused: pausedWord, stopped: stoppedWord }[this.state];
    }
    get dotClass() {
        return `dot dot_${this.state}`;
    }
    get isPaused() {
        return this.state === 'paused';
    }
    get isStopped() {
        return this.state === 'stopped';
    }
    get clock() {
        return formatClock(this.seconds);
    }
    get safety() {
        return this.recorded && safetyOf(this.recorded);
    }
    get safetyClass() {
        return `safety safety_${this.safety?.tone}`;
    }
    /** Who speaks has other things to do than to press what is done by itself. */
    get canRetry() {
        const { error, isFinal, isFinished } = this.recorded ?? {};
        return Boolean(error && (isFinal || isFinished || error.code === 'session-expired'));
    }
    get showsMeter() {
        return this.state !== 'stopped';
    }
    get squares() {
        const squares = this.recorded ? squaresOf(this.recorded.counts) : [];
        return squares.map((kind, key) => ({ key, squareClass: `square square_${kind}` }));
    }
    get legend() {
        const legend = this.recorded ? legendOf(this.recorded.counts, this.recorded.isKept) : [];
        return legend.map((entry) => ({ ...entry, squareClass: `square square_${entry.kind}` }));
    }
    get heardUpTo() {
        return this.heard ? fillIn(heardLabel, formatClock(this.heard.seconds)) : '';
    }
    get heardText() {
        return this.heard ? `… ${this.heard.text.trim()} …` : '';
    }
    handleRetry() {
        this.dispatchEvent(new CustomEvent('retry'));
    }
}
function wantsCalm() {
    return window.matchMedia?.('(prefers-reduced-motion: reduce)').matches ?? false;
}
