/** What makes a word, as opposed to the signs that stand at one. Notes of music are how recognisers write that somebody sings. */
const OF_A_WORD = /[\p{L}\p{N}%&@#]|(?![♩-♯])\p{S}/u;
const OPENING = /^[\p{Ps}\p{Pi}¿¡"'—–-]+$/u;

/** A word of a text with the signs that stand at it: `bonjour ?` is one, and `« oui »`. */
export function splitWords(text: string): string[] {
  const words: string[] = [];
  let opening = '';
  for (const [, space = '', part = ''] of text.matchAll(/(\s*)(\S+)/g)) {
    const between = /[\r\n\t]/.test(space) ? ' ' : space;
    const last = words.at(-1);
    if (OF_A_WORD.test(part)) {
      words.push(opening ? `${opening}${between}${part}` : part);
      opening = '';
    } else if (last === undefined || OPENING.test(part)) opening = opening ? `${opening}${between}${part}` : part;
    else words[words.length - 1] = `${last}${between}${part}`;
  }
  const last = words.pop();
  return last === undefined ? [] : [...words, opening ? `${last} ${opening}` : last];
}

/** The letters and figures of a text, without case, accents and signs: what two writings of the same words share. */
export function lettersOf(text: string): string[] {
  return [...text.normalize('NFKD').toLowerCase()].filter((character) => OF_A_WORD.test(character));
}

/** The words of a text in letters alone, as they are compared. */
export function plainWords(text: string): string[] {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}%&@#\p{S}]+/u)
    .filter((word) => word !== '');
}
