const SHORTEST = 4;
const LONGEST = 20;

/**
 * A word, and the word with each letter left out. Two words that are one slip apart (a letter more, fewer, other, or two swapped)
 * share one of these: Garbe's symmetric deletes. Short words have none, as each would be near to too many.
 */
export function formsOf(word: string): string[] {
  // A letter may be two code units, and half of one is no text: different halves would be kept as the same.
  const letters = Array.from(word.slice(0, 2 * LONGEST)).slice(0, LONGEST);
  if (letters.length < SHORTEST) return [];
  const start = letters.join('');
  const forms = new Set([start]);
  let at = 0;
  for (const letter of letters) {
    forms.add(start.slice(0, at) + start.slice(at + letter.length));
    at += letter.length;
  }
  return [...forms];
}
