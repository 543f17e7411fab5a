import { acronymKind } from '../accounts/acronyms.ts';
import { smoothedRarity } from '../accounts/rarity.ts';
import type { AccountKeys } from '../mirror/account-keys.ts';
import type { Tokens } from '../mirror/tokens.ts';
import type { AccountRow, Found } from './accounts.ts';
import type { Slot } from './words.ts';

/** What it is worth to be found so, against all words of the name (1): only the likeliest are compared in full. */
const WORTH: Readonly<Record<Found, number>> = {
  confirmed: 4,
  opened: 3,
  domain: 1.5,
  phone: 1.5,
  name: 1.5,
  'word-order': 1.2,
  label: 1,
  people: 1,
  person: 1,
  acronym: 0.3,
  words: 0,
};
/** Being a short name of the other, beyond having letters in common with one. */
const SHORT_NAME = 1;
/** A word that is spelt nearly so. */
const NEARLY = 0.75;
/** What a word costs that only the account has. */
const FURTHER_WORD = 0.04;

/** The likeliest candidates, best first, by what they were found by and how rare the words are that they share. */
export function likeliest(
  rows: readonly AccountRow[],
  { keys, labels, slots, tokens, total, most }: Asked & { most: number },
): AccountRow[] {
  const weights = slots.map(({ word, forms }) => {
    const holders = forms.find((form) => form.word === word)?.accounts ?? 0;
    return { forms, word, bits: -Math.log2(smoothedRarity(word, holders, total)) };
  });
  const whole = weights.filter(({ word }) => keys.words.includes(word)).reduce((sum, { bits }) => sum + bits, 0);
  const worthOf = (row: AccountRow): number => {
    const words = row.tokens.flatMap((token) => tokens.wordOf(token) ?? []);
    const held = new Set(words);
    let matched = 0;
    let shared = 0;
    for (const { word, forms, bits } of weights) {
      if (held.has(word)) matched += bits;
      else if (forms.some((form) => held.has(form.word))) matched += bits * NEARLY;
      else continue;
      shared += 1;
    }
    const found = row.found.reduce((sum, how) => sum + WORTH[how], isShortName(keys, labels, words) ? SHORT_NAME : 0);
    return (whole > 0 ? matched / whole : 0) + found - FURTHER_WORD * Math.max(0, held.size - shared);
  };
  return rows
    .map((row) => ({ row, worth: worthOf(row) }))
    .toSorted((one, other) => other.worth - one.worth || (one.row.record_id < other.row.record_id ? -1 : 1))
    .slice(0, most)
    .map(({ row }) => row);
}

/** Whether one of the two is a short name that the words of the other make. */
function isShortName(keys: AccountKeys, labels: readonly string[], words: readonly string[]): boolean {
  const [only, ...more] = words;
  if (more.length === 0) return only !== undefined && acronymKind(only, keys.named) !== null;
  const shorts = keys.named.length === 1 ? [keys.joined, ...labels] : labels;
  return shorts.some((short) => acronymKind(short, words) !== null);
}

interface Asked {
  readonly keys: AccountKeys;
  /** What the domains are called. */
  readonly labels: readonly string[];
  readonly slots: readonly Slot[];
  readonly tokens: Tokens;
  /** Accounts of the org. */
  readonly total: number;
}
