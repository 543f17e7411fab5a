import { eraseCapture, toCaptureError } from 'c/captureApi';
import { HEARTBEAT_EVERY, beginTake, discardRecording, dropRecording, endTake, finishRecording, holdRecording, keepGrowing, keepPart, keepRecording, readRecording, releaseRecording, } from 'c/keptRecordings';
import { mayPass } from 'c/partSending';
import { RecordingSending } from 'c/recordingSending';
import { SoundRecording } from 'c/soundRecording';
/** The longest recording, its takes together, and when its end is told, in seconds. */
export const LONGEST_RECORDING = 3 * 60 * 60;
const END_TOLD_BEFORE = 5 * 60;
/**
 * One recording on this page: sound goes from the microphone to the device and from there to the middleware; each step goes on
 * without the next one.
 */
export class RecordingSession {
    captureId;
    /** The person said that the others know. */
    areOthersTold;
    /** False when this device keeps nothing beyond this page. */
    isKept = true;
    /** Why the last take is over, or null while one is under way. */
    ending = null;
    isFinished = false;
    sending = { phase: 'sending', error: null, since: null, heard: null };
    /** What was said on this page, to be listened to again. */
    heardHere = [];
    userId;
    listener;
    delivery;
    sound = null;
    /** Seconds of the takes before the one under way. */
    earlier = 0;
    take = 0;
    parts = 0;
    writing = Promise.resolve();
    running = Promise.resolve();
    tellSilence = null;
    heartbeat;
    constructor(userId, captureId, listener) {
        this.userId = userId;
        this.captureId = captureId;
        this.listener = listener;
        this.delivery = new RecordingSending(userId, captureId, {
            onstate: (state) => {
                this.sending = state;
                listener.onchange();
            },
            onaccepted: (view, text) => {
                this.end();
                listener.onaccepted(view, text);
            },
        });
        this.earlier = secondsOf(userId, captureId);
        this.areOthersTold = Boolean(readRecording(userId, captureId)?.input.consent);
    }
    /** Begins a recording, which is kept from now on. */
    static begin(userId, input, listener) {
        const isKept = keepRecording(userId, input);
        const session = new RecordingSession(userId, input.captureId, listener);
        session.isKept = isKept;
        session.open();
        return session;
    }
    /** Goes on with a recording of before. @returns null when another page has it, or it is no more */
    static resume(userId, captureId, listener) {
        if (!holdRecording(userId, captureId))
            return null;
        const session = new RecordingSession(userId, captureId, listener);
        session.ending = 'stopped';
        session.open();
        return session;
    }
    /**
     * Records a take.
     * @throws DOMException when the browser does not record this stream
     */
    record(stream) {
        const { userId, captureId } = this;
        this.earlier = this.seconds;
        const listener = {
            onpart: (content, seconds) => this.keep(content, seconds),
            ongrowing: (content, seconds) => this.keepGrowing(content, seconds),
            onend: (reason) => this.endTake(reason),
        };
        const sound = new SoundRecording(stream, listener, LONGEST_RECORDING - this.earlier);
        this.take = beginTake(userId, captureId, sound.mediaType);
        this.parts = 0;
        this.heardHere = [];
        this.ending = null;
        this.sound = sound;
        sound.start();
        window.addEventListener('beforeunload', warn);
    }
    pause() {
        this.sound?.pause();
        this.listener.onchange();
    }
    resume() {
        this.sound?.resume();
        this.listener.onchange();
    }
    /** The person is done: what is left is sent, and then it is read. */
    finish() {
        this.isFinished = true;
        if (this.sound) {
            this.sound.stop();
        }
        else {
            this.close();
        }
        this.listener.onchange();
    }
    /** Tries at once to send what waits. */
    retry() {
        this.delivery.retry();
    }
    /** Leaves the recording to a later visit: all of it is kept. */
    async leave() {
        this.end();
        await this.stopSound();
        await this.writing;
        releaseRecording(this.userId, this.captureId);
    }
    /** Gives the recording up. */
    async discard() {
        this.end();
        await this.stopSound();
        await this.writing;
        await discardRecording(this.userId, this.captureId);
        // What is on its way arrives before it is erased there, not after.
        await this.running;
        await eraseRecording(this.userId, this.captureId);
    }
    get isRecording() {
        return this.sound !== null;
    }
    get isPaused() {
        return this.sound?.isPaused ?? false;
    }
    /** Of all its takes. */
    get seconds() {
        return this.earlier + (this.sound?.seconds ?? 0);
    }
    get level() {
        return this.sound?.level ?? null;
    }
    /** For how many seconds nothing at all reached the microphone. */
    get silentSeconds() {
        return this.sound?.silentSeconds ?? 0;
    }
    /** How many seconds are left, where that is to be told. */
    get secondsLeft() {
        const left = LONGEST_RECORDING - this.seconds;
        return left <= END_TOLD_BEFORE ? Math.max(0, left) : null;
    }
    get counts() {
        const takes = readRecording(this.userId, this.captureId)?.takes ?? [];
        const sent = takes.reduce((sum, take) => sum + take.sent, 0);
        const kept = takes.reduce((sum, take) => sum + take.parts - take.sent, 0);
        return { sent, kept, current: this.sound ? 1 : 0 };
    }
    /** The last take of this page as it can be played; null when there is none. */
    get soundHere() {
        const [first] = this.heardHere;
        return first ? new Blob(this.heardHere, { type: first.type }) : null;
    }
    open() {
        this.heartbeat = setInterval(() => holdRecording(this.userId, this.captureId), HEARTBEAT_EVERY);
        window.addEventListener('pagehide', this.release);
        this.running = this.delivery.run();
    }
    keep(content, seconds) {
        const { userId, captureId, take } = this;
        this.parts += 1;
        this.heardHere.push(content);
        const address = { take, part: this.parts };
        this.writing = this.writing
            .then(() => keepPart(userId, captureId, address, content, seconds))
            .then((isKept) => {
            this.isKept &&= isKept;
            this.delivery.wake();
            this.listener.onchange();
        });
    }
    /** What is whole by the time it is its turn is kept as such. */
    keepGrowing(content, seconds) {
        const { userId, captureId, take } = this;
        const address = { take, part: this.parts + 1 };
        this.writing = this.writing.then(async () => {
            if (this.parts >= address.part)
                return;
            this.isKept = (await keepGrowing(userId, captureId, address, content, seconds)) && this.isKept;
        });
    }
    endTake(reason) {
        const { userId, captureId, take } = this;
        window.removeEventListener('beforeunload', warn);
        this.earlier = this.seconds;
        this.sound = null;
        this.ending = reason;
        this.writing = this.writing.then(() => {
            endTake(userId, captureId, take);
            if (this.isFinished)
                this.close();
        });
        this.tellSilence?.();
        this.listener.onchange();
    }
    /** The last part comes a moment after the microphone is off. */
    stopSound() {
        const { sound } = this;
        if (!sound)
            return Promise.resolve();
        return new Promise((resolve) => {
            this.tellSilence = resolve;
            sound.stop();
        });
    }
    close() {
        finishRecording(this.userId, this.captureId);
        this.delivery.wake();
    }
    end() {
        this.delivery.stop();
        clearInterval(this.heartbeat);
        window.removeEventListener('pagehide', this.release);
        window.removeEventListener('beforeunload', warn);
    }
    release = () => {
        releaseRecording(this.userId, this.captureId);
    };
}
/**
 * Forgets a recording that was given up, here and in the middleware. While the middleware cannot be reached this device remembers
 * that it is to be erased there; {@link eraseRecording} again makes up for it.
 */
export async function eraseRecording(userId, captureId) {
    const isOffered = readRecording(userId, captureId)?.isOffered ?? false;
    await discardRecording(userId, captureId);
    try {
        if (isOffered)
            await eraseCapture(captureId);
    }
    catch (failure) {
        const error = toCaptureError(failure);
        if (mayPass(error) || error.code === 'session-expired')
            return;
    }
    await dropRecording(userId, captureId);
}
function secondsOf(userId, captureId) {
    return (readRecording(userId, captureId)?.takes ?? []).reduce((sum, { seconds }) => sum + seconds, 0);
}
/** The browser asks whether to leave; the words are its own. */
function warn(event) {
    event.preventDefault();
}
