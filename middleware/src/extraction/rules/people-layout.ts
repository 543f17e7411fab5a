import type { Analysis } from '../analysis.ts';
import type { Source, Span } from '../source.ts';
import { contains, lastUpTo } from '../source.ts';

/** A part of a line that stands apart from its neighbours: a column of a card, a cell of a table. */
export interface Cell extends Span {
  /** Where it begins and ends on its line. */
  readonly from: number;
  readonly to: number;
  /** Whether it has its line to itself. */
  readonly alone: boolean;
}

/** A longer line is a paragraph: it has no columns. */
const LONGEST_LINE = 300;

/** The cells of a line: what two or more blanks, a bar or a bullet separate. */
export function cellsOf(source: Source, line: Span): Cell[] {
  if (line.end - line.start > LONGEST_LINE) return [];
  const text = source.clear.slice(line.start, line.end);
  const lineStart = source.clear.lastIndexOf('\n', Math.max(0, line.start - 1)) + 1;
  const parts = [...text.matchAll(/[^\s|](?:[^\n|\s]|[ ](?! ))*/g)].filter(([part]) => /[\p{L}\p{N}]/u.test(part));
  return parts.map((match) => {
    const start = line.start + match.index;
    const end = start + match[0].trimEnd().length;
    return { start, end, from: start - lineStart, to: end - lineStart, alone: parts.length === 1 };
  });
}

/** The cell that holds a span. */
export function cellAt({ source, sections }: Analysis, span: Span): Cell | null {
  const line = sections.lines[lastUpTo(sections.lines, span.start)];
  return (line && cellsOf(source, line).find((cell) => contains(cell, span))) ?? null;
}

/** Whether one cell stands under or over another: they share a column, or each has its line to itself. */
export function sharesColumn(one: Cell, other: Cell): boolean {
  if (one.alone && other.alone) return one.from < 12 || other.from < 12 || overlap(one, other);
  return Math.abs(one.from - other.from) <= 3 || overlap(one, other);
}

function overlap(one: Cell, other: Cell): boolean {
  return one.from < other.to && other.from < one.to;
}

/** The cells under a span in its column, the nearest first, over at most `count` lines with text. */
export function cellsBelow(analysis: Analysis, span: Span, count: number): Cell[] {
  const { source, sections } = analysis;
  const own = cellAt(analysis, span);
  if (!own) return [];
  const found: Cell[] = [];
  let seen = 0;
  for (
    let index = lastUpTo(sections.lines, span.start) + 1;
    index < sections.lines.length && seen < count;
    index += 1
  ) {
    const line = sections.lines[index];
    if (!line || line.role === 'blank') continue;
    seen += 1;
    const cell = cellsOf(source, line).find((candidate) => sharesColumn(own, candidate));
    if (cell) found.push(cell);
  }
  return found;
}

/** The cell right over a span in its column. */
export function cellAbove(analysis: Analysis, span: Span): Cell | null {
  const { source, sections } = analysis;
  const own = cellAt(analysis, span);
  const above = sections.lines[lastUpTo(sections.lines, span.start) - 1];
  if (!own || !above) return null;
  return cellsOf(source, above).find((candidate) => sharesColumn(own, candidate)) ?? null;
}
