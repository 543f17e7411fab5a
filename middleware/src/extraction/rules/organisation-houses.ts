import type { Analysis } from '../analysis.ts';
import type { Source, Span } from '../source.ts';
import { fold, wordIndexAt } from '../source.ts';
import { isFirstName } from './names.ts';
import { cueLength } from './organisation-cues.ts';
import { spellingOf } from './organisation-domains.ts';
import { isKindAt } from './organisation-words.ts';
import type { Person } from './people.ts';
import { titleFound } from './organisation-titles.ts';

/** The people without those that are organisations, which a title beside them made look like people. */
export function withoutHouses(analysis: Analysis, people: readonly Person[]): Person[] {
  return people.filter((person) => !HOUSES.some((isHouse) => isHouse(analysis, person)));
}

const HOUSES: readonly ((analysis: Analysis, person: Person) => boolean)[] = [
  possesses,
  endsInPlace,
  goesOn,
  isSpelled,
  followsArticle,
];

/** « Atlantic Mutual's CIO ». */
function possesses({ source }: Analysis, { start, end }: Person): boolean {
  return /['’]s(?!\p{L})/u.test(source.clear.slice(Math.max(start, end - 2), end + 3));
}

/** « Maersk Line Senegal »: a place at the end and no first name at the beginning. */
function endsInPlace({ cues }: Analysis, { first, end }: Person): boolean {
  const place = cues.country.some((cue) => cue.end === end);
  return place && !isFirstName(first?.split(' ')[0] ?? '');
}

/** More capitals than these before an organisation's word are another matter. */
const LONGEST_REST = 3;

/** « St. Paul River Hydropower Company », « Tamba Agro Processing Ltd »: a row of capitals that ends in an organisation's word. */
function goesOn({ source }: Analysis, { end }: Person): boolean {
  let index = wordIndexAt(source.words, end);
  for (let from = end; index < source.words.length; index += 1) {
    const word = source.words[index];
    if (!word || source.clear.slice(from, word.start) !== ' ' || !/\p{Lu}/u.test(source.clear.charAt(word.start)))
      return false;
    if (isKindAt(source, index)) return titleFound(source, index) === null;
    if (word.start - end > LONGEST_REST * 12) return false;
    from = word.end;
  }
  return false;
}

/** « Clinique de la Madeleine »: nobody's own name has an article. */
function followsArticle({ source }: Analysis, { start }: Person): boolean {
  const lead = / (?:de la|de l'|du|des|of the) ?$/.exec(source.folded.slice(Math.max(0, start - 8), start));
  if (!lead) return false;
  const before = start - lead[0].length;
  return isKindAt(source, wordIndexAt(source.words, before) - 1) && isCapitalAt(source, before);
}

/** Whether the word that ends at a place has a capital. */
function isCapitalAt({ words, clear }: Source, end: number): boolean {
  return /\p{Lu}/u.test(clear.charAt(words[wordIndexAt(words, end) - 1]?.start ?? end));
}

/** What a mail domain spells whole, and who has no address: « Soda Kaay » beside `penda@sodakaay.sn`. */
function isSpelled({ emails }: Analysis, { first, last, email }: Person): boolean {
  if (email !== null || first === null) return false;
  const letters = fold(`${first}${last}`).replaceAll(' ', '');
  return emails.some(({ domain }) => spellingOf(domain).replaceAll('-', '') === letters);
}

/** « Awa Sow Architecture »: a person's name that a trade's word follows is a house's, wherever else the person stands. */
export function namesHouse(source: Source, { end }: Span): boolean {
  const index = wordIndexAt(source.words, end);
  const word = source.words[index];
  if (!word || source.clear.slice(end, word.start) !== ' ' || !/\p{Lu}/u.test(source.clear.charAt(word.start)))
    return false;
  const trade = isKindAt(source, index) || cueLength(source, index, 'trade') > 0;
  return trade && titleFound(source, index) === null;
}
