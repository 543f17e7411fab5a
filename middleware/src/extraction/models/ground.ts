import type { Findings } from '../extract.ts';
import type { Span } from '../source.ts';
import type { Quote } from './answer.ts';
import type { NumberedLine } from './numbering.ts';
import { spanOfLines } from './numbering.ts';
import type { Part } from './parts.ts';
import { quoteFinder, type FoundQuote, type QuoteFinder } from './quotes.ts';

/** What the quotes of one answer are held against: the part of the source that was asked about, without what is planted in it. */
export interface Ground {
  readonly findings: Findings;
  readonly lines: readonly NumberedLine[];
  /** Passages that order a program about, sorted and apart. */
  readonly planted: readonly Span[];
  /** Mail addresses and websites, sorted and apart. */
  readonly addresses: readonly Span[];
  readonly finder: QuoteFinder;
}

/** Characters that looking for quotes may look at, over all parts of a source: some tenths of a second. */
const WORK = 24_000_000;

/**
 * What one part of a source is held against. The findings and lines are of the whole source.
 * @param parts how many parts share the work that one source is worth.
 */
export function groundOf(whole: Omit<Ground, 'finder'>, part: Part, parts: number): Ground {
  const { text } = whole.findings.analysis.source;
  return { ...whole, finder: quoteFinder(text, part, whole.planted, WORK / Math.max(2, parts)) };
}

/** Where a quote stands: of several places the one nearest to its line, or to the lines of its deal when its line is none. */
export function groundQuote({ finder, lines }: Ground, { quote, line }: Quote, deal: Span | null): FoundQuote | null {
  return finder.find(quote, spanOfLines(lines, line, line) ?? deal);
}
