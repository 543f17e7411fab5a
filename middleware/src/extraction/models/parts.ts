import type { Span } from '../source.ts';
import type { NumberedLine } from './numbering.ts';

/** A stretch of a source that a model is asked about at once. */
export interface Part extends Span {
  /** From 1, in the order of the source. */
  readonly number: number;
  readonly lines: readonly NumberedLine[];
}

/** In UTF-16 code units, about 3,500 tokens: most models read it well, and the answer comes within seconds. */
const LONGEST_PART = 12_000;
/** A part is at least this long unless the source ends: else a source of many short messages would be asked line by line. */
const SHORTEST_PART = 7_000;
/** How much of a part the next one repeats, so that a deal told across the cut is seen whole at least once. */
const OVERLAP = 900;

/** The first words of a message, a topic or a numbered point. */
const OPENS =
  /^[ >]{0,8}(?:de|from|objet|subject|envoye|envoyé|sent|date) ?:|^[ >]{0,8}(?:le|on) .{3,80}(?:écrit|wrote) ?:|^ *(?:-{3,}|_{3,}|={3,}|\*{3,}|#{1,4} )|^ *(?:\d{1,2}|[ivx]{1,4}) ?[).:/] ?\S/i;

/** A source in parts of bounded length, cut where something ends: at best before a message or a topic, else after a paragraph. */
export function partsOf(text: string, lines: readonly NumberedLine[]): Part[] {
  const parts: Part[] = [];
  for (let first = 0; first < lines.length;) {
    const end = endOfPart(text, lines, first);
    const used = lines.slice(first, end);
    parts.push({
      number: parts.length + 1,
      start: used[0]?.start ?? 0,
      end: used.at(-1)?.end ?? 0,
      lines: used,
    });
    if (end >= lines.length) break;
    first = Math.max(first + 1, overlapFrom(lines, first, end));
  }
  return parts;
}

/** The index of the first line that is no more in the part that begins at line `first`. */
function endOfPart(text: string, lines: readonly NumberedLine[], first: number): number {
  const from = lines[first]?.start ?? 0;
  let best = { end: lines.length, rank: -1 };
  for (let index = first + 1; index < lines.length; index += 1) {
    const line = lines[index];
    if (!line || line.end - from > LONGEST_PART) return best.rank < 0 ? index : best.end;
    if (line.start - from < SHORTEST_PART) continue;
    const rank = rankOf(text, lines, index);
    if (rank >= best.rank) best = { end: index, rank };
  }
  return lines.length;
}

/** How well a source is cut before a line. */
function rankOf(text: string, lines: readonly NumberedLine[], index: number): number {
  const line = lines[index];
  const before = lines[index - 1];
  if (!line?.begins) return 0;
  if (OPENS.test(text.slice(line.start, Math.min(line.end, line.start + 120)))) return 3;
  return before && text.slice(before.start, before.end).trim() === '' ? 2 : 1;
}

/** The line from which the next part repeats what this one ends with. */
function overlapFrom(lines: readonly NumberedLine[], first: number, end: number): number {
  const to = lines[end]?.start ?? 0;
  let index = end;
  while (index > first + 1 && to - (lines[index - 1]?.start ?? 0) <= OVERLAP) index -= 1;
  return index;
}
