import { readFileSync } from 'node:fs';

import { z } from 'zod';

/** The share of an org's accounts whose name holds a word, above 0 and at most 1. */
export interface Rarity {
  (word: string): number;
}

const commonWordsFile = z.record(z.string(), z.array(z.string()));
const COMMON: ReadonlyMap<string, number> = new Map(
  Object.entries(
    commonWordsFile.parse(JSON.parse(readFileSync(new URL('./common-words.json', import.meta.url), 'utf8'))),
  )
    .reverse()
    .flatMap(([share, words]) => words.map((word): [string, number] => [word, Number(share)])),
);
/** The share of a word that no list knows: a name. */
const RARE = 1 / 10_000;
/** How many accounts what we know beforehand counts for: an org of a dozen accounts says little of how rare a word is. */
const KNOWN_BEFOREHAND = 500;

/** The share of a word in names of companies everywhere, for an org whose own names are not counted. */
export const usualRarity: Rarity = (word) => COMMON.get(word) ?? RARE;

/**
 * The share of a word in an org's names, held against its usual share as long as the org has few accounts.
 * @param holders accounts of the org whose name holds the word
 * @param accounts accounts of the org
 */
export function smoothedRarity(word: string, holders: number, accounts: number): number {
  // One holder may be the very account that is looked for.
  const others = Math.max(0, holders - 1);
  return Math.min(1, (others + KNOWN_BEFOREHAND * usualRarity(word)) / (accounts + KNOWN_BEFOREHAND));
}

const MOST_BITS = 14;

/** What it says that two names share a word, in bits: much for a rare one, little for a common one. */
export function informationOf(word: string, rarity: Rarity): number {
  return Math.min(MOST_BITS, Math.max(0.5, -Math.log2(Math.max(rarity(word), Number.MIN_VALUE))));
}

/**
 * What several shared words say together. They are not independent: a company of « transport » is often one of « logistique ».
 * The rarest counts in full, each further one half.
 */
export function informationTogether(bits: readonly number[]): number {
  const most = Math.max(0, ...bits);
  const sum = bits.reduce((total, one) => total + one, 0);
  return most + (sum - most) / 2;
}
