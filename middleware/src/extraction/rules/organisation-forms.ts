import type { Analysis } from '../analysis.ts';
import type { Sections } from '../sections.ts';
import type { Source, Span } from '../source.ts';
import { lastUpTo, sourceOf } from '../source.ts';
import { isOrdinaryWord } from '../vocabulary.ts';
import { isFirstName, isLastName, isStopWord } from './names.ts';
import { cueLength } from './organisation-cues.ts';
import { isThingWord } from './organisation-exclusions.ts';
import type { NameSpan } from './organisation-spans.ts';
import { wordsOfSpan } from './organisation-spans.ts';
import { isKindAt, organisationName } from './organisation-words.ts';
import type { Organisation } from './organisations.ts';
import { titleFound } from './organisation-titles.ts';

const LONGEST = 90;
/** Where the value of a form's line ends: what follows is a place, a remark or the next label. */
const END = /[;|(\n<>]| {2,}| [-–—] |, (?=\p{Lu})|\. |[.,]?$/u;

/** The values of form lines whose label asks for the buyer: « Société : X », "Procuring entity: X", « Société | X ». */
export function labelledNames({ source, context, sections }: Analysis, spans: readonly NameSpan[]): Organisation[] {
  const found: Organisation[] = [];
  for (let index = 0; index < source.words.length; index += 1) {
    const length = cueLength(source, index, 'label');
    if (length === 0 || !opensField(source, index) || isHeader(sections, source.words[index]?.start ?? 0)) continue;
    const value = valueAfter(source, index + length, spans);
    if (
      value &&
      !context.vendor.names.some((name) => source.folded.slice(value.start, value.end).includes(name.toLowerCase()))
    )
      found.push({
        start: value.start,
        end: value.end,
        name: organisationName(source, value),
        confidence: 0.93,
        rule: 'labelled',
      });
    index += length - 1;
  }
  return found;
}

/** « De : », "From:" of a mail are no labels of a form. */
function isHeader({ lines, isMail }: Sections, place: number): boolean {
  return isMail && lines[lastUpTo(lines, place)]?.role === 'header';
}

/** At the beginning of its line, cell or sentence. */
function opensField({ words, clear }: Source, index: number): boolean {
  const start = words[index]?.start ?? 0;
  return (
    /(?:^|[\n|;•*>-] {0,30}|\. |\[|\(\d\) ?)$/.test(clear.slice(Math.max(0, start - 31), start)) ||
    /^\s*$/.test(clear.slice(Math.max(0, start - 40), start))
  );
}

/** What stands after the label's colon, equals sign or bar, up to where another thing begins. */
function valueAfter(source: Source, index: number, spans: readonly NameSpan[]): NameSpan | null {
  const before = source.words[index - 1];
  const first = source.words[index];
  if (
    !before ||
    !first ||
    !/^[ .]{0,20}(?:[:=|]|->|→) {0,20}[«"“']?(?:(?:la|le|les|the) |l')?$/i.test(
      source.clear.slice(before.end, first.start),
    )
  )
    return null;
  const text = source.clear.slice(first.start, first.start + LONGEST);
  const end = first.start + (END.exec(text)?.index ?? text.length);
  const written = wordsOfSpan(source, { start: first.start, end });
  const walked = spans.find(({ from }) => from === index);
  return walked && written && walked.to > written.to ? walked : written;
}

/** The house in the name under which somebody chats: « Isatou Drammeh (X) », « Serigne Abdou Lô X ». */
export function chatAuthors({ source, sections }: Analysis): Organisation[] {
  const found = new Map<string, Organisation>();
  for (const { author, byVendor } of sections.turns) {
    const label = source.clear.slice(author.start, author.end);
    if (byVendor || found.has(label)) continue;
    const house = /\(([^()]{2,40})\)$/.exec(label)?.[1] ?? houseAfterName(label);
    if (!house) continue;
    const start = author.start + label.lastIndexOf(house);
    const span = { start, end: start + house.length };
    found.set(label, { ...span, name: organisationName(source, span), confidence: 0.8, rule: 'author' });
  }
  return [...found.values()];
}

/** The word after a surname that is no name itself. */
function houseAfterName(label: string): string | null {
  const words = label.split(' ');
  // « Lamin Kora Fintech »
  const plain = sourceOf(label, 'fr');
  const closing = plain.words.length - 1;
  const closes = closing > 1 && (cueLength(plain, closing, 'trade') > 0 || isKindAt(plain, closing));
  if (closes && isFirstName(words[0] ?? '')) return words.slice(1).join(' ');
  const last = words.at(-1) ?? '';
  const before = words.at(-2) ?? '';
  const folded = last.toLowerCase();
  return words.length > 2 && last.length > 2 && isLastName(before) && !isKnownWord(folded) ? last : null;
}

const SPACED = /(?<!\p{L})\p{Lu}(?: ['’&]?\p{Lu}){2,40}(?: {2,4}\p{Lu}(?: ['’&]?\p{Lu}){0,40}){0,6}(?!\p{L})/gu;

/** « H Ô T E L   D U   F O U T A »: a letterhead with its letters apart, also over two lines of a column. */
export function spacedNames({ source }: Analysis): Organisation[] {
  const rows = [...source.clear.matchAll(SPACED)].map(({ 0: text, index }) => ({
    start: index,
    end: index + text.length,
    column: index - source.clear.lastIndexOf('\n', index) - 1,
    letters: text.replace(/ (?! )/g, '').replace(/ +/g, ' '),
  }));
  return rows.flatMap((row, at) => {
    const above = rows[at - 1];
    const below = rows[at + 1];
    if (below && continues(source, row, below)) return [];
    const first = above && continues(source, above, row) ? above : row;
    const letters = first === row ? row.letters : `${first.letters} ${row.letters}`;
    const plain = sourceOf(letters, source.language);
    if (!plain.words.some((_, index) => isKindAt(plain, index))) return [];
    const name = organisationName(plain, { start: 0, end: letters.length });
    return [{ start: first.start, end: row.end, name, confidence: 0.85, rule: 'spaced-letters' }];
  });
}

/** Whether a row stands right below another, in the same column. */
function continues(source: Source, above: Span & { column: number }, below: Span & { column: number }): boolean {
  const breaks = source.clear.slice(above.end, below.start).split('\n').length - 1;
  return breaks === 1 && Math.abs(above.column - below.column) < 3;
}

const HEAD = /^\s*((?:\p{Ll}[\p{Ll}\p{N}'-]{1,20} ?){1,4}?) ?(?:[:;(–]| - |, )/u;

/** A note that begins in small letters with a name and a sign: « nma sanders : erp compta, 40 M ». */
export function smallHead({ source, sections, dictated, cues }: Analysis): Organisation[] {
  const head = sections.isMail || dictated ? undefined : HEAD.exec(source.clear.slice(0, 60));
  const text = head?.[1]?.trimEnd();
  if (!head || !text) return [];
  const start = head[0].indexOf(text);
  const span = { start, end: start + text.length };
  const words = source.words.slice(0, wordsOfSpan(source, span)?.to ?? 0);
  const known = words.some((_, index) => isSaid(source, index)) || cues.country.some((place) => place.start < span.end);
  const named = words.some(({ folded }) => folded.length > 2 && !isKnownWord(folded));
  return known || !named
    ? []
    : [{ ...span, name: organisationName(source, span), confidence: 0.66, rule: 'opens-in-small' }];
}

/** A word that opens a note, is no name, or is of a thing. */
function isSaid(source: Source, index: number): boolean {
  const word = source.words[index]?.folded ?? '';
  return (
    cueLength(source, index, 'lead') > 0 ||
    isStopWord(word) ||
    isThingWord(word) ||
    titleFound(source, index) !== null ||
    isFirstName(word)
  );
}

function isKnownWord(word: string): boolean {
  return isOrdinaryWord(word, 'fr') || isOrdinaryWord(word, 'en') || isFirstName(word) || isLastName(word);
}
