import { readFileSync } from 'node:fs';

import { z } from 'zod';

import { wordsOfName, type NameWord } from '../spelling/folding.ts';
import { isAcronymOf } from './acronyms.ts';
import { withoutLegalForm } from './legal-forms.ts';

/** A name of an account as it is compared. */
export interface AccountName {
  /** Folded; legal forms and articles taken off, words in order, single spaces. Never empty for a name that is not empty. */
  readonly key: string;
  /** The words of the key that tell something: without « de », "of" and the like. */
  readonly words: readonly string[];
  /** One name for all spellings of the form: « SARL » of « S.à r.l. »; null when the name tells none. */
  readonly legalForm: string | null;
  /** The first letters of the words: "snt". */
  readonly initials: string;
  /** Other names told in the same breath: « SX » of « Société X (SX) ». */
  readonly aliases: readonly string[];
  /** The figures of the name, in order. */
  readonly numbers: readonly string[];
}

const stopWordsFile = z.object({
  articles: z.array(z.string()),
  conjunctions: z.array(z.string()),
  prepositions: z.array(z.string()),
});
const stopWords = stopWordsFile.parse(JSON.parse(readFileSync(new URL('./stop-words.json', import.meta.url), 'utf8')));
const NOT_IN_KEY = new Set([...stopWords.articles, ...stopWords.conjunctions]);
const STOP_WORDS = new Set([...NOT_IN_KEY, ...stopWords.prepositions]);
const ROMAN: ReadonlyMap<string, string> = new Map(
  ['ii', 'iii', 'iv', 'vi', 'vii', 'viii', 'ix'].map((numeral, index) => [numeral, `${[2, 3, 4, 6, 7, 8, 9][index]}`]),
);
const ORDINAL = /^(\d{1,4})(?:er|re|ere|e|eme|ieme|nd|nde|st|rd|th|o|a)$/;

/** Reads a name of an account: what it is called, apart from how it is written. */
export function readAccountName(name: string): AccountName {
  const written = wordsOfName(name);
  const { words: named, legalForm } = withoutLegalForm(written.words);
  const { own, aliases } = withoutAliases(named, written.clean);
  const all = own.map(({ folded }, index) => asNumber(folded, index));
  const key = leftOf(all, NOT_IN_KEY);
  const words = leftOf(all, STOP_WORDS);
  return {
    key: key.length > 0 ? key.join(' ') : bareKey(name),
    words,
    legalForm,
    initials: words.map((word) => word[0] ?? '').join(''),
    aliases,
    numbers: words.filter((word) => /\p{N}/u.test(word)),
  };
}

/** A name of nothing but marks is compared by them. */
function bareKey(name: string): string {
  return name.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim().slice(0, 100);
}

function leftOf(words: readonly string[], without: ReadonlySet<string>): string[] {
  const left = words.filter((word) => !without.has(word));
  return left.length > 0 ? left : [...words];
}

/** « II », « 2e » and « 02 » are one number. */
function asNumber(word: string, index: number): string {
  const roman = index > 0 ? ROMAN.get(word) : undefined;
  const figures = roman ?? ORDINAL.exec(word)?.[1] ?? word;
  return /^0+\d+$/.test(figures) ? figures.replace(/^0+/, '') : figures;
}

/** « Société X (SX) », « SX - Société X »: a short name beside the long one. */
function withoutAliases(words: readonly NameWord[], clean: string): { own: readonly NameWord[]; aliases: string[] } {
  const bracketed = words.filter(({ inBrackets }) => inBrackets);
  const outside = words.filter(({ inBrackets }) => !inBrackets);
  if (bracketed.length > 0 && outside.length > 0) {
    const [inner, outer] = [foldedOf(bracketed), foldedOf(outside)];
    const isShort = bracketed.length === 1 && looksShort(clean, bracketed[0]);
    if (isShort || isAcronym(inner, outer) || isAcronym(outer, inner))
      return { own: outside, aliases: [inner.join(' ')] };
  }
  const [first] = words;
  const last = words.at(-1);
  if (words.length > 2 && first && last) {
    const folded = foldedOf(words);
    if (isAcronym(folded.slice(0, 1), folded.slice(1))) return { own: words.slice(1), aliases: [first.folded] };
    if (isAcronym(folded.slice(-1), folded.slice(0, -1))) return { own: words.slice(0, -1), aliases: [last.folded] };
  }
  return { own: words, aliases: [] };
}

function foldedOf(words: readonly NameWord[]): string[] {
  return leftOf(
    words.map(({ folded }) => folded),
    STOP_WORDS,
  );
}

function isAcronym(short: readonly string[], long: readonly string[]): boolean {
  const [word] = short;
  return short.length === 1 && word !== undefined && isAcronymOf(word, long);
}

/** In capitals, as short names are written: « (CSE) ». */
function looksShort(clean: string, word: NameWord | undefined): boolean {
  return word !== undefined && /^\p{Lu}[\p{Lu}\p{N}.&-]{1,7}$/u.test(clean.slice(word.start, word.end));
}
