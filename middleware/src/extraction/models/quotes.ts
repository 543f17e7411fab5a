import type { Span } from '../source.ts';
import { touches } from '../source.ts';
import { withoutNumbers } from './numbering.ts';

/** Where a quote stands. `scanned`: only after the confusions of a scanner were undone on both sides. */
export interface FoundQuote extends Span {
  readonly likeness: 'exact' | 'tolerant' | 'scanned';
}

export interface QuoteFinder {
  /**
   * Where the words of a quote stand in the source: exact, or but for case, accents, blanks, dashes and quotation marks, or but for
   * what scanners confuse. Of several places the nearest to `near` counts. Null when they stand nowhere, or when the
   * quotes that were looked for have used up the work that one source is worth.
   */
  find(quote: string, near: Span | null): FoundQuote | null;
}

/** A text reduced to what is compared; every character knows where it stands in the text. */
interface View {
  readonly characters: string;
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/** No value of ours is longer. */
const LONGEST_QUOTE = 600;
/** Characters looked at, over all quotes: some 400 quotes in the longest part, in tenths of a second. */
const WORK = 12_000_000;
/** Letters and digits that a quote must have to be looked for where scanners err, or inside of longer words. */
const LEAST_SURE = 4;

/**
 * Looks for quotes in one stretch of a text. The work is linear in the stretch for each quote, and bounded over all of them.
 * @param avoided stretches, sorted and apart, in which no quote is believed.
 */
export function quoteFinder(text: string, stretch: Span, avoided: readonly Span[] = [], work = WORK): QuoteFinder {
  const tolerant = viewOf(text, stretch);
  let scanned: View | null = null;
  let left = work;
  const search = (view: View, wanted: string): Span[] => {
    left -= view.characters.length + wanted.length;
    if (wanted === '' || left < 0) return [];
    return occurrences(view.characters, wanted)
      .map((index) => ({ start: view.starts[index] ?? 0, end: view.ends[index + wanted.length - 1] ?? 0 }))
      .filter((place) => !touches(avoided, place));
  };
  return {
    find(quote, near) {
      if (quote.length > LONGEST_QUOTE) return null;
      for (const wording of wordingsOf(quote)) {
        const wanted = viewOf(wording, { start: 0, end: wording.length });
        const words = wanted.characters.trim();
        const isSure = plainLength(words) >= LEAST_SURE;
        const found = nearest(text, search(tolerant, words), wording, near, isSure);
        if (found) return found;
        if (!isSure) continue;
        scanned ??= scannedView(tolerant);
        const place = nearest(text, search(scanned, scannedView(wanted).characters), null, near, false);
        if (place) return place;
      }
      return null;
    },
  };
}

/** The quote as given; without line numbers; without the marks that a model puts around or after it. */
function wordingsOf(quote: string): string[] {
  const given = quote.normalize('NFC');
  const bare = withoutNumbers(given);
  const trimmed = bare.replace(/^[\s"'«“”‘’([<:;,.–—-]+|[\s"'»“”‘’)\]>:;,.…–—-]+$/gu, '');
  return [...new Set([given, bare, trimmed])];
}

function plainLength(words: string): number {
  return words.replace(/[^\p{L}\p{N}]/gu, '').length;
}

function nearest(
  text: string,
  places: readonly Span[],
  wording: string | null,
  near: Span | null,
  mayBeInside: boolean,
): FoundQuote | null {
  let best: { place: Span; likeness: FoundQuote['likeness']; rank: number[] } | null = null;
  for (const place of places) {
    const inside = cutsWord(text, place.start) || cutsWord(text, place.end);
    if (inside && !mayBeInside) continue;
    const exact = wording !== null && text.slice(place.start, place.end) === wording;
    const likeness = exact ? 'exact' : wording === null ? 'scanned' : 'tolerant';
    const away = near === null ? 0 : distance(place, near);
    const rank = [inside ? 1 : 0, away === 0 ? 0 : 1, exact ? 0 : 1, away, place.start];
    if (best === null || isLower(rank, best.rank)) best = { place, likeness, rank };
  }
  return best && { start: best.place.start, end: best.place.end, likeness: best.likeness };
}

function isLower(one: readonly number[], other: readonly number[]): boolean {
  const index = one.findIndex((value, at) => value !== other[at]);
  return index >= 0 && (one[index] ?? 0) < (other[index] ?? 0);
}

function distance(place: Span, near: Span): number {
  return Math.max(0, near.start - place.end, place.start - near.end);
}

/** Whether a place stands between two letters or two digits. */
function cutsWord(text: string, place: number): boolean {
  const around = text.slice(Math.max(0, place - 2), place + 2);
  const at = Math.min(2, place);
  const before = around.slice(0, at);
  const after = around.slice(at);
  return (/\p{L}\p{M}?$/u.test(before) && /^[\p{L}\p{M}]/u.test(after)) || (/\d$/.test(before) && /^\d/.test(after));
}

const WRITTEN: ReadonlyMap<string, string> = new Map([
  ...[...'‘’‛ʼ´`′'].map((sign): [string, string] => [sign, "'"]),
  ...[...'“”„«»″'].map((sign): [string, string] => [sign, '"']),
  ['−', '-'],
  ['œ', 'oe'],
  ['æ', 'ae'],
  ['ß', 'ss'],
]);

const plainForms = new Map<string, string>();
const MOST_FORMS = 5_000;

/** What a character is compared by: small, without accents, dashes and quotation marks made alike; blanks are one space. */
function plainForm(character: string): string {
  if (/[a-z0-9 ]/.test(character)) return character;
  const known = plainForms.get(character);
  if (known !== undefined) return known;
  const form = formOf(character);
  if (plainForms.size < MOST_FORMS) plainForms.set(character, form);
  return form;
}

function formOf(character: string): string {
  if (/\s/.test(character)) return ' ';
  if (/\p{Pd}/u.test(character)) return '-';
  const written = WRITTEN.get(character) ?? WRITTEN.get(character.toLowerCase());
  if (written !== undefined) return written;
  return character.normalize('NFKD').toLowerCase().replace(/\p{M}/gu, '').replace(/\s/g, ' ');
}

/** Marks belong to the letter before them; what cannot be seen is passed over; blanks in a row count as one. */
function viewOf(text: string, { start, end }: Span): View {
  const units: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  for (let place = start; place < end;) {
    const character = String.fromCodePoint(text.codePointAt(place) ?? 0);
    const next = place + character.length;
    const seen = /[\p{M}\p{Cf}]/u.test(character) ? '' : plainForm(character);
    if (seen === '') {
      if (ends.length > 0 && /\p{M}/u.test(character)) ends[ends.length - 1] = next;
    } else if (seen !== ' ' || units.at(-1) !== ' ') {
      for (let index = 0; index < seen.length; index += 1) {
        units.push(seen.charAt(index));
        starts.push(place);
        ends.push(next);
      }
    }
    place = next;
  }
  return { characters: units.join(''), starts, ends };
}

const CONFUSED: ReadonlyMap<string, string> = new Map([
  ['0', 'o'],
  ['1', 'l'],
  ['i', 'l'],
  ['|', 'l'],
  ['5', 's'],
  ['8', 'b'],
]);
const CONFUSED_PAIRS: ReadonlyMap<string, string> = new Map([
  ['rn', 'm'],
  ['vv', 'w'],
]);

/** Letters and digits only, those that scanners confuse made one. */
function scannedView(view: View): View {
  const units: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  for (let index = 0; index < view.characters.length; index += 1) {
    const sign = view.characters.charAt(index);
    if (!/[\p{L}\p{N}|\uD800-\uDFFF]/u.test(sign)) continue;
    const letter = CONFUSED.get(sign) ?? sign;
    const pair = CONFUSED_PAIRS.get(`${units.at(-1)}${letter}`);
    if (pair === undefined) {
      units.push(letter);
      starts.push(view.starts[index] ?? 0);
      ends.push(view.ends[index] ?? 0);
    } else {
      units[units.length - 1] = pair;
      ends[ends.length - 1] = view.ends[index] ?? 0;
    }
  }
  return { characters: units.join(''), starts, ends };
}

/** More places of one quote are not looked at: whatever is quoted, a page that repeats it so often says nothing by it. */
const MOST_PLACES = 2_000;

/** Every place of `wanted` in `text`, overlapping ones too (Knuth, Morris and Pratt: linear whatever the two are). */
function occurrences(text: string, wanted: string): number[] {
  const borders = bordersOf(wanted);
  const found: number[] = [];
  let matched = 0;
  for (let index = 0; index < text.length && found.length < MOST_PLACES; index += 1) {
    const unit = text.charCodeAt(index);
    while (matched > 0 && unit !== wanted.charCodeAt(matched)) matched = borders[matched - 1] ?? 0;
    if (unit === wanted.charCodeAt(matched)) matched += 1;
    if (matched < wanted.length) continue;
    found.push(index - wanted.length + 1);
    matched = borders[matched - 1] ?? 0;
  }
  return found;
}

/** For each beginning of a text the length of its longest proper beginning that is also its end. */
function bordersOf(text: string): number[] {
  const borders = [0];
  for (let index = 1, length = 0; index < text.length; index += 1) {
    while (length > 0 && text.charCodeAt(index) !== text.charCodeAt(length)) length = borders[length - 1] ?? 0;
    if (text.charCodeAt(index) === text.charCodeAt(length)) length += 1;
    borders.push(length);
  }
  return borders;
}
