import type { Reading } from '../readings/schema.ts';
import { wordsBetween } from '../readings/words.ts';
import { foldInPlace } from './folding.ts';
import { heardBetween, type Heard } from './heard.ts';
import { isStopWord } from './rules/names.ts';
import type { Span } from './source.ts';
import { isNumberWord } from './values/number-words.ts';
import { isOrdinaryWord } from './vocabulary.ts';

/** How much of the doubt about a word is taken from it by a check of the value, or by a word list: what is wrong may pass, too. */
const FORGIVEN = 0.25;
/** A longer quote stays what it is when one of its words is wrong. */
const MOST_OF_A_NAME = 6;

/** A word of a quote, and how sure its reader was of it. */
interface SureWord {
  readonly text: string;
  readonly confidence: number;
}

/**
 * How sure the words of a quote are that was read from pictures: the least sure one of a short quote; of a longer one that under
 * which an eighth of the words lie. Signs and lone letters, of which readers are never sure, count where nothing else stands.
 * @param poor the numbers of the pages of which much was hard to read
 */
export function surenessOfRead(reading: Reading, poor: ReadonlySet<number>, quote: Span, checked: boolean): number {
  const words = wordsBetween(reading.words, quote.start, quote.end).map(({ start, end, page, confidence }) => ({
    text: reading.text.slice(start, end),
    confidence: poor.has(page) ? doubted(confidence) : confidence,
  }));
  return leastSure(tellingOf(words, isWord), ({ text }) => checked || isOrdinary(text));
}

/**
 * The same of words that were heard. The small words between the others, which are half swallowed, count where nothing else
 * stands. A number is an ordinary word, and forgiven nothing: its neighbour is as ordinary.
 */
export function surenessOfHeard(heard: Heard, text: string, quote: Span, checked: boolean): number {
  return leastSure(
    tellingHeard(heard, text, quote),
    (word) => checked || (isOrdinary(word.text) && !isNumber(word.text)),
  );
}

/** The words of a quote that were heard and say something. */
export function tellingHeard(heard: Heard, text: string, quote: Span): SureWord[] {
  const words = heardBetween(heard, quote).map(({ start, end, confidence }) => ({
    text: text.slice(start, end),
    confidence,
  }));
  return tellingOf(words, (word) => /[\p{L}\p{N}]/u.test(word) && (isNumber(word) || !isStopWord(word)));
}

function tellingOf(words: readonly SureWord[], isTelling: (text: string) => boolean): SureWord[] {
  const telling = words.filter(({ text }) => isTelling(text));
  return telling.length > 0 ? telling : [...words];
}

function leastSure(words: readonly SureWord[], isForgiven: (word: SureWord) => boolean): number {
  const sure = words
    .map((word) => (isForgiven(word) ? word.confidence + (1 - word.confidence) * FORGIVEN : word.confidence))
    .sort((one, other) => one - other);
  const place = sure.length > MOST_OF_A_NAME ? Math.floor(sure.length / 8) : 0;
  return sure[place] ?? 1;
}

function isWord(text: string): boolean {
  return /[\p{L}\p{N}].*[\p{L}\p{N}]/u.test(text);
}

function isNumber(text: string): boolean {
  const parts = foldInPlace(text).match(/[\p{L}\p{N}]+/gu) ?? [];
  return parts.some((part) => /\d/.test(part) || isNumberWord(part));
}

/** A word, or words with an apostrophe between them, that the word lists hold. */
function isOrdinary(text: string): boolean {
  const parts = foldInPlace(text).match(/\p{L}{2,}/gu) ?? [];
  return (
    parts.length > 0 &&
    !/\d/.test(text) &&
    parts.every((part) => isOrdinaryWord(part, 'fr') || isOrdinaryWord(part, 'en'))
  );
}

/** Print is read this surely even on a page with handwriting. */
const SURE_OF_PRINT = 0.85;
const TRUST_IN_POOR_PAGE = 0.55;

/**
 * On a page that is hard to read a word may be read wrongly with some confidence: a reader of print sees print in handwriting.
 * Only what it is as sure of as of good print is believed.
 */
function doubted(confidence: number): number {
  return confidence >= SURE_OF_PRINT ? confidence : confidence * TRUST_IN_POOR_PAGE;
}
