/** The kernel reaches over so many samples of the slower rate on each side. */
const HALF_WIDTH = 16;
/** What passes, as a share of half the slower rate: the rest is the slope of the filter. */
const CUTOFF = 0.92;
/** Rates that have less in common are approached by so many places between two samples. */
const MOST_PHASES = 1024;

/**
 * Sound at another rate, by a sinc with a Blackman window (J. O. Smith, Digital Audio Resampling): what the new rate cannot hold
 * is taken out, so that it does not come back as other tones.
 */
export function resample(samples: Float32Array, from: number, to: number): Float32Array {
  if (from === to) return samples;
  const common = commonDivisor(from, to);
  const phases = Math.min(MOST_PHASES, to / common);
  const kernels = Array.from({ length: phases }, (_, phase) => kernelOf(phase / phases, from, to));
  const half = ((kernels[0]?.length ?? 0) - 1) / 2;
  const resampled = new Float32Array(Math.floor((samples.length * to) / from));
  for (let index = 0; index < resampled.length; index += 1) {
    const place = (index * from) / to;
    const whole = Math.floor(place + 0.5 / phases);
    const kernel = kernels[Math.round((place - whole) * phases)] ?? kernels[0];
    if (kernel) resampled[index] = weighted(samples, whole - half, kernel);
  }
  return resampled;
}

function weighted(samples: Float32Array, from: number, kernel: Float32Array): number {
  const first = Math.max(0, -from);
  const last = Math.min(kernel.length, samples.length - from);
  let sum = 0;
  for (let index = first; index < last; index += 1) sum += (samples[from + index] ?? 0) * (kernel[index] ?? 0);
  return sum;
}

/** The weights of the samples around a place that lies `phase` behind one of them. Their sum is one: no level changes. */
function kernelOf(phase: number, from: number, to: number): Float32Array {
  const stretch = Math.max(1, from / to);
  const half = Math.ceil(HALF_WIDTH * stretch);
  const kernel = new Float32Array(2 * half + 1);
  let sum = 0;
  for (let index = 0; index < kernel.length; index += 1) {
    const distance = (index - half - phase) / stretch;
    const weight = sinc(distance * CUTOFF) * blackman(distance / HALF_WIDTH);
    kernel[index] = weight;
    sum += weight;
  }
  return kernel.map((weight) => weight / sum);
}

const sinc = (x: number) => (x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x));

/** From -1 to 1, and nothing beyond. */
function blackman(x: number): number {
  return Math.abs(x) >= 1 ? 0 : 0.42 + 0.5 * Math.cos(Math.PI * x) + 0.08 * Math.cos(2 * Math.PI * x);
}

function commonDivisor(a: number, b: number): number {
  return b === 0 ? a : commonDivisor(b, a % b);
}
