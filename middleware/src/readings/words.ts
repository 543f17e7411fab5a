import type { Word } from './schema.ts';

/** The words of which a stretch of the text holds a part. Words are in the order of the text and do not overlap. */
export function wordsBetween(words: readonly Word[], start: number, end: number): Word[] {
  let low = 0;
  let high = words.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((words[middle]?.end ?? 0) <= start) low = middle + 1;
    else high = middle;
  }
  let last = low;
  while ((words[last]?.start ?? end) < end) last += 1;
  return words.slice(low, last);
}
