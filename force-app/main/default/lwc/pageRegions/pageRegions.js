/** Room between the words and their outline, as a share of the height of the line. */
const ROOM = 0.16;
/** Every use of the source that these blocks are marked with, each once. */
export function anchorsIn(blocks) {
    const found = blocks.flatMap(({ segments }) => segments.flatMap(({ anchors }) => anchors));
    return [...new Set(found)];
}
/** What is outlined in the picture of a page, in the order of the text. Uses of the very same words share one outline. */
export function marksOn(page, anchors) {
    const marks = new Map();
    for (const anchor of anchors) {
        const shapes = shapesOn(page, anchor.regions);
        const key = `${anchor.start}-${anchor.end}`;
        const same = marks.get(key);
        if (same)
            marks.set(key, { ...same, anchors: [...same.anchors, anchor] });
        else if (shapes.length > 0)
            marks.set(key, { key, start: anchor.start, end: anchor.end, anchors: [anchor], shapes });
    }
    return [...marks.values()].sort((a, b) => a.start - b.start || a.end - b.end);
}
/** The shapes that stand on one page; what is no region is left out rather than drawn askew. */
export function shapesOn(page, regions = []) {
    return regions.filter((region) => region.page === page && isDrawable(region.corners)).map(({ corners }) => corners);
}
function isDrawable(corners) {
    return corners.length === 8 && corners.every((value) => Number.isFinite(value));
}
/** The outline of a region as the points of a polygon, in pixels of the picture, a little wider than the words. */
export function outline(corners, size) {
    const [ul, ur, lr, ll] = pixelCorners(corners, size);
    const along = direction(ul, ur);
    const down = direction(ul, ll);
    const room = ROOM * distance(ul, ll);
    const moved = (point, sign) => {
        const x = point.x + room * (sign[0] * along.x + sign[1] * down.x);
        const y = point.y + room * (sign[0] * along.y + sign[1] * down.y);
        return `${rounded(within(x, size.width))},${rounded(within(y, size.height))}`;
    };
    return [moved(ul, [-1, -1]), moved(ur, [1, -1]), moved(lr, [1, 1]), moved(ll, [-1, 1])].join(' ');
}
/** The line under a region, from its lower left to its lower right corner, in pixels of the picture. */
export function underline(corners, size) {
    const [, , lr, ll] = pixelCorners(corners, size);
    return { x1: rounded(ll.x), y1: rounded(ll.y), x2: rounded(lr.x), y2: rounded(lr.y) };
}
export function boxOf(shapes) {
    const xs = shapes.flatMap((corners) => corners.filter((_, index) => index % 2 === 0));
    const ys = shapes.flatMap((corners) => corners.filter((_, index) => index % 2 === 1));
    if (xs.length === 0)
        return null;
    return { left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) };
}
/** The height of the words of a region, in pixels of the picture. */
export function lineHeight(corners, size) {
    const [ul, , , ll] = pixelCorners(corners, size);
    return distance(ul, ll);
}
/** The width of the words of a region, in pixels of the picture. */
export function lineWidth(corners, size) {
    const [ul, ur] = pixelCorners(corners, size);
    return distance(ul, ur);
}
/** How far a region is from level, in degrees, clockwise. */
export function slant(corners, size) {
    const [ul, ur] = pixelCorners(corners, size);
    return (Math.atan2(ur.y - ul.y, ur.x - ul.x) * 180) / Math.PI;
}
/** The page that is shown first: what was typed beside a picture gives way to it. */
export function firstPage(pages) {
    const [first] = pages;
    if (first && isOfFile(first) && !first.problem)
        return first;
    return pages.find(({ kind, problem }) => kind === 'picture' && !problem) ?? first ?? null;
}
/** Whether a page belongs to a file; else it was typed. */
export function isOfFile({ take }) {
    return (take ?? 0) > 0;
}
/** The page on which a value's evidence stands: the one that is shown where it stands there too. */
export function pageOfAnchors(pages, anchors, shown) {
    const found = anchors.map((anchor) => pageOf(pages, anchor)).filter((page) => page !== null);
    return found.includes(shown) ? shown : (found[0] ?? null);
}
function pageOf(pages, { regions = [], start }) {
    const [region] = regions;
    if (region && pages.some(({ number }) => number === region.page))
        return region.page;
    return pages.find((page) => start >= page.start && start < page.end)?.number ?? null;
}
/** How many places of a page a person should compare with the picture: hard words, and values to check. */
export function placesToCheck(page, text, unsure, anchors) {
    const hard = unsure.filter((words) => isOn(page, words));
    const doubtful = anchors.filter((anchor) => anchor.toCheck && isOn(page, anchor));
    return joined([...hard, ...doubtful], text).length;
}
/** Whether a stretch of the text stands on a page. */
export function isOn(page, { start, end }) {
    return start < page.end && end > page.start;
}
/** Stretches of text as places: those that touch, or have only spaces of one line between them, are one. */
function joined(ranges, text) {
    const places = [];
    for (const { start, end } of [...ranges].sort((a, b) => a.start - b.start)) {
        const last = places.at(-1);
        if (last && (start <= last.end || /^[^\S\n]*$/.test(text.slice(last.end, start))))
            last.end = Math.max(last.end, end);
        else
            places.push({ start, end });
    }
    return places;
}
function pixelCorners(corners, { width, height }) {
    const point = (index) => ({
        x: (corners[index * 2] ?? 0) * width,
        y: (corners[index * 2 + 1] ?? 0) * height,
    });
    return [point(0), point(1), point(2), point(3)];
}
function distance(a, b) {
    return Math.hypot(b.x - a.x, b.y - a.y);
}
function direction(a, b) {
    const length = distance(a, b) || 1;
    return { x: (b.x - a.x) / length, y: (b.y - a.y) / length };
}
function within(value, limit) {
    return Math.min(Math.max(value, 0), limit);
}
function rounded(value) {
    return Math.round(value * 10) / 10;
}
