/**
 * Whether an evidence stands where it says. One that does not is dropped rather than drawn elsewhere: a mark in the wrong
 * place is worse than none. Offsets are UTF-16 code units, so that `slice` is the whole check.
 */
export function standsIn(text, evidence) {
    return evidence.start < evidence.end && text.slice(evidence.start, evidence.end) === evidence.quote;
}
/**
 * Cuts the source into blocks and marked segments.
 *
 * Joined in order, the segments give back every character of `text` but the line breaks and blank lines between blocks.
 * Marks may overlap: the text is cut at every boundary and a piece carries all anchors that cover it.
 * @param paragraphs where blocks begin besides, as the paragraphs of a recording do: every line is then a block of its own
 */
export function markedBlocks(text, anchors, passages, paragraphs = null) {
    return blockRanges(text, passages, paragraphs).map(({ start, end }) => ({
        start,
        positions: positionsIn(start, end, passages),
        segments: segmentsOf(text, start, end, anchors),
    }));
}
/** Where a piece of evidence is seen or heard, as far as it is. */
export function placeOf({ regions, from, to }) {
    const heard = typeof from === 'number' && typeof to === 'number' ? { from, to } : {};
    return { ...(regions ? { regions } : {}), ...heard };
}
/** The segments around an anchor, as context for a narrow screen: at most `reach` characters on each side. */
export function inContext(text, start, end, reach = 40) {
    const from = Math.max(0, start - reach);
    const to = Math.min(text.length, end + reach);
    const before = text.slice(from, start).replace(/\s+/g, ' ');
    const after = text.slice(end, to).replace(/\s+/g, ' ');
    return {
        before: from === 0 ? before : `…${before.replace(/^\S*\s/, '')}`,
        after: to === text.length ? after : `${after.replace(/\s\S*$/, '')}…`,
    };
}
/**
 * Paragraphs, cut once more where the passage of another deal begins inside one; neighbours of the same deals are one block.
 * A passage is not cut at its end: the full stop after it would stand alone on a line.
 */
function blockRanges(text, passages, paragraphs) {
    const blocks = [];
    const starts = new Set(paragraphs);
    let wasBlank = true;
    for (const line of lineRanges(text)) {
        const isBlank = text.slice(line.start, line.end).trim() === '';
        wasBlank ||= isBlank || paragraphs !== null;
        if (isBlank)
            continue;
        const within = (paragraphs ?? []).filter((start) => start > line.start && start < line.end);
        for (const piece of cutAt(line, [...startsInside(line, passages), ...within])) {
            wasBlank ||= starts.has(piece.start);
            const last = wasBlank ? undefined : blocks.at(-1);
            if (last && last.end !== piece.start && sameDeals(last, piece, passages))
                last.end = piece.end;
            else
                blocks.push({ ...piece });
            wasBlank = false;
        }
    }
    return blocks;
}
function lineRanges(text) {
    let start = 0;
    return text.split('\n').map((line) => {
        const range = { start, end: start + line.length };
        start = range.end + 1;
        return range;
    });
}
function startsInside(line, passages) {
    return passages
        .map((passage) => passage.start)
        .filter((start) => start > line.start && start < line.end)
        .filter((start) => !sameNumbers(positionsAt(start - 1, passages), positionsAt(start, passages)));
}
function cutAt({ start, end }, cuts) {
    const bounds = [...new Set([start, ...cuts, end])].sort((a, b) => a - b);
    if (bounds.length === 1)
        return [{ start, end }];
    return bounds.slice(1).map((bound, index) => ({ start: bounds[index] ?? start, end: bound }));
}
function sameDeals(a, b, passages) {
    return sameNumbers(positionsIn(a.start, a.end, passages), positionsIn(b.start, b.end, passages));
}
function sameNumbers(a, b) {
    return a.join() === b.join();
}
function positionsAt(offset, passages) {
    return positionsIn(offset, offset + 1, passages);
}
function positionsIn(start, end, passages) {
    const found = passages.filter((passage) => passage.start < end && passage.end > start);
    return [...new Set(found.map((passage) => passage.position))].sort((a, b) => a - b);
}
function segmentsOf(text, start, end, anchors) {
    const inside = anchors.filter((anchor) => anchor.start < end && anchor.end > start);
    const cuts = inside.flatMap((anchor) => [anchor.start, anchor.end]).filter((cut) => cut > start && cut < end);
    return cutAt({ start, end }, cuts).map((piece) => ({
        start: piece.start,
        text: text.slice(piece.start, piece.end),
        anchors: inside.filter((anchor) => anchor.start < piece.end && anchor.end > piece.start),
    }));
}
