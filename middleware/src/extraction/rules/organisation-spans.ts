import type { Analysis } from '../analysis.ts';
import type { Source, Span } from '../source.ts';
import { fold, joined, lastUpTo, wordIndexAt } from '../source.ts';
import { isCountryName } from './country-places.ts';
import { isStopWord } from './names.ts';
import { cueLength } from './organisation-cues.ts';
import { namesHouse } from './organisation-houses.ts';
import { leadLength, mayBegin } from './organisation-openings.ts';
import type { Walk } from './organisation-walk.ts';
import { endOfName, isCapital, isLink, isTiedOn } from './organisation-walk.ts';
import { isKindAt } from './organisation-words.ts';
import type { Person } from './people.ts';

/** A row of words that may name an organisation. */
export interface NameSpan extends Span {
  /** The indexes of its first word and of the word after its last. */
  readonly from: number;
  readonly to: number;
}

/** More names than any note has; bounds the work on a hostile text. */
const MAXIMUM = 400;

/** Rows of capitalised words with their small links, and organisations' words that lead to one, in reading order. */
export function nameSpansIn({ source, emails, dates, cues }: Analysis, people: readonly Person[]): NameSpan[] {
  const persons = [...people, ...mentionsOf(source, people)].filter((person) => !namesHouse(source, person));
  const taken = [...persons, ...emails, ...dates];
  const walk: Walk = {
    source,
    taken: joined(taken.map(({ start, end }) => ({ start, end }))),
    shouted: shoutedIn(source),
    towns: cues.country.filter((place) => !isCountryName(source, place)),
  };
  const found: NameSpan[] = [];
  for (let index = 0; index < source.words.length && found.length < MAXIMUM;) {
    const begins = mayBegin(walk, index);
    const lead = begins ? leadLength(walk, index) : 0;
    const to = begins && lead === 0 ? endOfName(walk, index) : index + lead;
    const span = lead === 0 ? trimmed(walk, index, to) : null;
    if (span) found.push(span);
    index = Math.max(index + 1, to);
  }
  return found;
}

/** Wherever a known person's whole name stands again. */
function mentionsOf({ words }: Source, people: readonly Person[]): Span[] {
  const names = new Map<string, string[][]>();
  for (const { first, last } of people) {
    if (first === null) continue;
    for (const name of [`${first} ${last}`, `${last} ${first}`]) {
      const parts = fold(name).split(' ');
      names.set(parts[0] ?? '', [...(names.get(parts[0] ?? '') ?? []), parts]);
    }
  }
  return words.flatMap((word, index) => {
    const name = names.get(word.folded)?.find((parts) => parts.every((part, at) => words[index + at]?.folded === part));
    const last = name && words[index + name.length - 1];
    return last ? [{ start: word.start, end: last.end }] : [];
  });
}

/** Parts of a line that are too long for a name and have no small letter. */
function shoutedIn({ clear }: Source): Span[] {
  return [...clear.matchAll(/[^\n\p{Ll}/|(),:;–]{60,}/gu)]
    .filter(([text]) => /\p{Lu}{3}/u.test(text))
    .map(({ 0: text, index }) => ({ start: index, end: index + text.length }));
}

/** The words `from` to `to` as a span. */
function spanOfWords({ words }: Source, from: number, to: number): NameSpan | null {
  const start = words[from]?.start;
  const end = words[to - 1]?.end;
  return start === undefined || end === undefined || from >= to ? null : { start, end, from, to };
}

/** A span of text as the words it holds. */
export function wordsOfSpan(source: Source, { start, end }: Span): NameSpan | null {
  return spanOfWords(source, wordIndexAt(source.words, start), wordIndexAt(source.words, end));
}

/** Without the links and stop words at the end; nothing when no word is written as a name. */
function trimmed(walk: Walk, from: number, to: number): NameSpan | null {
  const { source } = walk;
  let last = to;
  while (last > from && isIdleEnd(walk, last - 1)) last -= 1;
  // « clinique de jour à … », « l'agence de voyage »: without a capital it is a thing, not a name.
  if (!hasCapital(walk, from, last)) return null;
  const span = spanOfWords(source, from, withoutTown(walk, from, last));
  return span && { ...span, end: span.end + initialsAfter(source, span) };
}

function hasCapital(walk: Walk, from: number, to: number): boolean {
  for (let index = from; index < to; index += 1) if (isCapital(walk, index)) return true;
  return false;
}

function isIdleEnd(walk: Walk, index: number): boolean {
  const { source } = walk;
  if (isKindAt(source, index) || cueLength(source, index, 'legal') > 0) return false;
  if (isCapital(walk, index) && cueLength(source, index, 'trade') > 0) return false;
  if (isLink(source, index, true)) return true;
  return isStopWord(source.words[index]?.folded ?? '') && !(isCapital(walk, index) && isTiedOn(source, index));
}

/** « Coris Bank Ouaga »: the town after a name of its own says which branch; « Mairie de Parakou » and « CROUS Thiès » need it. */
function withoutTown(walk: Walk, from: number, to: number): number {
  const { source, towns } = walk;
  const end = source.words[to - 1]?.end ?? 0;
  const town = towns[lastUpTo(towns, end)];
  const cut = town?.end === end ? wordIndexAt(source.words, town.start) : from;
  if (cut <= from || isTiedOn(source, cut)) return to;
  for (let index = from; index < cut; index += 1) if (isOwnWord(walk, index)) return cut;
  return to;
}

/** A capitalised word that is neither an organisation's nor an adjective of one. */
function isOwnWord(walk: Walk, index: number): boolean {
  const { source } = walk;
  const plain = isKindAt(source, index) || cueLength(source, index, 'adjective') > 0;
  return !plain && isCapital(walk, index) && !isStopWord(source.words[index]?.folded ?? '');
}

/** The points of « S.A. », which are no part of a word. */
function initialsAfter(source: Source, { start, end }: Span): number {
  const dotted = /^(?:\.[A-Z])*\./.exec(source.clear.slice(end, end + 6))?.[0] ?? '';
  return /(?:^|[ .])\p{Lu}$/u.test(source.clear.slice(start, end)) ? dotted.length : 0;
}
