import { distance } from 'fastest-levenshtein';

import { isFirstName, isLastName, isStopWord } from '../rules/names.ts';
import { hasKindWord } from '../rules/organisation-words.ts';
import { readLexiconFile, within } from '../lexicon.ts';
import type { Analysis } from '../analysis.ts';
import { fold, wordIndexAt } from '../source.ts';
import type { Span, Word } from '../source.ts';
import { isOrdinaryWord } from '../vocabulary.ts';
import { soundOf } from './sounds.ts';

/** The words of towns and countries, and of who is from there: « Laiterie du Djolof ». */
const OF_PLACES: ReadonlySet<string> = new Set(
  ['countries', 'nationalities']
    .flatMap((name) => Object.values(readLexiconFile('international', name)).flat())
    .flatMap((name) => fold(name).split(' ')),
);

/** The names that an org's vocabulary holds, as they are written, as they are compared and as they sound. */
export interface KnownNames {
  /** Folded. */
  readonly names: ReadonlySet<string>;
  /** The folded words of all names. */
  readonly words: ReadonlySet<string>;
  readonly bySound: readonly { readonly name: string; readonly sound: string }[];
}

export function knownNames(vocabulary: readonly string[]): KnownNames {
  const names = new Map(vocabulary.map((name) => [fold(name), name]));
  names.delete('');
  const folded = [...names.keys()];
  return {
    names: new Set(folded),
    words: new Set(folded.flatMap((name) => name.split(' ')).filter((word) => word.length > 1)),
    bySound: [...names].map(([key, name]) => ({ name, sound: soundOf(key) })),
  };
}

/** Names that sound shorter than this are near to too many. */
const SHORTEST = 4;
/** One sound in so many may differ. */
const SOUNDS_FOR_ONE = 5;
/** A name that was heard is compared as far as this. */
const LONGEST = 80;

/** The one name of the vocabulary that sounds nearly like a name; null where it is in it, and where none or several do. */
export function soundsLike({ names, bySound }: KnownNames, name: string): string | null {
  const folded = fold(name.slice(0, LONGEST));
  if (names.has(folded)) return null;
  const sound = soundOf(folded);
  if (sound.length < SHORTEST) return null;
  const most = Math.max(1, Math.floor(sound.length / SOUNDS_FOR_ONE));
  const near = bySound.filter(
    (one) => Math.abs(one.sound.length - sound.length) <= most && distance(one.sound, sound) <= most,
  );
  return near.length === 1 ? (near[0]?.name ?? null) : null;
}

/** Whether a name holds a word that no list of words or names has, nor the vocabulary, and that nobody spelled. */
export function isUnknownName(analysis: Analysis, known: KnownNames, quote: Span): boolean {
  const { source, cues } = analysis;
  if (within(cues.country, quote).some(({ start, end }) => start === quote.start && end === quote.end)) return false;
  const places = [...within(cues.country, quote), ...within(cues.subject, quote), ...within(cues.brand, quote)];
  for (let index = wordIndexAt(source.words, quote.start); ; index += 1) {
    const word = source.words[index];
    if (!word || word.end > quote.end) return false;
    const isPlace = places.some(({ start, end }) => start <= word.start && word.end <= end);
    if (!isPlace && !hasKindWord(source, word) && !isKnownWord(known, word.folded) && !isSpelled(source.words, word))
      return true;
  }
}

/** Whether the lists of words and names, or the vocabulary, hold a folded word. */
export function isKnownWord({ words }: KnownNames, folded: string): boolean {
  return (
    folded.length < 3 ||
    /\d/.test(folded) ||
    words.has(folded) ||
    OF_PLACES.has(folded) ||
    isStopWord(folded) ||
    isFirstName(folded) ||
    isLastName(folded) ||
    isOrdinaryWord(folded, 'fr') ||
    isOrdinaryWord(folded, 'en')
  );
}

/** How far from a name its letters are told. */
const SPELLED_WITHIN = 30;

/** Whether the letters of a word are told one by one beside it: « Ndiaye, N-D-I-A-Y-E ». */
function isSpelled(words: readonly Word[], { folded, start }: Word): boolean {
  const at = wordIndexAt(words, start);
  const letters = words
    .slice(Math.max(0, at - SPELLED_WITHIN), at + SPELLED_WITHIN)
    .map((word) => (word.folded.length === 1 ? word.folded : ' '))
    .join('');
  return letters.includes(folded);
}

const PUBLIC = new Set(Object.values(readLexiconFile('international', 'mail-domains')).flat());
/** How many words before and after an address tell whose it is. */
const TOLD_WITHIN = 60;
const SHORTEST_NAME = 3;

/** Whether an address is made of words that are known, or that stand around it: of a name, an organisation. */
export function isMadeOfNames(analysis: Analysis, known: KnownNames, address: string, quote: Span): boolean {
  const { words } = analysis.source;
  const at = wordIndexAt(words, quote.start);
  const after = wordIndexAt(words, quote.end);
  const told = [...words.slice(Math.max(0, at - TOLD_WITHIN), at), ...words.slice(after, after + TOLD_WITHIN)]
    .map(({ folded }) => folded)
    .filter(({ length }) => length >= SHORTEST_NAME);
  const [local = '', domain = ''] = address.split('@');
  const isOwn = !PUBLIC.has(domain);
  return isMadeOf(local, told, known) && (!isOwn || isMadeOf(domain.replace(/\.[^.]*$/, ''), told, known));
}

function isMadeOf(text: string, told: readonly string[], known: KnownNames): boolean {
  const parts = fold(text).split(' ');
  const holds = (part: string, word: string) =>
    part.includes(word) && (word.length > SHORTEST_NAME || part.length - word.length < SHORTEST_NAME);
  return parts.every((part) => isKnownWord(known, part) || told.some((word) => holds(part, word)));
}
