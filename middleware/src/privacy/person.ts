import { parsePhoneNumberFromString, isSupportedCountry, type CountryCode } from 'libphonenumber-js/max';
import { z } from 'zod';

import type { Keyring } from '../platform/keyring.ts';
import { wordsOfName } from './names.ts';

/** A request that cannot be carried out; the message says why and what to do, and repeats nothing that was given. */
export class PersonError extends Error {
  override readonly name = 'PersonError';
}

const values = z.array(z.string().trim().max(320)).max(50).default([]);

/** How a person is named in a request: any of it is enough. */
export const personInput = z.object({
  emails: values,
  phones: values,
  names: values,
  /** The country of numbers without their country's code: two letters (ISO 3166). */
  country: z.string().toUpperCase().optional(),
});
export type PersonInput = z.infer<typeof personInput>;

export interface PersonPhone {
  e164: string;
  /** Two letters; null where several countries share the code. */
  country: string | null;
  callingCode: string;
  /** The digits as dialled inside the country, without and with the digit that begins them there. */
  national: readonly string[];
}

/** A person as they are looked for. */
export interface Person {
  /** Lower case. */
  emails: readonly string[];
  phones: readonly PersonPhone[];
  /** The folded words of each name, in order of the alphabet. */
  names: readonly (readonly string[])[];
}

/** @throws PersonError naming what is missing or cannot be used. */
export function readPerson({ emails, phones, names, country }: PersonInput): Person {
  if (emails.length + phones.length + names.length === 0) {
    throw new PersonError('Say whom: give at least one of --email, --phone and --name.');
  }
  return {
    emails: emails.map(readEmail),
    phones: phones.map((phone) => readPhone(phone, country)),
    names: names.map(readName),
  };
}

/** Whether a number is given that can only be read in a country. */
export function needsCountry({ phones, country }: PersonInput): boolean {
  return country === undefined && phones.some((phone) => !/^(?:\+|00)/.test(phone));
}

function readEmail(given: string): string {
  const email = given.normalize('NFC').toLowerCase();
  if (!/^[^\s@<>]{1,64}@[^\s@<>.]+(?:\.[^\s@<>.]+)+$/u.test(email)) {
    throw new PersonError('The e-mail address cannot be used: give it whole, like name@company.sn.');
  }
  return email;
}

function readPhone(given: string, country: string | undefined): PersonPhone {
  if (country !== undefined && !isSupportedCountry(country)) {
    throw new PersonError('The country cannot be used: give its two letters, like SN or FR.');
  }
  const hint: CountryCode | undefined = country;
  const digits = given.replace(/^00/, '+');
  const number = parsePhoneNumberFromString(digits, { ...(hint ? { defaultCountry: hint } : {}), extract: false });
  if (!number?.isPossible()) {
    throw new PersonError(
      'The phone number cannot be used: give it with the code of its country, like +221771234567, or add --country.',
    );
  }
  const national = [String(number.nationalNumber), number.formatNational().replace(/\D/g, '')];
  return {
    e164: number.number,
    country: number.country ?? null,
    callingCode: number.countryCallingCode,
    national: [...new Set(national)],
  };
}

/** Two words at least: a family name alone would take other people's notes along. */
function readName(given: string): string[] {
  const words = wordsOfName(given);
  const parts = given.trim().split(/[\s,]+/);
  if (parts.length < 2 || words.length < 2 || words.join('').length < 4 || words.length > 8) {
    throw new PersonError(
      'The name cannot be used: give first and last name. One of them alone would reach other people, too.',
    );
  }
  return words.toSorted();
}

/** What the audit record keeps of a person: hashes that only the same address, number or name gives again. */
export function hashesOf({ emails, phones, names }: Person, keyring: Pick<Keyring, 'lookup'>): Buffer[] {
  return [
    ...emails.map((email) => keyring.lookup('person-email', email)),
    ...phones.map(({ e164 }) => keyring.lookup('person-phone', e164)),
    ...names.map((words) => keyring.lookup('person-name', words.join(' '))),
  ];
}
