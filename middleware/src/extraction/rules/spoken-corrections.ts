import { lexiconOf, phraseAt, readLexiconFile } from '../lexicon.ts';
import type { Source, Span } from '../source.ts';
import { wordIndexAt } from '../source.ts';

/** What a person says who takes something back. */
export const CORRECTIONS = lexiconOf(
  ['fr', 'en'].map((folder) => ({ correction: readLexiconFile(folder, 'speech')['correction'] ?? [] })),
);
/** How far after a thing the words that take it back may begin, and how far on the right one may stand. */
const REACH = 24;
const LONGEST_CORRECTION = 70;
/** Small words that may stand before a thing said again: « madame sow non madame sy », « euh la », "or the". */
const AGAIN = String.raw`(?:euh+|heu+|ah+|oh+|uh+|um+|ou|or|mais|enfin|le|la|les|l'|the|a|au|chez|at|de|du|c'est|it's|madame|monsieur|mister|docteur|doctor|mr|mrs|mme)`;
const HESITATION = new RegExp(String.raw`^[ ,.]*(?:(?:${AGAIN}|non|no)[ ,.]*){0,4}$`);
/** « quarante non cinquante »: nothing but a no between the two. */
const BARE_NO = new RegExp(
  String.raw`^[ ,.]*(?:${AGAIN}[ ,.]+){0,2}(?:non|no)[ ,.]+(?:(?:non|no|${AGAIN})[ ,.]*){0,4}$`,
);

/**
 * Which of several things of one kind (dates, sums, names, in reading order) are taken back by the next: « quarante non pardon
 * cinquante millions », « le quinze il s'est repris c'est le vingt-deux », "sixteen sorry eighteen", « vingt-cinq euh vingt-six
 * pardon ».
 */
export function takenBack<T extends Span>(source: Source, items: readonly T[]): ReadonlySet<T> {
  const back = new Set<T>();
  for (const [index, item] of items.entries()) {
    const next = items[index + 1];
    if (!next || next.start < item.end || next.start - item.end > LONGEST_CORRECTION) continue;
    if (BARE_NO.test(source.folded.slice(item.end, next.start))) back.add(item);
    else if (correctsBetween(source, item.end, next.start) || correctsAfter(source, item, next)) back.add(item);
  }
  return back;
}

/** A correction's words soon after the one, before the other; a sentence may end with the first, no line. */
function correctsBetween(source: Source, from: number, to: number): boolean {
  for (let index = wordIndexAt(source.words, from); ; index += 1) {
    const word = source.words[index];
    if (!word || word.start >= to || word.start - from > REACH) return false;
    if (phraseAt(source.words, index, CORRECTIONS)) return !source.clear.slice(from, to).includes('\n');
  }
}

/** « vingt-cinq millions euh vingt-six millions pardon »: the words stand after the right one, and nothing follows them. */
function correctsAfter(source: Source, item: Span, next: Span): boolean {
  if (!HESITATION.test(source.folded.slice(item.end, next.start))) return false;
  const index = wordIndexAt(source.words, next.end);
  const word = source.words[index];
  return word !== undefined && word.start - next.end <= 2 && phraseAt(source.words, index, CORRECTIONS) !== null;
}
