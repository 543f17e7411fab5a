import { readLexiconFile } from '../lexicon.ts';

/** The words of a kind in every language, from `lexicons/<language>/amount-words.json`: what is counted, what a price is for … */
export function amountWords(kind: string): string[] {
  return ['fr', 'en'].flatMap((language) => readLexiconFile(language, 'amount-words')[kind] ?? []);
}
