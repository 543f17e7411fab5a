/** How loud a sound is, moment by moment, in bands from low to high: what one utterance has in common with its recording. */

/** Samples a second that `bandsOf` expects. */
export const RATE = 8_000;
const HOP = 160;
export const FRAME_SECONDS = HOP / RATE;
const WINDOW = 256;
export const BANDS = 14;
const [LOWEST_HERTZ, HIGHEST_HERTZ] = [150, 3_700];
/** Below this, sound counts as silence: what noise a codec adds is no speech. */
const FLOOR = 1e-5;

/** Frame after frame, `BANDS` figures each: the logarithm of what sounds in the band. */
export function bandsOf(samples: Int16Array): Float32Array {
  const frames = Math.max(0, Math.floor((samples.length - WINDOW) / HOP) + 1);
  const bands = new Float32Array(frames * BANDS);
  for (let frame = 0; frame < frames; frame += 1) {
    const power = powerOf(samples, frame * HOP);
    for (let band = 0; band < BANDS; band += 1) {
      let sum = 0;
      for (let bin = edges[band] ?? 0; bin < (edges[band + 1] ?? 0); bin += 1) sum += power[bin] ?? 0;
      bands[frame * BANDS + band] = Math.log10(sum + FLOOR);
    }
  }
  return bands;
}

/** The first bin of each band, and the end of the last one; every band has a bin at least. */
const edges = Array.from({ length: BANDS + 1 }, (_, band) => {
  const hertz = LOWEST_HERTZ * (HIGHEST_HERTZ / LOWEST_HERTZ) ** (band / BANDS);
  return Math.round((hertz * WINDOW) / RATE);
}).reduce<number[]>((all, edge) => [...all, Math.max(edge, (all.at(-1) ?? edge - 1) + 1)], []);

const shape = Float64Array.from({ length: WINDOW }, (_, at) => 0.5 - 0.5 * Math.cos((2 * Math.PI * at) / WINDOW));

/** The power of each frequency of a stretch, by a Fourier transform of radix 2. */
function powerOf(samples: Int16Array, from: number): Float64Array {
  const real = new Float64Array(WINDOW);
  const imaginary = new Float64Array(WINDOW);
  for (let at = 0; at < WINDOW; at += 1) {
    real[mirrored[at] ?? 0] = ((samples[from + at] ?? 0) / 32_768) * (shape[at] ?? 0);
  }
  for (let size = 2; size <= WINDOW; size *= 2) {
    for (let start = 0; start < WINDOW; start += size) combine(real, imaginary, start, size);
  }
  return real.map((value, at) => (value * value + (imaginary[at] ?? 0) ** 2) / WINDOW);
}

function combine(real: Float64Array, imaginary: Float64Array, start: number, size: number): void {
  const half = size / 2;
  for (let at = 0; at < half; at += 1) {
    const angle = (-2 * Math.PI * at) / size;
    const [low, high] = [start + at, start + at + half];
    const [x, y] = [real[high] ?? 0, imaginary[high] ?? 0];
    const turnedX = x * Math.cos(angle) - y * Math.sin(angle);
    const turnedY = x * Math.sin(angle) + y * Math.cos(angle);
    real[high] = (real[low] ?? 0) - turnedX;
    imaginary[high] = (imaginary[low] ?? 0) - turnedY;
    real[low] = (real[low] ?? 0) + turnedX;
    imaginary[low] = (imaginary[low] ?? 0) + turnedY;
  }
}

const BITS = Math.log2(WINDOW);
const mirrored = Array.from({ length: WINDOW }, (_, at) =>
  Number.parseInt(at.toString(2).padStart(BITS, '0').split('').toReversed().join(''), 2),
);
