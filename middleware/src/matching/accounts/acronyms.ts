/** Shorter ones say too little: any two letters are the initials of something. */
const FEWEST_LETTERS = 3;
const FEWEST_SYLLABLE_LETTERS = 5;
const MOST_WORDS = 12;
const MOST_LETTERS = 24;

/** How a short name comes from a long one: by first letters, by beginnings of words, or not at all. */
export type AcronymKind = 'initials' | 'syllables';

/** Whether a word is made of the first letters (« SNT »), or of the beginnings (« Sonatel »), of these words in their order. */
export function isAcronymOf(short: string, words: readonly string[]): boolean {
  return acronymKind(short, words) !== null;
}

/**
 * How `short` is made of `words` (stop words left out), or null. By beginnings, most of the words must give one, the first one
 * always, and all letters must be used: chance alone does that seldom.
 */
export function acronymKind(short: string, words: readonly string[]): AcronymKind | null {
  if (short.length < FEWEST_LETTERS || short.length > MOST_LETTERS || words.length < 2) return null;
  if (short[0] !== words[0]?.[0]) return null;
  const used = words.slice(0, MOST_WORDS);
  if (short === used.map((word) => word[0] ?? '').join('')) return 'initials';
  if (short.length < FEWEST_SYLLABLE_LETTERS || words.length > MOST_WORDS) return null;
  const parts = partsTaken(asSaid(short), used.map(asSaid));
  return parts >= 2 && parts >= used.length - 1 ? 'syllables' : null;
}

/** « Sonabrik » of « briques »: what is said alike is written in more than one way. */
function asSaid(word: string): string {
  return word.replace(/ph/g, 'f').replace(/q(?:u(?=[eiao]))?|c(?![eiyh])/g, 'k');
}

/** From how many words a beginning is taken, when all of `short` is made so; 0 when it cannot be. Most words first. */
function partsTaken(short: string, words: readonly string[]): number {
  // best[n]: most words that gave a part when the first n letters are made; -1: cannot be.
  let best = new Array<number>(short.length + 1).fill(-1);
  best[0] = 0;
  for (const [index, word] of words.entries()) {
    // The first word gives a part always; another may be left out.
    const next = index === 0 ? new Array<number>(short.length + 1).fill(-1) : [...best];
    for (let made = 0; made < short.length; made += 1) {
      const parts = best[made] ?? -1;
      if (parts < 0) continue;
      for (let taken = 1; made + taken <= short.length && word[taken - 1] === short[made + taken - 1]; taken += 1) {
        next[made + taken] = Math.max(next[made + taken] ?? -1, parts + 1);
      }
    }
    best = next;
  }
  return best[short.length] ?? 0;
}
