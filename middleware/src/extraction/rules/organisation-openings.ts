import type { Span } from '../source.ts';
import { wordIndexAt } from '../source.ts';
import { isOrdinaryWord } from '../vocabulary.ts';
import { honorificAt, isFirstName, isStopWord } from './names.ts';
import { cueLength } from './organisation-cues.ts';
import type { Walk } from './organisation-walk.ts';
import { endOfName, gapBefore, isCapital, isIn, isLink, MAXIMUM_LINKS } from './organisation-walk.ts';
import { isKindAt, kindLength } from './organisation-words.ts';
import { isFieldAt, titleFound } from './organisation-titles.ts';

/** A capital that is not part of an address, or an organisation's word, which may be written small. */
export function mayBegin(walk: Walk, index: number): boolean {
  const { source, taken } = walk;
  const word = source.words[index];
  if (!word || isIn(taken, source, index)) return false;
  if (word.start > 0 && /[@._\p{L}\p{N}]/u.test(source.clear.charAt(word.start - 1))) return false;
  return isCapital(walk, index) || kindLength(source, index) > 0;
}

/** How many words are passed over at this place; null where the rule has nothing to say. */
type Lead = (walk: Walk, index: number) => number | null;

/** In this order, the first that speaks decides. */
const LEADS: readonly Lead[] = [facility, kindOpens, title, addressed, initial, firstName, thingOf, hyphened, opening];

/** How many words at this place are no part of a name: an article, « CR visite », a title, a form of address. */
export function leadLength(walk: Walk, index: number): number {
  for (const lead of LEADS) {
    const length = lead(walk, index);
    if (length !== null) return length;
  }
  return 0;
}

/** « usine Sonabio » */
function facility(walk: Walk, index: number): number | null {
  const small = !isCapital(walk, index) && cueLength(walk.source, index, 'facility') > 0;
  if (small && isCapital(walk, index + 1)) return 1;
  // "the board of Atlas Foods": in small letters it is the board that meets, not the name.
  const length = kindLength(walk.source, index);
  const ofHouse = length > 1 && walk.source.words[index + length - 1]?.folded === 'of';
  return ofHouse && !isCapital(walk, index) ? length : null;
}

function kindOpens({ source }: Walk, index: number): number | null {
  return isKindAt(source, index) ? 0 : null;
}

/** A title, up to where an organisation's word in capitals opens a name: « IT manager Hotel X ». */
function title(walk: Walk, index: number): number | null {
  const { source } = walk;
  const found: Span | null = titleFound(source, index);
  if (!found) return null;
  const end = wordIndexAt(source.words, found.end);
  for (let at = index + 1; at < end; at += 1) {
    if (isCapital(walk, at) && isKindAt(source, at) && endOfName(walk, at) > end) return at - index;
    if (isAfterComma(walk, at)) return at - index;
  }
  return end - index;
}

/** « Operations Manager, Blue Lagoon »: after the comma two words with a capital, none of which is a field. */
function isAfterComma(walk: Walk, index: number): boolean {
  const apart = gapBefore(walk, index) === ', ' && gapBefore(walk, index + 1) === ' ';
  return apart && [index, index + 1].every((at) => isCapital(walk, at) && !isFieldAt(walk.source, at));
}

/** « Mme Ba »: a form of address with the capitals that follow it. */
function addressed(walk: Walk, index: number): number | null {
  const honorific = honorificAt(walk.source, index);
  if (honorific === 0) return null;
  const from = index + honorific;
  let count = 0;
  while (count < 3 && isCapital(walk, from + count) && ADDRESSED.test(gapBefore(walk, from + count))) count += 1;
  return honorific + count;
}

const ADDRESSED = /^\.? $/;

/** « N'Guessan », "O'Reilly": an initial with an apostrophe, which is no article. */
function initial(walk: Walk, index: number): number | null {
  const word = walk.source.words[index]?.folded ?? '';
  const opens = word.length === 1 && !/[dl]/.test(word) && /['’]/.test(gapBefore(walk, index + 1));
  return opens && isCapital(walk, index + 1) ? 0 : null;
}

/** « Modou de X »: the house begins after the link. */
function firstName(walk: Walk, index: number): number | null {
  const { words } = walk.source;
  if (!isFirstName(words[index]?.folded ?? '')) return null;
  let links = 0;
  while (links < MAXIMUM_LINKS && OF_HOUSE.test(words[index + 1 + links]?.folded ?? '')) links += 1;
  return links > 0 && isCapital(walk, index + 1 + links) ? 1 + links : null;
}

const OF_HOUSE = /^(?:de|du|des|d|la|le|les|l|of|from|at|chez)$/;

/** « Lettre de la Direction des Phares », « Greffe du Tribunal »: an ordinary word that is an institution's. */
function thingOf(walk: Walk, index: number): number | null {
  const { source } = walk;
  const word = source.words[index]?.folded ?? '';
  let links = 0;
  while (links < MAXIMUM_LINKS && isLink(source, index + 1 + links)) links += 1;
  const kind = index + 1 + links;
  if (links === 0 || !isCapital(walk, kind) || !isKindAt(source, kind) || cueLength(source, index, 'trade') > 0)
    return null;
  return isOrdinaryWord(word, 'fr') || isOrdinaryWord(word, 'en') ? 1 + links : null;
}

/** « UN-CHK » */
function hyphened(walk: Walk, index: number): number | null {
  return gapBefore(walk, index + 1) === '-' && isCapital(walk, index + 1) ? 0 : null;
}

/** « CR visite », « Avec »; but « First Bank »: an ordinary word right before an organisation's word in capitals. */
function opening(walk: Walk, index: number): number | null {
  const { source } = walk;
  const word = source.words[index]?.folded ?? '';
  const lead = cueLength(source, index, 'lead');
  if (lead > 0) return lead;
  if (!isStopWord(word)) return 0;
  const qualifies = word.length > 3 && cueLength(source, index, 'small') === 0;
  return qualifies && isCapital(walk, index + 1) && isKindAt(source, index + 1) ? 0 : 1;
}
