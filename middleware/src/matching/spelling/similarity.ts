import { distance } from 'fastest-levenshtein';

/** Longer words are compared by their beginning: no name has a word of this length, and the work is bounded. */
const MOST_LETTERS = 48;

/**
 * How many single slips make one word of the other: a letter too many, too few or wrong, two letters swapped.
 */
export function slipsBetween(one: string, other: string): number {
  if (one === other) return 0;
  const left = one.slice(0, MOST_LETTERS);
  const right = other.slice(0, MOST_LETTERS);
  const slips = distance(left, right);
  return slips === 2 && isSwap(left, right) ? 1 : slips;
}

/** « Daakr »: the same but for two neighbours that changed places. */
function isSwap(left: string, right: string): boolean {
  if (left.length !== right.length) return false;
  let at = 0;
  while (left[at] === right[at]) at += 1;
  return left[at] === right[at + 1] && left[at + 1] === right[at] && left.slice(at + 2) === right.slice(at + 2);
}

/** How many slips a word of this length may have and still be the same word, written wrongly. */
function slipsAllowed(length: number): number {
  if (length <= 3) return 0;
  if (length <= 7) return 1;
  return length <= 12 ? 2 : 3;
}

/** One word in two numbers is no slip of the pen. */
export const PLURAL = 0.99;

function isPlural(one: string, other: string): boolean {
  return one.length > 3 && other.length === one.length + 1 && /[sx]$/.test(other) && other.startsWith(one);
}

/** « Balantore » and « Ballantore »: what the ear does not tell apart is hardly a slip. */
const DOUBLED = 0.97;

function undoubled(word: string): string {
  return word.slice(0, MOST_LETTERS).replace(/(\p{L})\1+/gu, '$1');
}

/**
 * How alike two words are, 0 to 1: 1 when they are one, above 0 when one may be a slip of the other. Words with figures must agree:
 * « lot 12 » is not « lot 13 ».
 */
export function wordLikeness(one: string, other: string): number {
  if (one === other) return 1;
  if (isPlural(one, other) || isPlural(other, one)) return PLURAL;
  const shorter = Math.min(one.length, other.length);
  const longer = Math.max(one.length, other.length);
  const allowed = slipsAllowed(shorter);
  if (allowed === 0 || longer - shorter > allowed) return 0;
  if (/\p{N}/u.test(one) || /\p{N}/u.test(other)) return 0;
  const slips = slipsBetween(one, other);
  if (slips > allowed) return 0;
  return slips === 1 && undoubled(one) === undoubled(other) ? DOUBLED : 1 - slips / longer;
}

/**
 * Likeness of Jaro and Winkler, 0 to 1: shared letters near their place, with a bonus for the same beginning. Source: Winkler 1990.
 */
export function jaroWinkler(one: string, other: string): number {
  const left = one.slice(0, MOST_LETTERS);
  const right = other.slice(0, MOST_LETTERS);
  if (left === right) return 1;
  if (left === '' || right === '') return 0;
  const jaro = jaroOf(left, right);
  let same = 0;
  while (same < 4 && left[same] !== undefined && left[same] === right[same]) same += 1;
  return jaro + same * 0.1 * (1 - jaro);
}

function jaroOf(left: string, right: string): number {
  const reach = Math.max(0, Math.floor(Math.max(left.length, right.length) / 2) - 1);
  const taken = new Array<boolean>(right.length).fill(false);
  const shared: string[] = [];
  for (let index = 0; index < left.length; index += 1) {
    const last = Math.min(right.length - 1, index + reach);
    for (let at = Math.max(0, index - reach); at <= last; at += 1) {
      if (taken[at] || left[index] !== right[at]) continue;
      taken[at] = true;
      shared.push(left[index] ?? '');
      break;
    }
  }
  if (shared.length === 0) return 0;
  const inRight = right.split('').filter((_letter, at) => taken[at]);
  const moved = shared.filter((letter, at) => letter !== inRight[at]).length / 2;
  return (shared.length / left.length + shared.length / right.length + (shared.length - moved) / shared.length) / 3;
}
