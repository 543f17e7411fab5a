/**
 * Whisper keeps the last 224 tokens of what it is told before, and forgets the rest (developers.openai.com, speech to text:
 * prompting). A token of a name has some three characters.
 */
const MOST_CHARACTERS = 600;

/** The names, the most telling first, for as long as there is room for them. */
export function namesForPrompt(vocabulary: readonly string[]): string[] {
  const names: string[] = [];
  let left = MOST_CHARACTERS;
  for (const name of cleanNames(vocabulary)) {
    left -= name.length + 2;
    if (left < 0) break;
    names.push(name);
  }
  return names;
}

/** What Whisper is told may be heard. Without a sentence around the names, it fits every language. */
export const promptOf = (names: readonly string[]): string => (names.length === 0 ? '' : `${names.join(', ')}.`);

/** Each name once, on one line. */
export function cleanNames(vocabulary: readonly string[]): string[] {
  return [...new Set(vocabulary.map((name) => name.replaceAll(/\s+/g, ' ').trim()))].filter((name) => name !== '');
}
