import type { Lexicon } from '../lexicon.ts';
import { lexiconOf, phraseAt, readLexiconFile } from '../lexicon.ts';
import type { Source, Span } from '../source.ts';
import { wordIndexAt } from '../source.ts';
import { countryCode } from '../values/countries.ts';
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
  return phraseAt(source.words, index, WORDS) !== null;
}

/** How many words the organisation's word at this place takes: 2 for « port autonome »; 0 when there is none. */
export function kindLength(source: Source, index: number): number {
  return phraseAt(source.words, index, WORDS)?.length ?? 0;
}

export function hasKindWord(source: Source, span: Span): boolean {
  for (let index = wordIndexAt(source.words, span.start); ; index += 1) {
    const word = source.words[index];
    if (!word || word.start >= span.end) return false;
    if (isKindAt(source, index)) return true;
  }
}

/** The name as the org would enter it: without the brackets and the city after an acronym, in plain case. */
export function organisationName(source: Source, span: Span): string {
  const text = source.clear
    .slice(span.start, span.end)
    .replace(/\s+/g, ' ')
    .replace(/\s*\([^)]*\)?/g, '')
    .replace(/[ ,;:–-]+$/, '')
    .trim();
  const acronym = /^(\p{Lu}{2,6}) (\p{Lu}[\p{Ll}-]+)$/u.exec(text);
  if (acronym?.[1] && countryCode(acronym[2])) return acronym[1];
  if (text === text.toLowerCase())
    return nameCase(text).replace(/ (De|Du|Des|D|La|Le|Les|Of|Et|And)(?=[ '])/g, (word) => word.toLowerCase());
  const shouted = text === text.toUpperCase() && text.split(' ').length > 1 && text.length > 10;
  return shouted
    ? nameCase(text)
        .replace(/ (De|Du|Des|D|La|Le|Les|L|Of|Et|And|The|For)(?=[ '])/g, (word) => word.toLowerCase())
        .replace(/ (?:Sa|Sas|Sarl|Suarl|Sau|Gie|Plc|Llc)$/, (form) => form.toUpperCase())
    : text;
}
