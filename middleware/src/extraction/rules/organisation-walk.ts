import { phraseAt, readLexicon } from '../lexicon.ts';
import type { Source, Span } from '../source.ts';
import { lastUpTo, wordIndexAt } from '../source.ts';
import { isOrdinaryWord } from '../vocabulary.ts';
import { honorificAt, isStopWord } from './names.ts';
import { cueLength } from './organisation-cues.ts';
import { isKindAt, kindLength } from './organisation-words.ts';
import { titleFound } from './organisation-titles.ts';

/** What a walk along the words of a name looks at. */
export interface Walk {
  readonly source: Source;
  /** Where people, addresses and dates stand: no name runs into one. */
  readonly taken: readonly Span[];
  /** Sentences in capitals, where a capital says nothing. */
  readonly shouted: readonly Span[];
  readonly towns: readonly Span[];
}

export const MAXIMUM_LINKS = 3;
const LONGEST_NAME = 14;

const LINKS = new Set(['de', 'du', 'des', 'd', 'la', 'le', 'les', 'l', 'of', 'the', 'do', 'da', 'dos']);
/** These join the words of a name only where an organisation's word has opened it: « Banque sahélienne pour le commerce ». */
const LINKS_OF_KIND = new Set(['et', 'and', 'pour', 'for', 'en', 'au', 'aux', 'sur', 'on']);
const BRANDS = readLexicon('brands', ['international']);
const NATIONALITIES = readLexicon('nationalities', ['international']);
const ABBREVIATED = /^(?:ste|ets|st|dr|cie|gen|min|univ|inst|nat|reg|hop|soc|grp|gpe)$/;
/** Forms of address that a practice or a foundation is named with: « Étude Maître Ndiaye ». */
const OWNER = /^(?:maitre|me|docteur|dr|pere|abbe|imam)$/;

/** Whether the word at `index` lies in one of these spans, which are sorted and apart. */
export function isIn(spans: readonly Span[], { words }: Source, index: number): boolean {
  const word = words[index];
  const before = word && spans[lastUpTo(spans, word.start)];
  return before !== undefined && word !== undefined && before.end > word.start;
}

/** Whether the word is written as a name; in a sentence of capitals, whether it is no ordinary word. */
export function isCapital({ source, shouted }: Walk, index: number): boolean {
  const word = source.words[index];
  if (!word || !/\p{Lu}/u.test(source.clear.charAt(word.start))) return false;
  return !isIn(shouted, source, index) || isKindAt(source, index) || !isOrdinary(word.folded);
}

function isOrdinary(word: string): boolean {
  return isOrdinaryWord(word, 'fr') || isOrdinaryWord(word, 'en');
}

/** What stands between the word before and the word at `index`. */
export function gapBefore({ source }: Walk, index: number): string {
  const before = source.words[index - 1];
  const word = source.words[index];
  return before && word ? source.clear.slice(before.end, word.start) : '\n\n';
}

/** Whether the word at `index` stands close enough to the one before to be of the same name. */
function isJoined(walk: Walk, index: number): boolean {
  const gap = gapBefore(walk, index);
  if (/^(?: {1,2}|-|['’]|\.| ?& ?|\+ ?)$/.test(gap)) return true;
  const before = walk.source.words[index - 1]?.folded ?? '';
  // A letterhead: « COMPLEXE SCOLAIRE   LES PHARES »
  if (/^ {3,4}$/.test(gap)) return LINKS.has(walk.source.words[index]?.folded ?? '') && isInHeading(walk.source, index);
  if (/^['’] $/.test(gap)) return before.length === 1 || isCapital(walk, index);
  if (gap === '. ') return ABBREVIATED.test(before);
  // A name cannot end in « de la »: it goes on on the next line.
  return LINKS.has(before) && /^[ |>]*\n[ |>]*$/.test(gap);
}

/** The index after the last word of the name that begins at word `first`. */
export function endOfName(walk: Walk, first: number): number {
  let to = first + Math.max(1, kindLength(walk.source, first));
  while (to - first < LONGEST_NAME) {
    const next = nextWord(walk, first, to);
    if (next <= to) break;
    to = next;
  }
  return to;
}

/** Where the name goes on to: after the next word that belongs to it with the links before; `to` itself where it ends. */
function nextWord(walk: Walk, first: number, to: number): number {
  const { source } = walk;
  if (!isJoined(walk, to)) return afterComma(walk, to);
  if (isIn(walk.taken, source, to)) return isOwnersName(walk, first, to) ? to + 1 : to;
  const linked = afterLinks(walk, first, to);
  if (linked > to) return linked;
  if (isCapital(walk, to)) return endsAt(walk, first, to) ? to : to + Math.max(1, kindLength(source, to));
  if (continuesInSmall(walk, first, to) || isApposed(walk, first, to)) return to + 1;
  return isNumberOfName(walk, to) ? to + 1 : to;
}

/** « Étude Maître Ndiaye »: the name of whoever a practice is named after, from its form of address on. */
function isOwnersName({ source, taken }: Walk, first: number, index: number): boolean {
  const span = taken[lastUpTo(taken, source.words[index]?.start ?? 0)];
  const before = span && source.words[wordIndexAt(source.words, span.start) - 1];
  return isKindAt(source, first) && before !== undefined && OWNER.test(before.folded);
}

/** « Agyeman, Blankson & Co »: a comma inside a name that closes with « & ». */
function afterComma(walk: Walk, to: number): number {
  if (gapBefore(walk, to) !== ', ' || !isCapital(walk, to) || isIn(walk.taken, walk.source, to)) return to;
  const closes = / ?& ?/.test(gapBefore(walk, to + 1)) && isCapital(walk, to + 1);
  return closes && (walk.source.words[to]?.folded.length ?? 0) > 2 ? to + 1 : to;
}

/** A capitalised word that begins something else: a title, a form of address, a product, the next thing said. */
function endsAt(walk: Walk, first: number, index: number): boolean {
  const { source } = walk;
  const word = source.words[index]?.folded ?? '';
  if (isKindAt(source, index) || cueLength(source, index, 'trade') > 0 || cueLength(source, index, 'legal') > 0)
    return false;
  if (phraseAt(source.words, index, BRANDS) !== null) return true;
  if (!isTitleOfName(source, first, index) && startsPerson(source, index)) return true;
  return isStopWord(word) && !isTiedOn(source, index) && !(word.length > 3 && isInHeading(source, index));
}

function startsPerson(source: Source, index: number): boolean {
  return honorificAt(source, index) > 0 || titleFound(source, index) !== null;
}

/** « Institut Pasteur », « Hôpital Principal », « Étude Maître Ndiaye »: after an organisation's word a title is of its name. */
function isTitleOfName(source: Source, first: number, index: number): boolean {
  const word = source.words[index]?.folded ?? '';
  if (OWNER.test(word)) return isKindAt(source, first);
  return (
    (isKindAt(source, index - 1) || isArticleOfName(source, first, index)) &&
    word.length > 5 &&
    !/^(?:monsieur|madame|mademoiselle)$/.test(word)
  );
}

/** « Comptoir du Manager », « Hôtel du Président »: right after an organisation's word and an article. */
function isArticleOfName(source: Source, first: number, index: number): boolean {
  const word = source.words[index - 1]?.folded ?? '';
  return index - 1 === first + kindLength(source, first) && isKindAt(source, first) && /^(?:du|des)$/.test(word);
}

/** « SAHEL COLD CHAIN SA »: in a short line of capitals a stop word may be a name's. */
function isInHeading({ clear, words }: Source, index: number): boolean {
  const start = words[index]?.start ?? 0;
  const lineStart = clear.lastIndexOf('\n', start) + 1;
  const line = clear.slice(lineStart, start + 60).split('\n')[0] ?? '';
  return start - lineStart < 60 && /^[^\p{Ll}\d:=]+$/u.test(line);
}

/** « 2 » of « Usine 2 »: a short number that no unit, time or count follows. */
function isNumberOfName({ source }: Walk, index: number): boolean {
  const word = source.words[index];
  const again = /^\d/.test(source.words[index - 1]?.folded ?? '');
  // « Programme 2027 » is a year's, « Comptoir 1440 » is called so.
  const number = isKindAt(source, index - 1) ? /^(?:\d{1,3}|(?!20[1-9])\d{4})$/ : /^\d{1,3}$/;
  if (!word || again || !number.test(word.folded)) return false;
  const after = source.folded.slice(word.end, word.end + 3);
  if (/^ ?(?:[%/h°.,:-]?\d|[%h°+x](?!\p{L}))/u.test(after)) return false;
  // « chez Garage 12 avec le gérant »: twelve of nothing that can be counted.
  return !/^ ?\p{L}/u.test(after) || isStopWord(source.words[index + 1]?.folded ?? '');
}

/** An adjective of an institution or a trade in small letters: « Centre hospitalier », « Niger télécoms ». */
function continuesInSmall({ source }: Walk, first: number, to: number): boolean {
  const start = source.words[to]?.start ?? 0;
  if (/['’]/.test(source.clear.charAt(start - 1))) return false;
  const ofNation = phraseAt(source.words, to, NATIONALITIES) !== null;
  return (
    ((ofNation || cueLength(source, to, 'adjective') > 0) && isKindAt(source, first)) ||
    cueLength(source, to, 'tail') > 0
  );
}

/** « Union des coopératives mangue de Bignona », « Lycée moderne de Bignona »: a noun or adjective within an institution's name that goes on to a capital. */
function isApposed(walk: Walk, first: number, to: number): boolean {
  const { source } = walk;
  const close = to - first < 3 && !(isCapital(walk, first) && to === first + kindLength(source, first));
  if (!hasKind(source, first, to) || close || isCapital(walk, to) || !isPurpose(walk, to)) return false;
  let at = to + 1;
  while (at <= to + MAXIMUM_LINKS && isLink(source, at) && isJoined(walk, at)) at += 1;
  return at > to + 1 && isJoined(walk, at) && isCapital(walk, at);
}

/** After « de », « de la », « of the »: a capitalised word, or what an institution is for (« de la pêche artisanale »). */
function afterLinks(walk: Walk, first: number, to: number): number {
  const { source } = walk;
  const kind = hasKind(source, first, to);
  // In a sentence « La » opens the next thing said; within an institution's name it links.
  if (isCapital(walk, to) && !kind) return to;
  let at = to;
  while (at < to + MAXIMUM_LINKS && isLink(source, at, kind) && isJoined(walk, at + 1)) at += 1;
  if (at === to || isIn(walk.taken, source, at)) return to;
  if (isCapital(walk, at)) return endsAt(walk, first, at) ? to : at + Math.max(1, kindLength(source, at));
  return kind && isPurpose(walk, at) ? at + 1 : to;
}

function hasKind(source: Source, first: number, to: number): boolean {
  for (let index = first; index < to; index += 1) if (isKindAt(source, index)) return true;
  return false;
}

/** Whether the word links the words of a name; after an organisation's word also « et », « pour », « aux ». */
export function isLink(source: Source, index: number, ofKind = false): boolean {
  const word = source.words[index]?.folded ?? '';
  return LINKS.has(word) || (ofKind && LINKS_OF_KIND.has(word)) || isEnglishArticle(source, index);
}

/** A noun in small letters that tells an institution's purpose. */
function isPurpose({ source }: Walk, index: number): boolean {
  const word = source.words[index]?.folded ?? '';
  const idle = isStopWord(word) || titleFound(source, index) !== null || cueLength(source, index, 'wants') > 0;
  return word.length > 3 && !idle && isOrdinary(word);
}

/** « Filaos d'Or », « Nioro-Est », « Clinique de l'Espoir »: by an apostrophe, a hyphen or a link before it. */
export function isTiedOn(source: Source, index: number): boolean {
  const start = source.words[index]?.start ?? 0;
  return source.clear.charAt(start - 1) !== ' ' || isLink(source, index - 1);
}

/** "Rent a Car": between two English words with a capital; in French « a » stands for « à » or is a verb. */
function isEnglishArticle({ words, clear }: Source, index: number): boolean {
  const [before, word, after] = [words[index - 1], words[index], words[index + 1]];
  if (!before || !after || !word || clear.slice(word.start, word.end) !== 'a') return false;
  return [before, after].every(
    ({ start, folded }) => /\p{Lu}/u.test(clear.charAt(start)) && isOrdinaryWord(folded, 'en'),
  );
}
