import type { Corners } from '../../readings/schema.ts';

type Point = readonly [x: number, y: number];

/** What two stretches of a page have in common, as a share of what they cover together; both convex. */
export function overlap(one: Corners, other: Corners, width: number, height: number): number {
  const [first, second] = [clockwise(one, width, height), clockwise(other, width, height)];
  if (area(first) === 0 || area(second) === 0) return 0;
  const common = area(clip(first, second));
  return common / (area(first) + area(second) - common);
}

function clockwise(corners: Corners, width: number, height: number): Point[] {
  const points = [0, 2, 4, 6].map((at): Point => [(corners[at] ?? 0) * width, (corners[at + 1] ?? 0) * height]);
  return signedArea(points) < 0 ? points.toReversed() : points;
}

function signedArea(points: readonly Point[]): number {
  return points.reduce((sum, [x, y], index) => {
    const [nextX, nextY] = points[(index + 1) % points.length] ?? [0, 0];
    return sum + (x * nextY - nextX * y) / 2;
  }, 0);
}

function area(points: readonly Point[]): number {
  return Math.abs(signedArea(points));
}

/** The part of a polygon that is inside a convex one (Sutherland and Hodgman): cut by each of its sides. */
function clip(subject: readonly Point[], by: readonly Point[]): Point[] {
  return by.reduce<Point[]>(
    (points, start, index) => cut(points, start, by[(index + 1) % by.length] ?? start),
    [...subject],
  );
}

function cut(points: readonly Point[], start: Point, end: Point): Point[] {
  const side = ([x, y]: Point) => (end[0] - start[0]) * (y - start[1]) - (end[1] - start[1]) * (x - start[0]);
  return points.flatMap((point, index) => {
    const next = points[(index + 1) % points.length] ?? point;
    const [here, there] = [side(point), side(next)];
    const kept = here >= 0 ? [point] : [];
    if (here >= 0 === there >= 0) return kept;
    const share = here / (here - there);
    return [...kept, [point[0] + (next[0] - point[0]) * share, point[1] + (next[1] - point[1]) * share] as const];
  });
}
