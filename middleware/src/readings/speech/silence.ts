import { readFileSync } from 'node:fs';

import { z } from 'zod';

import type { TimedText } from './aligning.ts';
import type { HeardWord } from './provider.ts';
import { plainWords } from './splitting.ts';

/** A stretch of text with the figures by which Whisper tells how sure it is of it. What a server leaves out is null. */
export interface Segment extends TimedText {
  /** How likely it is that nobody speaks. */
  readonly noSpeech: number | null;
  /** The mean logarithm of the probability of its tokens. */
  readonly logProbability: number | null;
  /** How much smaller the text gets when it is packed: large where it repeats itself. */
  readonly compression: number | null;
}

/** Whisper's own limits: `transcribe()` of github.com/openai/whisper, and what its reference says of the figures of a segment. */
const NO_SPEECH = 0.6;
const LOG_PROBABILITY = -1;
const COMPRESSION = 2.4;

const PHRASES = z
  .object({ phrases: z.array(z.string().min(1)) })
  .parse(JSON.parse(readFileSync(new URL('./words-for-silence.json', import.meta.url), 'utf8')))
  .phrases.map((phrase) => plainWords(phrase).join(' '))
  // The longest first: a phrase may begin with another one.
  .toSorted((left, right) => right.length - left.length);

/** So many names in the order in which they were told are the telling repeated, not names that were said. */
const NAMES_OF_A_PROMPT = 3;

/**
 * Which segments of a slice are words, as opposed to what Whisper writes where nobody speaks.
 * @param names what it was told may be heard, in order.
 */
export function whichAreSpoken(segments: readonly Segment[], names: readonly string[]): boolean[] {
  const isNothingElse = segments.every(({ text }) => isDescription(text) || isOutro(text));
  return segments.map((segment) => {
    if (isSilent(segment) || isDescription(segment.text) || repeatsNames(segment.text, names)) return false;
    return !isOutro(segment.text) || !(isNothingElse || isUnsure(segment));
  });
}

function isSilent({ noSpeech, logProbability }: Segment): boolean {
  return (noSpeech ?? 0) > NO_SPEECH && (logProbability ?? 0) < LOG_PROBABILITY;
}

function isUnsure({ noSpeech, logProbability }: Segment): boolean {
  return (noSpeech ?? 0) > NO_SPEECH || (logProbability ?? 0) < LOG_PROBABILITY;
}

/** `[Musique]`, `(rires)`, `*bruit*`, `♪`: what is heard, written by nobody's voice. */
function isDescription(text: string): boolean {
  return /^\s*(?:\[[^\]]*\]|\([^)]*\)|\*[^*]*\*|[♩-♯][^♩-♯]*[♩-♯]|[♩-♯\s.…-])+\s*$/u.test(text.slice(0, 500));
}

/** Whether a text is made of such phrases alone, be it of one again and again. */
function isOutro(text: string): boolean {
  let rest = plainWords(text).join(' ');
  while (rest !== '') {
    const phrase = PHRASES.find((one) => rest === one || rest.startsWith(`${one} `));
    if (phrase === undefined) return false;
    rest = rest.slice(phrase.length + 1);
  }
  return true;
}

function repeatsNames(text: string, names: readonly string[]): boolean {
  const said = plainWords(text).join(' ');
  const told = names.map((name) => plainWords(name).join(' '));
  return told.some((_, first) => {
    for (let last = first + NAMES_OF_A_PROMPT; last <= told.length; last += 1) {
      const some = told.slice(first, last).join(' ');
      if (some === said) return true;
      if (some.length > said.length) return false;
    }
    return false;
  });
}

const LONGEST_LOOP = 12;
/** Nobody says a thing so often. Where the figures say that the text repeats itself too, less is enough. */
const TIMES = { bySight: 5, byFigures: 3 };

/** The words without the loops that Whisper falls into: of a phrase that comes again and again the first is left. */
export function withoutLoops(words: readonly HeardWord[], compression: number | null): HeardWord[] {
  const least = (compression ?? 0) > COMPRESSION ? TIMES.byFigures : TIMES.bySight;
  const plain = words.map(({ text }) => plainWords(text).join(' '));
  const kept: HeardWord[] = [];
  for (let index = 0; index < words.length;) {
    const long = loopAt(plain, index, least);
    kept.push(...words.slice(index, index + (long?.phrase ?? 1)));
    index += long?.all ?? 1;
  }
  return kept;
}

/** How long the phrase is that repeats itself from here on, and how long all of it; the shortest such phrase. */
function loopAt(plain: readonly string[], from: number, least: number): { phrase: number; all: number } | undefined {
  for (let phrase = 1; phrase <= LONGEST_LOOP && from + phrase * least <= plain.length; phrase += 1) {
    let all = phrase;
    while (from + all < plain.length && plain[from + all] === plain[from + all - phrase]) all += 1;
    if (all >= phrase * least) return { phrase, all };
  }
  return undefined;
}
