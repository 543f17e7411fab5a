import type { Source, Span } from '../source.ts';
import { overlaps } from '../source.ts';
import { GLUED, isSum, unitAfter, unitAfterWords, unitBefore } from './amount-units.ts';
import { amountWords } from './amount-words.ts';
import { alternation } from './date-forms.ts';
import type { SpokenNumber } from './numbers.ts';
import { spokenNumber, writtenNumber } from './numbers.ts';

/** A sum of money written in a source, whatever it pays. */
export interface WrittenAmount extends Span {
  readonly value: number;
  /** ISO 4217; `CFA` for the franc of either zone, `FRANC` for one that is not told, null when the words name none. */
  readonly currency: string | null;
  /** Has a currency or a multiplier of a million and more; a bare number is money only where the words around say so. */
  readonly plain: boolean;
}

const NUMERAL = new RegExp(
  `(?:(?<![\\p{L}\\d.,/+-]|n° ?)|(?<=(?<![\\p{L}\\d])(?:${GLUED})))` +
    `(?:\\d{1,3}(?:(?:[ ]|[.,'](?=\\d))\\d{3}(?!\\d)){1,5}(?:[.,]\\d{1,2}(?!\\d))?|\\d{1,13}(?:[.,]\\d{1,5})?)(?![\\d/])`,
  'gu',
);
const COUNTED = alternation(amountWords('counted'));
/** « 3 millions de clients », "2 million users": a number of things, no money. */
const COUNTS = new RegExp(`^[ ](?:de |d'|of )?(?:${COUNTED})(?!\\p{L})`, 'u');

/** Every sum of money in a source, in reading order; none overlaps another. */
export function amountsIn(source: Source): WrittenAmount[] {
  const written = [...source.folded.matchAll(NUMERAL)].map((match) => writtenAmount(source, match[0], match.index));
  const found = [...written, ...spokenAmounts(source)].filter((amount) => amount !== null && !isCount(source, amount));
  return longest(found.filter((amount) => amount !== null));
}

/** Of two that overlap the longer: « 12 millions 500 mille » is also « 12 millions ». */
function longest(amounts: readonly WrittenAmount[]): WrittenAmount[] {
  const kept: WrittenAmount[] = [];
  for (const amount of amounts.toSorted((one, other) => one.start - other.start || other.end - one.end)) {
    const last = kept.at(-1);
    if (!last || !overlaps(last, amount)) kept.push(amount);
    else if (amount.end - amount.start > last.end - last.start) kept[kept.length - 1] = amount;
  }
  return kept;
}

function isCount(source: Source, { end, currency }: WrittenAmount): boolean {
  return currency === null && COUNTS.test(source.folded.slice(end, end + 32));
}

function writtenAmount(source: Source, numeral: string, place: number): WrittenAmount | null {
  const end = place + numeral.length;
  const halves = readHalves(source, numeral, end);
  if (halves) return { ...halves, start: place };
  const after = unitAfter(source, end);
  const value = writtenNumber(numeral, after.factor >= 1e6);
  if (value === null || value <= 0) return null;
  const before = unitBefore(source, place, value * after.factor);
  const factor = after.factor > 1 ? after.factor : before.factor;
  const total = Math.round(value * factor * 100) / 100;
  const currency = before.currency ?? after.currency;
  if (!isSum(total, currency)) return null;
  const weak = after.weak && before.weak && before.factor < 1e3;
  return {
    start: place - before.length,
    end: end + after.length,
    value: total,
    currency,
    plain: currency !== null || (factor >= 1e6 && !weak),
  };
}

/** « 1M5 », « 12M500 »: what follows the M are its tenths or thousandths. */
function readHalves(source: Source, numeral: string, end: number): Omit<WrittenAmount, 'start'> | null {
  const digits = /^ ?M(\d|\d{3})(?![\p{L}\d.,])/u.exec(source.clear.slice(end, end + 6));
  if (!digits || !/^\d{1,3}$/.test(numeral)) return null;
  const place = end + digits[0].length;
  const unit = unitAfter(source, place);
  const isMoney = unit.factor === 1 && unit.currency !== null;
  return {
    end: place + (isMoney ? unit.length : 0),
    value: Math.round(Number(`${numeral}.${digits[1]}`) * 1e6),
    currency: isMoney ? unit.currency : null,
    plain: true,
  };
}

function spokenAmounts(source: Source): WrittenAmount[] {
  const found: WrittenAmount[] = [];
  for (let index = 0; index < source.words.length;) {
    const number = spokenNumber(source.words, index, source.language);
    const amount = number && spokenAmount(source, index, number);
    if (amount) found.push(amount);
    index += number?.length ?? 1;
  }
  return found;
}

function spokenAmount(source: Source, index: number, { value: number, length }: SpokenNumber): WrittenAmount | null {
  const first = source.words[index];
  const last = source.words[index + length - 1];
  if (!first || !last || (length === 1 && /^\d/.test(first.folded))) return null;
  const unit = unitAfterWords(source, last.end, number);
  const value = number * unit.factor;
  if (!isSum(value, unit.currency) || (value < 1000 && unit.currency === null)) return null;
  const plain = unit.currency !== null || value >= 1e6;
  return { start: first.start, end: last.end + unit.length, value, currency: unit.currency, plain };
}
