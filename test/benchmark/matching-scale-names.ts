import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { z } from 'zod';

import type { MirroredAccount } from '../../middleware/src/matching/mirror/mirror.ts';

const wordsFile = z.object({
  syllables: z.string(),
  stems: z.string(),
  surnames: z.string(),
  given: z.string(),
  sectors: z.string(),
  trades: z.string(),
  institutions: z.string(),
  adjectives: z.string(),
  objects: z.string(),
  forms: z.string(),
  cities: z.record(z.string(), z.string()),
  codes: z.record(z.string(), z.string()),
});
const file = wordsFile.parse(JSON.parse(readFileSync(join(import.meta.dirname, 'matching-scale-words.json'), 'utf8')));
const SYLLABLES = file.syllables.split(' ');
const STEMS = file.stems.split(' ');
const SURNAMES = file.surnames.split(' ');
const GIVEN = file.given.split(' ');
const SECTORS = file.sectors.split('|');
const TRADES = file.trades.split('|');
const INSTITUTIONS = file.institutions.split('|');
const ADJECTIVES = file.adjectives.split('|');
const OBJECTS = file.objects.split('|');
const FORMS = file.forms.split('|');
const PLACES = Object.entries(file.cities).flatMap(([country, cities]) =>
  cities.split(' ').map((city) => ({ city, country })),
);

/** Numbers that are always the same for the same seed (mulberry32). */
export interface Dice {
  /** 0 to `below` - 1. */
  number(below: number): number;
  chance(share: number): boolean;
  of<Item>(items: readonly Item[]): Item;
}

export function diceOf(seed: number): Dice {
  let state = Math.imul(seed + 1, 0x9e3779b1) >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const number = (below: number) => Math.floor(next() * below);
  return {
    number,
    chance: (share) => next() < share,
    of: <Item>(items: readonly Item[]): Item => {
      const item = items[number(items.length)];
      if (item === undefined) throw new Error('nothing to choose from');
      return item;
    },
  };
}

/** An account that was made up, and how it was put together. */
export interface MadeAccount extends MirroredAccount {
  /** The name without its legal form. */
  readonly bare: string;
  /** A word that many names share and that people leave out. */
  readonly lesser: string | null;
  /** Words of which people make an acronym; empty where they do not. */
  readonly spelledOut: readonly string[];
  readonly domain: string | null;
  /** The e-mail of somebody there; the domain may stand in no website. */
  readonly email: string | null;
}

type Made = Pick<MadeAccount, 'bare' | 'lesser' | 'spelledOut'>;

const capital = (text: string) => text.slice(0, 1).toUpperCase() + text.slice(1);
/** Without accents, in lower case, letters and figures only. */
export const plainOf = (text: string) =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/ł/g, 'l')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');

function brandOf(dice: Dice): string {
  if (dice.chance(0.15)) return dice.of(STEMS) + dice.of(SYLLABLES);
  const count = dice.chance(0.25) ? 2 : dice.chance(0.7) ? 3 : 4;
  return capital(Array.from({ length: count }, () => dice.of(SYLLABLES)).join(''));
}

const PATTERNS: readonly { weight: number; make: (dice: Dice, city: string) => Made }[] = [
  { weight: 30, make: (dice) => withSector(brandOf(dice), dice) },
  { weight: 8, make: (dice) => withSector(`${dice.of(STEMS)} ${brandOf(dice)}`, dice) },
  {
    weight: 10,
    make: (dice) => withSector(`${dice.of(STEMS)}${dice.of(STEMS).toLowerCase()} ${dice.of(SURNAMES)}`, dice),
  },
  { weight: 20, make: (dice) => withSector(`${dice.of(GIVEN)} ${dice.of(SURNAMES)} ${dice.of(SURNAMES)}`, dice) },
  {
    weight: 10,
    make: (dice) => {
      const [one, other, sector] = [dice.of(SURNAMES), dice.of(SURNAMES), dice.of(SECTORS)];
      return { bare: `${one} & ${other} ${sector}`, lesser: sector, spelledOut: [] };
    },
  },
  {
    weight: 12,
    make: (dice, city) => {
      const trade = dice.of(TRADES);
      return { bare: `${trade} ${brandOf(dice)} ${city}`, lesser: dice.chance(0.5) ? trade : city, spelledOut: [] };
    },
  },
  {
    weight: 10,
    make: (dice, city) => {
      const [institution, adjective, object] = [dice.of(INSTITUTIONS), dice.of(ADJECTIVES), dice.of(OBJECTS)];
      const further = dice.of([[], [city], [city], [dice.of(OBJECTS), city], [dice.of(OBJECTS), city]]);
      const bare = [`${institution} ${adjective} de ${object}`, ...further].join(further.length > 1 ? ' et ' : ' de ');
      const spelledOut = [institution, adjective, object, ...further].flatMap((word) => word.split(/[ -]/));
      return { bare, lesser: institution, spelledOut: spelledOut.filter((word) => word !== 'de') };
    },
  },
];
const WEIGHTS = PATTERNS.flatMap((pattern) => Array.from({ length: pattern.weight }, () => pattern));

function withSector(brand: string, dice: Dice): Made {
  const sector = dice.of(SECTORS);
  return { bare: dice.chance(0.9) ? `${brand} ${sector}` : brand, lesser: sector, spelledOut: [] };
}

/** Makes up accounts one after the other, always the same ones; no two have the same name apart from the legal form. */
export function* madeAccounts(): Generator<MadeAccount, never> {
  const names = new Set<string>();
  const domains = new Set<string>();
  for (let number = 0; ; number += 1) {
    const dice = diceOf(number);
    const { city, country } = dice.of(PLACES);
    const made = newName(dice, city, names);
    const label = dice.chance(0.72) ? newLabel(made, domains) : null;
    const domain = label && `${label}.${dice.chance(0.4) ? 'com' : country === 'GB' ? 'co.uk' : country.toLowerCase()}`;
    const hasWebsite = dice.chance(0.8);
    yield {
      ...made,
      recordId: `001${number.toString(36).padStart(12, '0')}AAA`,
      name: dice.chance(0.7) ? `${made.bare} ${dice.of(FORMS)}` : made.bare,
      website: domain && hasWebsite ? `${dice.chance(0.5) ? 'https://www.' : ''}${domain}` : null,
      phone: dice.chance(0.7) ? phoneOf(country, number) : null,
      city,
      country,
      parentId: null,
      domain,
      email: domain && `${plainOf(dice.of(GIVEN))}.${plainOf(dice.of(SURNAMES))}@${domain}`,
      modifiedAt: new Date(Date.UTC(2026, 0, 1) + number * 1000),
    };
  }
}

function newName(dice: Dice, city: string, names: Set<string>): Made {
  for (;;) {
    const made = dice.of(WEIGHTS).make(dice, city);
    const key = made.bare
      .split(/[^\p{L}\p{N}]+/u)
      .map(plainOf)
      .toSorted()
      .join(' ');
    if (names.has(key)) continue;
    names.add(key);
    return made;
  }
}

function newLabel({ bare, spelledOut }: Made, domains: Set<string>): string {
  const words = bare
    .split(/[^\p{L}\p{N}]+/u)
    .map(plainOf)
    .filter((word) => word.length > 1);
  const wanted = [
    ...(spelledOut.length > 0 ? [initialsOf(spelledOut)] : [words.slice(0, 1).join('')]),
    words.slice(0, 2).join(''),
    words.join(''),
  ].find((label) => label.length >= 4 && !domains.has(label));
  const label = wanted ?? `${words.join('')}${domains.size}`;
  domains.add(label);
  return label;
}

export const initialsOf = (words: readonly string[]) => words.map((word) => plainOf(word).slice(0, 1)).join('');

function phoneOf(country: string, number: number): string {
  // Spread over the numbers, no two alike.
  const subscriber = String(30_000_000 + ((number * 7_919) % 9_999_991) * 6).slice(0, 8);
  return `+${file.codes[country] ?? '221'} ${subscriber.slice(0, 2)} ${subscriber.slice(2, 5)} ${subscriber.slice(5)}`;
}
