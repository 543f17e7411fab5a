import type { Analysis } from '../analysis.ts';
import { within } from '../lexicon.ts';
import type { Span } from '../source.ts';
import { contains, lastUpTo, wordIndexAt } from '../source.ts';
import { isOrdinaryWord } from '../vocabulary.ts';
import type { Ground } from './organisation-clues.ts';
import { cueLength } from './organisation-cues.ts';
import type { NameSpan } from './organisation-spans.ts';
import { hasKindWord } from './organisation-words.ts';
import { titleFound } from './organisation-titles.ts';

/** More than this before a name on its line is something said, not an opening. */
const LONGEST_OPENING = 70;

/** First on its line after bullets, hours, days, towns and words such as « CR visite »: stronger at the very beginning. */
export function opensNote({ analysis }: Ground, name: NameSpan): number {
  const { source, sections } = analysis;
  if (sections.turns.some(({ author }) => author.start <= name.start && name.end <= author.end)) return 0;
  const lineStart = itemStart(source.clear, name.start) ?? source.clear.lastIndexOf('\n', name.start - 1) + 1;
  if (name.start - lineStart > LONGEST_OPENING || !onlyLeads(analysis, { start: lineStart, end: name.start })) return 0;
  const lead = source.clear.slice(lineStart, name.start);
  if (sections.isMail)
    return hasKindWord(source, name) && /^[ >]*(?:[-*•–]|\d{1,2}[.)/]|.* [-–] $)/.test(lead) ? 0.55 : 0;
  const first = !/[\p{L}\p{N}]/u.test(source.clear.slice(Math.max(0, lineStart - 200), lineStart));
  const after = source.clear.slice(name.end, name.end + 3);
  const closed = /^(?:\s*[,:;()/|–—→>=.-]|\s*\d|\s*$|\n)/.test(after) || leadsOn(analysis, name);
  if (first) return closed ? 0.76 : 0.5;
  return closed ? 0.7 : 0.3;
}

/** The start of an item that is numbered within a line, when the place stands right after its number: « …; 2) X, 4 M ». */
function itemStart(clear: string, place: number): number | null {
  const number = /[;:.,–] ?\(?[1-9]\) ?$/.exec(clear.slice(Math.max(0, place - 8), place));
  return number ? place : null;
}

/** What goes on after a name that opens a note: a person, a title, a place, a form of address. */
function leadsOn(analysis: Analysis, name: NameSpan): boolean {
  const { source, cues, dates } = analysis;
  const word = source.words[name.to];
  if (!word || cues.country.some(({ end, start }) => end === name.end && start > name.start)) return true;
  const place = within(cues.country, { start: word.start, end: word.start + 40 })[0]?.start === word.start;
  const date = dates.some(({ start }) => start >= name.end && start <= word.start + 8);
  return place || date || titleFound(source, name.to) !== null || /^\p{Lu}/u.test(source.clear.charAt(word.start));
}

/** Whether nothing stands in a span but words that open a note, small words, places, dates, hours and signs. */
function onlyLeads(analysis: Analysis, span: Span): boolean {
  const { source, cues, dates } = analysis;
  const idle = [...within(cues.country, span), ...dates.filter((date) => contains(span, date))];
  for (let index = wordIndexAt(source.words, span.start); ;) {
    const word = source.words[index];
    if (!word || word.start >= span.end) return true;
    const title = titleFound(source, index);
    const skipped =
      cueLength(source, index, 'lead') ||
      cueLength(source, index, 'small') ||
      (title ? wordIndexAt(source.words, title.end) - index : 0) ||
      (/^\d|^.$/.test(word.folded) || idle.some((place) => contains(place, word)) ? 1 : 0);
    if (skipped === 0) return false;
    index += skipped;
  }
}

/** A part of a line in a signature that a name fills, with its place or legal form; surer below or after a title. */
export function standsInSignature({ analysis, titles, people }: Ground, name: NameSpan): number {
  const { sections, source } = analysis;
  const at = lastUpTo(sections.lines, name.start);
  const line = sections.lines[at];
  if (line?.role !== 'signature' || sections.messages[line.message]?.byVendor) return 0;
  const before = source.clear.slice(line.start, name.start);
  const after = source.clear.slice(name.end, line.end);
  if (!/^(?:.*(?:[,|–—•·/:]| -| {3})\s*)?(?:(?:la|le|les|the) |l['’])?$/iu.test(before)) return 0;
  if (!/^\s*(?:$|[,|–—•·(/]|- |-$|\. |\.$|.{0,2} {3})/u.test(after)) return isTown(analysis, name, line) ? 0.7 : 0;
  const above = sections.lines.slice(Math.max(0, at - 3), at).findLast(({ role }) => role !== 'blank');
  const titled = [line, above].some((own) => own && within(titles, own).length > 0);
  const named = people.some(
    ({ start, side }) => side === 'client' && above && start >= above.start && start < name.start,
  );
  if (titled || named) return 0.8;
  // « SAMOURA »: a word alone on its line may be anything.
  return name.to - name.from > 1 || hasKindWord(source, name) ? 0.7 : 0.5;
}

function isTown({ cues }: Analysis, name: Span, line: Span): boolean {
  return cues.country.some(({ start, end }) => start > name.end && start - name.end < 3 && end <= line.end);
}

const ADDRESS =
  /(?:^|[^\p{L}])(?:road|rd|street|st|avenue|ave|av|rue|boulevard|bd|blvd|lane|drive|highway|bp|p\.?o\.? ?box|box|immeuble|imm|villa|quartier|etage|floor|lot|km|route|plot|zone|cite|place|rond[ -]point|angle)(?![\p{L}])/u;

/** In a line of an address: after a street or a box, or a quarter of a town before another place (« Cocody Ambassades, Abidjan »). */
export function isAddress({ source, cues, sections }: Analysis, name: NameSpan): boolean {
  const line = sections.lines[lastUpTo(sections.lines, name.start)];
  if (!line || line.end - line.start > LONGEST_ADDRESS) return false;
  const before = source.folded.slice(line.start, name.start);
  const above = source.folded.slice(Math.max(0, line.start - 30), line.start);
  if (STREET_ABOVE.test(above) && /^\s*$/.test(before)) return true;
  if (ADDRESS.test(before) || STREET.test(source.folded.slice(name.start, name.end))) return true;
  const town = cues.country.find((place) => place.start === name.start);
  if (!town || hasKindWord(source, name)) return false;
  for (let index = wordIndexAt(source.words, town.end); index < name.to; index += 1) {
    if (!isOrdinary(source.words[index]?.folded ?? '') || cueLength(source, index, 'trade') > 0) return false;
  }
  const after = source.folded.slice(name.end, line.end);
  return ADDRESS.test(after) || cues.country.some((place) => place.start > name.end && place.end <= line.end);
}

function isOrdinary(word: string): boolean {
  return isOrdinaryWord(word, 'fr') || isOrdinaryWord(word, 'en');
}

const LONGEST_ADDRESS = 120;
const STREET =
  /^(?:rue|avenue|av|boulevard|bd|route|allee|impasse|rond[ -]point|plot) |(?: (?:road|rd|street|avenue|ave|lane|drive|highway|close|crescent))$/;
const STREET_ABOVE = /(?:rue|avenue|av|boulevard|bd|place|route)\.? (?:du|de|des|de la|d'|de l')?\s*\n\s*$/;

const HEADING_LINES = 8;

/** A line at the top of a letter, a notice or a board that a name fills. */
export function isHeading({ analysis }: Ground, name: NameSpan): number {
  const { sections, source } = analysis;
  const at = lastUpTo(sections.lines, name.start);
  const line = sections.lines[at];
  if (!line || line.role === 'header') return 0;
  const place = sections.lines.slice(0, at).filter(({ role }) => role !== 'blank').length;
  if (
    place >= HEADING_LINES ||
    /[\p{Ll}\p{N}]/u.test(source.clear.slice(line.start, name.start).replace(/^\W*(?:la|le|les|the) /iu, ''))
  )
    return 0;
  if (/\p{L}/u.test(source.clear.slice(line.start, name.start))) return 0;
  const after = source.clear.slice(name.end, line.end);
  if (!/^\s*(?:$|[(,|~_-]|–| {2}|\.\s*$)/u.test(after)) return 0;
  const shouted = /^[^\p{Ll}]{3,}/u.test(
    source.clear.slice(name.start, name.end).replace(/ (?:Ltd|Sarl|Plc|Inc)$/, ''),
  );
  const alone = !/[\p{L}\p{N}]/u.test(after.replace(/\([^)]*\)/g, ''));
  if (shouted) return 0.78;
  return hasKindWord(source, name) && alone ? 0.72 : 0;
}

/** In the name under which somebody writes: « De : Mairie de X <…> ». */
export function isAuthor({ analysis }: Ground, name: NameSpan): number {
  const { sections } = analysis;
  const message = sections.messages.find(({ author }) => author !== null && contains(author, name));
  if (message) return message.byVendor ? 0 : 0.75;
  return 0;
}
