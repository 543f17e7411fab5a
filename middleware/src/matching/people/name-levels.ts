import { alignWords } from '../spelling/alignment.ts';
import { slipsBetween } from '../spelling/similarity.ts';
import { soundOf } from '../spelling/sounds.ts';
import type { Weights } from '../weights.ts';
import type { PersonName } from './names.ts';

export type PersonNameLevel = keyof Weights['people']['fields']['name'];

const SAID_ALIKE = 0.9;
const SLIP = 0.8;
const SHORTEST_WITH_SLIP = 5;
const SHORTEST_SHORTENED = 4;
const SHORTEST_WITH_TWO = 9;

/** How alike two words of people's names are, 0 to 1. Short family names differ by one letter: « Fall » is not « Sall ». */
export function personWordLikeness(one: string, other: string): number {
  if (one === other) return 1;
  if (one.length < 2 || other.length < 2) return 0;
  if (soundOf(one) === soundOf(other)) return SAID_ALIKE;
  const shorter = Math.min(one.length, other.length);
  // « Abdou » is short for « Abdoulaye ».
  if (shorter >= SHORTEST_SHORTENED && (one.startsWith(other) || other.startsWith(one))) return SLIP;
  // « Amadou » is not « Mamadou »: the first letter is rarely the wrong one.
  if (shorter < SHORTEST_WITH_SLIP || Math.abs(one.length - other.length) > 2 || one[0] !== other[0]) return 0;
  return slipsBetween(one, other) <= (shorter < SHORTEST_WITH_TWO ? 1 : 2) ? SLIP : 0;
}

/** The level on which two names of people agree; null when one side tells none. */
export function comparePersonNames(mine: PersonName, theirs: PersonName): PersonNameLevel | null {
  if (mine.words.length === 0 || theirs.words.length === 0) return null;
  const [one, other] = [withoutTitle(mine, theirs), withoutTitle(theirs, mine)];
  if (one.words.join('') === other.words.join('')) return 'same';
  const { shared, onlyOne, onlyOther, inOrder } = alignWords(one.words, other.words, personWordLikeness);
  if (onlyOne.length === 0 && onlyOther.length === 0) {
    if (shared.some(({ likeness }) => likeness < 1)) return 'slips';
    return inOrder ? 'same' : 'swapped';
  }
  if (shared.length > 0 && meetByInitials(onlyOne, onlyOther) && !isFamilyAlone(one, other)) return 'initials';
  if (onlyOne.length > 0 && onlyOther.length > 0) return 'different';
  return ofPart(one, other, onlyOne.length === 0);
}

/** « M. Ndiaye » is Monsieur, where no name of the other begins with M. */
function withoutTitle(name: PersonName, other: PersonName): PersonName {
  const [first, family] = name.words;
  if (first !== 'm' || family === undefined || name.words.length > 2) return name;
  if (other.words.some((word) => word !== family && word.startsWith('m'))) return name;
  return { words: [family], initials: family[0] ?? '', given: [], family: [family] };
}

/** Every word that one side has alone is a first letter of one that the other has alone: « A. Diop » and « Awa Diop ». */
function meetByInitials(onlyOne: readonly string[], onlyOther: readonly string[]): boolean {
  const [short, long] = onlyOne.every(isLetter) && onlyOne.length > 0 ? [onlyOne, onlyOther] : [onlyOther, onlyOne];
  if (short.length === 0 || long.length === 0 || !short.every(isLetter)) return false;
  return short.every((letter) => long.some((word) => word.startsWith(letter)));
}

/** « M. Ndiaye » : Monsieur, where no name begins with M. */
function isFamilyAlone(one: PersonName, other: PersonName): boolean {
  return one.words.length === 1 || other.words.length === 1;
}

function isLetter(word: string): boolean {
  return word.length === 1;
}

/** All words of one side stand in the other: a compound name without one of its parts, the family name alone, a given name alone. */
function ofPart(one: PersonName, other: PersonName, oneIsPart: boolean): PersonNameLevel {
  const [part, whole] = oneIsPart ? [one, other] : [other, one];
  const likeFamily = part.words.some((word) => whole.family.some((name) => personWordLikeness(word, name) > 0));
  if (part.words.length > 1) return 'compound';
  return likeFamily ? 'family' : 'given';
}
