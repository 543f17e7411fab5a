import { phraseAt } from '../lexicon.ts';
import type { Source, Span } from '../source.ts';
import type { WordKind } from './dictated-words.ts';
import { addressAt, follows, speechPhrases } from './dictated-words.ts';
import { isFirstName, isLastName } from './names.ts';
import { startsTitle } from './titles.ts';

/** The words of a dictation with what they can be. */
export interface SpokenWords {
  readonly source: Source;
  readonly kinds: readonly WordKind[];
}

/** One part of a spoken name: a word, or several joined by a hyphen (« anne-lise ») or an apostrophe (« n'diaye »). */
export interface NamePart extends Span {
  readonly length: number;
  readonly kind: 'first' | 'last' | 'unknown';
  /** An ordinary word too: « rose », « prince », « fall ». */
  readonly ordinary: boolean;
}

/** « transit », « import »: words that end a house's name are no surname. */
const SUFFIXES = speechPhrases('suffix');
const PARTICLES = /^(?:el|al|ben|bin|bint|ould|mint|ag|ibn|da|do|dos|de|di|van|von|der|den|ter)$/;
const LONGEST_NAME = 4;

/** How many words some parts of a name take. */
export function lengthOf(parts: readonly NamePart[]): number {
  return parts.reduce((sum, part) => sum + part.length, 0);
}

/** The parts of a name from word `index` on, as far as the words can be one; after an introduction an unknown word more. */
export function nameParts(spoken: SpokenWords, index: number, isPresented = false): NamePart[] {
  const parts: NamePart[] = [];
  while (parts.length < LONGEST_NAME) {
    const at = index + lengthOf(parts);
    if (parts.length > 0 && !follows(spoken.source, at)) break;
    const next = parts.length === 0 ? firstParts(spoken, at) : nextParts(spoken, at, parts);
    if (next.length === 0) break;
    parts.push(...next);
    if (isComplete(spoken, parts, index + lengthOf(parts), isPresented)) break;
  }
  return parts.slice(0, LONGEST_NAME);
}

function firstParts(spoken: SpokenWords, at: number): NamePart[] {
  const part = partAt(spoken, at);
  return part && !isOrdinaryUnknown(part) ? [part] : [];
}

/** What goes on with a name: particles and a part, an ordinary word between a first name and a surname, a foreign word. */
function nextParts(spoken: SpokenWords, at: number, before: readonly NamePart[]): NamePart[] {
  const particles = particlesAt(spoken.source, at);
  const part = partAt(spoken, at + particles.length);
  const last = before.at(-1);
  if (!part) return last?.kind === 'first' ? otherName(spoken, at) : [];
  const isWeak = particles.length > 0 && /^d[ei]$/.test(spoken.source.words[at]?.folded ?? '');
  if (isWeak && part.kind !== 'last') return [];
  const isFit = !isOrdinaryUnknown(part) || (particles.length === 0 && isForeignName(spoken, at + part.length, last));
  return isFit ? [...particles, part] : [];
}

/** « joachim delta », « jean bosco habimana »: a word of the other language after a first name, one that names alone or before a name. */
function isForeignName(spoken: SpokenWords, next: number, before: NamePart | undefined): boolean {
  return before?.kind === 'first' && (!before.ordinary || partAt(spoken, next)?.ordinary === false);
}

/** After a known surname a name is complete, unless another surname follows or a name that a title follows. */
function isComplete(spoken: SpokenWords, parts: readonly NamePart[], next: number, isPresented: boolean): boolean {
  if (parts.length < 2 || parts.at(-1)?.kind !== 'last') return false;
  const part = partAt(spoken, next);
  if (part === null || part.kind === 'first' || isOrdinaryUnknown(part)) return true;
  const after = spoken.kinds[next + part.length];
  const isEnd = isPresented && after !== 'ordinary' && after !== 'unknown' && after !== 'foreign';
  return part.kind !== 'last' && !isEnd && !isFollowedByTitle(spoken, next + part.length);
}

function isOrdinaryUnknown({ kind, ordinary }: NamePart): boolean {
  return kind === 'unknown' && ordinary;
}

/** After a first name a village that is a surname too (« lamin sanyang »), or a middle name. */
function otherName(spoken: SpokenWords, index: number): NamePart[] {
  const word = spoken.source.words[index];
  const isSurname = word !== undefined && spoken.kinds[index] === 'place' && isLastName(word.folded);
  return isSurname ? [ordinaryPart(word, 'last')] : middleName(spoken, index);
}

/** « modou labé fall »: between a first name and a known surname an ordinary word or a city's is a name too. */
function middleName(spoken: SpokenWords, index: number): NamePart[] {
  const { source, kinds } = spoken;
  const word = source.words[index];
  if (!word || !/^(?:ordinary|place)$/.test(kinds[index] ?? '') || word.folded.length < 3) return [];
  if (!follows(source, index + 1) || startsTitle(source, index)) return [];
  return partAt(spoken, index + 1)?.kind === 'last' ? [ordinaryPart(word, 'unknown')] : [];
}

export function ordinaryPart({ start, end }: Span, kind: NamePart['kind']): NamePart {
  return { start, end, length: 1, kind, ordinary: true };
}

/** The particles that stand here: « ould », « van der »; « de » counts only before a known surname. */
function particlesAt(source: Source, index: number): NamePart[] {
  const found: NamePart[] = [];
  for (let at = index; found.length < 2; at += 1) {
    const word = source.words[at];
    if (!word || !PARTICLES.test(word.folded) || !follows(source, at)) break;
    found.push(ordinaryPart(word, 'unknown'));
  }
  return found;
}

/** The part of a name at word `index`; nothing where the word can be none. */
export function partAt({ source, kinds }: SpokenWords, index: number): NamePart | null {
  const word = source.words[index];
  if (!word || (word.folded.length > 1 && addressAt(source, index) > 0 && !isFirstName(word.folded))) return null;
  const length = joinedLength(source, index);
  const own = kinds.slice(index, index + length);
  if (own.some((kind) => /^(?:number|thing|brand|place)$/.test(kind))) return null;
  const end = source.words[index + length - 1]?.end ?? word.end;
  const part = { start: word.start, end, length, ordinary: !own.includes('unknown') };
  const listed = listedKind(source, index, length);
  if (listed) return { ...part, kind: listed };
  const isNamelike = !part.ordinary || own.includes('foreign');
  if (!isNamelike || end - word.start < 3 || startsTitle(source, index)) return null;
  if (part.ordinary && phraseAt(source.words, index, SUFFIXES)) return null;
  return { ...part, kind: 'unknown' };
}

/** What the lists of names say of one part: « jean-luc » by its first half, « okafor-obi » by its last. */
function listedKind(source: Source, index: number, length: number): 'first' | 'last' | null {
  const first = source.words[index];
  const last = source.words[index + length - 1];
  if (!first || !last) return null;
  const text = source.folded.slice(first.start, last.end);
  if (isFirstName(text) || (length > 1 && isFirstName(first.folded) && !isLastName(last.folded))) return 'first';
  return isLastName(text) || (length > 1 && isLastName(last.folded)) ? 'last' : null;
}

/** « jean-luc », « okafor-obi », « n'diaye », « o'brien »: how many words one part of a name takes. */
function joinedLength({ words, clear }: Source, index: number): number {
  let length = 1;
  for (; length < 4; length += 1) {
    const before = words[index + length - 1];
    const next = words[index + length];
    if (!before || !next) break;
    const gap = clear.slice(before.end, next.start);
    const elided = gap === "'" && length === 1 && /^[dgkmno]$/.test(before.folded) && next.folded.length > 3;
    if (gap !== '-' && !elided) break;
  }
  return length;
}

const BEFORE_TITLE =
  /^ (?:(?:c'est|qui est|il est|elle est|lui c'est|elle c'est|who is|who's|she's|he's|she is|he is|as|mooy|comme|notre|leur|our|their|the|le|la|l'|un|une|an?) ?){0,3}$/;

/** Whether a title follows the name that ends before word `from`: « directrice des achats », "she's a programme officer". */
export function isFollowedByTitle({ source }: SpokenWords, from: number): boolean {
  const end = source.words[from - 1]?.end ?? 0;
  for (let at = from; at < from + 6; at += 1) {
    const word = source.words[at];
    if (!word) return false;
    const isBridged = BEFORE_TITLE.test(source.folded.slice(end, word.start));
    if (isBridged && (startsTitle(source, at) || leadsTitle(source, at))) return true;
  }
  return false;
}

/** "programme officer", "medical superintendent": a word of the field, then the head. */
function leadsTitle(source: Source, index: number): boolean {
  return source.language === 'en' && follows(source, index + 1) && startsTitle(source, index + 1);
}
