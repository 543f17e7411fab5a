import { api, LightningElement } from 'lwc';
import locale from '@salesforce/i18n/lang';
import { openClips } from 'c/soundClips';
import { Playback } from 'c/soundPlayback';
import { formatPlace, progressInWords } from 'c/soundWords';
import { fillIn } from 'c/valueFormat';
import { labels } from './labels';
import { VIEW_BOX, waveform } from './waveform';
const RATES = [1, 1.5, 2];
/** What an arrow skips, and what a page key does, in seconds. */
const STEPS = {
    ArrowRight: 5,
    ArrowUp: 5,
    ArrowLeft: -5,
    ArrowDown: -5,
    PageUp: 30,
    PageDown: -30,
};
/** A passage is heard with a breath around it: the times of words are not exact. */
const LEAD = 0.1;
const TAIL = 0.2;
/** What is told of a playing recording, a second. */
const TOLD = 10;
/**
 * Plays a recording: play and pause, its loudness as a row of bars that is also a slider (arrows move it, the space bar
 * plays), the time, the speed. The row frames where the chosen value is heard.
 * @fires listening `{status, seconds, passage}`: the recording stands elsewhere
 */
export default class SoundPlayer extends LightningElement {
    @api
    captureId = '';
    @api
    sound;
    /** Where the lit value is heard. */
    @api
    passages = [];
    labels = labels;
    viewBox = VIEW_BOX;
    status = 'idle';
    seconds = 0;
    rate = 1;
    told = '';
    /** Where the pointer holds the slider. */
    held = null;
    drawn = null;
    opened = null;
    disconnectedCallback() {
        this.opened?.close();
        this.opened = null;
    }
    get isPlaying() {
        return this.status === 'playing' || this.status === 'loading';
    }
    get playIcon() {
        return this.isPlaying ? 'utility:pause' : 'utility:play';
    }
    get playLabel() {
        return this.isPlaying ? labels.pause : labels.play;
    }
    get isBusy() {
        return String(this.status === 'loading');
    }
    get trouble() {
        if (this.status === 'unplayable')
            return labels.unplayable;
        return this.status === 'failed' ? labels.failed : '';
    }
    get bars() {
        const { levels } = this.sound;
        if (this.drawn?.levels !== levels)
            this.drawn = { levels, path: waveform(levels) };
        return this.drawn.path;
    }
    get place() {
        return this.held ?? this.seconds;
    }
    get playedStyle() {
        return `clip-path: inset(0 ${100 - this.percent(this.place)}% 0 0)`;
    }
    get frames() {
        return this.passages.map(({ from, to }) => ({
            key: `${from}-${to}`,
            style: `left: ${this.percent(from)}%; width: ${this.percent(to) - this.percent(from)}%`,
        }));
    }
    get timeText() {
        return `${formatPlace(this.place)} / ${formatPlace(this.sound.seconds)}`;
    }
    get valueNow() {
        return String(Math.floor(this.place));
    }
    get valueMost() {
        return String(Math.floor(this.sound.seconds));
    }
    get valueText() {
        return progressInWords(this.place, this.sound.seconds, locale);
    }
    get rateText() {
        return `${new Intl.NumberFormat(locale).format(this.rate)}×`;
    }
    get rateLabel() {
        return fillIn(labels.speed, this.rateText);
    }
    /** Plays that part of the recording and stops. */
    @api
    playPassage(from, to) {
        this.playback?.playPassage({ from: Math.max(from - LEAD, 0), to: to + TAIL });
    }
    @api
    playFrom(seconds) {
        this.playback?.playFrom(seconds);
    }
    @api
    pause() {
        this.opened?.pause();
    }
    handlePlay() {
        if (this.isPlaying)
            this.playback?.pause();
        else
            this.playback?.play();
    }
    handleRetry() {
        this.playback?.again();
        this.template?.querySelector('.play')?.focus();
    }
    handleSpeed() {
        this.rate = RATES[(RATES.indexOf(this.rate) + 1) % RATES.length] ?? 1;
        this.playback?.speed(this.rate);
    }
    handleKey(event) {
        if (event.altKey || event.ctrlKey || event.metaKey)
            return;
        if (event.key === ' ')
            this.handlePlay();
        else if (event.key === 'Home')
            this.playback?.seek(0);
        else if (event.key === 'End')
            this.playback?.seek(this.sound.seconds);
        else if (event.key in STEPS)
            this.playback?.seek(this.seconds + (STEPS[event.key] ?? 0));
        else
            return;
        event.preventDefault();
    }
    handleDown(event) {
        const wave = event.currentTarget;
        wave.setPointerCapture?.(event.pointerId);
        this.held = this.secondsAt(event, wave);
    }
    handleMove(event) {
        if (this.held !== null)
            this.held = this.secondsAt(event, event.currentTarget);
    }
    handleUp() {
        if (this.held === null)
            return;
        this.playback?.seek(this.held);
        this.held = null;
    }
    /** The browser took the pointer for a scroll of the page. */
    handleCancel() {
        this.held = null;
    }
    /** Opened when it is first needed: a recording that nobody plays costs nothing. */
    get playback() {
        const audio = this.template?.querySelector('audio');
        if (!audio)
            return null;
        this.opened ??= new Playback({
            audio,
            clips: openClips(this.captureId),
            sound: () => this.sound,
            changed: (listening) => this.show(listening),
        });
        return this.opened;
    }
    show(listening) {
        this.status = listening.status;
        const tenth = Math.floor(listening.seconds * TOLD);
        const told = `${listening.status} ${tenth}`;
        if (told === this.told)
            return;
        this.told = told;
        this.seconds = listening.seconds;
        this.dispatchEvent(new CustomEvent('listening', { detail: listening }));
    }
    secondsAt({ clientX }, wave) {
        const { left, width } = wave.getBoundingClientRect();
        const share = width > 0 ? (clientX - left) / width : 0;
        return Math.min(Math.max(share, 0), 1) * this.sound.seconds;
    }
    percent(seconds) {
        const share = this.sound.seconds > 0 ? seconds / this.sound.seconds : 0;
        return Math.round(Math.min(Math.max(share, 0), 1) * 10_000) / 100;
    }
}
