import type { Language } from '../../captures/schema.ts';
import { languageOf } from '../language.ts';
import type { OtherHearing, Reading, Sound, SpokenWord } from '../schema.ts';
import { silentBetween } from '../sound/levels.ts';
import { normalise } from '../text.ts';
import type { Hearing } from './provider.ts';
import type { StoredSlice } from './slices.ts';

/** A stretch of a take, and what was heard in it. Times are seconds in the take. */
export type HeardSlice = Pick<StoredSlice, 'from' | 'to' | 'levels' | 'heard'>;

/** A take of a recording with its slices in their order. */
export interface HeardTake {
  readonly take: number;
  readonly slices: readonly HeardSlice[];
}

/** After a sentence a pause of this length, in seconds, begins a new line. */
const PAUSE = 1.2;
const SENTENCE_END = /[.!?…][)"'»”’\s]*$/u;
/** Recognisers are not more exact than this about where a word is, in seconds. */
const BLUR = 0.3;
/** Loudness is told in so many figures at most, from this many dBFS on. */
const MOST_LEVELS = 300;
const QUIETEST = -60;
const BETWEEN_PARAGRAPHS = '\n\n';

/** Whatever a recogniser says it heard where nothing was to be heard is left out, and others know their words by new places. */
export function withoutSilentWords<Found extends Hearing>(found: Found, levels: readonly number[] | null): Found {
  const isHeard = found.words.map(({ from, to }) => !silentBetween(levels, Math.max(0, from - BLUR), to + BLUR));
  const places = isHeard.map((_, index) => isHeard.slice(0, index).filter(Boolean).length);
  return {
    ...found,
    words: found.words.filter((_, index) => isHeard[index]),
    others: found.others.flatMap((other) => {
      const [first, last] = [places[other.first], places[other.last]];
      const isWhole = isHeard.slice(other.first, other.last + 1).every(Boolean);
      return isWhole && first !== undefined && last !== undefined ? [{ ...other, first, last }] : [];
    }),
  };
}

/** All that was heard in a recording as one reading; what was typed beside it comes first. */
export function transcriptOf(takes: readonly HeardTake[], typed: string, language?: Language | null): Reading {
  const heard = joinTakes(takes);
  const before = typed.trim() === '' ? '' : typed.trimEnd() + (heard.text === '' ? '' : BETWEEN_PARAGRAPHS);
  const shift = <Place extends { start: number; end: number }>(place: Place): Place => {
    return { ...place, start: place.start + before.length, end: place.end + before.length };
  };
  const text = before + heard.text;
  return {
    text,
    language: language ?? languageHeard(takes) ?? languageOf(text),
    corrected: false,
    pages: [],
    words: [],
    sound: { ...soundOf(takes), words: heard.words.map(shift), others: heard.others.map(shift) },
  };
}

/** The end of what was heard, cut where a word begins. */
export function endOf(takes: readonly HeardTake[], most: number): string {
  const { text } = joinTakes(takes);
  return text.length <= most ? text : text.slice(-most - 1).replace(/^\S*\s+/, '');
}

/** Whether a text says anything at all. */
export const saysSomething = (text: string): boolean => /[\p{L}\p{N}]/u.test(text);

interface Joined {
  text: string;
  readonly words: SpokenWord[];
  readonly others: OtherHearing[];
}

/** Words with single spaces between them, as lines. Times count from the beginning of the first take. */
function joinTakes(takes: readonly HeardTake[]): Joined {
  const joined: Joined = { text: '', words: [], others: [] };
  for (const { slices, from } of placed(takes)) {
    let isNew = true;
    for (const slice of slices) {
      addSlice(joined, slice, from, isNew);
      isNew &&= (slice.heard?.words.length ?? 0) === 0;
    }
  }
  return joined;
}

function addSlice(joined: Joined, slice: HeardSlice, takeFrom: number, isNew: boolean): void {
  const { heard } = slice;
  if (!heard) return;
  const length = slice.to - slice.from;
  const at = (seconds: number) => rounded(takeFrom + slice.from + Math.min(seconds, length));
  let isNewTake = isNew;
  const places = heard.words.map((word) => {
    const text = normalise(word.text).trim().replaceAll(/\s+/g, ' ');
    if (text === '') return undefined;
    const [from, to] = [at(word.from), at(Math.max(word.from, word.to))];
    const start = addWord(joined, text, from, isNewTake);
    isNewTake = false;
    const place = { start, end: joined.text.length };
    joined.words.push({ ...place, from, to, confidence: word.confidence });
    return place;
  });
  for (const { first, last, text } of heard.others) {
    const between = places.slice(first, last + 1);
    const [start, end] = [between[0]?.start, between.at(-1)?.end];
    const other = normalise(text).trim().replaceAll(/\s+/g, ' ');
    if (start !== undefined && end !== undefined && other !== '') joined.others.push({ start, end, text: other });
  }
}

/** Gives where the word begins. */
function addWord(joined: Joined, text: string, from: number, isNewTake: boolean): number {
  const before = joined.words.at(-1);
  if (before) {
    const isParagraph = isNewTake || (from - before.to > PAUSE && SENTENCE_END.test(joined.text));
    joined.text += isParagraph ? '\n' : ' ';
  }
  const start = joined.text.length;
  joined.text += text;
  return start;
}

const rounded = (seconds: number) => Math.round(seconds * 1000) / 1000;

/** Takes one after the other, each with the second at which it begins. */
function placed(takes: readonly HeardTake[]) {
  let end = 0;
  return takes.map(({ take, slices }) => {
    const from = end;
    end = rounded(from + Math.max(0, ...slices.map(({ to }) => to)));
    return { take, slices, from, to: end };
  });
}

function soundOf(takes: readonly HeardTake[]): Omit<Sound, 'words' | 'others'> {
  const all = placed(takes);
  const stretches = all.flatMap(({ slices, from }) =>
    slices.map((slice) => ({ from: rounded(from + slice.from), to: rounded(from + slice.to) })),
  );
  const providers = takes.flatMap(({ slices }) => slices.flatMap(({ heard }) => heard?.provider ?? []));
  return {
    seconds: all.at(-1)?.to ?? 0,
    takes: all.map(({ take, from, to }) => ({ take, from, to })),
    stretches: stretches.map((stretch, index) => ({ number: index + 1, ...stretch })),
    levels: levelsOf(takes.flatMap(({ slices }) => slices)),
    providers: [...new Set(providers)],
  };
}

/** The loudest moment of each of some hundred stretches, 0 to 1. Where loudness is not known of a slice, it counts as silent. */
function levelsOf(slices: readonly HeardSlice[]): number[] {
  if (slices.every(({ levels }) => levels === null)) return [];
  const unknown = ({ from, to }: HeardSlice) => Array<number>(Math.max(1, Math.round((to - from) * 10))).fill(QUIETEST);
  const all = slices.flatMap((slice) => slice.levels ?? unknown(slice));
  const count = Math.min(MOST_LEVELS, all.length);
  return Array.from({ length: count }, (_, index) => {
    const stretch = all.slice(Math.floor((index * all.length) / count), Math.floor(((index + 1) * all.length) / count));
    const loudest = stretch.reduce((most, level) => Math.max(most, level), QUIETEST);
    return Math.round((Math.min(0, loudest) / -QUIETEST + 1) * 1000) / 1000;
  });
}

/** The language of most words, where the recognisers told. */
function languageHeard(takes: readonly HeardTake[]): Language | null {
  const words = { fr: 0, en: 0 };
  for (const { heard } of takes.flatMap(({ slices }) => slices)) {
    if (heard?.language) words[heard.language] += heard.words.length;
  }
  if (words.fr === words.en) return null;
  return words.fr > words.en ? 'fr' : 'en';
}
