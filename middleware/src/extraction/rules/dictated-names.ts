import type { Source, Span } from '../source.ts';
import type { NameRun } from './names.ts';
import { honorificAt, isFirstName, isLastName, isStopWord } from './names.ts';
import { startsTitle } from './titles.ts';

/**
 * Names in a dictation, where nothing is capitalised: words after a form of address, or a first name and what follows it, as
 * long as the words can be names. One word that no lexicon knows may end a name, none may begin it.
 */
export function dictatedNames(source: Source): NameRun[] {
  const runs: NameRun[] = [];
  for (let index = 0; index < source.words.length;) {
    const honorific = spokenHonorific(source, index);
    const from = index + honorific;
    const tokens = nameWords(source, from);
    const enough = honorific > 0 ? tokens.length >= 1 : tokens.length >= 2 && isFirstName(wordText(source, tokens[0]));
    if (enough) {
      const first = tokens[0];
      const last = tokens.at(-1);
      if (first && last) runs.push({ start: first.start, end: last.end, tokens, addressed: honorific > 0 });
      index = from + tokens.length;
    } else index += 1;
  }
  return runs;
}

function spokenHonorific(source: Source, index: number): number {
  const word = source.words[index]?.folded ?? '';
  return ['monsieur', 'madame', 'mademoiselle', 'docteur', 'mister', 'mr', 'mrs', 'mme', 'miss'].includes(word)
    ? honorificAt(source, index)
    : 0;
}

function nameWords(source: Source, from: number): Span[] {
  const tokens: Span[] = [];
  let unknown = 0;
  for (let index = from; index < from + 4; index += 1) {
    const word = source.words[index];
    if (!word || (index > from && !adjacent(source, index))) break;
    const known = isFirstName(word.folded) || isLastName(word.folded);
    if (!known) unknown += 1;
    if (unknown > 1 || (!known && !mayBeName(source, index, word.folded))) break;
    tokens.push({ start: word.start, end: word.end });
    const surnameEnds = tokens.length > 1 && isLastName(word.folded) && !nextIsLastName(source, index);
    if (surnameEnds || (!known && !isKnownNext(source, index))) break;
  }
  return tokens;
}

function mayBeName(source: Source, index: number, word: string): boolean {
  return /^\p{L}{3,}$/u.test(word) && !isStopWord(word) && !startsTitle(source, index);
}

function isKnownNext(source: Source, index: number): boolean {
  const next = source.words[index + 1]?.folded ?? '';
  return adjacent(source, index + 1) && (isFirstName(next) || isLastName(next));
}

function nextIsLastName(source: Source, index: number): boolean {
  return isLastName(source.words[index + 1]?.folded ?? '') && adjacent(source, index + 1);
}

function adjacent(source: Source, index: number): boolean {
  const before = source.words[index - 1];
  const word = source.words[index];
  return before !== undefined && word !== undefined && /^[ -]$/.test(source.clear.slice(before.end, word.start));
}

function wordText(source: Source, span: Span | undefined): string {
  return span ? source.folded.slice(span.start, span.end) : '';
}
