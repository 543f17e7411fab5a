import type { Analysis } from '../analysis.ts';
import { phraseAt } from '../lexicon.ts';
import type { Source } from '../source.ts';
import type { NamePart, SpokenWords } from './dictated-name-parts.ts';
import { isFollowedByTitle, lengthOf, nameParts, ordinaryPart, partAt } from './dictated-name-parts.ts';
import { addressAt, follows, jobAt, speechPhrases, wordKinds } from './dictated-words.ts';
import type { NameRun } from './names.ts';
import { isFirstName } from './names.ts';
import { isKindAt } from './organisation-words.ts';
import { takenBack } from './spoken-corrections.ts';
import { startsTitle } from './titles.ts';

const INTRODUCTIONS = speechPhrases('introduction');
const ARTICLES =
  /^(?:la|le|les|l|une?|des|du|au|aux|cette|ce|cet|notre|leurs?|the|an?|this|that|these|some|our|their)$/;
/** What a name may be of that is no person: « une boîte qui s'appelle … ». */
const HOUSE = /^(?:boite|startup|start|pme|pmi|ong|structure|enseigne|marque|outfit|firm|business|shop|charity|place)$/;

/** What tells that a name follows at once. */
const NAMES = /(?:m'appelle|s'appelle|nom (?:c'est|est)|name(?:'s| is)|named|called) $/;
/** Before these a house may be called after the person: « groupe el hadj kaba », « étude maître diop ». */
const CIVIL = /^(?:m|mr|mme|mlle|monsieur|madame|mademoiselle|mister|missus|mrs|ms|miss)$/;

const known = new WeakMap<Source, readonly NameRun[]>();

/** A dictation's words, and where in it job titles end. */
interface Dictation extends SpokenWords {
  readonly titleEnds: ReadonlySet<number>;
}

/**
 * Names in a dictation, where nothing is capitalised: words that no vocabulary knows, known first names and surnames, where the
 * words around say that they name a person.
 */
export function dictatedNames(analysis: Analysis): readonly NameRun[] {
  const { source } = analysis;
  const cached = known.get(source);
  if (cached) return cached;
  const spoken = { source, kinds: wordKinds(analysis), titleEnds: titleEndsIn(source) };
  const runs: NameRun[] = [];
  for (let index = 0; index < source.words.length;) {
    const parts = partsFrom(spoken, index);
    const first = parts[0];
    const last = parts.at(-1);
    const isRun = first && last && isPersons(spoken, index, parts);
    if (isRun) runs.push({ start: first.start, end: last.end, tokens: parts, addressed: true });
    const isHouses = parts.length > 0 && startsHouse(spoken, index - 1) && !isTitled(spoken, index);
    index += isRun || isHouses ? lengthOf(parts) : Math.max(1, first?.length ?? 1);
  }
  const back = takenBack(source, runs);
  const kept = runs.filter((run) => !back.has(run));
  known.set(source, kept);
  return kept;
}

function titleEndsIn(source: Source): ReadonlySet<number> {
  const ends = new Set<number>();
  for (let index = 0; index < source.words.length; index += 1) {
    const title = jobAt(source, index);
    if (title) ends.add(title.end);
  }
  return ends;
}

/**
 * The parts of a name at a word. After a form of address or an introduction an ordinary word may begin it, if an unknown one follows
 * (« il s'appelle narcisse dolabou »), or end it, if a title follows (« madame aline fontaine intendante »).
 */
function partsFrom(spoken: Dictation, index: number): NamePart[] {
  const { source, kinds } = spoken;
  const word = source.words[index];
  const isPresented = honorificBefore(spoken, index) || isIntroduced(source, index) || isOfTitle(spoken, index);
  if (!word || !(isPresented || isTitled(spoken, index))) return nameParts(spoken, index);
  if (isPresented && kinds[index] === 'ordinary' && !isFirstName(word.folded)) return withOrdinaryFirst(spoken, index);
  return withOrdinaryLast(spoken, index, nameParts(spoken, index, true), isPresented);
}

/** « le directeur c'est X », "the it director there is X": a title tells who it is. */
function isOfTitle({ source, titleEnds }: Dictation, index: number): boolean {
  if (!/^(?:is|est)$/.test(source.words[index - 1]?.folded ?? '')) return false;
  return [2, 3, 4].some((back) => titleEnds.has(source.words[index - back]?.end ?? -1));
}

/** Whether a job title ends right before. */
function isTitled({ source, titleEnds }: Dictation, index: number): boolean {
  const before = follows(source, index) ? source.words[index - 1] : undefined;
  return before !== undefined && titleEnds.has(before.end);
}

function withOrdinaryFirst(spoken: Dictation, index: number): NamePart[] {
  const word = spoken.source.words[index];
  const next = follows(spoken.source, index + 1) ? partAt(spoken, index + 1) : null;
  if (!word || !next || next.ordinary || !mayBeName(spoken, index)) return [];
  return [ordinaryPart(word, 'first'), ...nameParts(spoken, index + 1)].slice(0, 4);
}

/** An ordinary word is the surname where a title, a verb or a pronoun follows it, or the words before say that a name is told. */
function withOrdinaryLast(spoken: Dictation, index: number, parts: NamePart[], isPresented: boolean): NamePart[] {
  const after = index + lengthOf(parts);
  const next = spoken.source.words[after];
  const before = parts.at(-1);
  if (!next || !before || parts.length > 2 || !follows(spoken.source, after) || !mayBeName(spoken, after)) return parts;
  const isActing = /^(?:il|elle|he|she|who|qui)$/.test(spoken.source.words[after + 1]?.folded ?? '');
  const isSurname =
    parts.length === 2 ? before.kind === 'last' && isActing : endsName(spoken, before, after, isActing, isPresented);
  return isSurname ? [...parts, ordinaryPart(next, 'last')] : parts;
}

/** Whether the ordinary word at `index` is the surname to one part of a name. */
function endsName(spoken: Dictation, part: NamePart, index: number, isActing: boolean, isPresented: boolean): boolean {
  if (!isPresented) return spoken.kinds[index + 1] === 'verb' && !part.ordinary;
  if (part.kind === 'first' && (isActing || isFollowedByTitle(spoken, index + 1))) return true;
  return isTold(spoken, part, index + 1);
}

/** « je m'appelle lucie fontaine et … »: a name is told, and it ends here. */
function isTold({ source, kinds }: Dictation, part: NamePart, next: number): boolean {
  const isNamed = NAMES.test(source.folded.slice(Math.max(0, part.start - 20), part.start));
  return isNamed && kinds[next] !== 'ordinary' && kinds[next] !== 'unknown';
}

/** An ordinary word, or a city's, that is neither an article nor a title nor a form of address. */
function mayBeName({ source, kinds }: Dictation, index: number): boolean {
  const word = source.words[index]?.folded ?? '';
  if (!/^(?:ordinary|foreign|place)$/.test(kinds[index] ?? '') || ARTICLES.test(word) || word.length < 3) return false;
  return addressAt(source, index) === 0 && !startsTitle(source, index) && !isKindAt(source, index);
}

/** Whether the words around, or the name itself, say that it is a person's. */
function isPersons(spoken: Dictation, index: number, parts: readonly NamePart[]): boolean {
  const { source } = spoken;
  if (honorificBefore(spoken, index)) return parts.some(({ kind, ordinary }) => kind !== 'unknown' || !ordinary);
  const before = follows(source, index) ? source.words[index - 1] : undefined;
  const titled = isTitled(spoken, index);
  if (!titled && (holdsKind(source, index, parts) || startsHouse(spoken, index - 1))) return false;
  if (parts.length < 2) return isOneName(spoken, index, parts, titled);
  if (titled || isIntroduced(source, index) || isFollowedByTitle(spoken, index + lengthOf(parts))) return true;
  return !ARTICLES.test(before?.folded ?? '') && soundsLikeName(spoken, index, parts);
}

/** « mutuelle », "ngo": an organisation's word among the parts. */
function holdsKind(source: Source, index: number, parts: readonly NamePart[]): boolean {
  return Array.from({ length: lengthOf(parts) }, (_, offset) => index + offset).some((at) => isKindAt(source, at));
}

/** « le directeur ndiaye », "a guy named tamba": one word is a name after a title or where a name is told. */
function isOneName({ source }: Dictation, index: number, [part]: readonly NamePart[], titled: boolean): boolean {
  if (!part || part.ordinary || part.kind === 'unknown') return false;
  const isNamed = NAMES.test(source.folded.slice(Math.max(0, part.start - 20), part.start));
  return titled ? part.kind === 'last' : isNamed && isIntroduced(source, index);
}

/** A known first name begins it, or a known surname stands in it that no house is called like. */
function soundsLikeName(spoken: Dictation, index: number, parts: readonly NamePart[]): boolean {
  if (parts[0]?.kind === 'first') return !parts.every(({ ordinary }) => ordinary) || parts.at(-1)?.kind !== 'last';
  return parts.some(({ kind, ordinary }) => kind === 'last' && !ordinary) && !isHouseNear(spoken, index, parts);
}

/**
 * The form of address right before: « madame », « m. », « soeur », « capitaine »; the m of « m'a » is none. After an organisation's word
 * a title of honour belongs to the house's name: « étude maître diop ».
 */
function honorificBefore(spoken: Dictation, index: number): boolean {
  const { source } = spoken;
  const word = source.words[index];
  const last = source.words[index - 1];
  if (!word || !last || !/^\.? $/.test(source.clear.slice(last.end, word.start))) return false;
  const length = [1, 2].find((count) => index >= count && addressAt(source, index - count) === count);
  if (length === undefined) return false;
  const from = index - length;
  return CIVIL.test(source.words[from]?.folded ?? '') || !startsHouse(spoken, from - 1);
}

/** Whether an organisation's word stands at `index` and leads the name: « clinique | awa », not « oryx industries | awa ». */
function startsHouse({ source, kinds }: Dictation, index: number): boolean {
  if (!isKindAt(source, index) || !follows(source, index + 1)) return false;
  const before = kinds[index - 1];
  return !(follows(source, index) && (before === 'unknown' || (source.language === 'en' && before === 'ordinary')));
}

/** « il s'appelle X », "his name is X", "this is X"; not « une boîte qui s'appelle X ». */
function isIntroduced(source: Source, index: number): boolean {
  for (let length = 1; length <= 4; length += 1) {
    if (phraseAt(source.words, index - length, INTRODUCTIONS)?.length === length)
      return !isAfterHouse(source, index - length);
  }
  return false;
}

/** Whether an organisation's word (« la banque », "a company") stands within the three words before word `index`. */
export function isAfterHouse(source: Source, index: number): boolean {
  return [1, 2, 3].some((back) => {
    const at = index - back;
    return isKindAt(source, at) || HOUSE.test(source.words[at]?.folded ?? '');
  });
}

/** A surname with an unknown word may be a house's name: after « chez », or where an organisation's word stands beside. */
function isHouseNear({ source, kinds }: Dictation, index: number, parts: readonly NamePart[]): boolean {
  const after = index + lengthOf(parts);
  const isBeside = isKindAt(source, after) && follows(source, after);
  return source.words[index - 1]?.folded === 'chez' || isBeside || kinds[index - 1] === 'unknown';
}
