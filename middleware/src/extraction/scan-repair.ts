import { repairShortWord, repairWord } from './scan-words.ts';

/**
 * Repairs what scanners confuse (O and 0, l and 1, | and I, B and 8) by putting one character for another, so that no place
 * moves. A token is repaired only towards what it already mostly is: digits when it stands among digits, letters when it is a word.
 */
export function repairScan(text: string): string {
  return text.replace(/[\p{L}\p{N}](?:[\p{L}\p{N}|]{0,58}[\p{L}\p{N}])?/gu, (token, offset: number) =>
    repairToken(token, text, offset),
  );
}

const DIGIT_FOR: Record<string, string> = { O: '0', o: '0', l: '1', I: '1', '|': '1', B: '8', S: '5' };

function repairToken(token: string, text: string, offset: number): string {
  if (/^\d+$/.test(token)) return token;
  if (looksNumeric(token, text, offset)) return token.replace(/[OolI|BS]/g, (letter) => DIGIT_FOR[letter] ?? letter);
  const ordinal = /^([\dlOI]{1,2})(st|nd|rd|th|er)$/.exec(token);
  if (ordinal && /\d/.test(token)) return `${toDigits(ordinal[1] ?? '')}${ordinal[2]}`;
  if (token.length === 2)
    return repairShortWord(token, text.slice(Math.max(0, offset - 12), offset), text.slice(offset + 2, offset + 14));
  return repairWord(token);
}

function toDigits(token: string): string {
  return token.replace(/[OolI|]/g, (letter) => DIGIT_FOR[letter] ?? letter);
}

/** Two groups of a phone number right before its last one: `77 86 lO`. */
const ENDS_NUMBER = /[\dOolI|]{2,3}[ .-][\dOolI|]{2,3}[ .-]$/;

/** `2O26`, `l80`, and in a row of digits also `OOO` or `lB`. */
function looksNumeric(token: string, text: string, offset: number): boolean {
  if (/^[\dOolI|]+$/.test(token) && /\d/.test(token)) return token.length > 1;
  if (!/^[\dOolI|BS]+$/.test(token) || token.length > 3) return false;
  const before = /[\dOolI|][ .,-]$/.test(text.slice(Math.max(0, offset - 2), offset));
  const after = /^[ .,-][\dOlI|]{2}/.test(text.slice(offset + token.length, offset + token.length + 3));
  const lead = text.slice(Math.max(0, offset - 12), offset);
  const rowOfDigits = /\d/.test(lead);
  return (
    before &&
    rowOfDigits &&
    token.length > 1 &&
    (after || /^[O0]{3}$/.test(token) || (/^[OolI|]{2}$/.test(token) && ENDS_NUMBER.test(lead)))
  );
}
