/** The arithmetic of the benchmark. Pure, so that `figures.test.ts` can show that it counts right. */

/** The value that `share` of the values do not exceed (nearest rank). `share` is above 0 and at most 1. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/** How many times the floor ours takes. Not a number where either was not measured: then nothing may pass for good. */
export function ratio(ours: number, floor: number): number {
  return floor > 0 ? ours / floor : Number.NaN;
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The slope of the straight line that lies nearest to the points (least squares), in units of y per unit of x. */
export function slope(points: readonly { x: number; y: number }[]): number {
  const middleX = mean(points.map(({ x }) => x));
  const middleY = mean(points.map(({ y }) => y));
  const spread = points.reduce((sum, { x }) => sum + (x - middleX) ** 2, 0);
  return points.reduce((sum, { x, y }) => sum + (x - middleX) * (y - middleY), 0) / spread;
}

/** By what share of its mean the straight line through the points rises from the first to the last; below 0 when it falls. */
export function growth(points: readonly { x: number; y: number }[]): number {
  const span = (points.at(-1)?.x ?? 0) - (points[0]?.x ?? 0);
  return (slope(points) * span) / mean(points.map(({ y }) => y));
}

/** The lowest point of every `count` points: what a heap keeps, without what waits for its collection. */
export function lowest<Point extends { y: number }>(points: readonly Point[], count: number): Point[] {
  const groups = Map.groupBy(points.entries(), ([index]) => Math.floor(index / count));
  return [...groups.values()].flatMap((group) => {
    const [first] = group.map(([, point]) => point).toSorted((left, right) => left.y - right.y);
    return first ? [first] : [];
  });
}
