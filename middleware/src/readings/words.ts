/** A word with its place in the text. */
interface PlacedWord {
  readonly start: number;
  readonly end: number;
}

/** The words of which a stretch of the text holds a part. Words are in the order of the text and do not overlap. */
export function wordsBetween<Placed extends PlacedWord>(
  words: readonly Placed[],
  start: number,
  end: number,
): Placed[] {
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
