/** How much of what truly stands in a picture was read. Pure. */

/** How many of the true words were read, each as often as it stands there. */
export function wordsRight(truth: readonly string[], read: readonly string[]): number {
  const left = new Map<string, number>();
  for (const word of read) left.set(word, (left.get(word) ?? 0) + 1);
  let right = 0;
  for (const word of truth) {
    const count = left.get(word) ?? 0;
    if (count > 0) right += 1;
    left.set(word, count - 1);
  }
  return right;
}
