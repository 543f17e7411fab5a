const foldedCharacters = new Map<string, string>();

/** Folds case and accents without moving any character: what has no one-character equivalent stays. */
export function foldInPlace(text: string): string {
  return text.replace(/[A-Z\u0080-\uFFFF]/g, (character) => {
    const known = foldedCharacters.get(character);
    if (known !== undefined) return known;
    const base = character.normalize('NFD').charAt(0).toLowerCase();
    const folded = base.length === 1 ? base : character;
    foldedCharacters.set(character, folded);
    return folded;
  });
}
