/* eslint-disable no-await-in-loop -- Parts travel one after the other: a phone's connection carries no more. */
import { CaptureError, completeCapture, getCapture, sendPart, toCaptureError } from 'c/captureApi';
import { FileNotTaken, REFUSALS } from 'c/fileTypes';
import { begin, bytesOfPart, countParts, mayPass, readPart } from 'c/partSending';
/** The person stopped the sending: what arrived stays, and the files are still there. */
export class SendingStopped extends Error {
    constructor() {
        super('stopped');
        this.name = 'SendingStopped';
    }
}
/** Pauses before the second and third try, in milliseconds. */
const PAUSES = [1000, 4000];
/** However long the server asks to wait: from here on a person decides. */
const LONGEST_PAUSE = 30_000;
/** Parts that are said to be missing are sent once more; what is missing then is a fault. */
const ROUNDS = 2;
/**
 * Sends a note's files, part after part, and says in which order they are read. What arrived before is not sent again: after
 * a failure, a closed tab or another day it goes on where it stopped.
 */
export class FileSending {
    input;
    files;
    tell;
    isStopped = false;
    endPause = null;
    sentBytes = 0;
    /** @param files in the order of reading, turned as they are to be read */
    constructor(input, files, tell) {
        this.input = input;
        this.files = files;
        this.tell = tell;
    }
    /**
     * @returns the capture as it is accepted
     * @throws CaptureError, with the take that it is about where it is about one; SendingStopped
     */
    async run() {
        for (let round = 1;; round += 1) {
            const view = await this.trying(() => begin(this.input));
            if (view.capture.state !== 'receiving') {
                return view;
            }
            try {
                await this.sendAll(view.capture);
                return await this.trying(() => completeCapture(this.input.captureId, this.input.recordId, this.takes));
            }
            catch (error) {
                const { code } = toCaptureError(error);
                if (code === 'capture-complete')
                    return getCapture(this.input.captureId);
                if (code !== 'part-missing' || round === ROUNDS)
                    throw error;
            }
        }
    }
    /** Stops before the next part; one that is on its way still arrives. */
    stop() {
        this.isStopped = true;
        this.endPause?.();
    }
    get takes() {
        return this.files.map(({ take, content, name, mediaType }) => ({
            take,
            parts: countParts(content.size),
            fileName: name || null,
            mediaType,
        }));
    }
    async sendAll({ received }) {
        this.sentBytes = 0;
        for (const [index, file] of this.files.entries()) {
            const arrived = new Set(received?.find(({ take }) => take === file.take)?.parts);
            for (let part = 1; part <= countParts(file.content.size); part += 1) {
                this.report(index);
                if (!arrived.has(part))
                    await this.send(file, part);
                this.sentBytes += bytesOfPart(file.content.size, part);
            }
        }
        this.report(this.files.length - 1);
    }
    async send(file, part) {
        const { captureId } = this.input;
        try {
            const sealed = await readPart(file.content, part);
            await this.trying(() => sendPart({ captureId, take: file.take, part, ...sealed }));
        }
        catch (error) {
            throw aboutTake(error, file.take);
        }
    }
    report(index) {
        const bytes = this.files.reduce((sum, { content }) => sum + content.size, 0);
        this.tell({ file: index + 1, files: this.files.length, sentBytes: this.sentBytes, bytes });
    }
    /** Calls up to three times while the failure may pass. */
    async trying(call) {
        for (let tried = 0;; tried += 1) {
            if (this.isStopped)
                throw new SendingStopped();
            try {
                return await call();
            }
            catch (thrown) {
                const error = toCaptureError(thrown);
                const pause = pauseAfter(error, tried);
                if (pause === null)
                    throw error;
                await this.rest(pause);
            }
        }
    }
    rest(milliseconds) {
        return new Promise((resolve) => {
            const timer = setTimeout(resolve, milliseconds);
            this.endPause = () => {
                clearTimeout(timer);
                resolve();
            };
        });
    }
}
/** @returns how long to wait before another try, in milliseconds; null when another try is of no use, or a person's to ask for */
function pauseAfter(error, tried) {
    const pause = PAUSES[tried];
    if (pause === undefined || !mayPass(error))
        return null;
    const asked = (error.retryAfter ?? 0) * 1000;
    return asked > LONGEST_PAUSE ? null : Math.max(pause, asked);
}
/** Says which file a failure is about: neither the device nor the server, which knows what it was sent, says it. */
function aboutTake(error, take) {
    if (error instanceof FileNotTaken) {
        return new CaptureError(`file-${error.reason}`, REFUSALS[error.reason], null, null, take);
    }
    return error instanceof CaptureError && /^(file-|part-(conflict|too-large))/.test(error.code)
        ? new CaptureError(error.code, error.message, error.requestId, error.retryAfter, take)
        : error;
}
