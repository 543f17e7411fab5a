/** A word of a name: as it stands in the name, and as it is compared. */
export interface NameWord {
  /** Lower case, without accents; letters and figures only. */
  readonly folded: string;
  /** Where it stands in the cleaned name. */
  readonly start: number;
  readonly end: number;
  /** In brackets: often a short name, a town or the legal form. */
  readonly inBrackets: boolean;
}

export interface WrittenName {
  /** The name without marks that nobody sees, cut to the length that is compared. */
  readonly clean: string;
  readonly words: readonly NameWord[];
}

/** What is longer is no name; it is cut, so that a name never costs more than this many characters. */
const MOST_CHARACTERS = 400;
const WORDS = /[\p{L}\p{N}\p{M}]+/gu;
/** Accents of Latin, Greek and Cyrillic, vowel points of Hebrew and Arabic. Marks of other scripts are letters there. */
const ACCENTS = /[\u0300-\u036f\u0591-\u05c7\u0640\u064b-\u065f\u0670]/g;
/** Letters that are no base letter with an accent for Unicode, and yet are written without theirs. */
const LETTERS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    æ: 'ae',
    œ: 'oe',
    ø: 'o',
    ł: 'l',
    đ: 'd',
    ð: 'd',
    þ: 'th',
    ß: 'ss',
    ı: 'i',
    ŋ: 'ng',
    ɓ: 'b',
    ɗ: 'd',
    ƴ: 'y',
    ɛ: 'e',
    ɔ: 'o',
    ə: 'e',
    ħ: 'h',
    ŧ: 't',
  }),
);
/** Letters of other scripts that look like Latin ones: in a word that is otherwise Latin they are a slip or a trick. */
const LOOKALIKES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    а: 'a',
    в: 'b',
    е: 'e',
    к: 'k',
    м: 'm',
    н: 'h',
    о: 'o',
    р: 'p',
    с: 'c',
    т: 't',
    у: 'y',
    х: 'x',
    і: 'i',
    ј: 'j',
    ѕ: 's',
    ԁ: 'd',
    ɡ: 'g',
    α: 'a',
    β: 'b',
    ε: 'e',
    η: 'n',
    ι: 'i',
    κ: 'k',
    ν: 'v',
    ο: 'o',
    ρ: 'p',
    τ: 't',
    υ: 'u',
    χ: 'x',
  }),
);
const APOSTROPHE = /^[\\\s]*['’ʼʻ`´‘＇][\\\s]*$/;
/** French articles and prepositions that lose their vowel: « l'eau », « d'Ivoire ». */
const ELIDED = new Set(['l', 'd', 'qu']);

/**
 * The words of a name, folded. Letters set apart by dots or by "&" are one word (« S.A. », "H & M"), an apostrophe within a name
 * joins (« N'Diaye »), the one of an article parts (« l'Énergie »).
 */
export function wordsOfName(name: string): WrittenName {
  const clean = name
    .slice(0, 2 * MOST_CHARACTERS)
    .normalize('NFKC')
    .replace(/[\p{Cf}\u3164\u115f\u1160]/gu, '')
    .replace(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/gu, ' ')
    .slice(0, MOST_CHARACTERS);
  const words: NameWord[] = [];
  let depth = 0;
  let last = 0;
  for (const match of clean.matchAll(WORDS)) {
    const gap = clean.slice(last, match.index);
    for (const character of gap) {
      if (character === '(' || character === '[') depth += 1;
      if ((character === ')' || character === ']') && depth > 0) depth -= 1;
    }
    last = match.index + match[0].length;
    const word = { folded: foldWord(match[0]), start: match.index, end: last, inBrackets: depth > 0 };
    if (word.folded !== '') append(words, word, gap);
  }
  return { clean, words: joinLetters(words, clean) };
}

function append(words: NameWord[], word: NameWord, gap: string): void {
  const previous = words.at(-1);
  if (previous && APOSTROPHE.test(gap)) {
    if (ELIDED.has(previous.folded)) words.pop();
    else if (/^['’ʼʻ`´‘＇]$/.test(gap) || word.folded === 's') {
      words[words.length - 1] = { ...previous, folded: previous.folded + word.folded, end: word.end };
      return;
    }
  }
  words.push(word);
}

type Separator = 'dot' | 'space' | 'and' | 'bar' | 'other';

function separatorOf(gap: string): Separator {
  if (/^\. ?$/.test(gap)) return 'dot';
  if (/^ +$/.test(gap)) return 'space';
  if (gap === '/') return 'bar';
  return /^ ?[&+] ?$/.test(gap) ? 'and' : 'other';
}

/** « S.A.R.L », "H&M", « S N T »: single letters set apart in one manner are one word. Dots bind closest: « Plan B S.A. ». */
function joinLetters(words: readonly NameWord[], clean: string): readonly NameWord[] {
  const letters = words.filter(isLetter).length;
  if (letters < 2) return words;
  return (['dot', 'and', 'bar', 'space'] as const).reduce((left, manner) => joinBy(left, clean, manner), words);
}

function joinBy(words: readonly NameWord[], clean: string, manner: Separator): readonly NameWord[] {
  const joined: NameWord[] = [];
  let last: NameWord | null = null;
  for (const word of words) {
    const previous = joined.at(-1);
    if (
      previous &&
      last &&
      isLetter(last) &&
      isLetter(word) &&
      separatorOf(clean.slice(last.end, word.start)) === manner
    ) {
      joined[joined.length - 1] = { ...previous, folded: previous.folded + word.folded, end: word.end };
    } else joined.push(word);
    last = word;
  }
  return joined;
}

function isLetter({ folded }: NameWord): boolean {
  return folded.length === 1 && /\p{L}/u.test(folded);
}

const LATIN = /[a-z]/;
const FOREIGN = /[\u0370-\u03ff\u0400-\u052f\u0261]/;

/** A word in lower case, without accents; letters that only look Latin in a Latin word are taken for what they look like. */
export function foldWord(word: string): string {
  if (/^[A-Za-z0-9]+$/.test(word)) return word.toLowerCase();
  const bare = word.toLowerCase().normalize('NFD').replace(ACCENTS, '').normalize('NFC');
  const letters = bare.replace(/[^a-z0-9 ]/g, (letter) => LETTERS.get(letter) ?? letter);
  if (!LATIN.test(letters) || !FOREIGN.test(letters)) return letters;
  return letters.replace(/[^a-z0-9]/g, (letter) => LOOKALIKES.get(letter) ?? letter);
}
