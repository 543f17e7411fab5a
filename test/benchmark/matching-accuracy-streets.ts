import { alignWords } from '../../middleware/src/matching/spelling/alignment.ts';
import { wordsOfName } from '../../middleware/src/matching/spelling/folding.ts';
import { bitsOf, type Evidence, type Level } from '../../middleware/src/matching/weights.ts';

/** How often two addresses agree so, among pairs that are one place and among pairs that are two: guessed, not counted on any set. */
const LEVELS: Readonly<Record<'same' | 'part' | 'other', Level>> = {
  same: { m: 0.7, u: 0.005 },
  part: { m: 0.2, u: 0.1 },
  other: { m: 0.1, u: 0.895 },
};
/** What any address holds. */
const COMMON = new Set([
  'st',
  'street',
  'ave',
  'av',
  'avenue',
  'rd',
  'road',
  'blvd',
  'dr',
  'drive',
  'ln',
  'pl',
  'hwy',
  'rue',
  'n',
  's',
  'e',
  'w',
  'ne',
  'nw',
  'se',
  'sw',
  'north',
  'south',
  'east',
  'west',
  'suite',
  'near',
  'off',
  'at',
  'between',
  'and',
  'the',
  'of',
]);

/** Companies of one house share a switchboard: with the same phone a street says little more. */
const SHARED_WITH_PHONE = 0.25;

/** What two street addresses say: the number and the street agree, one of them, or none. Null when one side has none. */
export function streetEvidence(one: string, other: string, samePhone: boolean): Evidence | null {
  const [left, right] = [one, other].map((street) =>
    wordsOfName(street)
      .words.map(({ folded }) => folded)
      .filter((word) => !COMMON.has(word)),
  );
  if (!left || !right || left.length === 0 || right.length === 0) return null;
  const isHouse = (word: string): boolean => /^\d+$/.test(word);
  const sameHouse = isHouse(left[0] ?? '') && left[0] === right[0];
  const { shared } = alignWords(left, right);
  const sameStreet = shared.some(({ word }) => word !== left[0] || !isHouse(word));
  const level = sameHouse && sameStreet ? 'same' : sameHouse || sameStreet ? 'part' : 'other';
  return { bits: bitsOf(LEVELS[level]) * (samePhone ? SHARED_WITH_PHONE : 1), reason: null };
}
