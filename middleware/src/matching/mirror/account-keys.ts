import { domainLabel, registrableDomain } from '../accounts/domains.ts';
import { readAccountName } from '../accounts/names.ts';

/** No name of a record is longer; more of what a source calls a name would only make it slow. */
const MOST_CHARACTERS = 255;
const MOST_WORDS = 12;
const MOST_LETTERS = 40;
const MOST_KEY = 160;

/** What an account is looked up by. */
export interface AccountKeys {
  /** The name without spaces: « Afri Tech » and « Afritech » are one. */
  readonly joined: string;
  /** Its words in alphabetical order. */
  readonly sorted: string;
  /** Words that tell something, those of its short names too. */
  readonly words: readonly string[];
  /** The words of the name alone, in order. */
  readonly named: readonly string[];
  /** The short names told beside it. */
  readonly aliases: readonly string[];
  /** « snt » and « sonate » of « Société Nationale des Télécommunications »; null for one word, or too many for an acronym. */
  readonly initials: string | null;
  readonly pairs: string | null;
  readonly domain: string | null;
  readonly label: string | null;
}

/** A text as it may be stored: PostgreSQL has no NUL, and half of a surrogate pair is no text. */
export const storable = (text: string): string => text.slice(0, MOST_CHARACTERS).replaceAll('\0', ' ').toWellFormed();

/** Reads what an account is looked up by. */
export function accountKeys(name: string, website: string | null): AccountKeys {
  const { key, words, aliases } = readAccountName(storable(name));
  const named = words.slice(0, MOST_WORDS).map((word) => word.slice(0, MOST_LETTERS));
  const short = aliases.flatMap((alias) => alias.split(' ')).map((word) => word.slice(0, MOST_LETTERS));
  const domain = website === null ? null : registrableDomain(website.slice(0, MOST_CHARACTERS));
  const several = named.length >= 2;
  return {
    joined: joinedKey(key),
    sorted: [...named].toSorted().join(' ').slice(0, MOST_KEY),
    words: [...new Set([...named, ...short])].slice(0, MOST_WORDS).filter((word) => word !== ''),
    named,
    aliases: aliases.map(joinedKey),
    initials: several && named.length <= 8 ? firstLetters(named, 1) : null,
    pairs: several && named.length <= 6 ? firstLetters(named, 2) : null,
    domain,
    label: domain === null ? null : joinedKey(domainLabel(domain)),
  };
}

const joinedKey = (text: string) => text.replace(/[\s-]/g, '').slice(0, MOST_KEY);
const firstLetters = (words: readonly string[], count: number) => words.map((word) => word.slice(0, count)).join('');
