import { groupAt } from './numbers.ts';

const SCALES = /^(?:cents?|mille|mil|millions?|milliards?|hundred|thousand|billions?)$/;
/** « une », "one" and "a" are numbers as often as articles: alone they are none. */
const ARTICLES = new Set(['un', 'une', 'a']);

/** Whether a folded word is part of numbers in French or English. */
export function isNumberWord(folded: string): boolean {
  if (SCALES.test(folded)) return true;
  if (ARTICLES.has(folded)) return false;
  const alone = [{ folded, start: 0, end: folded.length }];
  return groupAt(alone, 0, 'fr') !== null || groupAt(alone, 0, 'en') !== null;
}
