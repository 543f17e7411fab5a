/** Speech for the fake microphone: a meeting of `test/fixtures/speech`, spoken by espeak-ng phrase by phrase, with pauses. */
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';

import { z } from 'zod';

const meeting = z.object({ voice: z.string(), wordsAMinute: z.number(), phrases: z.array(z.string()) });
const MEETINGS = z
  .object({ fr: meeting, en: meeting })
  .parse(JSON.parse(readFileSync(path.resolve(import.meta.dirname, '../fixtures/speech/meetings.json'), 'utf8')));
export type SpokenLanguage = keyof typeof MEETINGS;

const isThere = (command: string, argument: string): boolean => spawnSync(command, [argument]).status === 0;

/** The reason to skip, or false when speech can be made and decoded. */
export const skipWithoutSpeech =
  isThere('espeak-ng', '--version') && isThere('ffmpeg', '-version')
    ? false
    : 'espeak-ng or ffmpeg is missing: install them (Debian: apt-get install espeak-ng ffmpeg)';

/** What espeak-ng makes: mono, 16 bits. */
export const RATE = 22_050;
const PAUSE_SECONDS = 0.6;

/** Times are seconds from the beginning of the speech. */
export interface SpokenPhrase {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

export interface Speech {
  readonly phrases: readonly SpokenPhrase[];
  readonly samples: Int16Array;
  readonly seconds: number;
}

/** What is said at the meeting, or a stretch of it: phrases from `first` to before `end`, counted from 0. */
export const phrasesOf = (language: SpokenLanguage, first = 0, end?: number): readonly string[] =>
  MEETINGS[language].phrases.slice(first, end);

/** Says phrases one after the other. */
export function speak(language: SpokenLanguage, texts: readonly string[] = phrasesOf(language)): Speech {
  const silence = new Int16Array(Math.round(PAUSE_SECONDS * RATE));
  const pieces: Int16Array[] = [silence];
  const phrases: SpokenPhrase[] = [];
  let at = silence.length;
  for (const text of texts) {
    const said = sayOnce(language, text);
    pieces.push(said, silence);
    phrases.push({ text, from: at / RATE, to: (at + said.length) / RATE });
    at += said.length + silence.length;
  }
  return { phrases, ...joined(pieces) };
}

/** Nobody speaks: silence, noise as of a fan, or a tune. */
export function speechless(kind: 'silence' | 'noise' | 'music', seconds: number): Speech {
  const samples = new Int16Array(Math.round(seconds * RATE));
  if (kind === 'silence') return { phrases: [], samples, seconds };
  const sound = kind === 'noise' ? noise() : tune;
  return { phrases: [], samples: samples.map((_, index) => Math.round(sound(index / RATE) * 8_000)), seconds };
}

/** The same noise in every run. */
function noise(): () => number {
  let state = 1;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return (2 * state) / 2_147_483_647 - 1;
  };
}

const NOTES = [262, 330, 392, 523, 392, 330, 294, 349];

function tune(second: number): number {
  const note = NOTES[Math.floor(second * 3) % NOTES.length] ?? 262;
  const fading = 1 - ((second * 3) % 1) * 0.8;
  return fading * (0.6 * Math.sin(2 * Math.PI * note * second) + 0.4 * Math.sin(4 * Math.PI * note * second));
}

const said = new Map<string, Int16Array>();

function sayOnce(language: SpokenLanguage, text: string): Int16Array {
  const key = `${language} ${text}`;
  const known = said.get(key);
  if (known) return known;
  const { voice, wordsAMinute } = MEETINGS[language];
  const wav = execFileSync('espeak-ng', ['-v', voice, '-s', String(wordsAMinute), '--stdout', text]);
  const samples = withoutSilence(samplesOf(wav));
  said.set(key, samples);
  return samples;
}

/** The header that espeak-ng writes to a pipe has 44 bytes, and no length. */
const HEADER_BYTES = 44;

function samplesOf(wav: Buffer): Int16Array {
  if (wav.readUInt32LE(24) !== RATE) throw new Error(`espeak-ng speaks at ${wav.readUInt32LE(24)} samples a second`);
  const count = Math.floor((wav.length - HEADER_BYTES) / 2);
  return Int16Array.from({ length: count }, (_, index) => wav.readInt16LE(HEADER_BYTES + 2 * index));
}

const AUDIBLE = 200;

function withoutSilence(samples: Int16Array): Int16Array {
  const isHeard = (sample: number): boolean => Math.abs(sample) > AUDIBLE;
  return samples.slice(samples.findIndex(isHeard), samples.findLastIndex(isHeard) + 1);
}

function joined(pieces: readonly Int16Array[]): Pick<Speech, 'samples' | 'seconds'> {
  const samples = new Int16Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    samples.set(piece, at);
    at += piece.length;
  }
  return { samples, seconds: samples.length / RATE };
}

/** A WAV file of the speech, as the fake microphone takes it. */
export function wavOf({ samples }: Pick<Speech, 'samples'>): Buffer {
  const wav = Buffer.alloc(HEADER_BYTES + samples.length * 2);
  wav.write('RIFF', 0, 'latin1');
  wav.writeUInt32LE(wav.length - 8, 4);
  wav.write('WAVEfmt ', 8, 'latin1');
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20);
  wav.writeUInt16LE(1, 22);
  wav.writeUInt32LE(RATE, 24);
  wav.writeUInt32LE(RATE * 2, 28);
  wav.writeUInt16LE(2, 32);
  wav.writeUInt16LE(16, 34);
  wav.write('data', 36, 'latin1');
  wav.writeUInt32LE(samples.length * 2, 40);
  samples.forEach((sample, index) => wav.writeInt16LE(sample, HEADER_BYTES + 2 * index));
  return wav;
}
