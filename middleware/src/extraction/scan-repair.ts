/**
 * Repairs what scanners confuse (O and 0, l and 1, | and I, B and 8) by putting one character for another, so that no place
 * moves. A token is repaired only towards what it already mostly is: digits when it stands among digits, letters when it is a word.
 */
export function repairScan(text: string): string {
  return text.replace(/[\p{L}\p{N}|]{1,60}/gu, (token, offset: number) => repairToken(token, text, offset));
}

const DIGIT_FOR: Record<string, string> = { O: '0', o: '0', l: '1', I: '1', '|': '1', B: '8', S: '5' };

function repairToken(token: string, text: string, offset: number): string {
  if (/^\d+$/.test(token)) return token;
  if (looksNumeric(token, text, offset)) return token.replace(/[OolI|BS]/g, (letter) => DIGIT_FOR[letter] ?? letter);
  const ordinal = /^([\dlOI]{1,2})(st|nd|rd|th|er)$/.exec(token);
  if (ordinal && /\d/.test(token)) return `${toDigits(ordinal[1] ?? '')}${ordinal[2]}`;
  return repairWord(token);
}

function toDigits(token: string): string {
  return token.replace(/[OolI|]/g, (letter) => DIGIT_FOR[letter] ?? letter);
}

/** `2O26`, `l80`, and in a row of digits also `OOO` or `lB`. */
function looksNumeric(token: string, text: string, offset: number): boolean {
  if (/^[\dOolI|]+$/.test(token) && /\d/.test(token)) return token.length > 1;
  if (!/^[\dOolI|BS]+$/.test(token) || token.length > 3) return false;
  const before = /[\dOolI|][ .,-]$/.test(text.slice(Math.max(0, offset - 2), offset));
  const after = /^[ .,-][\dOlI|]{2}/.test(text.slice(offset + token.length, offset + token.length + 3));
  const rowOfDigits = /\d/.test(text.slice(Math.max(0, offset - 6), offset));
  return before && rowOfDigits && token.length > 1 && (after || /^[O0]{3}$/.test(token));
}

/** `EXP0RTERS`, `te1ephone`, `NlANG`, `REPUBL|QUE`, `0ffice`, `lnvitation`. */
function repairWord(token: string): string {
  const upper = /\p{Lu}{2}/u.test(token);
  const word = token
    .replace(/(?<=\p{L})[01|]{1,2}(?=\p{L})/gu, (run) => [...run].map((sign) => letterFor(sign, upper)).join(''))
    .replace(/^0(?=\p{L}{3})/u, 'O')
    .replace(/^1(?=[a-z]{4})/, 'l');
  if (/^\p{Lu}+l[\p{Lu}l]*$/u.test(word) && word.length > 3) return word.replaceAll('l', 'I');
  return /^l[bcdfgkmnpqrstvz]/.test(word) && word.length > 3 ? `I${word.slice(1)}` : word;
}

function letterFor(sign: string, upper: boolean): string {
  if (sign === '0') return upper ? 'O' : 'o';
  return upper || sign === '|' ? 'I' : 'l';
}
