/**
 * A stand-in of a speech recogniser: it knows some phrases by their sound and tells those that are in what it is given, word by
 * word, with times. So a transcript holds a phrase only when its sound arrived, whole and in its place.
 */
import type { HeardWord } from '../../middleware/src/readings/speech/provider.ts';
import { decode } from './decoding.ts';
import { bandsOf, BANDS, FRAME_SECONDS, RATE } from './loudness.ts';
import { RATE as SPOKEN_RATE, speak, wavOf, type SpokenLanguage } from './spoken.ts';

export interface Listener {
  /** The words in a sound, in their order. */
  hear(sound: Uint8Array): Promise<HeardWord[]>;
}

interface KnownPhrase {
  readonly words: readonly string[];
  readonly bands: Float32Array;
  readonly frames: number;
}

/** A phrase that is in a sound: at which frame it begins (before the sound, where its beginning was cut off). */
interface Found {
  readonly phrase: KnownPhrase;
  readonly at: number;
  readonly score: number;
}

/** How alike two stretches must be, of 1; speech in another phrase reaches about a half of it. */
const ALIKE = 0.6;
/** How many frames are left out where a phrase is looked for first, and how alike a place must seem to be looked at closely. */
const STRIDE = 3;
const WORTH_A_LOOK = 0.35;
/** Of a phrase that was cut, this much must be in the sound. */
const SHORTEST_FRAMES = Math.round(0.5 / FRAME_SECONDS);
/** What was found may overlap by so much: the edges of what is said are soft. */
const SOFT_FRAMES = Math.round(0.2 / FRAME_SECONDS);

/** Learns phrases, as they are spoken. */
export async function createListener(language: SpokenLanguage, texts?: readonly string[]): Promise<Listener> {
  const { phrases, samples } = speak(language, texts);
  const known: KnownPhrase[] = [];
  for (const { text, from, to } of phrases) {
    const said = samples.slice(Math.round(from * SPOKEN_RATE), Math.round(to * SPOKEN_RATE));
    const bands = bandsOf(await decode(wavOf({ samples: said }), RATE));
    known.push({ words: text.split(' '), bands, frames: bands.length / BANDS });
  }
  return {
    async hear(sound) {
      const bands = bandsOf(await decode(sound, RATE));
      return foundIn(known, bands).flatMap((found) => wordsOf(found, bands.length / BANDS));
    },
  };
}

/** The likeliest first; what lies over it is not heard. */
function foundIn(known: readonly KnownPhrase[], sound: Float32Array): Found[] {
  const candidates = known.flatMap((phrase) => peaksOf(phrase, sound));
  const found: Found[] = [];
  for (const one of candidates.toSorted((a, b) => b.score - a.score)) {
    if (found.every((other) => commonFrames(one, other) <= SOFT_FRAMES)) found.push(one);
  }
  return found.toSorted((a, b) => a.at - b.at);
}

const commonFrames = (one: Found, other: Found): number =>
  Math.min(one.at + one.phrase.frames, other.at + other.phrase.frames) - Math.max(one.at, other.at);

/** Where the phrase is more alike than a moment before and after: looked for in strides first. */
function peaksOf(phrase: KnownPhrase, sound: Float32Array): Found[] {
  const frames = sound.length / BANDS;
  const last = frames - SHORTEST_FRAMES;
  const found: Found[] = [];
  for (let at = SHORTEST_FRAMES - phrase.frames; at <= last; at += STRIDE) {
    if (likeness(phrase, sound, at, STRIDE) < WORTH_A_LOOK) continue;
    const near = Array.from({ length: 2 * STRIDE + 1 }, (_, index) => at - STRIDE + index);
    for (const place of near) {
      const score = likeness(phrase, sound, place, 1);
      if (score >= ALIKE) found.push({ phrase, at: place, score });
    }
  }
  return found;
}

/** The correlation of loudness, band by band, where the phrase and the sound lie over each other: 1 is the same, 0 has nothing in common. */
function likeness({ bands, frames }: KnownPhrase, sound: Float32Array, at: number, stride: number): number {
  const from = Math.max(0, -at);
  const to = Math.min(frames, sound.length / BANDS - at);
  const count = Math.ceil((to - from) / stride);
  if (count * stride < SHORTEST_FRAMES) return 0;
  let [together, ofPhrase, ofSound] = [0, 0, 0];
  for (let band = 0; band < BANDS; band += 1) {
    let [a, b, aa, bb, ab] = [0, 0, 0, 0, 0];
    for (let frame = from; frame < to; frame += stride) {
      const x = bands[frame * BANDS + band] ?? 0;
      const y = sound[(frame + at) * BANDS + band] ?? 0;
      a += x;
      b += y;
      aa += x * x;
      bb += y * y;
      ab += x * y;
    }
    together += ab - (a * b) / count;
    ofPhrase += aa - (a * a) / count;
    ofSound += bb - (b * b) / count;
  }
  const weight = Math.sqrt(ofPhrase * ofSound);
  return weight > 1e-6 ? together / weight : 0;
}

/** Each word has a share of its phrase by its letters; told is one whose middle is in the sound. */
function wordsOf({ phrase, at }: Found, frames: number): HeardWord[] {
  const letters = phrase.words.reduce((sum, word) => sum + word.length + 1, 0);
  let before = 0;
  return phrase.words.flatMap((text) => {
    const from = at + (phrase.frames * before) / letters;
    before += text.length + 1;
    const to = at + (phrase.frames * before) / letters;
    const middle = (from + to) / 2;
    if (middle < 0 || middle >= frames) return [];
    const second = (frame: number): number => Math.min(Math.max(frame, 0), frames) * FRAME_SECONDS;
    return [{ text, from: second(from), to: second(to), confidence: 0.95 }];
  });
}
