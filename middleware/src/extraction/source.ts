import type { Language } from '../captures/schema.ts';
import { foldInPlace } from './folding.ts';
import { repairNumbers } from './scan-numbers.ts';
import { repairScan } from './scan-repair.ts';

export { foldInPlace } from './folding.ts';

/** A word of a source: letters and digits only, folded (no case, no accents), with its place. */
export interface Word {
  readonly folded: string;
  readonly start: number;
  readonly end: number;
}

/**
 * A source in three views of the same length, so that a place found in one is the place in all:
 * `text` is what evidence quotes, `clear` has the confusions of a scanner repaired and every space plain, `folded` is `clear`
 * without case and accents.
 */
export interface Source {
  readonly text: string;
  readonly clear: string;
  readonly folded: string;
  readonly words: readonly Word[];
  readonly language: Language;
  /**
   * The stretches that were read from pictures, sorted and apart: only there anything was misread. Null where nobody knows, as
   * what is pasted may come from a scanner.
   */
  readonly scanned: readonly Span[] | null;
}

/** A stretch of a source. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export function sourceOf(text: string, language: Language, scanned: readonly Span[] | null = null): Source {
  const plain = text.replace(/[\u00A0\u2000-\u200A\u202F\u205F\u3000\t]/g, ' ').replace(/[‘’ʼ´`]/g, "'");
  const clear = scanned === null ? repairScan(plain) : repairedIn(plain, scanned);
  const folded = foldInPlace(clear);
  return { text, clear, folded, words: wordsOf(folded), language, scanned };
}

/** A text repaired where it was read from pictures, and nowhere else: a person means what they typed. */
function repairedIn(text: string, scanned: readonly Span[]): string {
  if (scanned.length === 0) return text;
  const repaired = repairScan(repairNumbers(text));
  let result = '';
  let from = 0;
  for (const { start, end } of scanned) {
    result += text.slice(from, start) + repaired.slice(start, end);
    from = end;
  }
  return result + text.slice(from);
}

/** Folded words separated by one space: how names and labels are compared. */
export function fold(text: string): string {
  return foldInPlace(text.normalize('NFC').replace(/œ/gi, 'oe'))
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

export function wordsOf(folded: string): Word[] {
  const words: Word[] = [];
  for (const match of folded.matchAll(/[\p{L}\p{N}]+/gu)) {
    words.push({ folded: match[0], start: match.index, end: match.index + match[0].length });
  }
  return words;
}

/** The index of the first word that begins at or after a place. */
export function wordIndexAt(words: readonly Word[], place: number): number {
  return firstFrom(words, place);
}

/** The index of the first span, of spans sorted by place, that begins at or after a place. */
export function firstFrom(spans: readonly Span[], place: number): number {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle]?.start ?? 0) < place) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The index of the last span, of spans sorted by place, that begins at or before a place; -1 when none does. */
export function lastUpTo(spans: readonly Span[], place: number): number {
  return firstFrom(spans, place + 1) - 1;
}

/** Whether a span overlaps one of several that are sorted by place and do not overlap each other. */
export function touches(spans: readonly Span[], span: Span): boolean {
  const before = spans[lastUpTo(spans, span.start)];
  const after = spans[firstFrom(spans, span.start)];
  return (before !== undefined && overlaps(before, span)) || (after !== undefined && overlaps(after, span));
}

/** Spans sorted by place, those that overlap made one. */
export function joined(spans: readonly Span[]): Span[] {
  const apart: Span[] = [];
  for (const span of spans.toSorted((one, other) => one.start - other.start)) {
    const last = apart.at(-1);
    if (last && span.start < last.end)
      apart[apart.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
    else apart.push(span);
  }
  return apart;
}

/** The stretch around a value that is looked at, cut to the sentence: however long a sentence is, the work stays the same. */
export function around(sentence: Span, value: Span, reach: number): Span {
  return { start: Math.max(sentence.start, value.start - reach), end: Math.min(sentence.end, value.end + reach) };
}

export function overlaps(one: Span, other: Span): boolean {
  return one.start < other.end && other.start < one.end;
}

export function contains(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}
