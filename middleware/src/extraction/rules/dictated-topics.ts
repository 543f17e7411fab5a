import type { Analysis } from '../analysis.ts';
import { within } from '../lexicon.ts';
import type { Source, Span } from '../source.ts';
import { contains, fold, wordIndexAt } from '../source.ts';
import { roleOf } from './close-date.ts';
import { dictatedOrganisations } from './dictated-organisations.ts';
import type { Organisation } from './organisations.ts';

const COUNTS = [
  ['un', 'one', 'first'],
  ['deux', 'two', 'second'],
  ['trois', 'three', 'third'],
  ['quatre', 'four', 'fourth'],
];
/** What may stand between a number that counts subjects and what it counts: « deux l'hôtel », "two the clinic". */
const AFTER_COUNT = /^(?:la|le|les|l|chez|c|the|at|a|au|aux|is|it|une?|an)$/;
/** Small words that lead to a house and belong to what is told of it. */
const LEADS_HOUSE =
  /^(?:et|puis|ensuite|apres|enfin|sinon|la|le|les|l|a|au|aux|chez|du|de|the|at|and|then|from|for|with|pour|avec|one|two|three|un|deux|trois|second|third|also|aussi|c|est|d|abord|matin|midi|soir|client|dossier|compte|societe)$/;
const LONGEST_LEAD = 5;

/** How a dictation, which is one sentence, can be parted: by what it counts, else by the houses it names. */
export function dictatedItems(analysis: Analysis, part: Span, organisations: readonly Organisation[]): Span[] {
  if (!analysis.dictated) return [];
  const houses = housesIn(part, organisations);
  const counted = countedPlaces(analysis.source, part, dictatedOrganisations(analysis));
  if (counted.length > 1) return itemsFrom(part, counted);
  const byHouse = houseItems(analysis, part, houses);
  return byHouse.length > 1 ? byHouse : announcedItems(analysis, part);
}

const ANNOUNCED =
  /(?<!\p{L})(deux|trois|quatre|two|three|four|[234]) (?:choses|sujets|affaires|besoins|dossiers|projets|deals|trucs|demandes|leads|pistes|opportunites|points|needs|things|topics|requests|projects|opportunities|items)(?!\p{L})/u;
const NUMBERS: Record<string, number> = { deux: 2, two: 2, trois: 3, three: 3, quatre: 4, four: 4 };

/** « ils ont deux besoins »: each thing told after the sum or the day of the one before, if as many come out as were announced. */
function announcedItems(analysis: Analysis, part: Span): Span[] {
  const { source, cues, amounts, dates } = analysis;
  const announced = ANNOUNCED.exec(source.folded.slice(part.start, part.end));
  if (!announced) return [];
  const from = part.start + announced.index + announced[0].length;
  const inPart = { start: from, end: part.end };
  const values = [...within(amounts, inPart).filter(({ plain }) => plain), ...within(dates, inPart)];
  const things = [...within(cues.subject, inPart), ...within(cues.brand, inPart)];
  const places: number[] = [];
  let told = from;
  for (const thing of things.sort((one, other) => one.start - other.start)) {
    const ended = values.filter(({ start, end }) => start >= told && end <= thing.start);
    if (places.length > 0 && ended.length === 0) continue;
    places.push(places.length === 0 ? from : Math.max(...ended.map(({ end }) => end)));
    told = thing.end;
  }
  const number = NUMBERS[announced[1] ?? ''] ?? Number(announced[1]);
  return places.length === number ? itemsFrom(part, places) : [];
}

/** The different houses of a part in reading order, each where it is first named. */
function housesIn(part: Span, organisations: readonly Organisation[]): Organisation[] {
  const named = new Map<string, Organisation>();
  for (const house of organisations.toSorted((one, other) => one.start - other.start))
    if (contains(part, house) && house.confidence >= 0.58 && !named.has(fold(house.name)))
      named.set(fold(house.name), house);
  return [...named.values()];
}

/** « un la société x … deux l'hôtel y … »: numbers in their order, each right before a house or an article. */
function countedPlaces({ words }: Source, part: Span, houses: readonly Organisation[]): number[] {
  const places: number[] = [];
  const starts = new Set(houses.map(({ start }) => start));
  for (let index = wordIndexAt(words, part.start); places.length < COUNTS.length; index += 1) {
    const word = words[index];
    const next = words[index + 1];
    if (!word || !next || word.end > part.end) break;
    const counts = COUNTS[places.length]?.includes(word.folded) ?? false;
    if (
      counts &&
      (starts.has(next.start) || AFTER_COUNT.test(next.folded)) &&
      !isQuantity(words[index - 1]?.folded ?? '')
    )
      places.push(word.start);
  }
  return places;
}

/** « vingt et un », "a hundred and one": the number goes on with another. */
function isQuantity(before: string): boolean {
  return /^(?:et|and|vingt|trente|quarante|cinquante|soixante|cent|cents|mille|hundred|thousand|twenty|thirty|forty|fifty|page|etage|numero|number|type|est|is)$/.test(
    before,
  );
}

/** From each house on, as long as what is told there is a deal: a thing, and money or a day; else it belongs to the one before. */
function houseItems(analysis: Analysis, part: Span, houses: readonly Organisation[]): Span[] {
  const starts = houses.map((house) => leadOf(analysis.source, house));
  const kept = starts.filter((start, index) => isDeal(analysis, { start, end: starts[index + 1] ?? part.end }));
  return kept.length > 1 ? itemsFrom(part, kept) : [];
}

function leadOf({ words }: Source, house: Span): number {
  let index = wordIndexAt(words, house.start);
  for (let steps = 0; steps < LONGEST_LEAD && LEADS_HOUSE.test(words[index - 1]?.folded ?? ''); steps += 1) index -= 1;
  return words[index]?.start ?? house.start;
}

function isDeal(analysis: Analysis, item: Span): boolean {
  const { cues, amounts, dates } = analysis;
  const thing = within(cues.subject, item).length + within(cues.brand, item).length + within(cues.type, item).length;
  const closes = within(dates, item).some((date) => !['other', 'wish', null].includes(roleOf(analysis, date)));
  return thing > 0 && (closes || within(amounts, item).some(({ plain }) => plain));
}

function itemsFrom(part: Span, starts: readonly number[]): Span[] {
  return starts.map((start, index) => ({ start, end: starts[index + 1] ?? part.end }));
}
