import { LONGEST_SLICE_SECONDS, SHORTEST_SLICE_SECONDS } from './slice.ts';

/** A stretch of sound that is not cut in two: a packet, or a few samples. */
export interface Grain {
  readonly seconds: number;
  /** What it takes in a slice, in bytes. */
  readonly size: number;
  /** How loud it is, in any measure: only which is less counts. */
  readonly loudness: number;
}

/** What is left of a MiB for what stands around the sound. */
const LARGEST_SLICE_BYTES = 1_000_000;
/** Less than this is no slice of its own: nobody says anything in it, and recognisers make words up. */
const SHORTEST_REST_SECONDS = 1;
/** Half of the window whose loudness counts: shorter than a pause between sentences, longer than the closure of a consonant. */
const HALF_WINDOW_SECONDS = 0.1;

/**
 * How many of the grains are in the next slice: it ends at its quietest moment. Null while it cannot be told: another grain could
 * still change it. Once told it is the same however many grains follow, so that it does not matter in which parts they came.
 */
export function sliceEnd(grains: readonly Grain[], isWhole: boolean): number | null {
  const ends = endsOf(grains);
  const total = ends.at(-1) ?? 0;
  const fitting = fittingGrains(grains, ends);
  if (fitting === grains.length) return isWhole ? fitting : null;
  const isRestLong = (count: number) => total - (ends[count - 1] ?? 0) >= SHORTEST_REST_SECONDS;
  let longest = fitting;
  if (!isRestLong(fitting)) {
    if (!isWhole) return null;
    while (longest > 1 && !isRestLong(longest)) longest -= 1;
  }
  return quietestEnd(grains, ends, longest);
}

function endsOf(grains: readonly Grain[]): number[] {
  let end = 0;
  return grains.map(({ seconds }) => (end += seconds));
}

/** How many grains a slice can hold; one at least, whatever it takes. */
function fittingGrains(grains: readonly Grain[], ends: readonly number[]): number {
  let count = 0;
  let size = 0;
  for (const [index, grain] of grains.entries()) {
    size += grain.size;
    if ((ends[index] ?? 0) > LONGEST_SLICE_SECONDS || size > LARGEST_SLICE_BYTES) break;
    count += 1;
  }
  return Math.max(count, Math.min(1, grains.length));
}

/** Of moments that are as quiet the last one: the fewer slices, the fewer words beside a cut. */
function quietestEnd(grains: readonly Grain[], ends: readonly number[], longest: number): number {
  const end = ends[longest - 1] ?? 0;
  const shortest = Math.min(SHORTEST_SLICE_SECONDS, end / 2);
  let best = longest;
  let quietest = Infinity;
  for (let count = longest; count > 0 && (ends[count - 1] ?? 0) >= shortest; count -= 1) {
    const loudness = loudnessAround(grains, count);
    if (loudness < quietest) {
      quietest = loudness;
      best = count;
    }
  }
  return best;
}

/** The loudness of the grains that touch the window around the end of grain `count`. */
function loudnessAround(grains: readonly Grain[], count: number): number {
  let sum = 0;
  let seconds = 0;
  for (const direction of [-1, 1]) {
    let reached = 0;
    for (let index = direction === -1 ? count - 1 : count; reached < HALF_WINDOW_SECONDS; index += direction) {
      const grain = grains[index];
      if (!grain) break;
      reached += grain.seconds;
      sum += grain.loudness * grain.seconds;
    }
    seconds += reached;
  }
  return seconds > 0 ? sum / seconds : 0;
}
