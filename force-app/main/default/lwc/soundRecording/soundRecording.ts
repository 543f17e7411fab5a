import { PART_BYTES } from 'c/partSending';
import { LevelMeter } from './levelMeter';
import { recordedType } from './microphone';
import { ScreenLight } from './screenLight';
import { Stopwatch } from './stopwatch';

export { MicrophoneRefused, openMicrophone } from './microphone';
export type { MicrophoneRefusal } from './microphone';

/** Why a take is over. `lost`: the microphone went away, or another program took it. */
export type EndReason = 'stopped' | 'lost' | 'failed' | 'longest';

export interface RecordingListener {
  /** A piece of the take, in order; joined, they are the take. `seconds`: how long the take is with it. */
  onpart(content: Blob, seconds: number): void;
  /** What there is of the part that is not whole yet, all of it each time. `seconds` as above. */
  ongrowing(content: Blob, seconds: number): void;
  /** After the last part. */
  onend(reason: EndReason): void;
}

/** A part goes out after so many seconds. */
const PART_SECONDS = 10;
const CHUNK_MILLISECONDS = 1000;
/** Enough for speech in Opus, and bearable in AAC. */
const BITS_PER_SECOND = 32_000;
/** A call that rings takes the microphone; a headset that changes hands gives it back at once. */
const LONGEST_SILENCE_MILLISECONDS = 3000;

/** One take: from the microphone on until it is off, pauses left out. */
export class SoundRecording {
  readonly mediaType: string;
  private readonly stream: MediaStream;
  private readonly listener: RecordingListener;
  private readonly longest: number;
  private readonly recorder: MediaRecorder;
  private readonly meter: LevelMeter;
  private readonly light = new ScreenLight();
  private readonly watch = new Stopwatch();
  private chunks: Blob[] = [];
  private partSince = 0;
  /** When something was heard last, as far as anybody looked. */
  private soundAt = 0;
  /** The next chunk ends a part, however short. */
  private isDue = false;
  private reason: EndReason | null = null;
  private muted: ReturnType<typeof setTimeout> | undefined;

  /**
   * @param longest after how many seconds the take stops itself
   * @throws DOMException when the browser does not record this stream
   */
  constructor(stream: MediaStream, listener: RecordingListener, longest: number) {
    this.stream = stream;
    this.listener = listener;
    this.longest = longest;
    const mimeType = recordedType() ?? '';
    this.recorder = new MediaRecorder(stream, { mimeType, audioBitsPerSecond: BITS_PER_SECOND });
    this.mediaType = (this.recorder.mimeType || mimeType).replace(/;.*/, '');
    this.meter = new LevelMeter(stream);
  }

  start(): void {
    this.recorder.ondataavailable = ({ data }) => this.take(data);
    this.recorder.onstop = () => this.end();
    this.recorder.onerror = () => this.stop('failed');
    for (const track of this.stream.getAudioTracks()) {
      track.onended = () => this.stop('lost');
      track.onmute = () => {
        this.muted = setTimeout(() => this.stop('lost'), LONGEST_SILENCE_MILLISECONDS);
      };
      track.onunmute = () => clearTimeout(this.muted);
    }
    document.addEventListener('visibilitychange', this.handleVisibility);
    this.recorder.start(CHUNK_MILLISECONDS);
    this.watch.start();
    this.light.on();
  }

  pause(): void {
    if (this.recorder.state !== 'recording') return;
    this.recorder.pause();
    this.watch.stop();
    this.flush();
  }

  resume(): void {
    if (this.recorder.state !== 'paused') return;
    this.recorder.resume();
    this.watch.start();
  }

  stop(reason: EndReason = 'stopped'): void {
    this.reason ??= reason;
    this.watch.stop();
    // A browser that ended the take by itself tells so in an event that is on its way.
    if (this.recorder.state !== 'inactive') this.recorder.stop();
  }

  get isPaused(): boolean {
    return this.recorder.state === 'paused';
  }

  get seconds(): number {
    return this.watch.seconds;
  }

  /** How loud it is now, 0 to 1; null where the browser cannot tell. */
  get level(): number | null {
    const level = this.isPaused ? 0 : this.meter.level;
    if (this.isPaused || level !== 0) this.soundAt = this.watch.seconds;
    return level;
  }

  /** For how many seconds nothing at all reached the microphone: it is muted, or covered. */
  get silentSeconds(): number {
    return this.level === 0 ? this.watch.seconds - this.soundAt : 0;
  }

  private take(chunk: Blob): void {
    if (chunk.size > 0) {
      if (this.size + chunk.size > PART_BYTES) this.cut();
      this.chunks.push(chunk);
    }
    const isWhole = this.isDue || this.size >= PART_BYTES || this.watch.seconds - this.partSince >= PART_SECONDS;
    if (isWhole) this.cut();
    else if (chunk.size > 0) this.listener.ongrowing(this.joined, this.watch.seconds);
    if (this.watch.seconds >= this.longest) this.stop('longest');
  }

  /** A page that is put aside, or that waits, may be closed without another word: what was said so far is kept now. */
  private flush(): void {
    this.cut();
    this.isDue = true;
    if (this.recorder.state !== 'inactive') this.recorder.requestData();
  }

  private cut(): void {
    this.isDue = false;
    const content = this.joined;
    this.chunks = [];
    this.partSince = this.watch.seconds;
    // A browser that was held up hands over a long chunk at once.
    for (let start = 0; start < content.size; start += PART_BYTES) {
      this.listener.onpart(content.slice(start, start + PART_BYTES, this.mediaType), this.partSince);
    }
  }

  private end(): void {
    clearTimeout(this.muted);
    document.removeEventListener('visibilitychange', this.handleVisibility);
    this.watch.stop();
    this.cut();
    this.light.off();
    this.meter.close();
    for (const track of this.stream.getTracks()) {
      track.onended = null;
      track.stop();
    }
    this.listener.onend(this.reason ?? 'lost');
  }

  private readonly handleVisibility = (): void => {
    if (document.visibilityState === 'hidden') this.flush();
  };

  private get joined(): Blob {
    return new Blob(this.chunks, { type: this.mediaType });
  }

  private get size(): number {
    return this.chunks.reduce((sum, chunk) => sum + chunk.size, 0);
  }
}
