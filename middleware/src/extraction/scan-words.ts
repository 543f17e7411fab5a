import { foldInPlace } from './folding.ts';
import { isOrdinaryWord } from './vocabulary.ts';

/** Signs that scanners put for letters, in words of capitals: for I also l, for O also the figure. */
const CAPITAL_FOR: Record<string, string> = { '0': 'O', '1': 'I', l: 'I', '|': 'I', '5': 'S', '8': 'B' };

/**
 * The word that a scanner read with figures or bars for letters: `EXP0RTERS`, `NlANG`, `lMPAYEE`, `BRlT0`, `te1ephone`, `avri1`,
 * `ElEVEURS`. As long as the token; unchanged where nothing says that it is a word. What may be a code (`GEN10`, `FY25`) must
 * turn into a word of the vocabulary.
 */
export function repairWord(token: string): string {
  if (/^\p{L}+$/u.test(token) && !token.includes('l')) return token;
  return capitalWord(token) ?? smallWord(token);
}

const SHORT: Record<string, string> = {
  '0F': 'OF',
  '0R': 'OR',
  '0N': 'ON',
  '0U': 'OU',
  T0: 'TO',
  D0: 'DO',
  N0: 'NO',
  S0: 'SO',
  C0: 'CO',
  lT: 'IT',
  lN: 'IN',
  lS: 'IS',
  lL: 'IL',
  lF: 'IF',
};

/** `SCHOOL 0F BANJUL`, `Dept : lT`: words of two letters; those with a figure between words of capitals only. */
export function repairShortWord(token: string, before: string, after: string): string {
  const meant = SHORT[token];
  if (meant === undefined) return token;
  const isShouted = /\p{Lu}{3,}[ ,]{1,2}$/u.test(before) || /^[ .,]{1,2}[\p{Lu}\d|]{3,}/u.test(after);
  return token.startsWith('l') || isShouted ? meant : token;
}

/** A token whose letters are capitals, at least two of them besides the signs for others. */
function capitalWord(token: string): string | null {
  if (!/^[\p{Lu}l0158|]+$/u.test(token) || !/\p{Lu}.*\p{Lu}/u.test(token) || token.length < 3) return null;
  if ((/[58]/.test(token) && token.length < 5) || isCounted(token)) return token;
  const meant = [...token].map((sign) => CAPITAL_FOR[sign] ?? sign).join('');
  if (meant === token || isWord(meant)) return meant;
  const withL = [...token].map((sign) => (sign === 'l' || sign === '1' ? 'L' : (CAPITAL_FOR[sign] ?? sign))).join('');
  if (isWord(withL)) return withL;
  return looksRead(token) ? meant : token;
}

/** « LOT1 », « PHASE5 »: a word and its number. */
function isCounted(token: string): boolean {
  const word = /^(\p{Lu}+)[158]$/u.exec(token)?.[1];
  return word !== undefined && isWord(word);
}

/** No word of the vocabulary, a name perhaps: a sign among capitals, or at an end l for I, 0 for O. Two figures are a code. */
function looksRead(token: string): boolean {
  if (/[58]|\d\d/.test(token)) return false;
  if (/^[\p{Lu}l|]+$/u.test(token)) return true;
  if (/^\p{Lu}[\p{Lu}l01|]*[\p{Lu}l]$/u.test(token)) return true;
  return /^\p{Lu}[\p{Lu}l|]{2,}0$/u.test(token);
}

function smallWord(token: string): string {
  const word = token
    .replace(/(?<=\p{L})[01|]{1,2}(?=\p{L})/gu, (run, place: number) =>
      lettersFor(run, /^\p{Lu}{2}$/u.test(token.charAt(place - 1) + token.charAt(place + run.length))),
    )
    .replace(/^0(?=\p{Ll}{3})/u, 'O')
    .replace(/^1(?=[a-z]{4})/, 'l');
  if (/^l[bcdfgkmnpqrstvz]/.test(word) && word.length > 3) return `I${word.slice(1)}`;
  const ended = /^\p{L}\p{Ll}{1,30}[01]$/u.test(word) ? word.replace(/1$/, 'l').replace(/0$/, 'o') : word;
  return ended !== word && isWord(ended) ? ended : word;
}

function lettersFor(run: string, upper: boolean): string {
  return [...run]
    .map((sign) => {
      if (sign === '0') return upper ? 'O' : 'o';
      return upper || sign === '|' ? 'I' : 'l';
    })
    .join('');
}

function isWord(text: string): boolean {
  const folded = foldInPlace(text);
  return isOrdinaryWord(folded, 'fr') || isOrdinaryWord(folded, 'en');
}
