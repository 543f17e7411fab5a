const SHORTEST = 4;
const LONGEST = 20;

/**
 * A word, and the word with each letter left out. Two words that are one slip apart (a letter more, fewer, other, or two swapped)
 * share one of these: Garbe's symmetric deletes. Short words have none, as each would be near to too many.
 */
export function formsOf(word: string): string[] {
  if (word.length < SHORTEST) return [];
  const start = word.slice(0, LONGEST);
  const shorter = Array.from(start, (_, index) => start.slice(0, index) + start.slice(index + 1));
  return [...new Set([start, ...shorter])];
}
