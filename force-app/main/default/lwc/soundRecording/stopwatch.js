/** Counts seconds; it runs by a clock that nobody sets. */
export class Stopwatch {
    counted = 0;
    since = null;
    start() {
        this.since ??= performance.now();
    }
    stop() {
        this.counted = this.seconds;
        this.since = null;
    }
    get seconds() {
        return this.counted + (this.since === null ? 0 : (performance.now() - this.since) / 1000);
    }
}
