/** Recordings that are lines of text, for tests of what happens around sound: what is said, how a slice goes, who hears it. */
import { FileRefused } from '../readings/file.ts';
import type { CutSound } from '../readings/speech/cutting.ts';
import type { HeardOutcome, HeardWord, SpeechFailure, SpeechRecognisers } from '../readings/speech/provider.ts';

/** A slice of such a recording. */
export interface SpokenLine {
  /** What a recogniser hears. */
  readonly say: string;
  /** Nobody makes a sound, whatever a recogniser says. */
  readonly isSilent?: true;
  /** How sure the recogniser is. */
  readonly confidence?: number;
}

/** Each line is a slice of so many seconds. */
export const LINE_SECONDS = 20;

export const recordingOf = (...lines: (SpokenLine | string)[]): Buffer =>
  Buffer.from(
    lines.map((line) => `sound ${JSON.stringify(typeof line === 'string' ? { say: line } : line)}\n`).join(''),
  );

/** `webm ` before the first line: it can be cut while it comes in. */
export const growing = (recording: Buffer): Buffer => Buffer.concat([Buffer.from('webm '), recording]);

export async function typeOfLines(bytes: Uint8Array): Promise<string | null> {
  const text = Buffer.from(bytes).toString();
  if (text.startsWith('webm ')) return 'audio/webm';
  return text.startsWith('sound ') ? 'audio/mpeg' : null;
}

/** Cuts two lines at a time. What is no line of sound is damaged. */
export const cutLines: CutSound = async ({ head, bytes, cursor, isWhole }) => {
  const { byte, line } = (cursor ? { byte: cursor.byte, ...(cursor.state as { line: number }) } : null) ?? {
    byte: Buffer.from(head).toString().startsWith('webm ') ? 5 : 0,
    line: 0,
  };
  const text = Buffer.from(cursor ? bytes : bytes.subarray(byte)).toString('latin1');
  const whole = text.split('\n').slice(0, -1).slice(0, 2);
  const read = whole.reduce((sum, one) => sum + one.length + 1, 0);
  const isOver = isWhole && read === text.length;
  if (whole.some((one) => !one.startsWith('sound '))) throw new FileRefused('file-damaged');
  return {
    slices: whole.map((one, index) => {
      const said = Buffer.from(one.slice('sound '.length), 'latin1');
      const { isSilent } = JSON.parse(said.toString()) as SpokenLine;
      return {
        from: (line + index) * LINE_SECONDS,
        to: (line + index + 1) * LINE_SECONDS,
        mediaType: 'audio/webm',
        bytes: said,
        levels: Array<number>(LINE_SECONDS * 10).fill(isSilent ? -100 : -20),
      };
    }),
    cursor: { byte: byte + read, state: { line: line + whole.length } },
    isOver,
  };
};

/** Recognisers that hear what such slices say: stand-ins for those of vendors. */
export interface LineRecognisers extends SpeechRecognisers {
  /** What they were asked about, in that order. */
  readonly asked: string[];
  /** The providers that are there; changed by tests. */
  providers: ('whisper' | 'groq')[];
  /** Why they give nothing; null: they do. */
  failure: ((say: string) => SpeechFailure | null) | null;
  /** What answers wait for. */
  gate: Promise<unknown>;
}

export function createLineRecognisers(): LineRecognisers {
  const recognisers: LineRecognisers = {
    concurrency: 3,
    asked: [],
    providers: ['whisper'],
    failure: null,
    gate: Promise.resolve(),
    usable: (allowed) => recognisers.providers.filter((name) => allowed?.includes(name)),
    async hear({ bytes, seconds }, { allowed, signal }): Promise<HeardOutcome> {
      const line = JSON.parse(Buffer.from(bytes).toString()) as SpokenLine;
      recognisers.asked.push(line.say);
      await Promise.race([
        recognisers.gate,
        new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true })),
      ]);
      const [provider] = recognisers.usable(allowed);
      const failure = recognisers.failure?.(line.say) ?? null;
      if (signal.aborted || !provider) return { heard: null, failures: [] };
      if (failure) return { heard: null, failures: [{ provider, failure }] };
      const words = wordsOf(line, seconds);
      return { heard: { words, others: [], language: 'fr', provider, model: 'stand-in' } };
    },
  };
  return recognisers;
}

/** Words follow each other without a pause, and the last one ends two seconds before its slice. */
function wordsOf({ say, confidence = 0.9 }: SpokenLine, seconds: number): HeardWord[] {
  const words = say.split(' ').filter((text) => text !== '');
  const length = (seconds - 2) / words.length;
  return words.map((text, index) => ({ text, from: index * length, to: (index + 1) * length, confidence }));
}
