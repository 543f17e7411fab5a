import { phraseAt } from '../lexicon.ts';
import type { Source } from '../source.ts';
import { lastUpTo } from '../source.ts';
import { countryCode } from '../values/countries.ts';
import type { WordKind } from './dictated-words.ts';
import { follows, phrasesByLanguage, speechPhrases } from './dictated-words.ts';
import type { NameRun } from './names.ts';
import { isKindAt, kindLength } from './organisation-words.ts';
import { startsTitle } from './titles.ts';

/** « direction », « centre », "services": of themselves they name nothing. */
const WEAK = phrasesByLanguage('weak');
const GENERIC = speechPhrases('generic');
const LONGEST_NAME = 8;
/** « boulangerie la brioche dorée »: houses that are called like signs. */
const SHOPS = speechPhrases('shop');
/** « agence nationale », « centre hospitalier »: with these even a weak word names an institution. */
const INSTITUTIONAL =
  /^(?:national|regional|departemental|municipal|provincial|general|central|hospitalier|universitaire|autonome|mondial|africain|islamique|superieur|interprofessionnel|intercommunal)e?s?$|(?:ien|ienne|ais|aise|ois|oise|ain|aine|een|eenne|burkinabe)s?$/;
/** « le palmier d'or », « la cotonnière de l'est »: small words elsewhere. */
const AFTER_LINK = /^(?:or|est|art|air|eau|an)$/;
const ELIDED =
  /^(?:jusqu|lorsqu|puisqu|presqu|quelqu|quoiqu|aujourd|entr|qu|it|he|she|that|what|there|here|let|who|they|you|we|don|isn|didn)$/;
const PLUS_OF = /^(?:de|d|que|qu|ou|en|du|des|than|of)$/;
const OFFICE =
  /^(?:ministere|direction|agence|office|secretariat|institut|conseil|caisse|fonds|chambre|ministry|department|agency|authority|commission|bureau)$/;
const FAMILY = /^(?:fils|freres|associes|cie|compagnie|filles|sons|brothers|co|partners|company)$/;

/** The words of a dictation with what they can be. */
export interface Spoken {
  readonly source: Source;
  readonly kinds: readonly WordKind[];
  readonly people: readonly NameRun[];
}

export function isOfPerson({ source, people }: Spoken, index: number): boolean {
  const word = source.words[index];
  const run = word && people[lastUpTo(people, word.start)];
  return run !== undefined && word !== undefined && word.start < run.end;
}

/** What leads to a name, and how much that alone says. */
export interface Opening {
  /** The index of the first word of the name. */
  readonly from: number;
  readonly confidence: number;
  readonly rule:
    | 'spoken-named'
    | 'spoken-after-chez'
    | 'spoken-kind-word'
    | 'spoken-opening'
    | 'spoken-after-at'
    | 'spoken-unknown-word';
}

/** « usine », « siège »: before an unknown word they say what of the house is meant, and are no part of its name. */
const PREMISES = speechPhrases('premises');

/** Where the name begins that an organisation's word leads: « usine | zonacos », « clinique ophtalmo », "office of | abia university". */
export function nameStart({ source, kinds }: Spoken, index: number): number {
  const next = index + kindLength(source, index);
  if (phraseAt(source.words, index, PREMISES) === null || !follows(source, next)) return index;
  if (kinds[next] === 'unknown') return next;
  const isPart =
    source.words[next]?.folded === 'of' && kinds[index - 1] === 'ordinary' && kinds[next + 1] === 'unknown';
  return isPart ? next + 1 : index;
}

/** Whether the organisation's word at `index` is one that names nothing without a word of its own. */
export function isWeakKind(source: Source, index: number): boolean {
  const length = kindLength(source, index);
  const next = index + length;
  if (INSTITUTIONAL.test(source.words[next]?.folded ?? '')) return false;
  if (isKindAt(source, next) && phraseAt(source.words, next, WEAK[source.language]) === null) return false;
  return (phraseAt(source.words, index, WEAK[source.language])?.length ?? 0) >= length;
}

/** The index after the last word of the name that begins at word `from`; in one that is announced a thing's name may stand. */
export function nameEnd(spoken: Spoken, from: number, isAnnounced = false): number {
  const { source, kinds } = spoken;
  const afterKind = from + kindLength(source, from);
  let to = isOfPerson(spoken, from) || kinds[from] === 'verb' ? from : afterKind;
  while (to < from + LONGEST_NAME) {
    const link = to > from ? linkLength(spoken, from, to) : 0;
    const isPart = (to === afterKind && kinds[to] === 'place') || (isAnnounced && kinds[to] === 'thing');
    const isFree = to === from || link > 0 || isPart;
    if (!isNext(spoken, from, to) || !isContent(spoken, to + link, isFree)) break;
    to += link + 1;
    if (closesName(spoken, from, to)) break;
  }
  return withoutGeneric(source, from, to);
}

/** Whether word `at` stands beside the name so far and begins no person's name. */
function isNext(spoken: Spoken, from: number, at: number): boolean {
  return (at === from || follows(spoken.source, at)) && !isOfPerson(spoken, at);
}

/** « l'école | privée »: what only describes ends no name. */
function withoutGeneric(source: Source, from: number, to: number): number {
  let end = to;
  while (end > from && phraseAt(source.words, end - 1, GENERIC)) end -= 1;
  return end;
}

/** "lower valley health trust | local ngo": in English the organisation's word stands last. */
function closesName({ source }: Spoken, from: number, at: number): boolean {
  const last = at - 1;
  if (source.language !== 'en' || last === from || !isKindAt(source, last) || isKindAt(source, from)) return false;
  return !isKindAt(source, at) && !/^(?:of|and)$/.test(source.words[at]?.folded ?? '');
}

/** « de la », « du », « of the », « et (fils) », and an article between the organisation's word and an unknown one. */
function linkLength(spoken: Spoken, from: number, at: number): number {
  const { source, kinds } = spoken;
  const word = (index: number): string => source.words[index]?.folded ?? '';
  if (/^(?:et|and)$/.test(word(at))) return FAMILY.test(word(at + 1)) ? 1 : jointLength(spoken, from, at);
  if (/^(?:du|des|d)$/.test(word(at))) return 1;
  if (/^(?:de|of)$/.test(word(at))) return /^(?:la|l|le|les|the)$/.test(word(at + 1)) ? 2 : 1;
  if (!/^(?:la|le|les|l)$/.test(word(at)) || !isKindAt(source, at - 1)) return 0;
  const shop = kinds[at + 1] === 'ordinary' && phraseAt(source.words, at - 1, SHOPS) !== null;
  return (kinds[at + 1] === 'unknown' || shop) && !startsTitle(source, at + 1) ? 1 : 0;
}

/** « direction des impôts et | domaines », "ministry of lands and | housing": an office of two matters. */
function jointLength({ source, kinds }: Spoken, from: number, at: number): number {
  if (!OFFICE.test(source.words[from]?.folded ?? '')) return 0;
  const link =
    /^ (?:de la |de l'|des |du |de |d'|of )?/.exec(source.folded.slice(source.words[at]?.end ?? 0))?.[0] ?? ' ';
  const words = link.split(/[ ']/).filter(Boolean).length;
  const next = at + 1 + words;
  const isHouse = isKindAt(source, next) && /^(?:de|du|des|d|of)$/.test(source.words[next + 1]?.folded ?? '');
  return kinds[next] === 'ordinary' && !startsTitle(source, next) && !isHouse ? 1 + words : 0;
}

/** Whether a word can be part of the name; `free` at its beginning or after a link, where more can stand. */
function isContent(spoken: Spoken, at: number, free: boolean): boolean {
  const { source, kinds } = spoken;
  const word = source.words[at]?.folded ?? '';
  const kind = kinds[at] ?? 'number';
  if (kind === 'number') return false;
  if (word === 'plus') return !free && !PLUS_OF.test(source.words[at + 1]?.folded ?? '');
  if (FAMILY.test(word) || (isKindAt(source, at) && kind !== 'verb')) return true;
  if (kind === 'stop') return free && isStopOfName(source, at);
  return free || goesOn(spoken, at, kind);
}

/** « la cotonnière de l'est », « sen'eau »: a small word of a name, or what stands before an apostrophe and is no elided word. */
function isStopOfName({ words, clear }: Source, at: number): boolean {
  const word = words[at];
  if (!word) return false;
  if (AFTER_LINK.test(word.folded)) return true;
  return /^['’]\p{L}/u.test(clear.slice(word.end, word.end + 2)) && word.folded.length > 2 && !ELIDED.test(word.folded);
}

/** Whether a word goes on with a name that no link leads to: no verb, thing or title; of places a country, or the rest of one. */
function goesOn(spoken: Spoken, at: number, kind: WordKind): boolean {
  if (kind === 'place')
    return spoken.kinds[at - 1] === 'place' || countryCode(spoken.source.words[at]?.folded) !== null;
  return !/^(?:verb|thing|brand)$/.test(kind) && !isTitle(spoken, at);
}

/** A title ends a name; « sec », « it » may be one and are words of names too. */
function isTitle({ source, kinds }: Spoken, at: number): boolean {
  return startsTitle(source, at) && !(kinds[at] === 'ordinary' && (source.words[at]?.folded.length ?? 0) <= 3);
}

/** « banque de l'union » becomes « Banque de l'Union »; what the recogniser gave a capital keeps it. */
export function dictatedName({ source, kinds }: Spoken, from: number, to: number): string {
  const alone = to - from === 1 && /^(?:la|l|le)$/.test(source.words[from - 1]?.folded ?? '');
  let name = '';
  for (let index = from; index < to; index += 1) {
    const word = source.words[index];
    const next = source.words[index + 1];
    if (!word) break;
    const text = source.clear.slice(word.start, word.end);
    const gap = index + 1 < to && next ? source.clear.slice(word.end, next.start) : '';
    name += casedWord(text, index > from, alone && kinds[index] === 'unknown') + gap;
  }
  return name;
}

function casedWord(text: string, inside: boolean, alone: boolean): string {
  if (inside && /^(?:de|du|des|d|la|le|les|l|of|the|et|and)$/.test(text)) return text;
  const acronym = /^\p{Ll}+$/u.test(text) && (text.length <= 4 ? alone : false);
  if (acronym || /^[bcdfghjklmnpqrstvwxz]{2,6}$/.test(text)) return text.toUpperCase();
  return text.charAt(0).toUpperCase() + text.slice(1);
}
