import { regionsOf } from './regions.ts';
import type { Reading, ReadingView, Word } from './schema.ts';

/** Words that their reader was less sure of than this are worth a second look. */
const SURE = 0.55;

/** A reading as its owner sees it: with the words that were hard to read, and without the places of all others. */
export function viewOf({ words, ...reading }: Reading): ReadingView {
  const unsure = stretchesOf(words).map(({ start, end }) => ({
    start,
    end,
    regions: regionsOf({ words }, start, end),
  }));
  return { ...reading, unsure };
}

/** Unsure words that stand beside each other are one stretch. */
function stretchesOf(words: readonly Word[]): { start: number; end: number }[] {
  const stretches: { start: number; end: number }[] = [];
  let before: Word | undefined;
  for (const word of words) {
    const last = stretches.at(-1);
    if (word.confidence < SURE) {
      if (last && before && before.confidence < SURE && before.page === word.page) last.end = word.end;
      else stretches.push({ start: word.start, end: word.end });
    }
    before = word;
  }
  return stretches;
}
