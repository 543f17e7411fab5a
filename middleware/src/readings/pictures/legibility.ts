import type { RecognisedLine, RecognisedWord } from '../ocr/recognised.ts';
import { normalised } from './page-words.ts';

/** Below this a word is more likely wrong than right. */
const UNSURE = 0.6;
/** A page with this share of its letters in such words is hard to read. */
const POOR = 0.18;
/** What the edge of a card, a line or the grain of wood is taken for. */
const JUNK = 0.3;
const FEW_LETTERS = 2;
/** A long address tells no more about a page than a long word. */
const MOST_LETTERS = 8;
const LETTER_OR_DIGIT = /[\p{L}\p{N}]/gu;

function letters({ text }: RecognisedWord): number {
  return text.match(LETTER_OR_DIGIT)?.length ?? 0;
}

/** The lines without what is no word: signs that were seen in lines, logos and wood. */
export function withoutJunk(lines: readonly RecognisedLine[]): RecognisedLine[] {
  return lines
    .map((line) => ({ ...line, words: line.words.filter((word) => !isJunk(word)) }))
    .filter(({ words }) => words.some((word) => letters(word) > 0));
}

function isJunk(word: RecognisedWord): boolean {
  if (normalised(word.text).trim() === '') return true;
  const count = letters(word);
  return count === 0 ? word.confidence < UNSURE : count <= FEW_LETTERS && word.confidence < JUNK;
}

/** A reader of print is this sure of nearly every word of print, and of few words of handwriting. */
const SURE_OF_PRINT = 0.85;
/** So much of a printed line is hardly ever read with less. */
const MOST_DOUBTED = 0.4;
const FEW_WORDS = 2;
/** Addresses and figures are read with less certainty in print, too: lone words of letters tell what a line is. */
const WORD = /^\P{L}?\p{L}{2,}\P{L}?$/u;
const TRUST_IN_HANDWRITING = 0.55;

/**
 * The lines with less trust in those that were read as handwriting is: many of their words unsurely, and some, that look like
 * other words, surely.
 */
export function withDoubt(lines: readonly RecognisedLine[]): RecognisedLine[] {
  return lines.map((line) => (looksHandwritten(line) ? { ...line, words: line.words.map(doubted) } : line));
}

function looksHandwritten({ words }: RecognisedLine): boolean {
  const telling = words.filter(({ text }) => WORD.test(text));
  const all = telling.reduce((sum, word) => sum + letters(word), 0);
  const unsure = telling.filter(({ confidence }) => confidence < SURE_OF_PRINT);
  return telling.length >= FEW_WORDS && unsure.reduce((sum, word) => sum + letters(word), 0) >= MOST_DOUBTED * all;
}

function doubted(word: RecognisedWord): RecognisedWord {
  return { ...word, confidence: word.confidence * TRUST_IN_HANDWRITING };
}

/** The share of letters in words that were read with some certainty: 0 for a picture without words. */
export function certainty(lines: readonly RecognisedLine[]): number {
  const words = lines.flatMap((line) => line.words);
  const weigh = (some: readonly RecognisedWord[]) =>
    some.reduce((sum, word) => sum + Math.min(letters(word), MOST_LETTERS), 0);
  const all = weigh(words);
  const sure = weigh(words.filter(({ confidence }) => confidence >= UNSURE));
  return all === 0 ? 0 : sure / all;
}

/** `poor` when much of the page was hard to read, as handwriting is. */
export function legibilityOf(lines: readonly RecognisedLine[]): 'good' | 'poor' | null {
  if (lines.length === 0) return null;
  return certainty(lines) >= 1 - POOR ? 'good' : 'poor';
}

/** How many letters were read with some certainty: what one way of holding a page has over another. */
export function sureLetters(lines: readonly RecognisedLine[]): number {
  const sure = lines.flatMap((line) => line.words).filter(({ confidence }) => confidence >= UNSURE);
  return sure.reduce((sum, word) => sum + letters(word), 0);
}

/** Whether most longer words are taller than wide: the page lies on its side, though the reader made it out. */
export function standsOnItsSide(lines: readonly RecognisedLine[]): boolean {
  const long = lines.flatMap((line) => line.words).filter((word) => letters(word) >= 4);
  const tall = long.filter(({ box }) => box.bottom - box.top > box.right - box.left);
  return tall.length > long.length / 2;
}
