/** How a decision about pairs did against what is known of them. */
export interface Accuracy {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

/** Of pairs found right, found wrongly and missed. Nothing found is precise only where there was nothing to find. */
export function accuracyOf(right: number, wrong: number, missed: number): Accuracy {
  const precision = right + wrong === 0 ? Number(missed === 0) : right / (right + wrong);
  const recall = right + missed === 0 ? 1 : right / (right + missed);
  return { precision, recall, f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall) };
}

export interface ScoredPair {
  readonly score: number;
  readonly same: boolean;
}

/** The accuracy when every pair from `threshold` on is taken for one. `all`: pairs that are one, with those never compared. */
export function accuracyFrom(threshold: number, pairs: readonly ScoredPair[], all: number): Accuracy {
  const taken = pairs.filter(({ score }) => score >= threshold);
  const right = taken.filter(({ same }) => same).length;
  return accuracyOf(right, taken.length - right, all - right);
}

/** The threshold at which F1 is best, chosen with the answers in hand: what a perfect choice of the threshold would reach. */
export function bestAccuracy(pairs: readonly ScoredPair[], all: number): Accuracy & { threshold: number } {
  const sorted = pairs.toSorted((one, other) => other.score - one.score);
  let best = { ...accuracyOf(0, 0, all), threshold: 1 };
  let right = 0;
  for (const [index, { score, same }] of sorted.entries()) {
    right += Number(same);
    if (sorted[index + 1]?.score === score) continue;
    const accuracy = accuracyOf(right, index + 1 - right, all - right);
    if (accuracy.f1 > best.f1) best = { ...accuracy, threshold: score };
  }
  return best;
}

export function told(value: number): string {
  return value.toFixed(4);
}
