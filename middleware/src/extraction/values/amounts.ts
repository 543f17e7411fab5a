import { readLexiconFile } from '../lexicon.ts';
import type { Source, Span } from '../source.ts';
import { alternation } from './date-forms.ts';
import type { SpokenNumber } from './numbers.ts';
import { spokenNumber, writtenNumber } from './numbers.ts';

/** A sum of money written in a source, whatever it pays. */
export interface WrittenAmount extends Span {
  readonly value: number;
  /** ISO 4217, `CFA` for the franc of either zone, null when the words name none. */
  readonly currency: string | null;
  /** Has a currency or a multiplier of a million and more; a bare number is money only where the words around say so. */
  readonly plain: boolean;
}

const currencies = reversed(readLexiconFile('international', 'currencies'));
const multipliers = reversed(readLexiconFile('international', 'multipliers'));

function reversed(file: Record<string, string[]>): ReadonlyMap<string, string> {
  return new Map(Object.entries(file).flatMap(([code, words]) => words.map((word): [string, string] => [word, code])));
}

function escaped(words: Iterable<string>): string {
  return alternation([...words].map((word) => word.replace(/[$.]/g, '\\$&')));
}

const CURRENCY = escaped(currencies.keys()).replaceAll(' ', '[. ]{0,2}');
const MULTIPLIER = escaped(multipliers.keys());
const NUMERAL =
  /(?:(?<![\p{L}\d.,/+-]|n° ?)|(?<=(?<![\p{L}\d])(?:d|n|f|usd|eur|gbp|gmd|ghs|ngn|mad|xof|xaf)))(?:\d{1,3}(?:(?:[ ]|[.,'](?=\d))\d{3}(?!\d)){1,5}(?:[.,]\d{1,2}(?!\d))?|\d{1,13}(?:[.,]\d{1,3})?)(?![\d/])/gu;
/** `usd 80,000`, `d1.9m`: a currency before the number. One letter counts only for the dalasi, and only in upper case. */
const BEFORE = new RegExp(`(?<![\\p{L}\\d])(${CURRENCY})[ :]{0,2}$`, 'u');
const AFTER = new RegExp(
  `^[ -]?(?:(${MULTIPLIER})[ -]?(?:de |d')?(${CURRENCY})|(${MULTIPLIER})|(${CURRENCY}))(?![\\p{L}\\d])`,
  'u',
);

/** Every sum of money in a source, in reading order. */
export function amountsIn(source: Source): WrittenAmount[] {
  const written = [...source.folded.matchAll(NUMERAL)].map((match) => writtenAmount(source, match[0], match.index));
  const spoken = spokenAmounts(source);
  return [...written.filter((found) => found !== null), ...spoken].sort((one, other) => one.start - other.start);
}

function writtenAmount(source: Source, numeral: string, place: number): WrittenAmount | null {
  const tail = readTail(source, place + numeral.length);
  const value = writtenNumber(numeral, tail.factor > 1);
  if (value === null || value <= 0) return null;
  const total = Math.round(value * tail.factor * 100) / 100;
  const lead = readLead(source, place, total);
  const currency = lead?.currency ?? tail.currency;
  if (currency === 'CFA' && total < 1000) return null;
  const plain = currency !== null || (tail.factor >= 1e6 && !tail.weak);
  return {
    start: place - (lead?.length ?? 0),
    end: place + numeral.length + tail.length,
    value: total,
    currency,
    plain,
  };
}

/** The currency before a number; the single letter of the dalasi or the naira only before a sum, and a lone F is none. */
function readLead(source: Source, place: number, total: number): { currency: string; length: number } | null {
  const found = BEFORE.exec(source.folded.slice(Math.max(0, place - 14), place));
  const currency = currencies.get(found?.[1]?.replaceAll('.', '') ?? '');
  if (found && currency)
    return currency === 'CFA' && found[1]?.length === 1 ? null : { currency, length: found[0].length };
  const letter = /(?<![\p{L}\d])([DN]) ?$/u.exec(source.clear.slice(Math.max(0, place - 3), place));
  if (!letter || total < 1000) return null;
  return { currency: letter[1] === 'D' ? 'GMD' : 'NGN', length: letter[0].length };
}

interface Tail {
  readonly factor: number;
  readonly currency: string | null;
  readonly length: number;
  /** A lower-case `m` alone: it may be metres. */
  readonly weak: boolean;
}

/** What follows a number: a multiplier, a currency, or both (`45 M FCFA`, `350k€`, `420 KMAD`). */
function readTail(source: Source, place: number): Tail {
  const found = AFTER.exec(source.folded.slice(place, place + 32));
  if (!found) return { factor: 1, currency: null, length: 0, weak: false };
  const multiplier = found[1] ?? found[3];
  const currency = currencies.get((found[2] ?? found[4] ?? '').replaceAll('.', '').replace(/ +/g, ' ')) ?? null;
  const sign = source.clear.slice(place).trimStart().charAt(0);
  return {
    factor: multiplier ? Number(multipliers.get(multiplier) ?? 1) : 1,
    currency: currency ?? currencyAfter(source, place + found[0].length),
    length: found[0].length,
    weak: multiplier === 'm' && sign === 'm' && currency === null,
  };
}

/** « 28M HT F CFA » is rare, « 1,2 milliard de francs CFA » is not: the currency may follow one small word. */
function currencyAfter(source: Source, place: number): string | null {
  const found = new RegExp(`^ (?:de |d'|ht |ttc |en )(${CURRENCY})(?![\\p{L}\\d])`, 'u').exec(
    source.folded.slice(place, place + 24),
  );
  return found ? (currencies.get(found[1]?.replaceAll('.', '') ?? '') ?? null) : null;
}

const SPOKEN_CURRENCY = new RegExp(
  `^[ ,]{0,2}(?:de |d')?(?:(${MULTIPLIER})(?![\\p{L}]) ?(?:de |d')?)?(${CURRENCY})?(?![\\p{L}\\d])`,
  'u',
);

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
  if (!first || !last) return null;
  const tail = SPOKEN_CURRENCY.exec(source.folded.slice(last.end, last.end + 32));
  const value = number * Number(multipliers.get(tail?.[1] ?? '') ?? 1);
  const currency = currencies.get(tail?.[2] ?? '') ?? null;
  const end = last.end + (tail?.[1] || tail?.[2] ? tail[0].trimEnd().length : 0);
  return value < 1000 ? null : { start: first.start, end, value, currency, plain: currency !== null || value >= 1e6 };
}
