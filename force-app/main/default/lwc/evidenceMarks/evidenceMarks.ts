import type { Evidence, Region } from 'c/captureTypes';

/** One use of a passage of the source: the value `path` of the deal `draftId` was read there. */
export interface Anchor {
  draftId: string;
  path: string;
  start: number;
  end: number;
  toCheck: boolean;
  /** Where it stands in the pictures of the pages; absent where the text has no picture. */
  regions?: readonly Region[];
  /** Where it is heard, in seconds of the whole recording; absent where nothing was recorded. */
  from?: number;
  to?: number;
}

/** The part of the source that speaks of one deal alone. `position` is the number on the deal's tab. */
export interface Passage {
  position: number;
  start: number;
  end: number;
}

/** A run of the text whose characters serve the same values; without anchors it is plain text. */
export interface Segment {
  start: number;
  text: string;
  anchors: readonly Anchor[];
}

/** A block of lines with the numbers of the deals it speaks of (none, one or several). */
export interface Block {
  start: number;
  positions: readonly number[];
  segments: readonly Segment[];
}

/**
 * Whether an evidence stands where it says. One that does not is dropped rather than drawn elsewhere: a mark in the wrong
 * place is worse than none. Offsets are UTF-16 code units, so that `slice` is the whole check.
 */
export function standsIn(text: string, evidence: Pick<Evidence, 'start' | 'end' | 'quote'>): boolean {
  return evidence.start < evidence.end && text.slice(evidence.start, evidence.end) === evidence.quote;
}

/**
 * Cuts the source into blocks and marked segments.
 *
 * Joined in order, the segments give back every character of `text` but the line breaks and blank lines between blocks.
 * Marks may overlap: the text is cut at every boundary and a piece carries all anchors that cover it.
 * @param paragraphs where blocks begin besides, as the paragraphs of a recording do: every line is then a block of its own
 */
export function markedBlocks(
  text: string,
  anchors: readonly Anchor[],
  passages: readonly Passage[],
  paragraphs: readonly number[] | null = null,
): readonly Block[] {
  return blockRanges(text, passages, paragraphs).map(({ start, end }) => ({
    start,
    positions: positionsIn(start, end, passages),
    segments: segmentsOf(text, start, end, anchors),
  }));
}

/** Where a piece of evidence is seen or heard, as far as it is. */
export function placeOf({ regions, from, to }: Evidence): Pick<Anchor, 'regions' | 'from' | 'to'> {
  const heard = typeof from === 'number' && typeof to === 'number' ? { from, to } : {};
  return { ...(regions ? { regions } : {}), ...heard };
}

/** The segments around an anchor, as context for a narrow screen: at most `reach` characters on each side. */
export function inContext(text: string, start: number, end: number, reach = 40): { before: string; after: string } {
  const from = Math.max(0, start - reach);
  const to = Math.min(text.length, end + reach);
  const before = text.slice(from, start).replace(/\s+/g, ' ');
  const after = text.slice(end, to).replace(/\s+/g, ' ');
  return {
    before: from === 0 ? before : `…${before.replace(/^\S*\s/, '')}`,
    after: to === text.length ? after : `${after.replace(/\s\S*$/, '')}…`,
  };
}

interface Range {
  start: number;
  end: number;
}

/**
 * Paragraphs, cut once more where the passage of another deal begins inside one; neighbours of the same deals are one block.
 * A passage is not cut at its end: the full stop after it would stand alone on a line.
 */
function blockRanges(
  text: string,
  passages: readonly Passage[],
  paragraphs: readonly number[] | null,
): readonly Range[] {
  const blocks: Range[] = [];
  const starts = new Set(paragraphs);
  let wasBlank = true;
  for (const line of lineRanges(text)) {
    const isBlank = text.slice(line.start, line.end).trim() === '';
    wasBlank ||= isBlank || paragraphs !== null;
    if (isBlank) continue;
    const within = (paragraphs ?? []).filter((start) => start > line.start && start < line.end);
    for (const piece of cutAt(line, [...startsInside(line, passages), ...within])) {
      wasBlank ||= starts.has(piece.start);
      const last = wasBlank ? undefined : blocks.at(-1);
      if (last && last.end !== piece.start && sameDeals(last, piece, passages)) last.end = piece.end;
      else blocks.push({ ...piece });
      wasBlank = false;
    }
  }
  return blocks;
}

function lineRanges(text: string): readonly Range[] {
  let start = 0;
  return text.split('\n').map((line) => {
    const range = { start, end: start + line.length };
    start = range.end + 1;
    return range;
  });
}

function startsInside(line: Range, passages: readonly Passage[]): readonly number[] {
  return passages
    .map((passage) => passage.start)
    .filter((start) => start > line.start && start < line.end)
    .filter((start) => !sameNumbers(positionsAt(start - 1, passages), positionsAt(start, passages)));
}

function cutAt({ start, end }: Range, cuts: readonly number[]): readonly Range[] {
  const bounds = [...new Set([start, ...cuts, end])].sort((a, b) => a - b);
  if (bounds.length === 1) return [{ start, end }];
  return bounds.slice(1).map((bound, index) => ({ start: bounds[index] ?? start, end: bound }));
}

function sameDeals(a: Range, b: Range, passages: readonly Passage[]): boolean {
  return sameNumbers(positionsIn(a.start, a.end, passages), positionsIn(b.start, b.end, passages));
}

function sameNumbers(a: readonly number[], b: readonly number[]): boolean {
  return a.join() === b.join();
}

function positionsAt(offset: number, passages: readonly Passage[]): readonly number[] {
  return positionsIn(offset, offset + 1, passages);
}

function positionsIn(start: number, end: number, passages: readonly Passage[]): readonly number[] {
  const found = passages.filter((passage) => passage.start < end && passage.end > start);
  return [...new Set(found.map((passage) => passage.position))].sort((a, b) => a - b);
}

function segmentsOf(text: string, start: number, end: number, anchors: readonly Anchor[]): readonly Segment[] {
  const inside = anchors.filter((anchor) => anchor.start < end && anchor.end > start);
  const cuts = inside.flatMap((anchor) => [anchor.start, anchor.end]).filter((cut) => cut > start && cut < end);
  return cutAt({ start, end }, cuts).map((piece) => ({
    start: piece.start,
    text: text.slice(piece.start, piece.end),
    anchors: inside.filter((anchor) => anchor.start < piece.end && anchor.end > piece.start),
  }));
}
