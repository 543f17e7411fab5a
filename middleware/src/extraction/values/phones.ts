import type { CountryCode, PhoneNumber } from 'libphonenumber-js/max';
import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/max';

import type { Source, Span } from '../source.ts';
import { groupAt } from './numbers.ts';

/** A phone number written in a source. */
export interface WrittenPhone extends Span {
  readonly e164: string;
  readonly mobile: boolean;
  /** ISO 3166 code of its country. */
  readonly country: string | null;
  /** Written with its country's code. */
  readonly international: boolean;
}

const CANDIDATE = /(?<![\p{L}\d.,]|\d\/)(?:\(?\+|00)?\(?\d[\d ().-]{5,22}\d(?![\d\p{L}]|\/\d)/gu;
const MOBILE_CUE = /(?:\bm|\bmob|mobile|\bport|portable|gsm|cell|whatsapp|\bwa)\.? ?[:.]? ?\(?\+?$/;

/**
 * Every phone number of a source. A number without its country's code is tried in each hinted country in turn.
 * @param countries ISO 3166 codes, the likeliest first.
 */
export function phonesIn(source: Source, countries: readonly string[]): WrittenPhone[] {
  const written = [...source.folded.matchAll(CANDIDATE)].flatMap((match) => {
    const found = /\d 000$/.test(match[0]) ? null : readPhone(match[0], countries);
    const money = /^ ?(?:f|fcfa|cfa|xof|xaf|€|eur|usd|\$|gnf|ht|ttc|francs?)(?![\p{L}])/u.test(
      source.folded.slice(match.index + match[0].length, match.index + match[0].length + 8),
    );
    if (!found || money) return [];
    const cued = MOBILE_CUE.test(source.folded.slice(Math.max(0, match.index - 14), match.index));
    const start = match.index;
    return [{ ...found, mobile: found.mobile || cued, start, end: start + found.length }];
  });
  return [...written, ...spokenPhones(source, countries)].sort((one, other) => one.start - other.start);
}

type ReadPhone = Omit<WrittenPhone, 'start' | 'end'> & { length: number };

/** Reads a quote as a phone number; when two numbers stand side by side the first one counts. */
function readPhone(quote: string, countries: readonly string[]): ReadPhone | null {
  const trimmed = quote.replace(/[ .(-]+$/, '');
  for (const candidate of [trimmed, trimmed.split(/ {2,}|\. | - |, /)[0] ?? trimmed]) {
    const digits = candidate.replace(/^00/, '+').replace('(0)', '').replace(/[()]/g, ' ').trim();
    const international = digits.startsWith('+');
    for (const country of international ? [undefined] : countries) {
      const found = parse(digits, country);
      if (found) return { ...found, international, length: candidate.length };
    }
  }
  return null;
}

function parse(digits: string, country: string | undefined): Omit<ReadPhone, 'international' | 'length'> | null {
  if (country !== undefined && !isSupportedCountry(country)) return null;
  const hint: CountryCode | undefined = country;
  const number = parsePhoneNumberFromString(
    digits,
    hint ? { defaultCountry: hint, extract: false } : { extract: false },
  );
  if (!number?.isValid()) return country === undefined ? asWritten(number, digits) : null;
  const type = number.getType();
  return {
    e164: number.number,
    mobile: type === 'MOBILE',
    country: number.country ?? country ?? null,
  };
}

/** A number with its country's code stands as written even where the numbering plan has changed since. */
function asWritten(
  number: PhoneNumber | undefined,
  digits: string,
): Omit<ReadPhone, 'international' | 'length'> | null {
  const known = number?.country ?? (number ? COUNTRY_OF_CODE.get(number.countryCallingCode) : undefined);
  if (!number || !known || !/^\+?[\d ().-]+$/.test(digits) || number.nationalNumber.length !== 8) return null;
  return { e164: number.number, mobile: false, country: known };
}

/** Countries that lengthened their numbers: old ones are still on cards and in signatures. */
const COUNTRY_OF_CODE: ReadonlyMap<string, string> = new Map([
  ['229', 'BJ'],
  ['225', 'CI'],
]);

const SINGLE: ReadonlyMap<string, string> = new Map([
  ['oh', '0'],
  ['o', '0'],
]);
const REPEATS: ReadonlyMap<string, number> = new Map([
  ['double', 2],
  ['triple', 3],
]);

/** Numbers dictated in words: « soixante-dix-sept quatre cent douze… », "three six nine…", often said twice. */
function spokenPhones(source: Source, countries: readonly string[]): WrittenPhone[] {
  const found: WrittenPhone[] = [];
  for (let index = 0; index < source.words.length;) {
    const run = spokenRun(source, index);
    if (run.digits.length >= 7 && run.digits.length <= 30) {
      const phone = firstValid(run.digits, countries);
      const first = source.words[index];
      const last = source.words[index + run.length - 1];
      if (phone && first && last) found.push({ ...phone, start: first.start, end: last.end });
    }
    index += Math.max(1, run.length);
  }
  return found;
}

function firstValid(digits: string, countries: readonly string[]): Omit<WrittenPhone, 'start' | 'end'> | null {
  const half = digits.slice(0, digits.length / 2);
  const once = half + half === digits ? half : digits;
  for (const country of countries) {
    const parsed = parse(once, country);
    if (parsed) return { ...parsed, international: false };
  }
  return null;
}

function spokenRun(source: Source, index: number): { digits: string; length: number } {
  let digits = '';
  let at = index;
  for (;;) {
    const word = source.words[at]?.folded ?? '';
    const repeat = REPEATS.get(word) ?? 1;
    const from = repeat > 1 ? at + 1 : at;
    const group = groupAt(source.words, from, source.language);
    const single = SINGLE.get(source.words[from]?.folded ?? '');
    if (group) digits += String(group.value).repeat(repeat);
    else if (single && digits) digits += single;
    else break;
    at = from + (group?.length ?? 1);
  }
  return { digits, length: at - index };
}
