import { Addresses } from './addresses';
/** Where chosen recordings are played, and what the browser tells of them, by the file's id. */
export class Playing {
    addresses = new Addresses();
    seconds = new Map();
    silent = new Set();
    /** @returns nothing for what is no recording, and for one that this browser cannot play */
    addressOf(id) {
        return this.silent.has(id) ? null : (this.addresses.of(id) ?? null);
    }
    make({ id, kind, content, mediaType }) {
        if (kind !== 'sound' || this.addresses.of(id))
            return;
        this.addresses.give(id, content.slice(0, content.size, mediaType));
    }
    secondsOf(id) {
        return this.seconds.get(id);
    }
    /** @param seconds as the browser says: of what was streamed while it was recorded it knows no end */
    learnLength(id, seconds) {
        if (Number.isFinite(seconds) && seconds > 0)
            this.seconds.set(id, seconds);
    }
    learnSilence(id) {
        this.silent.add(id);
    }
    isSilent(id) {
        return this.silent.has(id);
    }
    release(id) {
        this.addresses.release(id);
    }
    releaseAll() {
        this.addresses.releaseAll();
    }
}
