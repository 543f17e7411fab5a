import type { Lexicon } from '../lexicon.ts';
import { lexiconOf, phraseAt, readLexicon, readLexiconFile } from '../lexicon.ts';
import type { Source, Span } from '../source.ts';
import { wordIndexAt } from '../source.ts';
import { isOrdinaryWord } from '../vocabulary.ts';
import { isFirstName, isLastName, isStopWord } from './names.ts';
import { isKindAt } from './organisation-words.ts';

const LANGUAGES = ['fr', 'en'];
const files = LANGUAGES.map((folder) => readLexiconFile(folder, 'titles'));
const phrases = (...concepts: string[]): Lexicon =>
  lexiconOf(files.flatMap((file) => concepts.map((concept) => ({ [concept]: file[concept] ?? [] }))));
const HEADS = phrases('head', 'acronym');
const ACRONYMS = phrases('acronym');
const FIELDS = phrases('field', 'unit');
const UNITS = phrases('unit');
const PLACES = readLexicon('countries', ['international']);
/** Verbs in the third person: what follows a title in a sentence and is no part of it. */
const VERBS = new Set(LANGUAGES.flatMap((folder) => readLexiconFile(folder, 'speech')['verb'] ?? []));
const LINKS = /^(?:de|du|des|d|la|le|les|l|et|a|au|aux|en|of|the|and|for|to|in)$/;
/** After these an organisation's word names the organisation (« directeur du port sec »), after « d' » or « de » alone a trade. */
const ARTICLES = /^(?:du|la|le|les|l|au|aux|the|of)$/;
/** Forms of address: alone before a name they are no job. */
const FORMS_OF_ADDRESS =
  /^(?:docteur|professeur|monsieur|madame|maitre|colonel|capitaine|commandant|pasteur|imam|doctor|professor|chief|sir)$/;
/** Between the words of a title only blanks, an abbreviation's point, a hyphen, `&` or `/` may stand. */
const JOINED = /^(?:\.? {0,2}|\. ?[&/+] ?|['’ ]|-| ?& ?| ?\+ ?| ?\/ ?|\.? ?\n ?)$/;
/** A point between two words of a title follows an abbreviation (« Resp. Réseau »); after « DSI. » a new sentence begins. */
const ABBREVIATED =
  /^(?:dir|resp|adj|adjt|adjte|dept|dpt|gen|chg|sec|secr|asst|assist|serv|svc|ing|tech|log|adm|com|fin)$/;
const MAXIMUM_WORDS = 12;
/** What ends a title that is told between signs: a comma, a bracket, the end of the line, a number, an address. */
const BOUNDARY =
  /^(?:\.? {0,3}(?:$|[,;:|)\]\n(·•~"»]|[-–—=→]{1,3}[ >])|\.\s| {3}| (?:chez|at|from|@) |\.? {0,2}(?:(?:au|aux|à|tel|tél|mob|cell?|port|gsm|m|t)[ .:°]{1,3})?(?:\+|\(?\d[\d .()-]{5})| {0,2}[\p{L}\d._-]{1,64}@)/iu;

/** Whether a job title begins at this word. */
export function startsTitle(source: Source, index: number): boolean {
  return headLength(source, index) > 0;
}

/** How many words the head at `index` takes. An acronym that is a word too (« DO », « IT », « DIT ») is one in capitals only. */
function headLength(source: Source, index: number): number {
  const word = source.words[index];
  const head = phraseAt(source.words, index, HEADS);
  if (!word || !head) return 0;
  if (head.concept !== 'acronym' || head.length > 1 || /^\p{Lu}{2,}$/u.test(source.clear.slice(word.start, word.end)))
    return head.length;
  return isOrdinary(word.folded) || isStopWord(word.folded) ? 0 : 1;
}

/** Whether a stretch holds a verb or a small word of a sentence. */
export function holdsVerb(source: Source, span: Span): boolean {
  for (let index = wordIndexAt(source.words, span.start); ; index += 1) {
    const word = source.words[index];
    if (!word || word.end > span.end) return false;
    if (!LINKS.test(word.folded) && (VERBS.has(word.folded) || isStopWord(word.folded))) return true;
  }
}

/** « Docteur », « Colonel »: before a name a form of address, no job. */
export function isFormOfAddress(source: Source, title: Span): boolean {
  return FORMS_OF_ADDRESS.test(source.folded.slice(title.start, title.end));
}

/**
 * The job title that begins at word `index`: its head and the complement that follows. A complement of words that no lexicon
 * lists (« cheffe service domanial ») counts when a sign ends it; in running text only known fields do.
 */
export function titleAt(source: Source, index: number): Span | null {
  const first = source.words[index];
  const length = headLength(source, index);
  if (!first || length === 0) return null;
  const from = index + length;
  const acronym = phraseAt(source.words, index, ACRONYMS)?.length === length;
  const told = acronym ? from : walk(source, index, from, isComplement);
  const bounded = told > from && BOUNDARY.test(after(source, told));
  const end = bounded ? told : walk(source, index, from, isKnownComplement);
  const last = source.words[end - 1];
  return last ? { start: first.start, end: withSubject(source, index, end, last.end) } : null;
}

/** The job title that begins at word `index` and reaches up to a name that follows at once: « le chef de poste Modou Fall ». */
export function titleUpTo(source: Source, index: number, place: number): Span | null {
  const first = source.words[index];
  const length = headLength(source, index);
  if (!first || length === 0 || phraseAt(source.words, index, ACRONYMS)?.length === length) return null;
  const last = source.words[walk(source, index, index + length, isComplement) - 1];
  return last && /^ {1,2}$/.test(source.clear.slice(last.end, place)) ? { start: first.start, end: last.end } : null;
}

function after(source: Source, index: number): string {
  const end = source.words[index - 1]?.end ?? 0;
  return source.clear.slice(end, end + 48);
}

type Accepts = (source: Source, index: number, head: number) => number;

/** The index after the last word of a complement that begins at `from`; links count only when a word follows them. */
function walk(source: Source, head: number, from: number, accepts: Accepts): number {
  let kept = from;
  for (let index = from; index < head + MAXIMUM_WORDS;) {
    if (!joins(source, index)) break;
    const step = accepts(source, index, head);
    const link = LINKS.test(source.words[index]?.folded ?? '');
    if (step === 0 && !link) break;
    index += Math.max(1, step);
    if (!LINKS.test(source.words[index - 1]?.folded ?? '')) kept = index;
  }
  return kept;
}

/** How many words at `index` are known words of a field. */
function isKnownComplement(source: Source, index: number): number {
  const word = source.words[index]?.folded ?? '';
  if (FORMS_OF_ADDRESS.test(word)) return 0;
  const known = headLength(source, index) || (phraseAt(source.words, index, FIELDS)?.length ?? 0);
  return known || (isFieldLike(source, index) ? 1 : 0);
}

/** How many words at `index` can belong to a complement that a sign ends: any ordinary word, a short acronym. */
function isComplement(source: Source, index: number, head: number): number {
  const known = isKnownComplement(source, index);
  const word = source.words[index];
  if (known > 0 || !word) return known;
  const text = source.clear.slice(word.start, word.end);
  if (/\d/.test(text) || word.folded.length < 2 || endsTitle(source, index)) return 0;
  return isOwnField(source, index, text, head) ? 1 : 0;
}

function isOwnField(source: Source, index: number, text: string, head: number): boolean {
  const folded = source.words[index]?.folded ?? '';
  if (isKindAt(source, index)) return isTrade(source, index, text);
  if (/^\p{Lu}\p{Ll}/u.test(text) && !mayTakeCapital(source, head)) return false;
  const shouted = /^\p{Lu}{4,}$/u.test(source.clear.slice(source.words[head]?.start, source.words[head]?.end));
  if (!shouted && /^\p{Lu}{2,}$/u.test(text)) return isFirstComplement(source, index, head);
  return isOrdinary(folded) || isUnknownField(text);
}

/** « directeur d'école », « responsable usine, »: the organisation's word names a trade after « d' » or before a sign. */
function isTrade(source: Source, index: number, text: string): boolean {
  if (afterArticle(source, index) || /^\p{Lu}/u.test(text)) return false;
  return LINKS.test(source.words[index - 1]?.folded ?? '') || BOUNDARY.test(after(source, index + 1));
}

/** « Chef Division Scolarité », « resp. Flotte »; after a head in small letters a capital is rather the house's. */
function mayTakeCapital(source: Source, head: number): boolean {
  const word = source.words[head];
  return word !== undefined && (/^\p{Lu}/u.test(source.clear.charAt(word.start)) || ABBREVIATED.test(word.folded));
}

/** « resp logistik », « resp. appro »: small letters that no vocabulary knows and that are no name. */
function isUnknownField(text: string): boolean {
  return /^\p{Ll}{4,}$/u.test(text) && !isFirstName(text) && !isLastName(text);
}

/** « Responsable NOC », « chef de division TICE »: an acronym after the head or a unit is the field, later it may be the house. */
function isFirstComplement(source: Source, index: number, head: number): boolean {
  const before = source.words[index - 1];
  const gap = before ? source.clear.slice(before.end, source.words[index]?.start) : '';
  if (gap.trim() !== '' || LINKS.test(before?.folded ?? '')) return /&|\//.test(gap);
  if (index === head + 1 || phraseAt(source.words, index - 1, UNITS)) return true;
  return /^(?:projet|programme|produit|focal|project|program|product)$/.test(before?.folded ?? '');
}

function isOrdinary(folded: string): boolean {
  return isOrdinaryWord(folded, 'fr') || isOrdinaryWord(folded, 'en');
}

/** A verb, a small word of a sentence, a place: what a title does not hold. */
function endsTitle(source: Source, index: number): boolean {
  const word = source.words[index]?.folded ?? '';
  if (LINKS.test(word)) return false;
  return VERBS.has(word) || isStopWord(word) || phraseAt(source.words, index, PLACES) !== null;
}

function afterArticle(source: Source, index: number): boolean {
  return ARTICLES.test(source.words[index - 1]?.folded ?? '');
}

/** "Head, Data Unit", "VP, Information Technology": after some English heads the field stands behind a comma. */
const BEFORE_COMMA =
  /^(?:head|director|manager|vp|svp|avp|evp|vice president|chief|lead|officer|deputy director|principal|coordinator|dean|registrar|provost|associate director|team lead|senior manager|general manager|assistant director)$/;

function withSubject(source: Source, index: number, next: number, end: number): number {
  const head = source.folded.slice(source.words[index]?.start ?? 0, end);
  if (!BEFORE_COMMA.test(head) || !/^, \p{Lu}/u.test(source.clear.slice(end, end + 3))) return end;
  let at = next;
  while (at < next + 6 && continuesSubject(source, at, at === next)) at += 1;
  const last = source.words[at - 1];
  return last && at > next && BOUNDARY.test(after(source, at)) ? last.end : end;
}

function continuesSubject(source: Source, index: number, first: boolean): boolean {
  const word = source.words[index];
  if (!word) return false;
  const gap = source.clear.slice(source.words[index - 1]?.end ?? 0, word.start);
  if (first ? gap !== ', ' : !JOINED.test(gap) || gap.includes('\n')) return false;
  if (phraseAt(source.words, index, FIELDS) || LINKS.test(word.folded)) return true;
  if (/^(?:centre|center|office|school|institute) (?:for|of) /.test(source.folded.slice(word.start, word.end + 5)))
    return true;
  return isOrdinary(word.folded) && !endsTitle(source, index) && !isKindAt(source, index);
}

/** « directeur scientifique », « responsable tarification »: a field that no lexicon lists shows by its ending. */
function isFieldLike(source: Source, index: number): boolean {
  const word = source.words[index];
  return (
    word !== undefined &&
    word.folded.length > 5 &&
    /[\p{L}.'] ?$/u.test(source.clear.slice(Math.max(0, word.start - 2), word.start)) &&
    source.clear.charAt(word.start) === source.folded.charAt(word.start) &&
    /(?:ique|iques|tion|tions|ales?|iere|iers?|erie|ance|ences?|ifs?|ives?|ages?|ures?|ing|ment)$/.test(word.folded) &&
    !VERBS.has(word.folded) &&
    !isKindAt(source, index)
  );
}

function joins(source: Source, index: number): boolean {
  const before = source.words[index - 1];
  const word = source.words[index];
  if (before === undefined || word === undefined) return false;
  const gap = source.clear.slice(before.end, word.start);
  if (!JOINED.test(gap)) return false;
  const capital = /\p{Lu}/u.test(source.clear.charAt(word.start));
  if (gap.includes('\n')) return !capital || isOpen(source, index - 1);
  return !gap.includes('.') || (ABBREVIATED.test(before.folded) && !phraseAt(source.words, index, PLACES));
}

/** « Chef du Département / Systèmes & Réseaux »: the line ends with a unit or a link, so the title goes on. */
function isOpen(source: Source, index: number): boolean {
  const word = source.words[index]?.folded ?? '';
  return LINKS.test(word) || phraseAt(source.words, index, UNITS) !== null;
}

/**
 * The title on a line of a signature or a card: the words from the first title word to the end of the line or to a separator
 * (`|`, ` - `, a comma) that something else follows.
 */
export function titleOnLine(source: Source, line: Span): Span | null {
  const from = wordIndexAt(source.words, line.start);
  for (let index = from; index < from + 3; index += 1) {
    const word = source.words[index];
    if (!word || word.end > line.end) return null;
    const title = titleAt(source, index) ?? leadingTitle(source, index);
    if (!title) continue;
    return {
      start: index === from ? Math.max(title.start, line.start) : title.start,
      end: lineEnd(source, title, line),
    };
  }
  return null;
}

function lineEnd(source: Source, title: Span, line: Span): number {
  const rest = source.clear.slice(title.end, line.end);
  const shortTitle = /^\p{Lu}{2,5}$/u.test(source.clear.slice(title.start, title.end));
  if ((shortTitle && /^ \p{Lu}/u.test(rest)) || title.end >= line.end) return title.end;
  const free = /^[\p{L} '&/.-]*$/u.test(rest) && !/ [-–] /.test(rest) && !/ {3}/.test(rest);
  const part = free ? rest : (/^[^,|(;\d–]*?(?=\s*(?:[,|(;\d–]| - | {3}|$))/u.exec(rest)?.[0] ?? '');
  const end = namesHouse(source, { start: title.end, end: title.end + part.length })
    ? title.end
    : title.end + part.length;
  // The point after a whole word ends a sentence; « Resp. Info. » keeps it.
  const stop = /(\p{L}{6,})\.$/u.exec(source.clear.slice(title.start, end))?.[1];
  return stop === undefined ? end : end - 1;
}

/** Whether what follows a title on its line is an organisation: « Directeur technique SONATEL », "General Manager Trust Bank". */
function namesHouse(source: Source, rest: Span): boolean {
  for (let index = wordIndexAt(source.words, rest.start); ; index += 1) {
    const word = source.words[index];
    if (!word || word.end > rest.end) return false;
    const capital = /^\p{Lu}/u.test(source.clear.charAt(word.start));
    if (!capital || phraseAt(source.words, index, FIELDS) || startsTitle(source, index)) continue;
    if (isKindAt(source, index) || phraseAt(source.words, index, PLACES) || !isOrdinary(word.folded)) return true;
  }
}

/** « IT manager », "Senior Network Engineer", « Radiologue associée »: the head stands last. */
function leadingTitle(source: Source, index: number): Span | null {
  const first = source.words[index];
  if (!first || LINKS.test(first.folded)) return null;
  for (let ahead = index; ahead < index + 5; ahead += 1) {
    if (ahead > index && !joins(source, ahead)) return null;
    if (startsTitle(source, ahead)) {
      const title = titleAt(source, ahead);
      return title && { start: first.start, end: title.end };
    }
    if (isFrenchLink(source, ahead) || !leads(source, ahead)) return null;
  }
  return null;
}

/** A word that may stand before the head of its title: of the field, or ordinary where a sign follows the title at once. */
function leads(source: Source, index: number): boolean {
  if (phraseAt(source.words, index, FIELDS)) return true;
  const word = source.words[index];
  if (!word || !isOrdinary(word.folded) || endsTitle(source, index)) return false;
  const title = titleAt(source, index + 1);
  return title !== null && BOUNDARY.test(source.clear.slice(title.end, title.end + 48));
}

function isFrenchLink(source: Source, index: number): boolean {
  const word = source.words[index]?.folded ?? '';
  return LINKS.test(word) && word !== 'of' && word !== 'and';
}

/** The title that begins at `place`, allowing words of the field before the head. */
export function titleFrom(source: Source, place: number): Span | null {
  const index = wordIndexAt(source.words, place);
  return titleAt(source, index) ?? leadingTitle(source, index);
}

/**
 * A stretch between signs that is a job or a service as a whole though none of its words is known to head a title: « (logistique) »,
 * « , Facilities, », « Bureau d'études » under a name.
 */
export function isService(source: Source, span: Span, onlyKnown: boolean): boolean {
  const from = wordIndexAt(source.words, span.start);
  let index = from;
  for (; (source.words[index]?.start ?? span.end) < span.end; index += 1) {
    if (index > from && !joins(source, index)) return false;
    if (!isServiceWord(source, index, onlyKnown, index === from)) return false;
  }
  return index > from && index - from <= 4;
}

function isServiceWord(source: Source, index: number, onlyKnown: boolean, opens: boolean): boolean {
  const word = source.words[index];
  if (!word) return false;
  if (phraseAt(source.words, index, FIELDS) || (!opens && LINKS.test(word.folded))) return true;
  if (onlyKnown || /^\p{Lu}{2,}$/u.test(source.clear.slice(word.start, word.end))) return false;
  return isOrdinary(word.folded) && !endsTitle(source, index) && !isKindAt(source, index);
}
