import type { Source, Span } from '../source.ts';
import { groupAt } from './numbers.ts';

/** Digits dictated in words, one group after the other. */
export interface SpokenDigits extends Span {
  readonly digits: string;
}

const LEAST_DIGITS = 7;
const MOST_DIGITS = 30;
const ZERO = /^(?:oh|o)$/;
const REPEATS: ReadonlyMap<string, number> = new Map([
  ['double', 2],
  ['triple', 3],
]);
/** What may stand between two groups of a number: a search for words, a sign that is said. */
const BETWEEN = /^(?:euh+|heu+|uh+|um+|tiret|dash|hyphen|puis|ensuite|then|slash)$/;

/** « 33, 941, 27, 18 »: a recogniser puts a comma where the speaker draws breath; counts are listed so, too. */
const PAUSED = /(?<![\p{L}\d.,+])\+?\d{2,3}(?:, \d{2,3}){3,4}(?![\d\p{L}]|[.,]\d)/gu;
const LEADS_TO_PHONE =
  /(?:numero|portable|mobile|telephone|tel|ligne|fixe|joindre|joignable|appeler|rappeler|number|phone|cell|call|reach)(?!\p{L})[^.;\n]{0,30}$/u;

/** Rows of figures in groups with commas between them, where the words before lead to a phone. */
export function pausedDigits({ folded }: Source): SpokenDigits[] {
  return [...folded.matchAll(PAUSED)].flatMap(({ 0: quote, index }) =>
    LEADS_TO_PHONE.test(folded.slice(Math.max(0, index - 50), index))
      ? [{ digits: quote.replace(/[^\d+]/g, ''), start: index, end: index + quote.length }]
      : [],
  );
}

/** Every row of dictated digits: « soixante-dix-sept quatre cent douze… », "three six nine…", "plus two two one …". */
export function spokenDigits(source: Source): SpokenDigits[] {
  const found: SpokenDigits[] = [];
  for (let index = 0; index < source.words.length;) {
    const run = runAt(source, index);
    const first = source.words[index];
    const last = source.words[index + run.length - 1];
    const count = run.digits.replace('+', '').length;
    if (first && last && count >= LEAST_DIGITS && count <= MOST_DIGITS)
      found.push({ digits: run.digits, start: first.start, end: last.end });
    index += Math.max(1, run.length);
  }
  return found;
}

function runAt(source: Source, index: number): { digits: string; length: number } {
  const plus = source.words[index]?.folded === 'plus' ? 1 : 0;
  let digits = '';
  let at = index + plus;
  for (;;) {
    const group = digitsAt(source, at) ?? (digits && isBetween(source, at) ? digitsAt(source, at + 1) : null);
    if (!group) break;
    digits += group.digits;
    at = group.end;
  }
  return { digits: plus && digits ? `+${digits}` : digits, length: digits ? at - index : 0 };
}

function isBetween({ words }: Source, index: number): boolean {
  return BETWEEN.test(words[index]?.folded ?? '');
}

/** One group: « quatre cent douze », "oh", "double four". */
function digitsAt({ words, language }: Source, index: number): { digits: string; end: number } | null {
  const repeat = REPEATS.get(words[index]?.folded ?? '') ?? 1;
  const from = repeat > 1 ? index + 1 : index;
  const group = groupAt(words, from, language);
  if (group) return { digits: String(group.value).repeat(repeat), end: from + group.length };
  return ZERO.test(words[from]?.folded ?? '') ? { digits: '0'.repeat(repeat), end: from + 1 } : null;
}
