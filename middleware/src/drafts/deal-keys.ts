import { domainLabel, registrableDomain } from '../matching/accounts/domains.ts';
import { readAccountName } from '../matching/accounts/names.ts';
import { usualRarity } from '../matching/accounts/rarity.ts';
import { formsOf } from '../matching/mirror/word-forms.ts';
import { phoneKeys } from '../matching/phones.ts';
import type { Keyring } from '../platform/keyring.ts';
import type { DraftContent } from './content.ts';
import { accountFactsOf, contactFactsOf, recordMeant } from './facts.ts';

/** What a draft is looked up by. A telling key names one organisation or person; a word may be many's. */
export interface DealKey {
  readonly text: string;
  readonly weight: number;
}

const TELLING = 10;
/** Of all deals of one account, those that speak of the same are looked at first, however the account is written. */
const SUBJECT = 200;
const WORD = 1;
const SHORTEST_WORD = 3;
const LONGEST_ACRONYM = 6;
/** A word that more names hold than this is looked up only where a name has no other: « banque », « groupe ». */
const COMMON = 1 / 500;
const MOST_SUBJECT_WORDS = 4;
const SHORTEST_SUBJECT_WORD = 4;
/** More than any honest draft has. */
const MOST_KEYS = 120;
const MOST_WORDS = 8;
const BYTES = 16;

/**
 * What two drafts of one deal have in common, whichever way their account is written: a word of its name with at most one slip, its
 * acronym, domain, phone or record, the e-mail of a person. Empty for a draft that names nobody.
 */
export function dealKeysOf(content: DraftContent): DealKey[] {
  const account = accountFactsOf(content);
  const people = content.contacts.filter(({ included }) => included).map(contactFactsOf);
  const record = recordMeant(content.account);
  const phones = [
    ...(account.phone ? phoneKeys(account.phone, account.country) : []),
    ...people.flatMap((person) => person.phones.flatMap((phone) => phoneKeys(phone, account.country))),
  ];
  const telling = [
    ...(record ? [`record:${record}`] : []),
    ...domainsOf([account.website, ...account.emails]).map((domain) => `domain:${domain}`),
    ...phones.map((phone) => `phone:${phone}`),
    ...people.flatMap(({ email }) => (email ? [`email:${email.toLowerCase()}`] : [])),
  ];
  const keys = new Map<string, number>();
  for (const text of telling) keys.set(text, TELLING);
  const { texts, whole } = nameKeysOf(account.name, account.website);
  for (const text of texts) keys.set(text, WORD);
  if (whole) keys.set(`name:${whole}`, TELLING);
  return [...keys].slice(0, MOST_KEYS).map(([text, weight]) => ({ text, weight }));
}

/** A name without the spaces between its words, as they stand and in alphabetical order. */
export function spellingsOf(name: string): string[] {
  const { key } = readAccountName(name);
  const words = key.split(' ');
  return [...new Set([words.join(''), words.toSorted().join('')])];
}

/** What the deal is about. Many deals share these, so that nothing is looked up by them: they say which of those found come first. */
export function subjectKeysOf(content: DraftContent): DealKey[] {
  const amount = content.opportunity.amount.value;
  const texts = [
    ...subjectWordsOf(content).map((word) => `subject:${word}`),
    ...(amount === null ? [] : [`amount:${amount}`]),
  ];
  return texts.map((text) => ({ text, weight: SUBJECT }));
}

function domainsOf(addresses: readonly (string | null)[]): string[] {
  return addresses.flatMap((address) => (address ? (registrableDomain(address) ?? []) : []));
}

function nameKeysOf(name: string | null, website: string | null): { texts: string[]; whole: string | null } {
  const domain = website ? registrableDomain(website) : null;
  const label = domain ? [domainLabel(domain)] : [];
  if (!name) return { texts: label.flatMap(wordKeysOf), whole: null };
  const { key, words, initials, aliases } = readAccountName(name);
  const acronyms = [initials, ...(words.length === 1 ? words : []), ...aliases].filter(
    ({ length }) => length > 1 && length <= LONGEST_ACRONYM,
  );
  const joined = key.replaceAll(' ', '');
  const telling = words.filter((word) => usualRarity(word) < COMMON);
  const all = [...(telling.length > 0 ? telling : words).slice(0, MOST_WORDS), ...aliases, ...label];
  return {
    whole: joined,
    // « BaobabÉnergies » and « Baobab Énergies » are one name.
    texts: [
      ...all.flatMap(wordKeysOf),
      ...spellingsOf(name).flatMap(wordKeysOf),
      ...acronyms.map((acronym) => `acronym:${acronym}`),
    ],
  };
}

/** The longest words of what the deal is called, but for those of the account. */
function subjectWordsOf({ opportunity, account }: DraftContent): string[] {
  const ofAccount = new Set(readAccountName(account.name.value ?? '').words);
  return readAccountName(opportunity.name.value ?? '')
    .words.filter((word) => word.length >= SHORTEST_SUBJECT_WORD && !ofAccount.has(word))
    .toSorted((one, other) => other.length - one.length)
    .slice(0, MOST_SUBJECT_WORDS);
}

function wordKeysOf(word: string): string[] {
  if (word.length < SHORTEST_WORD) return [];
  const forms = formsOf(word);
  return (forms.length > 0 ? forms : [word]).map((form) => `word:${form}`);
}

/** A key as it is stored and looked up. */
export type HashedKeys = ReadonlyMap<string, { readonly hash: Buffer; readonly weight: number }>;

/** By their texts, so that what several drafts share is hashed and asked for once. */
export function hashedKeys(keyring: Pick<Keyring, 'lookup'>, keys: Iterable<DealKey>): HashedKeys {
  const hashed = new Map<string, { hash: Buffer; weight: number }>();
  for (const { text, weight } of keys) {
    if (!hashed.has(text)) hashed.set(text, { hash: keyring.lookup('deal', text).subarray(0, BYTES), weight });
  }
  return hashed;
}
