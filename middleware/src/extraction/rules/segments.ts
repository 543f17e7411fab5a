import type { Analysis } from '../analysis.ts';
import { within } from '../lexicon.ts';
import type { Source, Span } from '../source.ts';
import { contains } from '../source.ts';
import { roleOf } from './close-date.ts';
import type { Organisation } from './organisations.ts';
import type { Scope } from './scope.ts';

/** Where an item of a list, or the next of several subjects, begins. */
const LINE_MARKER =
  /(?:^|\n)[> ]{0,8}(?:\(?\d{1,2} ?[).:/°-](?!\d)|[-*•–—](?= )|\(?[a-e]\)|(?:item|lot|point|sujet|topic|deal|affaire|projet|besoin|opportunite|opportunity) ?(?:n°|no\.? ?)?(?:\d{1,2}|[a-e])(?![\p{L}\p{N}]))/gu;
const SPOKEN_MARKER =
  /(?<![\p{L}])(?:premierement|deuxiemement|troisiemement|d'une part|d'autre part|le premier (?=c'est|chez|pour|,)|le (?:second|deuxieme) (?=c'est|chez|pour|,)|premier (?:sujet|point|dossier|projet)|(?:deuxieme|second|2e|2eme|dernier|troisieme|3e) (?:sujet|point|dossier|projet|chose|affaire|besoin|deal)|la (?:premiere|deuxieme|seconde) (?:chose|affaire)|et puis chez|ensuite chez|sinon chez|first(?:ly)?(?: one| thing)?[ ,:]|second(?:ly)?(?: one| thing)?[ ,:]|third(?:ly)?[ ,:]|number (?:one|two|three)|lot (?:1|2|3|un|deux))/gu;
const LOOSE_MARKER =
  /(?<![\p{L}])(?:autre (?:sujet|point|dossier|projet|chose|affaire|besoin|deal)|par ailleurs|en parallele|l'autre (?:sujet|affaire|dossier|c'est|chose)|et (?:puis|sinon|aussi) (?:chez|a la|au)|ensuite|apres ca|sinon|the other (?:one|thing|deal)|another (?:one|thing|deal|topic)|separately|on another note|other topic|apart from that|then (?:at|over at|there's)|also)(?![\p{L}])/gu;

/** More deals than any source has; bounds the work on a hostile text. */
const MAXIMUM_DEALS = 30;

/** The scopes of a source's deals: one for each listed subject that is a deal of its own, else one for the whole. */
export function scopesOf(analysis: Analysis, live: readonly Span[], organisations: readonly Organisation[]): Scope[] {
  const whole: Scope = { passages: live, shared: [{ start: 0, end: analysis.source.text.length }], alone: true };
  if (live.length === 0) return [];
  for (const items of [
    markedItems(analysis, live, LINE_MARKER),
    markedItems(analysis, live, SPOKEN_MARKER),
    looseItems(analysis, live),
    paragraphs(analysis, live),
  ]) {
    const deals = dealItems(analysis, items, organisations);
    if (deals.length < 2 || sameTender(analysis)) continue;
    const shared = gaps(live, items).concat(signatures(analysis));
    return deals
      .filter((item) => !isDropped(analysis, item))
      .map((item) => ({ passages: [item], shared, alone: false }));
  }
  return [whole];
}

/** From each marker to the next; the last item of a list ends where the list does. */
function markedItems({ source }: Analysis, live: readonly Span[], marker: RegExp): Span[] {
  return live.flatMap((part) => {
    const text = source.folded.slice(part.start, part.end);
    const starts = [...text.matchAll(marker)].map(
      (match) => part.start + match.index + (match[0].startsWith('\n') ? 1 : 0),
    );
    const short = starts.length > 1 && starts.slice(1).every((to, item) => isOneLine(source, starts[item] ?? to, to));
    return starts.map((start, index) => {
      const next = starts[index + 1] ?? part.end;
      const isLast = index === starts.length - 1 && marker === LINE_MARKER;
      return { start, end: isLast ? endOfList(source, { start, end: next }, short) : next };
    });
  });
}

function isOneLine({ clear }: Source, start: number, end: number): boolean {
  return !clear.slice(start, end).trim().includes('\n');
}

/** At a blank line; where every other item is one line, at the line that begins a sentence of its own. */
function endOfList({ clear }: Source, last: Span, short: boolean): number {
  const after = clear.slice(last.start, last.end).search(short ? /\n(?:[> ]*\n|\p{Lu})/u : /\n[> ]*\n/);
  return after < 0 ? last.end : last.start + after;
}

/** « Par ailleurs », « sinon » part a text in two: what stands before is the first item. */
function looseItems(analysis: Analysis, live: readonly Span[]): Span[] {
  const items = markedItems(analysis, live, LOOSE_MARKER);
  const first = items[0];
  const part = first && live.find((candidate) => contains(candidate, first));
  return first && part && first.start > part.start ? [{ start: part.start, end: first.start }, ...items] : items;
}

/** In a rep's note each line or paragraph may be about another client. */
function paragraphs({ source, sections }: Analysis, live: readonly Span[]): Span[] {
  if (sections.isMail) return [];
  return live.flatMap((part) => {
    const text = source.folded.slice(part.start, part.end);
    const separator = /\n[> ]*\n/.test(text) ? /\n[> ]*\n/g : /\n/g;
    const items: Span[] = [];
    let from = 0;
    for (const match of text.matchAll(separator)) {
      items.push({ start: part.start + from, end: part.start + match.index });
      from = match.index + match[0].length;
    }
    items.push({ start: part.start + from, end: part.end });
    return items.filter(({ start, end }) => end - start > 20);
  });
}

/**
 * The items that name a product and have an amount, a closing date, or a buyer of their own; an amount with a closing date tells
 * a deal even of a product that no lexicon knows.
 */
function dealItems(analysis: Analysis, items: readonly Span[], organisations: readonly Organisation[]): Span[] {
  const { cues } = analysis;
  const listed = items.slice(0, MAXIMUM_DEALS);
  const buyers = new Map(listed.map((item) => [item, ownBuyer(organisations, item)]));
  const several = new Set([...buyers.values()].filter((buyer) => buyer !== null)).size > 1;
  return listed.filter((item) => {
    const amount = within(analysis.amounts, item).some(({ plain }) => plain);
    const date = within(analysis.dates, item).some((found) => !['other', null].includes(roleOf(analysis, found)));
    if (within(cues.subject, item).length + within(cues.brand, item).length === 0)
      return amount && date && tenderWords(analysis) < 2;
    return amount || date || (several && buyers.get(item) !== null) || (listed.length > 2 && isDropped(analysis, item));
  });
}

function ownBuyer(organisations: readonly Organisation[], item: Span): string | null {
  return (
    organisations.find((organisation) => contains(item, organisation) && organisation.confidence >= 0.7)?.name ?? null
  );
}

/** The numbered clauses of a tender notice are one deal. */
function sameTender(analysis: Analysis): boolean {
  const { cues, source, sections } = analysis;
  const shouted = cues.leadSource.some(
    (cue) =>
      cue.concept === 'tender' && cue.end < 500 && /^[^\p{Ll}]{6,}$/u.test(source.clear.slice(cue.start, cue.end)),
  );
  return (shouted || tenderWords(analysis) >= 3) && !sections.isMail;
}

function tenderWords({ cues }: Analysis): number {
  return cues.leadSource.filter(({ concept }) => concept === 'tender').length;
}

/** « on laisse tomber pour cette année »: listed, and no deal. */
function isDropped({ cues, amounts }: Analysis, item: Span): boolean {
  return (
    within(cues.detection, item).some(({ concept }) => concept === 'drop') &&
    !within(amounts, item).some(({ plain }) => plain)
  );
}

function gaps(live: readonly Span[], items: readonly Span[]): Span[] {
  return live.flatMap((part) => {
    const inside = items.filter((item) => contains(part, item));
    const before = { start: part.start, end: inside[0]?.start ?? part.end };
    const after = { start: inside.at(-1)?.end ?? part.end, end: part.end };
    return [before, after].filter(({ start, end }) => end > start);
  });
}

function signatures({ sections }: Analysis): Span[] {
  return sections.lines.filter(({ role }) => role === 'signature' || role === 'header');
}
