import type { Lexicon } from '../lexicon.ts';
import { lexiconOf, phraseAt, readLexiconFile } from '../lexicon.ts';
import type { Source, Span } from '../source.ts';
import { wordIndexAt } from '../source.ts';

const files = ['fr', 'en'].map((folder) => readLexiconFile(folder, 'titles'));
const HEADS: Lexicon = lexiconOf(files.map((file) => ({ head: file['head'] ?? [] })));
const FIELDS: Lexicon = lexiconOf(files.map((file) => ({ field: file['field'] ?? [] })));
const LINKS = new Set([
  'de',
  'du',
  'des',
  'd',
  'la',
  'le',
  'les',
  'l',
  'et',
  'a',
  'au',
  'aux',
  'en',
  'of',
  'the',
  'and',
  'for',
  'to',
  'in',
  'pays',
]);
const FORMS_OF_ADDRESS = new Set(['docteur', 'professeur', 'monsieur', 'madame', 'maitre', 'colonel', 'capitaine']);
/** Between the words of a title only blanks, an abbreviation's point, a hyphen, `&` or `/` may stand. */
const JOINED = /^(?:\.? {0,2}|['’ ]|-| ?& ?| ?\/ ?|\.? ?\n ?)$/;
/** A point between two words of a title follows an abbreviation (« Resp. Réseau »); after « DSI. » a new sentence begins. */
const ABBREVIATED = /^(?:dir|resp|adj|adjt|adjte|dept|dpt|gen|chg|sec|asst|assist)$/;
const MAXIMUM_WORDS = 12;

/** Whether a job title begins at this word. */
export function startsTitle(source: Source, index: number): boolean {
  return phraseAt(source.words, index, HEADS) !== null;
}

/** The job title that begins at word `index`: its head, and the words of its field that follow. */
export function titleAt(source: Source, index: number): Span | null {
  const first = source.words[index];
  const head = phraseAt(source.words, index, HEADS);
  if (!first || !head) return null;
  let count = head.length;
  let kept = count;
  while (count < MAXIMUM_WORDS) {
    const step = nextTitleWord(source, index + count);
    if (step === 0 || !joins(source, index + count)) break;
    count += step;
    if (!LINKS.has(source.words[index + count - 1]?.folded ?? '')) kept = count;
  }
  const last = source.words[index + kept - 1];
  return last ? { start: first.start, end: last.end } : null;
}

function nextTitleWord(source: Source, index: number): number {
  if (FORMS_OF_ADDRESS.has(source.words[index]?.folded ?? '')) return 0;
  const known = phraseAt(source.words, index, HEADS)?.length ?? phraseAt(source.words, index, FIELDS)?.length;
  return known ?? (isFieldLike(source, index) ? 1 : 0);
}

/** « directeur scientifique », « responsable tarification »: a field that no lexicon lists shows by its ending. */
function isFieldLike(source: Source, index: number): boolean {
  const word = source.words[index];
  return (
    word !== undefined &&
    word.folded.length > 5 &&
    /[\p{L}.'] ?$/u.test(source.clear.slice(Math.max(0, word.start - 2), word.start)) &&
    source.clear.charAt(word.start) === source.folded.charAt(word.start) &&
    /(?:ique|iques|tion|tions|ales?|iere|iers?|erie|ances?|ences?|ifs?|ives?|ages?|ures?)$/.test(word.folded)
  );
}

function joins(source: Source, index: number): boolean {
  const before = source.words[index - 1];
  const word = source.words[index];
  if (before === undefined || word === undefined) return false;
  const gap = source.clear.slice(before.end, word.start);
  if (!JOINED.test(gap)) return false;
  const capital = /\p{Lu}/u.test(source.clear.charAt(word.start));
  if (gap.includes('\n')) return !capital;
  return !gap.includes('.') || !capital || ABBREVIATED.test(before.folded);
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
    const rest = source.clear.slice(title.end, line.end);
    const shortTitle = /^\p{Lu}{2,5}$/u.test(source.clear.slice(title.start, title.end));
    if (shortTitle && /^ \p{Lu}/u.test(rest)) return title;
    const free =
      (/^[\p{L} '&/.-]*$/u.test(rest) && !/ [-–] /.test(rest) && !/ {3}/.test(rest)) ||
      isFieldAfterComma(source, title.end, line.end);
    const end = free
      ? line.end
      : title.end + (/^[^,|(;\d–]*?(?=\s*(?:[,|(;\d–]| - | {3}|$))/u.exec(rest)?.[0].length ?? 0);
    return { start: index === from ? Math.max(title.start, line.start) : title.start, end: Math.max(title.end, end) };
  }
  return null;
}

/** "VP, Information Technology": what follows the comma to the end of the line is the field and nothing else. */
function isFieldAfterComma(source: Source, from: number, to: number): boolean {
  if (!/^, ?\p{L}[\p{L} &'-]*$/u.test(source.clear.slice(from, to))) return false;
  let index = wordIndexAt(source.words, from);
  while ((source.words[index]?.start ?? to) < to) {
    const length = phraseAt(source.words, index, FIELDS)?.length ?? 0;
    if (length === 0) return false;
    index += length;
  }
  return true;
}

/** « IT manager », "Senior Network Engineer": the head stands last. */
function leadingTitle(source: Source, index: number): Span | null {
  const first = source.words[index];
  if (LINKS.has(first?.folded ?? '')) return null;
  for (let ahead = index; ahead < index + 5; ahead += 1) {
    const head = phraseAt(source.words, ahead, HEADS);
    if (first && head) {
      const title = titleAt(source, ahead);
      return title && { start: first.start, end: title.end };
    }
    if (!phraseAt(source.words, ahead, FIELDS) || isFrenchLink(source, ahead) || !joins(source, ahead + 1)) return null;
  }
  return null;
}

function isFrenchLink(source: Source, index: number): boolean {
  return LINKS.has(source.words[index]?.folded ?? '') && !['of', 'and'].includes(source.words[index]?.folded ?? '');
}

/** The title that begins at `place`, allowing words of the field before the head. */
export function titleFrom(source: Source, place: number): Span | null {
  const index = wordIndexAt(source.words, place);
  return titleAt(source, index) ?? leadingTitle(source, index);
}
