import { readFileSync } from 'node:fs';

import { z } from 'zod';

import { countryCode } from '../../extraction/values/countries.ts';
import { alignWords, type Alignment } from '../spelling/alignment.ts';
import { PLURAL } from '../spelling/similarity.ts';
import type { Weights } from '../weights.ts';
import { acronymKind } from './acronyms.ts';
import type { AccountName } from './names.ts';
import { informationOf, informationTogether, type Rarity } from './rarity.ts';

export type NameLevel = keyof Weights['accounts']['fields']['name'];

/** How two names of accounts compare. */
export interface NameComparison {
  readonly level: NameLevel;
  /** What the shared words say, in bits: their rarity. Null where the level is no matter of shared words. */
  readonly information: number | null;
  /** Share of what the names say that both say, 0 to 1. */
  readonly share: number;
  /** What one name has more is a place, or a word of groups: one is likely the other's parent. */
  readonly ofOneGroup: boolean;
}

/** Words that tell parts of a group from one another. */
const OF_GROUPS = new Set([
  'filiale',
  'subsidiary',
  'holding',
  'succursale',
  'branch',
  'direction',
  'division',
  'agence',
  'delegation',
  'representation',
  'antenne',
  'bureau',
  'siege',
  'groupe',
  'group',
  'international',
  'afrique',
  'africa',
  'europe',
  'west',
  'ouest',
]);
/** What a business is: « Clinique Yoff » and « Pharmacie Yoff » are two. */
const KINDS: ReadonlyMap<string, string> = new Map(
  Object.entries(
    z
      .record(z.string(), z.array(z.string()))
      .parse(JSON.parse(readFileSync(new URL('./kinds.json', import.meta.url), 'utf8'))),
  ).flatMap(([kind, words]) => words.map((word): [string, string] => [word, kind])),
);
/** « Société X » is X. They stay words of the name, because short names are made of them too: « Sonatel ». */
const SAYS_NOTHING = new Set([
  'societe',
  'compagnie',
  'company',
  'co',
  'corporation',
  'enterprise',
  'enterprises',
  'firme',
  'firm',
]);
const OVERLAP = 0.6;
const LITTLE = 0.3;

/** The level on which two names agree. */
export function compareNames(one: AccountName, other: AccountName, rarity: Rarity): NameComparison {
  if (one.words.length === 0 || other.words.length === 0) {
    return plain(one.key === other.key && one.key !== '' ? 'same' : 'different');
  }
  const all = (words: readonly string[]): number =>
    informationTogether(words.map((word) => informationOf(word, rarity)));
  if (one.key === other.key || isRunTogether(one, other)) {
    return { level: 'same', information: all(one.words), share: 1, ofOneGroup: false };
  }
  const short = shortName(one, other) ?? shortName(other, one);
  const alignment = alignWords(one.words, other.words);
  const compared = levelOf(alignment, one, other, rarity);
  return short && bySureness(short) < bySureness(compared.level) ? plain(short) : compared;
}

/** « Air Afrique » and « Airafrique »; but « Lot 1 2 » is not « Lot 12 ». */
function isRunTogether(one: AccountName, other: AccountName): boolean {
  const figures = ({ words }: AccountName): string => (words.join(' ').match(/\p{N}+/gu) ?? []).join(' ');
  return one.words.join('') === other.words.join('') && figures(one) === figures(other);
}

/** Levels from the surest to the least sure. */
const SURENESS: readonly NameLevel[] = [
  'same',
  'order',
  'slips',
  'alias',
  'syllables',
  'initials',
  'part',
  'overlap',
  'little',
  'different',
  'conflict',
];
function bySureness(level: NameLevel): number {
  return SURENESS.indexOf(level);
}

function plain(level: NameLevel): NameComparison {
  return { level, information: null, share: level === 'different' ? 0 : 1, ofOneGroup: false };
}

/** Whether one is called by a short form of the other: by one it tells itself, or by one that its words make. */
function shortName(short: AccountName, long: AccountName): NameLevel | null {
  const names = [short.words.join(''), ...short.aliases];
  const known = [long.key, long.words.join(''), ...long.aliases];
  if (names.some((name, index) => known.includes(name) && (index > 0 || long.aliases.includes(name)))) return 'alias';
  if (short.words.length !== 1) return null;
  return acronymKind(short.words[0] ?? '', long.words);
}

function levelOf(alignment: Alignment, one: AccountName, other: AccountName, rarity: Rarity): NameComparison {
  const { shared, onlyOne, onlyOther, inOrder } = alignment;
  const bits = shared.map(({ word, likeness }) => informationOf(word, rarity) * likeness ** 2);
  const information = informationTogether(bits);
  const sum = (words: readonly string[]): number =>
    words.reduce((total, word) => total + informationOf(word, rarity), 0);
  const sharedSum = bits.reduce((total, value) => total + value, 0);
  const share = sharedSum === 0 ? 0 : sharedSum / (sharedSum + (sum(onlyOne) + sum(onlyOther)) / 2);
  const ofOneGroup = [...onlyOne, ...onlyOther].every(tellsPartOfGroup) && onlyOne.length + onlyOther.length > 0;
  const at = (level: NameLevel): NameComparison => ({ level, information, share, ofOneGroup });
  if (shared.length === 0) return plain('different');
  if (isConflict(onlyOne, onlyOther, one, other)) return at('conflict');
  const isOnlyLess = [...onlyOne, ...onlyOther].every((word) => SAYS_NOTHING.has(word));
  if (isOnlyLess) {
    const hasSlip = shared.some(({ likeness }) => likeness < PLURAL);
    if (hasSlip) return at('slips');
    return at(inOrder ? 'same' : 'order');
  }
  if (onlyOne.length === 0 || onlyOther.length === 0) return at('part');
  if (share >= OVERLAP) return at('overlap');
  return at(share >= LITTLE ? 'little' : 'different');
}

/** « Lycée 1 » and « Lycée 2 », « Orange Sénégal » and « Orange Mali » are two, however much else they share. */
function isConflict(
  onlyOne: readonly string[],
  onlyOther: readonly string[],
  one: AccountName,
  other: AccountName,
): boolean {
  const isFigure = (word: string): boolean => /\p{N}/u.test(word);
  if (onlyOne.some(isFigure) && onlyOther.some(isFigure)) return true;
  if (one.numbers.length !== other.numbers.length && onlyOne.length > 0 && onlyOther.length > 0) return true;
  return differ(onlyOne, onlyOther, countryCode) || differ(onlyOne, onlyOther, (word) => KINDS.get(word) ?? null);
}

/** Whether both sides tell something of one sort, and nothing that is the same. */
function differ(one: readonly string[], other: readonly string[], sortOf: (word: string) => string | null): boolean {
  const mine = one.map(sortOf).filter((sort) => sort !== null);
  const theirs = other.map(sortOf).filter((sort) => sort !== null);
  return mine.length > 0 && theirs.length > 0 && !mine.some((sort) => theirs.includes(sort));
}

function tellsPartOfGroup(word: string): boolean {
  return OF_GROUPS.has(word) || countryCode(word) !== null;
}
