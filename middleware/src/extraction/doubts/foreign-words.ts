import { readLexiconFile } from '../lexicon.ts';
import { fold, wordIndexAt } from '../source.ts';
import type { Span } from '../source.ts';
import { isOrdinaryWord } from '../vocabulary.ts';
import type { Ground } from './ground.ts';

const FILE = readLexiconFile('international', 'wolof');
/** The file names where its words are from. */
const WOLOF: ReadonlySet<string> = new Set(
  ['function', 'verb', 'number'].flatMap((concept) => FILE[concept] ?? []).map((word) => fold(word)),
);
/** How many words before and after a value are looked at. */
const REACH = 7;

/**
 * Whether Wolof stands around a value: two of its words, or one that is no word of French or English. A recogniser of French
 * hears French in what is none.
 */
export function isInWolof({ analysis }: Ground, quote: Span): boolean {
  const { words } = analysis.source;
  const first = wordIndexAt(words, quote.start);
  const next = wordIndexAt(words, quote.end);
  const around = [...words.slice(Math.max(0, first - REACH), first), ...words.slice(next, next + REACH)];
  const wolof = around.map(({ folded }) => folded).filter((word) => WOLOF.has(word));
  return new Set(wolof).size >= 2 || wolof.some((word) => !isOrdinaryWord(word, 'fr') && !isOrdinaryWord(word, 'en'));
}
