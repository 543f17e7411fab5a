import { toCaptureError } from 'c/captureApi';
import { isHeldElsewhere, readRecordings, tidyRecordings } from 'c/keptRecordings';
import { eraseRecording } from 'c/recordingSession';
import { RecordingSending } from 'c/recordingSending';
/** A page that was closed without a word is known to be gone a moment later. */
const LOOK_EVERY = 4000;
/** While the middleware cannot be reached, what was given up is erased there later. */
const ERASE_EVERY = 30_000;
/** The recordings of earlier visits. What is kept of them is sent by itself; going on and finishing are a person's decisions. */
export class WaitingRecordings {
    userId;
    listener;
    deliveries = new Map();
    errors = new Map();
    erasing = new Set();
    timer;
    /** The one that this page records. */
    current = null;
    shown = '';
    constructor(userId, listener) {
        this.userId = userId;
        this.listener = listener;
    }
    start() {
        tidyRecordings(this.userId);
        this.timer = setInterval(() => this.look(), LOOK_EVERY);
        this.look();
    }
    stop() {
        clearInterval(this.timer);
        for (const captureId of [...this.deliveries.keys()])
            this.halt(captureId);
    }
    get list() {
        return this.recordings.map(({ input, startedAt, takes, isFinished }) => ({
            captureId: input.captureId,
            startedAt,
            seconds: takes.reduce((sum, take) => sum + take.seconds, 0),
            isFinished,
            error: this.errors.get(input.captureId) ?? null,
        }));
    }
    /** Leaves a recording to whoever goes on with it here; null: to nobody any more. */
    leave(captureId) {
        this.current = captureId;
        if (captureId)
            this.halt(captureId);
        this.look();
    }
    /** Gives a recording up. */
    async discard(captureId) {
        this.halt(captureId);
        await this.erase(captureId);
        this.look();
    }
    /** Tries at once to send what waits. */
    retry(captureId) {
        this.deliveries.get(captureId)?.retry();
    }
    look() {
        for (const { input } of this.ofNobody.filter(({ isDiscarded }) => isDiscarded))
            this.erase(input.captureId);
        const waiting = this.recordings.map(({ input }) => input.captureId);
        for (const captureId of [...this.deliveries.keys()])
            if (!waiting.includes(captureId))
                this.halt(captureId);
        for (const captureId of waiting)
            if (!this.deliveries.has(captureId))
                this.send(captureId);
        const shown = JSON.stringify(this.list);
        if (shown === this.shown)
            return;
        this.shown = shown;
        this.listener.onchange();
    }
    send(captureId) {
        const delivery = new RecordingSending(this.userId, captureId, {
            onstate: ({ error }) => {
                if (error)
                    this.errors.set(captureId, toCaptureError(error));
                else
                    this.errors.delete(captureId);
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
    halt(captureId) {
        this.deliveries.get(captureId)?.stop();
        this.deliveries.delete(captureId);
        this.errors.delete(captureId);
    }
    async erase(captureId) {
        if (this.erasing.has(captureId))
            return;
        this.erasing.add(captureId);
        await eraseRecording(this.userId, captureId);
        setTimeout(() => this.erasing.delete(captureId), ERASE_EVERY);
    }
    get recordings() {
        return this.ofNobody.filter(({ isDiscarded }) => !isDiscarded);
    }
    /** Those that no page has open, this one included. */
    get ofNobody() {
        return readRecordings(this.userId).filter((recording) => recording.input.captureId !== this.current && !isHeldElsewhere(recording));
    }
}
