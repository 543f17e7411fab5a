import type { Analysis } from '../analysis.ts';
import { findCues, readLexicon, within } from '../lexicon.ts';
import type { Source, Span } from '../source.ts';
import { contains } from '../source.ts';
import { dictatedItems } from './dictated-topics.ts';
import type { Organisation } from './organisations.ts';

const TOPICS = readLexicon('topics');

/** Where an item of a list, or the next of several subjects, begins: a number, a letter, a bullet, « Lot 2 », « --- AVIS 2 --- ». */
const LINE_MARKER =
  /(?:^|\n)[> |]{0,12}(?:\(?\d{1,2} ?[).:/°-](?!\d)|#\d{1,2}(?!\d)|[①-⑳]|[-*•–—·‣▪◦►✓✔□☐+](?= )|\(?[a-e] ?[)/](?!\d)|[a-e][.-](?= )|[li][.)](?= )|(?:[-=*]{2,} ?)?(?:item|lot|point|sujet|topic|deal|affaire|projet|besoin|opportunite|opportunity|avis|notice|lead|piste|dossier|client) ?(?:n°|no\.? ?|#)?(?:\d{1,2}|[a-e])(?![\p{L}\p{N}]))/gu;
/** A note may list with « > », which quotes in a mail. */
const ANGLE_MARKER = /(?:^|\n) {0,8}>(?= )/gu;
/** A log of calls or visits: each line has its hour. */
/** « Deux pistes : 1) …; 2) … »: numbered within a line. */
const INLINE_MARKER = /(?:^|[\n;:.,–] ?)\(?[1-9]\) ?(?=\p{L})/gu;
const CLOCK_MARKER = /(?:^|\n)[> ]{0,8}(?:a )?\d{1,2} ?[h:]\d{0,2}(?= ?[-–:]? ?\p{L})/gu;
/** « LOUGA - Conseil départemental. »: a heading in capitals opens the paragraph. */
const HEADING_MARKER = /(?:^|\n)[> ]{0,8}(?:\p{Lu}[\p{Lu}' -]{2,30}) ?[-–:](?= [^\n]{0,60}\p{Ll}{3})/gu;
/** After « deux trucs »: « Un les onduleurs … Deux la formation … », "first the hospital … second the bank". */
const COUNTED_MARKER =
  /(?<=(?:^|[\n.;!?]) *(?:et |alors |donc |bon )?)(?:un|deux|trois|quatre|one|two|three|four|[1-4])(?= ?[:,]| (?:les?|la|l'|une?|des|chez|a la|au|c'est|the|an?|at|is) ?)|(?<![\p{L}\p{N}])(?:first|second|third|fourth)(?! (?:week|half|quarter|of|floor|time|name|contact|hand|place)|[\p{L}\p{N}])/gu;
const COUNTS = [
  ['un', 'one', '1', 'first'],
  ['deux', 'two', '2', 'second'],
  ['trois', 'three', '3', 'third'],
  ['quatre', 'four', '4', 'fourth'],
];

/** One way of setting the items of a source apart. */
export interface Listing {
  readonly items: readonly Span[];
  /** `list`: with marks, hours or headings; `counted`: told in words; `loose`: « par ailleurs »; `paragraphs`: by blank lines. */
  readonly kind: 'list' | 'counted' | 'loose' | 'paragraphs';
}

/** How the items of a source are set apart, the plainest way first. */
export function waysOfListing(
  analysis: Analysis,
  live: readonly Span[],
  organisations: readonly Organisation[],
): Listing[] {
  const { source, sections } = analysis;
  const listed = (marker: RegExp): Listing => ({
    kind: 'list',
    items: live.flatMap((part) => listItems(source, part, marker)),
  });
  const told = (kind: Listing['kind'], itemsOf: (part: Span) => Span[]): Listing => ({
    kind,
    items: live.flatMap(itemsOf),
  });
  const ways = [
    listed(LINE_MARKER),
    ...(sections.isMail ? [] : [listed(ANGLE_MARKER)]),
    listed(INLINE_MARKER),
    listed(CLOCK_MARKER),
    listed(HEADING_MARKER),
    told('counted', (part) => ordinalItems(part, topicsIn(analysis, part))),
    told('counted', (part) => (isAnnounced(analysis, part) ? itemsFrom(part, countedIn(source, part)) : [])),
    told('counted', (part) => dictatedItems(analysis, part, organisations)),
  ];
  if (sections.turns.length > 0) return ways;
  const loose = told('loose', (part) =>
    withFirst(
      part,
      itemsFrom(
        part,
        topicsIn(analysis, part).map(({ start }) => start),
      ),
    ),
  );
  return [...ways, loose, told('paragraphs', (part) => paragraphs(source, part))];
}

/** « deux affaires », "three things": the source says itself that there are several. */
export function isAnnounced({ cues }: Analysis, part: Span): boolean {
  return within(cues.detection, part).some(({ concept }) => concept === 'announce');
}

interface Topic extends Span {
  readonly concept: string;
}

function topicsIn({ source }: Analysis, part: Span): Topic[] {
  return findCues(source, TOPICS).filter((cue) => contains(part, cue));
}

function matchesIn(text: string, part: Span, marker: RegExp): number[] {
  return [...text.slice(part.start, part.end).matchAll(marker)].map(
    (match) => part.start + match.index + (/^[\n.;!?]/.test(match[0]) ? 1 : 0),
  );
}

/** The places where one, two, three are counted, in this order. */
function countedIn({ folded }: Source, part: Span): number[] {
  const places: number[] = [];
  for (const match of folded.slice(part.start, part.end).matchAll(COUNTED_MARKER)) {
    if (COUNTS[places.length]?.includes(match[0])) places.push(part.start + match.index);
  }
  return places;
}

/** From each place to the next. */
function itemsFrom(part: Span, starts: readonly number[]): Span[] {
  return starts.map((start, index) => ({ start, end: starts[index + 1] ?? part.end }));
}

/** The last item of a list ends where the list does. */
function listItems(source: Source, part: Span, marker: RegExp): Span[] {
  const starts = matchesIn(marker === HEADING_MARKER ? source.clear : source.folded, part, marker);
  const short = starts.length > 1 && starts.slice(1).every((to, item) => isOneLine(source, starts[item] ?? to, to));
  return itemsFrom(part, starts).map((item, index) =>
    index === starts.length - 1 ? { start: item.start, end: endOfList(source, item, short) } : item,
  );
}

/** « Premièrement … deuxièmement … »; where only the second is counted, the first is what stands before. */
function ordinalItems(part: Span, topics: readonly Topic[]): Span[] {
  const ordinals = topics.filter(({ concept }) => concept !== 'turn');
  const items = itemsFrom(
    part,
    ordinals.map(({ start }) => start),
  );
  return ordinals[0]?.concept === 'next' ? withFirst(part, items) : items;
}

/** « Par ailleurs », « sinon » part a text in two: what stands before is the first item. */
function withFirst(part: Span, items: readonly Span[]): Span[] {
  const first = items[0];
  return first && first.start > part.start ? [{ start: part.start, end: first.start }, ...items] : [...items];
}

function isOneLine({ clear }: Source, start: number, end: number): boolean {
  return !clear.slice(start, end).trim().includes('\n');
}

/** At a blank line; where every other item is one line, at the line that begins a sentence of its own. */
function endOfList({ clear }: Source, last: Span, short: boolean): number {
  const after = clear.slice(last.start, last.end).search(short ? /\n(?:[> ]*\n|\p{Lu})/u : /\n[> ]*\n/);
  return after < 0 ? last.end : last.start + after;
}

/** The paragraphs of a text, or its lines where it has no blank ones. */
function paragraphs({ folded }: Source, part: Span): Span[] {
  const text = folded.slice(part.start, part.end);
  const separator = /\n[> ]*\n/.test(text) ? /\n[> ]*\n/g : /\n/g;
  const items: Span[] = [];
  let from = 0;
  for (const match of text.matchAll(separator)) {
    items.push({ start: part.start + from, end: part.start + match.index });
    from = match.index + match[0].length;
  }
  items.push({ start: part.start + from, end: part.end });
  return items.filter(({ start, end }) => end - start > 20);
}
