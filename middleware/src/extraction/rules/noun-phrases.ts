import type { Language } from '../../captures/schema.ts';
import type { Analysis } from '../analysis.ts';
import type { Lexicon } from '../lexicon.ts';
import { lexiconOf, phraseAt, readLexiconFile } from '../lexicon.ts';
import type { Source, Span, Word } from '../source.ts';
import { touches, wordIndexAt } from '../source.ts';

/** Words before a thing (`filler`), that end its phrase (`end`), that are not its last (`trailing`), that are no thing (`never`). */
type Concept = 'filler' | 'end' | 'trailing' | 'never';

const LEXICONS: Record<Language, Record<Concept, Lexicon>> = { fr: lexiconsOf('fr'), en: lexiconsOf('en') };

function lexiconsOf(language: Language): Record<Concept, Lexicon> {
  const file = readLexiconFile(language, 'phrases');
  const of = (concept: Concept): Lexicon => lexiconOf([{ [concept]: file[concept] ?? [] }]);
  return { filler: of('filler'), end: of('end'), trailing: of('trailing'), never: of('never') };
}

const LONGEST = 64;
const LONG = 44;
/** A thing's word has at least so many letters, unless it is a known product. */
const LEAST_LETTERS = /\p{L}{4}/u;
const MOST_FILLERS = 6;
const HARD_BREAK = /[;:!?\n()[\]|"«»“”=]|\.(?:\s|$)|\s[-–—]+\s|->|→|\.\.\./;

/** What a phrase may not reach into, and what carries it on after a comma; both sorted by place. */
export interface Surroundings {
  /** Names, dates and sums. */
  readonly taken: readonly Span[];
  /** Products and works. */
  readonly things: readonly Span[];
}

/**
 * The thing that is named from a place on: « 5 switchs de l'entrepôt » after « remplacer nos ». It ends with its sentence, at a
 * verb or a relative, before a name, a date or a sum, or when it grows long; null when no thing stands there.
 */
export function nounPhraseFrom({ source }: Analysis, place: number, limit: number, around: Surroundings): Span | null {
  const { words, language } = source;
  const lexicons = LEXICONS[language];
  const first = afterDuration(words, afterFillers(words, wordIndexAt(words, place), limit, lexicons.filler));
  const opening = words[first];
  if (!opening || opening.end > limit || !mayOpen(source, place, first, around.taken)) return null;
  const last = withoutTail(source, first, lastWord(source, first, limit, around), around.things);
  const span = shortened(source, { start: opening.start, end: words[last]?.end ?? opening.end });
  const named = around.things.some((thing) => thing.start >= span.start && thing.end <= span.end);
  return named || hasThing(words, first, last, lexicons) ? span : null;
}

/** Nothing parts it from what leads to it, and it is no name and no word that stands for no thing. */
function mayOpen({ words, clear, language }: Source, place: number, first: number, taken: readonly Span[]): boolean {
  const opening = words[first];
  if (!opening || touches(taken, opening)) return false;
  const noun = /^\d+$/.test(opening.folded) ? first + 1 : first;
  if (isAt(words, noun, LEXICONS[language].never)) return false;
  return !HARD_BREAK.test(clear.slice(place, opening.start).replace(/^ ?[:=|] ?/, ''));
}

/** The index of the last word before a break, a verb, a name or the longest a phrase may be. */
function lastWord({ words, clear, language }: Source, first: number, limit: number, around: Surroundings): number {
  const opening = words[first];
  let last = first;
  for (let index = first + 1; opening && index < words.length; index += 1) {
    const word = words[index];
    const before = words[index - 1];
    if (!word || !before || word.end > limit || word.end - opening.start > LONGEST) break;
    const gap = clear.slice(before.end, word.start);
    if (!isOfNumber(before, gap, word, clear.charAt(word.end))) {
      if (HARD_BREAK.test(gap) || isAt(words, index, LEXICONS[language].end) || touches(around.taken, word)) break;
      if (gap.includes(',') && !goesOn(opening, word, around.things)) break;
    }
    last = index;
  }
  return last;
}

/** Without the small words and the bare number at its end. */
function withoutTail({ words, language }: Source, first: number, from: number, things: readonly Span[]): number {
  let last = from;
  const isTail = (index: number): boolean =>
    isAt(words, index, LEXICONS[language].trailing) || isBareNumber(words[index], things);
  while (last > first && isTail(last)) last -= 1;
  return last;
}

/** A long enumeration ends at an « et » or a comma past its middle. */
function shortened({ folded }: Source, { start, end }: Span): Span {
  if (end - start <= LONG) return { start, end };
  const text = folded.slice(start, end);
  const cut = Math.max(
    text.lastIndexOf(' et '),
    text.lastIndexOf(' and '),
    text.lastIndexOf(', '),
    text.lastIndexOf(' + '),
  );
  return cut > LONG / 2 ? { start, end: start + cut } : { start, end };
}

/** A number at the end counts what was cut off, unless it is part of a product's name (« Microsoft 365 »). */
function isBareNumber(word: Word | undefined, things: readonly Span[]): boolean {
  return word !== undefined && /^\d+$/.test(word.folded) && !things.some(({ end }) => end === word.end);
}

/** « 1,100 », « soixante (60) ordinateurs »: the marks are part of the number. */
function isOfNumber(before: Word, gap: string, word: Word, after: string): boolean {
  const digits = /^\d+$/;
  if (/^[.,' ]$/.test(gap)) return digits.test(before.folded) && digits.test(word.folded);
  return (gap === ' (' && digits.test(word.folded) && after === ')') || (gap === ') ' && digits.test(before.folded));
}

function isAt(words: readonly Word[], index: number, lexicon: Lexicon): boolean {
  return phraseAt(words, index, lexicon) !== null;
}

/** After a comma a phrase goes on with the next thing, or while it names none yet. */
function goesOn(opening: Span, word: Span, things: readonly Span[]): boolean {
  const isNamed = things.some((thing) => thing.start >= opening.start && thing.end <= word.start);
  return !isNamed || things.some(({ start }) => start === word.start);
}

function afterFillers(words: readonly Word[], from: number, limit: number, fillers: Lexicon): number {
  let index = from;
  for (let skipped = 0; skipped < MOST_FILLERS; skipped += 1) {
    const found = phraseAt(words, index, fillers);
    if (!found || (words[index + found.length - 1]?.end ?? limit) >= limit) break;
    index += found.length;
  }
  return index;
}

/** « 20 ans de dossiers »: the dossiers. */
function afterDuration(words: readonly Word[], from: number): number {
  const [number, unit, link] = words.slice(from, from + 3).map(({ folded }) => folded);
  const isDuration =
    /^\d+$/.test(number ?? '') &&
    /^(?:ans?|annees?|mois|years?|months?)$/.test(unit ?? '') &&
    /^(?:de|d|of)$/.test(link ?? '');
  return isDuration ? from + 3 : from;
}

/** At least one word that is neither a number nor a function word. */
function hasThing(words: readonly Word[], first: number, last: number, lexicons: Record<Concept, Lexicon>): boolean {
  for (let index = first; index <= last; index += 1) {
    const word = words[index]?.folded ?? '';
    const isPlain =
      LEAST_LETTERS.test(word) && !isAt(words, index, lexicons.trailing) && !isAt(words, index, lexicons.filler);
    if (isPlain) return true;
  }
  return false;
}
