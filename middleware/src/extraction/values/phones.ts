import type { CountryCode, PhoneNumber } from 'libphonenumber-js/max';
import { getCountryCallingCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/max';

import type { Source, Span } from '../source.ts';
import { pausedDigits, spokenDigits } from './phones-spoken.ts';

/** A phone number written in a source. */
export interface WrittenPhone extends Span {
  readonly e164: string;
  readonly mobile: boolean;
  /** ISO 3166 code of its country. */
  readonly country: string | null;
  /** Written with its country's code. */
  readonly international: boolean;
}

/** The countries in which a number without its country's code is tried, the likeliest first: the same everywhere, or by place. */
export type PhoneCountries = readonly string[] | ((place: Span) => readonly string[]);

const CANDIDATE = /(?<![\p{L}\d.,])(?:\(?\+ ?|00 ?)?\(?\d[\d ().-]{5,22}\d(?![\d\p{L}])/gu;
const MOBILE_CUE = /(?:\bm|\bmob|mobile|\bport|portable|gsm|cell|cel|whatsapp|\bwa)\.? ?[:.]? ?\(?\+?$/;
const MONEY =
  /^ ?(?:f|fcfa|cfa|xof|xaf|€|eur|usd|\$|gnf|gmd|ghs|ngn|mru|mad|dh|ht|ttc|francs?|euros?|dollars?)(?!\p{L})/u;

/**
 * Every phone number of a source. A number without its country's code is tried in each hinted country in turn.
 * @param countries ISO 3166 codes, the likeliest first, for the whole source or by the place of a number
 */
export function phonesIn(source: Source, countries: PhoneCountries): WrittenPhone[] {
  const at = (place: Span): readonly string[] => (typeof countries === 'function' ? countries(place) : countries);
  const written = writtenPhones(source, at);
  const spoken = [...spokenDigits(source), ...pausedDigits(source)].flatMap(({ digits, ...place }) => {
    const found = firstValid(digits, at(place));
    return found ? [{ ...found, ...place }] : [];
  });
  return [...written, ...spoken].sort((one, other) => one.start - other.start);
}

function writtenPhones(source: Source, countries: (place: Span) => readonly string[]): WrittenPhone[] {
  const found: WrittenPhone[] = [];
  const candidates = new RegExp(CANDIDATE);
  for (let match = candidates.exec(source.folded); match; match = candidates.exec(source.folded)) {
    const quote = withoutDate(source, { start: match.index, end: match.index + match[0].length });
    const read =
      quote && !isOtherNumber(source, quote)
        ? readPhone(source.folded.slice(quote.start, quote.end), countries(quote))
        : null;
    if (!quote || !read) continue;
    const { offset, length, ...phone } = read;
    const start = quote.start + offset;
    const cued = MOBILE_CUE.test(source.folded.slice(Math.max(0, start - 14), start));
    found.push({ ...phone, mobile: phone.mobile || cued, start, end: start + length });
    // The next number may begin within what was taken for one: « 77 402 11 90 - 33 869 10 10 ».
    candidates.lastIndex = start + length;
  }
  return found;
}

/** « 2026-11-12 11:20 »: the day and the hour in the head of a mail; eight figures that were a number of Abidjan once. */
const DAY_AND_HOUR = /^(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?![\d-])(?: +\d{1,2}(?=:))? */;
const LONG_BEFORE_BAR = /\d[ .-]?\d[ .-]?\d[ .-]?\d[ .-]?\d\/$/;
const LONG_AFTER_BAR = /^\/\d[ .-]?\d[ .-]?\d[ .-]?\d[ .-]?\d/;

/** A bar is between two numbers only where both are long: of « 19/02. 77 402 11 90 » what follows the date is left. */
function withoutDate({ folded }: Source, written: Span): Span | null {
  const { end } = written;
  const day = DAY_AND_HOUR.exec(folded.slice(written.start, end + 1))?.[0].length ?? 0;
  const quote = { start: Math.min(written.start + day, end), end };
  const before = folded.slice(Math.max(0, quote.start - 10), quote.start);
  const isAfterDate = /\d\/$/.test(before) && !LONG_BEFORE_BAR.test(before);
  const skipped = isAfterDate ? /^\d+[ .-]+/.exec(folded.slice(quote.start, end))?.[0].length : 0;
  if (skipped === undefined) return null;
  const start = quote.start + skipped;
  const after = folded.slice(end, end + 10);
  const isDate = /^\/\d/.test(after) && !LONG_AFTER_BAR.test(after);
  return isDate && folded.slice(start, end).replace(/\D/g, '').length < 8 ? null : { start, end };
}

/** « 32 000 000 », « 77 000 F », « 2026 2027 ». */
function isOtherNumber({ folded }: Source, { start, end }: Span): boolean {
  const quote = folded.slice(start, end);
  return /\d 000$/.test(quote) || /^(?:20\d\d[ -]+){1,4}20\d\d$/.test(quote) || MONEY.test(folded.slice(end, end + 10));
}

type ReadPhone = Omit<WrittenPhone, 'start' | 'end'>;

/** A mark of a list, a box number, or what else is set apart from the number after it: « 1) 77 402 11 90 ». */
const SET_APART = /^\d{1,5}(?:[).] ?| - | {2,})(?=[\d(+])/;

/** Reads a quote as a phone number; when two numbers, or a number and a count, stand side by side the first one counts. */
function readPhone(
  quote: string,
  countries: readonly string[],
): (ReadPhone & { offset: number; length: number }) | null {
  const apart = SET_APART.exec(quote)?.[0].length ?? 0;
  for (const offset of new Set([0, apart])) {
    for (const candidate of beginningsOf(quote.slice(offset))) {
      const found = readNumber(candidate, countries);
      if (found) return { ...found, offset, length: candidate.length };
    }
  }
  return null;
}

const FEWEST_DIGITS = 7;
const MOST_DIGITS = 15;
/** What may follow a number in the same row: an extension or a count; from seven digits on it is another number. */
const LONGEST_COUNT = 3;

/** A quote, its part before a stop, and without its last groups: as long as it can be a number. */
function beginningsOf(quote: string): string[] {
  const whole = quote.replace(/[ .(-]+$/, '');
  const groups = whole.split(/(?=[ -])/);
  const beginnings = groups.map((_group, index) => groups.slice(0, groups.length - index).join(''));
  const stop = whole.split(/ {2,}|\. | - |, /)[0] ?? '';
  const all = digitsOf(whole);
  return [...new Set([...beginnings, stop])]
    .map((text) => text.replace(/[ .(-]+$/, ''))
    .filter((text) => {
      const count = digitsOf(text);
      const left = all - count;
      const isApart = text === stop || left <= LONGEST_COUNT || left >= FEWEST_DIGITS;
      return count >= FEWEST_DIGITS && count <= MOST_DIGITS && isApart;
    });
}

function digitsOf(text: string): number {
  return text.replace(/\D/g, '').length;
}

function readNumber(written: string, countries: readonly string[]): ReadPhone | null {
  const digits = written
    .replace(/^00 ?/, '+')
    .replace('(0)', '')
    .replace(/[()]/g, ' ')
    .replace(/^ *\+ +/, '+')
    .trim();
  if (digits.startsWith('+')) {
    const found = parse(digits);
    return found && { ...found, international: true };
  }
  for (const country of countries) {
    const found = parse(digits, country);
    if (found) return { ...found, international: false };
  }
  return withCallingCode(digits, countries) ?? oldNumber(digits, countries[0]);
}

/** « 97 11 22 33 » in Benin: as it was written before numbers were lengthened. */
function oldNumber(digits: string, country: string | undefined): ReadPhone | null {
  const code = [...COUNTRY_OF_CODE].find(([, known]) => known === country)?.[0];
  const found = code && /^\d{2}(?:[ .-]?\d{2}){3}$/.test(digits) ? parse(`+${code} ${digits}`) : null;
  return found && { ...found, international: false };
}

/** « 221 77 402 11 90 »: the code of a country named in the source, without its plus. */
function withCallingCode(digits: string, countries: readonly string[]): ReadPhone | null {
  const compact = digits.replace(/\D/g, '');
  const coded = [...countries, ...COUNTRY_OF_CODE.values()].find(
    (country) => isSupportedCountry(country) && compact.startsWith(getCountryCallingCode(country)),
  );
  const found = coded && compact.length >= 10 ? parsePhoneNumberFromString(`+${compact}`, { extract: false }) : null;
  return found?.isValid() ? { ...describe(found), international: true } : null;
}

function describe(number: PhoneNumber): Omit<ReadPhone, 'international'> {
  return { e164: number.number, mobile: number.getType() === 'MOBILE', country: number.country ?? countryOf(number) };
}

function countryOf(number: PhoneNumber): string | null {
  return COUNTRY_OF_CODE.get(number.countryCallingCode) ?? null;
}

function parse(digits: string, country?: string): Omit<ReadPhone, 'international'> | null {
  if (country !== undefined && !isSupportedCountry(country)) return null;
  const hint: CountryCode | undefined = country;
  const number = parsePhoneNumberFromString(
    digits,
    hint ? { defaultCountry: hint, extract: false } : { extract: false },
  );
  if (number?.isValid()) return { ...describe(number), country: number.country ?? country ?? null };
  return country === undefined && number ? asWritten(number, digits) : null;
}

/** A number with its country's code stands as written even where the numbering plan has changed since. */
function asWritten(number: PhoneNumber, digits: string): Omit<ReadPhone, 'international'> | null {
  const country = number.country ?? countryOf(number) ?? number.getPossibleCountries()[0];
  const isOld = number.nationalNumber.length === 8 && COUNTRY_OF_CODE.has(number.countryCallingCode);
  if (!country || !/^\+?[\d ().-]+$/.test(digits) || !(isOld || number.isPossible())) return null;
  return { e164: number.number, mobile: false, country };
}

/** Countries that lengthened their numbers: old ones are still on cards and in signatures. */
const COUNTRY_OF_CODE: ReadonlyMap<string, string> = new Map([
  ['229', 'BJ'],
  ['225', 'CI'],
]);

/** A dictated number, with or without its country's code; one that was said twice counts once. */
function firstValid(digits: string, countries: readonly string[]): ReadPhone | null {
  const half = digits.slice(0, digits.length / 2);
  const once = half + half === digits ? half : digits;
  if (once.startsWith('+') || once.startsWith('00')) return readNumber(once, countries);
  for (const country of countries) {
    const found = parse(once, country);
    if (found) return { ...found, international: false };
  }
  return withCallingCode(once, countries);
}
