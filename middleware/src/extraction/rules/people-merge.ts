import type { Span } from '../source.ts';
import { fold } from '../source.ts';
import type { Person } from './people.ts';
import type { SideFound } from './people-sides.ts';

/** A person as one passage names it, with what that passage tells of its side. */
export interface Mention extends Person, SideFound {
  /** Stands only where people are copied, which tells nothing of their part. */
  readonly copied: boolean;
  /** Everywhere the person is named. */
  readonly places: readonly Place[];
}

/** One place that names a person. */
export interface Place extends Span {
  readonly message: number;
  readonly signs: boolean;
}

/** One person for all mentions of the same name; what a mention lacks another one gives. */
export function merge(mentions: readonly Mention[]): Mention[] {
  const merged: Mention[] = [];
  // Whole names first: a lone « Aya » finds the one it belongs to wherever that one stands.
  const order = mentions.toSorted((one, other) => Number(one.first === null) - Number(other.first === null));
  for (const mention of order) {
    const index = merged.findIndex((known) => isSame(known, mention));
    const known = merged[index];
    if (known) merged[index] = combine(known, mention);
    else merged.push(mention);
  }
  return merged.sort((one, other) => one.start - other.start);
}

function isSame(known: Person, mention: Person): boolean {
  const one = fold(known.last);
  const other = fold(mention.last);
  const oneFirst = fold(known.first ?? '');
  const otherFirst = fold(mention.first ?? '');
  if (one === other) return oneFirst === '' || otherFirst === '' || startsAlike(oneFirst, otherFirst);
  if (otherFirst === '') return standsFor(known, mention.last);
  return `${oneFirst} ${one}` === `${other} ${otherFirst}` || `${oneFirst} ${one}` === `${otherFirst} ${other}`;
}

function startsAlike(one: string, other: string): boolean {
  return one.startsWith(other) || other.startsWith(one) || sameInitials(one, other) || sameInitials(other, one);
}

/** « M.-P. » for Marie-Pascale. */
function sameInitials(short: string, long: string): boolean {
  const whole = long.split(' ');
  const parts = short.split(' ');
  return (
    parts.length <= whole.length &&
    parts.every((part, index) => part.length === 1 && whole[index]?.startsWith(part) === true)
  );
}

/** « Aya » stands for Aya N'Zi, « Mme Ndiaye » for Awa Ndiaye Samb. */
function standsFor(known: Person, name: string): boolean {
  const folded = fold(name);
  const given = fold(known.first ?? '').split(' ');
  const family = fold(known.last).split(' ');
  return given.includes(folded) || (family.length > 1 && family.includes(folded));
}

function combine(known: Mention, mention: Mention): Mention {
  const fuller =
    (mention.first?.length ?? 0) > (known.first?.length ?? 0) ||
    (mention.signs && !known.signs && mention.first !== null)
      ? mention
      : known;
  const surest = surer(known, mention);
  return {
    ...fuller,
    title: known.title ?? mention.title,
    side: surest.side,
    sureness: surest.sureness,
    copied: known.copied && mention.copied,
    places: [...known.places, ...mention.places],
    confidence: Math.max(known.confidence, mention.confidence),
    message: Math.min(known.message, mention.message),
    signs: known.signs || mention.signs,
    addressed: known.addressed || mention.addressed,
  };
}

const RANK = { vendor: 2, third: 1, client: 0 } as const;

function surer(known: Mention, mention: Mention): Mention {
  if (known.sureness !== mention.sureness) return known.sureness > mention.sureness ? known : mention;
  return RANK[known.side] >= RANK[mention.side] ? known : mention;
}
