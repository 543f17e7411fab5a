import type { Span } from '../source.ts';

/** A line of a source as a model is shown it. Lines are numbered from 1 over the whole source, whichever part of it is shown. */
export interface NumberedLine extends Span {
  readonly number: number;
  /** Whether it begins a line of the source; the rest of a long line follows under numbers of its own. */
  readonly begins: boolean;
}

/** A dictation may be one line of thousands of characters: a number must point more closely than that. */
const LONGEST_LINE = 240;

/**
 * The lines of a source, the long ones cut at blanks. Without the blank ends nothing is lost: every character that can be seen
 * is in one of them.
 */
export function numberedLines(text: string): NumberedLine[] {
  const lines: NumberedLine[] = [];
  for (let start = 0; start <= text.length;) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    for (let from = start; ;) {
      const to = end - from <= LONGEST_LINE ? end : cutWithin(text, from);
      lines.push({ number: lines.length + 1, start: from, end: to, begins: from === start });
      from = to;
      if (from >= end) break;
    }
    start = end + 1;
  }
  return lines;
}

/** After the last blank that fits, else where the line is full, never inside a surrogate pair. */
function cutWithin(text: string, from: number): number {
  const blank = text.lastIndexOf(' ', from + LONGEST_LINE);
  if (blank > from) return blank + 1;
  const full = from + LONGEST_LINE;
  return /[\uDC00-\uDFFF]/.test(text.charAt(full)) ? full + 1 : full;
}

/**
 * What would make a line look like two, turn it around, or hide a message in it: line breaks that are none of ours, controls
 * of direction, tag characters.
 */
const UNRULY = /[\p{Cc}\u2028\u2029\u200E\u200F\u202A-\u202E\u2066-\u2069]|[\u{E0000}-\u{E007F}]/gu;

/** The lines as a model sees them, `<number>| <text>` each: no text of a source can begin a line without its number. */
export function writeLines(text: string, lines: readonly NumberedLine[]): string {
  return lines
    .map(({ number, start, end }) => `${number}| ${text.slice(start, end).replace(UNRULY, ' ')}`.trimEnd())
    .join('\n');
}

/** What a model copied together with a quote: the numbers of the lines it runs over. */
export function withoutNumbers(quote: string): string {
  return quote.replace(/(^|\n)[ \t]{0,4}\d{1,6}\| ?/g, '$1');
}

/** Where the lines from one number to another stand; null when there are none such. Numbers may come in any order. */
export function spanOfLines(lines: readonly NumberedLine[], one: number, other: number): Span | null {
  const numbers = [one, other].map((number) => Math.trunc(number)).sort((a, b) => a - b);
  const first = lines[Math.max(0, (numbers[0] ?? 0) - 1)];
  const last = lines[Math.min(lines.length, numbers[1] ?? 0) - 1];
  return first && last && first.start <= last.end ? { start: first.start, end: last.end } : null;
}
