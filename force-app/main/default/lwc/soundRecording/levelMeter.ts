/** Below, in decibels, it is quiet; above, it is as loud as it gets. */
const QUIET = -60;
const LOUD = -6;

/** Measures how loud a microphone is. A browser that cannot has no meter: nothing else depends on it. */
export class LevelMeter {
  private readonly context: AudioContext | null;
  private readonly analyser: AnalyserNode | null;
  private readonly samples: Float32Array<ArrayBuffer>;

  constructor(stream: MediaStream) {
    try {
      this.context = new AudioContext();
      this.analyser = this.context.createAnalyser();
      this.analyser.fftSize = 1024;
      this.context.createMediaStreamSource(stream).connect(this.analyser);
    } catch {
      this.context = null;
      this.analyser = null;
    }
    this.samples = new Float32Array(this.analyser?.fftSize ?? 0);
  }

  /** From 0 to 1; null without a meter, and while the browser holds it up. */
  get level(): number | null {
    if (!this.analyser || this.context?.state === 'suspended') return null;
    this.analyser.getFloatTimeDomainData(this.samples);
    const power = this.samples.reduce((sum, sample) => sum + sample * sample, 0) / this.samples.length;
    const decibels = 10 * Math.log10(power);
    return Math.min(1, Math.max(0, (decibels - QUIET) / (LOUD - QUIET)));
  }

  close(): void {
    this.context?.close().catch(() => undefined);
  }
}
