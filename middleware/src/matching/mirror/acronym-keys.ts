/** How many letters of each word an acronym takes, by the number of words: the more words, the fewer of each. */
const LETTERS_OF_WORDS: ReadonlyMap<number, number> = new Map([
  [2, 4],
  [3, 3],
  [4, 3],
  [5, 2],
  [6, 2],
]);
const MOST_KEYS = 100;
const LONGEST = 14;

/** What a name of these words may be called in short: « snt », « sont », ... « sonatel ». Bounded; the shortest first. */
export function shortNames(words: readonly string[]): string[] {
  if (words.length < 2 || words.length > 8) return [];
  const most = LETTERS_OF_WORDS.get(words.length) ?? 1;
  let made = [''];
  for (const word of words) {
    const starts = Array.from({ length: Math.min(most, word.length) }, (_, index) => word.slice(0, index + 1));
    made = made.flatMap((begun) => starts.map((start) => begun + start));
  }
  return [...new Set(made)]
    .filter((short) => short.length >= 3 && short.length <= LONGEST)
    .toSorted((one, other) => one.length - other.length)
    .slice(0, MOST_KEYS);
}

/** The first two letters of each part, for every way to cut a short name into parts of two to five letters: « so na te » of « sonatel ». */
export function pairsOf(short: string): string[] {
  if (short.length < 4 || short.length > LONGEST) return [];
  const found = new Set<string>();
  const cut = (from: number, begun: string, parts: number): void => {
    if (from === short.length && parts >= 2) found.add(begun);
    if (parts === 6) return;
    for (let length = 2; length <= 5 && from + length <= short.length; length += 1) {
      cut(from + length, begun + short.slice(from, from + 2), parts + 1);
    }
  };
  cut(0, '', 0);
  return [...found].slice(0, MOST_KEYS);
}

/** The first letters that the words of a short name may have: all of it, or, of a longer one, four letters and more in their order. */
export function initialsOf(short: string): string[] {
  const found = new Set(short.length >= 2 && short.length <= 8 ? [short] : []);
  if (short.length < 5 || short.length > 8) return [...found];
  // Every choice of letters after the first: one bit a letter.
  for (let choice = 0; choice < 2 ** (short.length - 1); choice += 1) {
    const letters = [...short].filter((_, index) => index === 0 || (choice >> (index - 1)) % 2 === 1);
    if (letters.length >= 4 && letters.length <= 6) found.add(letters.join(''));
  }
  return [...found].slice(0, MOST_KEYS);
}
