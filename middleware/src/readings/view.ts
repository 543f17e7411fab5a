import { regionsOf } from './regions.ts';
import type { Reading, ReadingView, SpokenWord, UnsureWords, Word } from './schema.ts';

/** Words that their reader was less sure of than this are worth a second look. */
const SURE = 0.55;
/** Words further apart than this, in seconds, are two things to listen to. */
const PAUSE = 2;

/** A reading as its owner sees it: with the words that were hard to read or to hear, and without the places of all others in pictures. */
export function viewOf({ words, ...reading }: Reading): ReadingView {
  const isOnePage = (one: Word, other: Word) => one.page === other.page;
  const unsure = stretchesOf(words, isOnePage).map((stretch): UnsureWords => {
    const { start, end } = placeOf(stretch);
    return { start, end, regions: regionsOf({ words }, start, end) };
  });
  const isOneBreath = (one: SpokenWord, other: SpokenWord) => other.from - one.to < PAUSE;
  const unheard = stretchesOf(reading.sound?.words ?? [], isOneBreath).map((stretch): UnsureWords => {
    const [first, last] = [stretch[0], stretch.at(-1)];
    return { ...placeOf(stretch), regions: [], ...(first && last ? { from: first.from, to: last.to } : {}) };
  });
  return { ...reading, unsure: [...unsure, ...unheard].sort((one, other) => one.start - other.start) };
}

function placeOf(words: readonly { start: number; end: number }[]): { start: number; end: number } {
  return { start: words[0]?.start ?? 0, end: words.at(-1)?.end ?? 0 };
}

/** Unsure words that stand beside each other are one stretch. */
function stretchesOf<Found extends { confidence: number }>(
  words: readonly Found[],
  areTogether: (one: Found, other: Found) => boolean,
): Found[][] {
  const stretches: Found[][] = [];
  let before: Found | undefined;
  for (const word of words) {
    const last = stretches.at(-1);
    if (word.confidence < SURE) {
      if (last && before && before.confidence < SURE && areTogether(before, word)) last.push(word);
      else stretches.push([word]);
    }
    before = word;
  }
  return stretches;
}
