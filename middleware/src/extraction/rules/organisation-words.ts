import type { Lexicon } from '../lexicon.ts';
import { lexiconOf, phraseAt, phraseLengths, readLexiconFile } from '../lexicon.ts';
import type { Source, Span } from '../source.ts';
import { fold, wordIndexAt } from '../source.ts';
import { countryCode } from '../values/countries.ts';
import { isOrdinaryWord } from '../vocabulary.ts';
import { nameCase } from './name-case.ts';

const WORDS = withPlurals(['fr', 'en'].map((folder) => readLexiconFile(folder, 'organisations')));

/** « Hotel » stands for « Hotels » too. */
function withPlurals(files: readonly Record<string, string[]>[]): Lexicon {
  return lexiconOf(
    files.map((file) => ({
      ...file,
      plural: (file['kind'] ?? [])
        .filter((word) => !/[ s]/.test(word.slice(-1) + (word.includes(' ') ? ' ' : '')))
        .map((word) => `${word}s`),
    })),
  );
}

/** Whether a word of organisations (bank, hospital, SARL) stands at this word. */
export function isKindAt(source: Source, index: number): boolean {
  return kindLength(source, index) > 0;
}

/** Whether the organisation's word at this word is a legal form (SA, Ltd), which stands behind a name. */
export function isLegalForm(source: Source, index: number): boolean {
  return phraseAt(source.words, index, WORDS)?.concept === 'legal';
}

/** How many words the organisation's word at this place takes: 2 for « port autonome »; 0 when there is none. */
export function kindLength(source: Source, index: number): number {
  return lengthAt(source, index);
}

const lengthAt = phraseLengths(WORDS);

export function hasKindWord(source: Source, span: Span): boolean {
  for (let index = wordIndexAt(source.words, span.start); ; index += 1) {
    const word = source.words[index];
    if (!word || word.start >= span.end) return false;
    if (isKindAt(source, index)) return true;
  }
}

/** A scanner's l for I or L, which only the word tells apart: « ElEVEURS ». Where nothing was confused nothing changes. */
function repaired({ text, clear }: Source, { start, end }: Span): string {
  const name = clear.slice(start, end);
  if (text.slice(start, end) === name) return name;
  return name.replace(/[\p{Lu}]{4,}/gu, (word) => {
    if (!word.includes('I') || isOrdinary(word)) return word;
    for (let at = word.indexOf('I'); at >= 0; at = word.indexOf('I', at + 1)) {
      const other = `${word.slice(0, at)}L${word.slice(at + 1)}`;
      if (isOrdinary(other)) return other;
    }
    return word;
  });
}

function isOrdinary(word: string): boolean {
  return isOrdinaryWord(fold(word), 'fr') || isOrdinaryWord(fold(word), 'en');
}

/** The name as the org would enter it: without the brackets and the city after an acronym, in plain case. */
export function organisationName(source: Source, span: Span): string {
  const text = repaired(source, span)
    .replace(/ *\|?\s*\n[\s|>]*/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/\s*\([^)]*\)?/g, '')
    .replace(/(?<=& )C0$/, 'Co')
    .replace(/[ ,;:–-]+$/, '')
    .trim();
  const acronym = /^(\p{Lu}{2,6}) (\p{Lu}[\p{Ll}-]+)$/u.exec(text);
  if (acronym?.[1] && countryCode(acronym[2]) && !isKind(acronym[1])) return acronym[1];
  if (text === text.toLowerCase())
    return nameCase(text).replace(/ (De|Du|Des|D|La|Le|Les|Of|Et|And)(?=[ '])/g, (word) => word.toLowerCase());
  const shouted = text === text.toUpperCase() && text.split(' ').length > 1 && text.length > 10;
  return shouted
    ? nameCase(text)
        .replace(/ (De|Du|Des|D|La|Le|Les|L|Of|Et|And|The|For)(?=[ '])/g, (word) => word.toLowerCase())
        .replace(/ (?:Sa|Sas|Sarl|Suarl|Sau|Gie|Plc|Llc)$/, (form) => form.toUpperCase())
    : text.charAt(0).toUpperCase() + text.slice(1);
}

/** « CHR Thiès »: an acronym that many have needs its town. */
function isKind(acronym: string): boolean {
  return WORDS.exact.has(acronym.toLowerCase());
}
