import { sourceOf, type Span } from '../extraction/source.ts';
import { phonesIn } from '../extraction/values/phones.ts';
import { emailPattern, emailsAt, phonePattern, phonesAt } from './addresses.ts';
import { namesIn } from './names.ts';
import type { Person } from './person.ts';

/** By what a person was found. */
export type FoundBy = 'email' | 'phone' | 'name';

/** A place in a text that is about a person. */
export interface Hit extends Span {
  by: FoundBy;
}

/** Finds a person in a text that `searchable` gave. The hits of one kind are in the order of the text. */
export type Search = (text: string) => Hit[];

/** A search for one person: any of their addresses, numbers and names is a hit. */
export function createSearch(person: Person): Search {
  const emails = person.emails.map(emailPattern);
  const phones = person.phones.map(phonePattern);
  return (text) => [
    ...emails.flatMap((pattern) => emailsAt(text, pattern).map((span) => hit('email', span))),
    ...phones.flatMap((pattern) => phonesAt(text, pattern).map((span) => hit('phone', span))),
    ...spokenPhones(text, person).map((span) => hit('phone', span)),
    ...person.names.flatMap((name) => namesIn(text, name).map((span) => hit('name', span))),
  ];
}

const hit = (by: FoundBy, { start, end }: Span): Hit => ({ by, start, end });

/** Words of which numbers are made, in both languages: several of them in a row may be a number that was dictated. */
const NUMBER_WORD = String.raw`(?:z[eé]ro|une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingts?|trente|quarante|cinquante|soixante|septante|huitante|nonante|cents?|et|one|two|three|four|five|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)(?:teen|ty)|twenty|forty|hundred|and|oh?|double|triple|plus)`;
const DICTATED = new RegExp(String.raw`(?<!\p{L})${NUMBER_WORD}(?:[\s,.-]{1,3}${NUMBER_WORD}){3,}(?!\p{L})`, 'giu');

/** Numbers dictated in words, as the extraction reads them. */
function spokenPhones(text: string, { phones }: Person): Span[] {
  if (phones.length === 0) return [];
  const numbers = new Set(phones.map(({ e164 }) => e164));
  const countries = phones.flatMap(({ country }) => country ?? []);
  return [...text.matchAll(DICTATED)]
    .filter(([words]) =>
      (['fr', 'en'] as const).some((language) =>
        phonesIn(sourceOf(words, language), countries).some(({ e164 }) => numbers.has(e164)),
      ),
    )
    .map(({ index, 0: words }) => ({ start: index, end: index + words.length }));
}

const SOFT_BREAK = /=\r?\n/g;
const ENCODED = /(?:=[0-9A-F]{2}){2,}/g;
const INVISIBLE = /[\u200B-\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF\u00AD]/gu;

/** A text as it is searched: composed, line ends LF, no invisible characters, nothing encoded as a mail encodes it. */
export function searchable(text: string): string {
  return text
    .replace(SOFT_BREAK, '')
    .replace(ENCODED, decodeBytes)
    .replace(/\r\n?/g, '\n')
    .replace(INVISIBLE, '')
    .normalize('NFC');
}

function decodeBytes(encoded: string): string {
  const decoded = Buffer.from(encoded.replaceAll('=', ''), 'hex').toString('utf8');
  return decoded.includes('\uFFFD') ? encoded : decoded;
}
