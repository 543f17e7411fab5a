/** Counts seconds; it runs by a clock that nobody sets. */
export class Stopwatch {
  private counted = 0;
  private since: number | null = null;

  start(): void {
    this.since ??= performance.now();
  }

  stop(): void {
    this.counted = this.seconds;
    this.since = null;
  }

  get seconds(): number {
    return this.counted + (this.since === null ? 0 : (performance.now() - this.since) / 1000);
  }
}
