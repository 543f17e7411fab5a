import { diffArrays } from 'diff';

import type { OtherHearing } from '../../readings/schema.ts';
import { nameCase } from '../rules/name-case.ts';
import { isStopWord } from '../rules/names.ts';
import { organisationName } from '../rules/organisation-words.ts';
import type { Source, Span } from '../source.ts';
import { firstFrom, fold, overlaps, sourceOf } from '../source.ts';
import { amountsIn } from '../values/amounts.ts';
import { datesIn } from '../values/dates.ts';
import { emailsIn } from '../values/emails.ts';
import { phonesIn } from '../values/phones.ts';
import type { Ground, Subject } from './ground.ts';

/** What a recogniser says of more than a few sentences is compared with nothing. */
const LONGEST = 800;
/** More hearings at one value than anybody would choose from. */
const MOST_AT_VALUE = 6;
const MOST_VALUES = 3;
/** A value is read with so many characters before and after it, which may belong to it in another hearing. */
const AROUND = 60;

/** The other values that a quote may have been, as the same recogniser heard it otherwise; none where nothing valid comes of it. */
export function otherValues(
  ground: Ground,
  subject: Subject,
  value: string | number,
  quote: Span,
): (string | number)[] {
  const { text } = ground.analysis.source;
  const found = new Set<string | number>();
  for (const other of othersAt(ground, quote)) {
    const changes = changesOf(text, other).filter((change) => overlaps(change, quote));
    const read = changes.length > 0 ? readOtherwise(ground, subject, value, quote, changes) : null;
    if (read !== null && fold(`${read}`) !== fold(`${value}`)) found.add(read);
  }
  return [...found].slice(0, MOST_VALUES);
}

function othersAt({ heard: { others } }: Ground, quote: Span): OtherHearing[] {
  const found: OtherHearing[] = [];
  for (let index = firstFrom(others, quote.start - LONGEST); index < others.length; index += 1) {
    const other = others[index];
    if (!other || other.start >= quote.end || found.length >= MOST_AT_VALUE) break;
    const isShort = other.end - other.start <= LONGEST && other.text.length <= LONGEST;
    if (isShort && overlaps(other, quote)) found.push(other);
  }
  return found;
}

/** Words in place of others. */
interface Change extends Span {
  readonly text: string;
}

/** A word without the signs at its ends, which recognisers put as they please. */
const WORD = /[^\s.,;:!?…«»"()]+(?:[.,:'@-]+[^\s.,;:!?…«»"()]+)*/g;

/** Where another hearing differs, word by word: what both have in common is no doubt about it. */
function changesOf(text: string, other: OtherHearing): Change[] {
  const before = [...text.slice(other.start, other.end).matchAll(WORD)].map(({ 0: word, index }) => ({
    word,
    start: other.start + index,
    end: other.start + index + word.length,
  }));
  const after = other.text.match(WORD) ?? [];
  const changes: Change[] = [];
  for (const { before: old, after: words } of differencesOf(
    before.map(({ word }) => word),
    after,
  )) {
    // What was added stands behind the word before it.
    const first = before[old.to > old.from ? old.from : old.from - 1];
    const last = before[Math.max(old.to, 1) - 1];
    const kept = first && old.to === old.from ? [first.word] : [];
    if (first && last) changes.push({ start: first.start, end: last.end, text: [...kept, ...words].join(' ') });
  }
  return changes;
}

interface Difference {
  readonly before: { readonly from: number; readonly to: number };
  readonly after: readonly string[];
}

function differencesOf(before: readonly string[], after: readonly string[]): Difference[] {
  const plain = (words: readonly string[]) => words.map((word) => fold(word) || word);
  const differences: { before: { from: number; to: number }; after: string[] }[] = [];
  let [at, next] = [0, 0];
  for (const { added, removed, count } of diffArrays(plain(before), plain(after))) {
    let last = differences.at(-1);
    if ((added || removed) && last?.before.to !== at) {
      last = { before: { from: at, to: at }, after: [] };
      differences.push(last);
    }
    if (added) last?.after.push(...after.slice(next, next + count));
    if (removed && last) last.before.to += count;
    if (!added) at += count;
    if (!removed) next += count;
  }
  return differences;
}

/** A stretch of the text around a quote, as it is and with other words in it, and where the quote stands in each. */
interface Window {
  readonly source: Source;
  readonly quote: Span;
}

function windowOf({ analysis }: Ground, quote: Span, changes: readonly Change[]): Window {
  const { text, language } = analysis.source;
  const reach = {
    start: Math.min(quote.start, ...changes.map(({ start }) => start)),
    end: Math.max(quote.end, ...changes.map(({ end }) => end)),
  };
  const start =
    reach.start - (/\S*$/.exec(text.slice(Math.max(0, reach.start - AROUND), reach.start))?.[0].length ?? 0);
  const from = wordStart(text, Math.max(0, start - AROUND));
  const to = wordEnd(text, Math.min(text.length, reach.end + AROUND));
  let written = '';
  let at = from;
  let [first, last] = [quote.start - from, quote.end - from];
  for (const change of changes) {
    written += text.slice(at, change.start) + change.text;
    at = change.end;
    const grown = change.text.length - (change.end - change.start);
    if (change.end <= quote.start) first += grown;
    last += grown;
    if (change.start < quote.start && change.end > quote.start) first = Math.min(first, change.start - from);
  }
  const source = sourceOf(written + text.slice(at, to), language, []);
  return { source, quote: { start: first, end: Math.max(last, first + 1) } };
}

function wordStart(text: string, place: number): number {
  const blank = text.indexOf(' ', place);
  return place === 0 || blank < 0 || blank - place > AROUND ? place : blank + 1;
}

function wordEnd(text: string, place: number): number {
  const blank = text.lastIndexOf(' ', place);
  return place === text.length || place - blank > AROUND ? place : blank;
}

/** The value of a quote with other words in it, where the same reading of the words that stand there gives the value itself. */
function readOtherwise(
  ground: Ground,
  subject: Subject,
  value: string | number,
  quote: Span,
  changes: readonly Change[],
): string | number | null {
  const isRead =
    subject === 'organisation' ||
    subject === 'person' ||
    valueIn(ground, subject, windowOf(ground, quote, [])) === value;
  return isRead ? valueIn(ground, subject, windowOf(ground, quote, changes)) : null;
}

function valueIn(ground: Ground, subject: Subject, { source, quote }: Window): string | number | null {
  const { analysis } = ground;
  const at = <Found extends Span>(found: readonly Found[]) => found.find((one) => overlaps(one, quote));
  switch (subject) {
    case 'amount':
      return at(amountsIn(source))?.value ?? null;
    case 'date':
      return at(datesIn(source, analysis.today))?.day ?? null;
    case 'phone':
      return at(phonesIn(source, ground.countriesAt(quote)))?.e164 ?? null;
    case 'email':
      return at(emailsIn(source))?.address ?? null;
    case 'organisation':
      return nameIn(source, quote, organisationName);
    case 'person':
      return nameIn(source, quote, ({ text }, { start, end }) => nameCase(text.slice(start, end)));
  }
}

/** A name of letters, of which one word at least is no small one. */
function nameIn(source: Source, quote: Span, name: (source: Source, quote: Span) => string): string | null {
  const written = source.text.slice(quote.start, quote.end).replace(/^[\s,.;:!?]+|[\s,.;:!?]+$/g, '');
  const words = written.match(/\p{L}{2,}/gu) ?? [];
  if (words.length === 0 || words.every((word) => isStopWord(word)) || /\d/.test(written)) return null;
  const start = source.text.indexOf(written, quote.start);
  return name(source, { start, end: start + written.length });
}
