import { LEVELS_A_SECOND } from './slice.ts';

/** Digital silence, which has no logarithm. */
const SILENCE = -100;
/**
 * No word is quieter than this at its loudest: a quiet microphone across a table brings speech at -45 to -50 dBFS, a muted one
 * nothing above -70.
 */
const SILENT_BELOW = -60;

/** Loudness in dBFS of each tenth of a second; the last figure is of what is left. */
export function levelsOf(samples: Float32Array, rate: number): number[] {
  const step = Math.max(1, Math.round(rate / LEVELS_A_SECOND));
  const levels: number[] = [];
  for (let from = 0; from < samples.length; from += step)
    levels.push(decibelsOf(powerOf(samples, from, Math.min(from + step, samples.length))));
  return levels;
}

/** The mean of the squares of samples. What is no number is silence. */
export function powerOf(samples: Float32Array, from = 0, to = samples.length): number {
  let sum = 0;
  for (let index = from; index < to; index += 1) {
    const sample = samples[index] ?? 0;
    sum += sample * sample;
  }
  return to > from && Number.isFinite(sum) ? sum / (to - from) : 0;
}

function decibelsOf(power: number): number {
  if (power <= 0) return SILENCE;
  const decibels = Math.round(100 * Math.log10(power)) / 10;
  // Math.min gives -0 for a rounded zero otherwise, which JSON and equality treat in their own ways.
  return Math.max(SILENCE, Math.min(0, decibels)) + 0;
}

/** Whether nobody speaks in a slice. What could not be decoded may hold speech. */
export function isSilent(levels: readonly number[] | null): boolean {
  return levels !== null && levels.every((level) => level < SILENT_BELOW);
}

/** Whether nobody speaks between two moments of a slice, in seconds from its beginning. */
export function silentBetween(levels: readonly number[] | null, from: number, to: number): boolean {
  if (levels === null) return false;
  const first = Math.max(0, Math.floor(from * LEVELS_A_SECOND));
  const between = levels.slice(first, Math.max(first + 1, Math.ceil(to * LEVELS_A_SECOND)));
  return between.length > 0 && isSilent(between);
}
