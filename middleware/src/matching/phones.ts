import { isSupportedCountry, parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/max';

import { countryCode } from '../extraction/values/countries.ts';

const MOST_CHARACTERS = 100;
const FEWEST_DIGITS = 6;
const MOST_DIGITS = 15;

/**
 * The national significant digits of the numbers in a phone field, without leading zeros, so that one number gives one key however
 * it was written: « +221 33 869 10 10 », « 00221338691010 », « 33 869 10 10 ». Empty for what is no phone number.
 * @param country name or ISO 3166 code of the country in which a number without its country's code is read
 */
export function phoneKeys(phone: string, country?: string | null): readonly string[] {
  const region = regionOf(country ?? null);
  const keys = numbersIn(phone.slice(0, MOST_CHARACTERS)).map((number) => keyOf(number, region));
  return [...new Set(keys.filter((key) => key !== null))];
}

function regionOf(country: string | null): CountryCode | undefined {
  const named = country?.slice(0, MOST_CHARACTERS).trim() ?? '';
  const written = named.toUpperCase();
  const code = /^[A-Z]{2}$/.test(written) ? written : countryCode(named);
  return code && isSupportedCountry(code) ? code : undefined;
}

/** A bar parts two numbers only where both are long: « 404/351-9533 » is one. */
function numbersIn(phone: string): string[] {
  const parts = phone.split(/[;,\n|]| ou | or | et | and /i);
  return parts.flatMap((part) => {
    const halves = part.split('/');
    return halves.every((half) => digitsOf(half).length >= 7) ? halves : [part];
  });
}

function digitsOf(text: string): string {
  return text.replace(/\D/g, '');
}

function keyOf(number: string, region: CountryCode | undefined): string | null {
  const written = number.replace(/^\s*\(?00(?=\d)/, '+').replace(/\(0\)/, '');
  const parsed = parsePhoneNumberFromString(written, region);
  if (parsed?.isPossible()) return parsed.nationalNumber.replace(/^0+/, '');
  const digits = digitsOf(written.replace(/(?:ext|poste|x)\.? ?\d+\s*$/i, '')).replace(/^0+/, '');
  if (digits.length < FEWEST_DIGITS || digits.length > MOST_DIGITS) return null;
  // « 221338691010 »: the country's code without its plus.
  const international = digits.length > 10 ? parsePhoneNumberFromString(`+${digits}`) : undefined;
  return international?.isValid() ? international.nationalNumber.replace(/^0+/, '') : digits;
}
