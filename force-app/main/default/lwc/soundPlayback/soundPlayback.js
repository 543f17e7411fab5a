/** So near its end a recording is over: decoders round. */
const END = 0.05;
/**
 * Plays a recording that comes in stretches as if it were one: the next stretch is asked for while one plays, and what goes
 * beyond its end goes on in the next. Whatever is asked for last is what plays.
 */
export class Playback {
    parts;
    listening = { status: 'idle', seconds: 0, passage: null };
    current = null;
    /** Where to stop. */
    until = 0;
    rate = 1;
    /** Counts what was asked for: an answer to an earlier wish is not played. */
    wish = 0;
    constructor(parts) {
        this.parts = parts;
        const { audio } = parts;
        audio.addEventListener('timeupdate', this.follow);
        audio.addEventListener('ended', this.goOn);
        audio.addEventListener('error', this.refuse);
    }
    /** From where it stands; from the beginning where it stands at the end. */
    play() {
        const { seconds } = this.listening;
        this.playFrom(seconds >= this.end - END ? 0 : seconds);
    }
    playFrom(seconds) {
        void this.start(seconds, this.end, null);
    }
    /** That much and no more. */
    playPassage({ from, to }) {
        void this.start(from, Math.min(to, this.end), { from, to });
    }
    /** What could not be played, once more. */
    again() {
        const { seconds, passage } = this.listening;
        void this.start(seconds, this.until, passage);
    }
    pause() {
        this.wish += 1;
        this.parts.audio.pause();
        this.tell({ status: 'idle' });
    }
    /** Stands elsewhere; what plays goes on from there. */
    seek(seconds) {
        const { status } = this.listening;
        const place = Math.min(Math.max(seconds, 0), this.end);
        if (status === 'playing' || status === 'loading')
            this.playFrom(place);
        else
            this.tell({ status: 'idle', seconds: place, passage: null });
    }
    /** @param rate 1 is as it was said */
    speed(rate) {
        this.rate = rate;
        this.parts.audio.playbackRate = rate;
    }
    close() {
        const { audio, clips } = this.parts;
        this.wish += 1;
        audio.removeEventListener('timeupdate', this.follow);
        audio.removeEventListener('ended', this.goOn);
        audio.removeEventListener('error', this.refuse);
        audio.pause();
        audio.removeAttribute('src');
        clips.close();
    }
    get end() {
        return this.parts.sound().seconds;
    }
    async start(seconds, until, passage) {
        const wish = (this.wish += 1);
        const stretch = stretchAt(this.parts.sound().stretches, seconds);
        this.until = until;
        this.parts.audio.pause();
        this.tell({ status: 'loading', seconds, passage });
        try {
            if (!stretch)
                throw new Error('nothing was recorded there');
            const address = await this.parts.clips.address(stretch.number);
            if (wish !== this.wish)
                return;
            await this.load(stretch, address);
            if (wish === this.wish)
                await this.sound(stretch, seconds, wish);
        }
        catch (error) {
            if (wish === this.wish)
                this.tell({ status: statusAfter(error) });
        }
    }
    /** A stretch that stands ready is played from memory: nothing is loaded anew. */
    async load(stretch, address) {
        const { audio } = this.parts;
        this.current = stretch;
        if (audio.src === address && audio.readyState > 0)
            return;
        const isKnown = once(audio, 'loadedmetadata');
        audio.src = address;
        await isKnown;
    }
    async sound(stretch, seconds, wish) {
        const { audio } = this.parts;
        audio.currentTime = Math.max(seconds - stretch.from, 0);
        audio.playbackRate = this.rate;
        await audio.play();
        if (wish !== this.wish)
            return;
        this.tell({ status: 'playing' });
        this.fetchNext(stretch);
        this.watch(wish);
    }
    /** A failure is met when the stretch is needed. */
    fetchNext({ to }) {
        const next = to < this.until ? stretchAt(this.parts.sound().stretches, to) : null;
        if (next)
            this.parts.clips.address(next.number).catch(() => undefined);
    }
    /** The events of a player come four times a second: too seldom to stop after a word. */
    watch(wish) {
        requestAnimationFrame(() => {
            if (wish !== this.wish || this.listening.status !== 'playing')
                return;
            this.follow();
            this.watch(wish);
        });
    }
    follow = () => {
        const { current, parts } = this;
        if (!current || this.listening.status !== 'playing')
            return;
        const seconds = Math.min(current.from + parts.audio.currentTime, current.to);
        if (seconds >= this.until)
            this.finish();
        else
            this.tell({ seconds });
    };
    goOn = () => {
        const { current } = this;
        if (!current || this.listening.status !== 'playing')
            return;
        const isLast = !this.parts.sound().stretches.some(({ number }) => number > current.number);
        if (isLast || current.to >= this.until)
            this.finish();
        else
            void this.start(current.to, this.until, this.listening.passage);
    };
    refuse = () => {
        if (!this.parts.audio.getAttribute('src'))
            return;
        this.wish += 1;
        this.tell({ status: 'unplayable' });
    };
    finish() {
        this.wish += 1;
        this.parts.audio.pause();
        this.tell({ status: 'idle', seconds: this.until });
    }
    tell(change) {
        this.listening = { ...this.listening, ...change };
        this.parts.changed(this.listening);
    }
}
/** The stretch in which a moment lies; its end belongs to the next one. */
function stretchAt(stretches, seconds) {
    return stretches.find(({ to }) => seconds < to) ?? stretches.at(-1) ?? null;
}
/** A browser that wants another click is only paused: the sound is there by then. */
function statusAfter(error) {
    const name = error instanceof Error ? error.name : '';
    if (name === 'NotAllowedError' || name === 'AbortError')
        return 'idle';
    return name === 'NotSupportedError' ? 'unplayable' : 'failed';
}
function once(target, name) {
    return new Promise((resolve) => {
        target.addEventListener(name, () => resolve(), { once: true });
    });
}
