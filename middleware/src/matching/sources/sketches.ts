/**
 * Sketches of texts by which nearly equal ones are found without comparing each with each: MinHash over pairs of neighbouring words
 * (Broder 1997), in bands for look-up by index (Leskovec, Rajaraman and Ullman, Mining of Massive Datasets, 3.4).
 */
export type Sketch = Uint32Array<ArrayBuffer>;

const BANDS = 24;
const ROWS = 4;
/**
 * Two texts that share half of their pairs meet in a band with 79 %, with 60 % of them (one word of eight differs) with 96 %, with 70 %
 * with 99.8 %, and with 10 % of them with 0.2 %.
 */
const SIZE = BANDS * ROWS;
/** Shorter texts are much alike by chance: they are only compared exactly. */
export const FEWEST_WORDS = 20;
const FEWEST_PAIRS = 15;

/** Undefined for a text that is too short, or says the same over and over. */
export function sketchOf(words: readonly string[]): Sketch | undefined {
  if (words.length < FEWEST_WORDS) return undefined;
  const pairs = new Set<number>();
  let before = hash(words[0] ?? '');
  for (const word of words.slice(1)) {
    const current = hash(word);
    pairs.add(mixed(Math.imul(before, 31) ^ current));
    before = current;
  }
  if (pairs.size < FEWEST_PAIRS) return undefined;
  const sketch = new Uint32Array(SIZE).fill(0xffffffff);
  for (const pair of pairs) {
    for (let row = 0; row < SIZE; row += 1) {
      const value = mixed(pair ^ (SEEDS[row] ?? 0));
      if (value < (sketch[row] ?? 0)) sketch[row] = value;
    }
  }
  return sketch;
}

/** The texts of the bands of a sketch: two sketches that share one are worth a comparison. */
export function bandsOf(sketch: Sketch): string[] {
  return Array.from(
    { length: BANDS },
    (_, band) => `${band}:${sketch.slice(band * ROWS, (band + 1) * ROWS).join(' ')}`,
  );
}

/** The share of word pairs that two texts have in common, 0 to 1, estimated: the error is about 0.05. */
export function resemblance(one: Sketch, other: Sketch): number {
  let equal = 0;
  for (let row = 0; row < SIZE; row += 1) if (one[row] === other[row]) equal += 1;
  return equal / SIZE;
}

export function bytesOf(sketch: Sketch): Buffer {
  return Buffer.from(sketch.buffer, sketch.byteOffset, sketch.byteLength);
}

/** Undefined for bytes of another length, which no sketch of this version has. */
export function sketchFrom(bytes: Uint8Array): Sketch | undefined {
  return bytes.length === SIZE * 4 ? new Uint32Array(new Uint8Array(bytes).buffer) : undefined;
}

/** FNV-1a. */
function hash(word: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < word.length; index += 1) {
    value = Math.imul(value ^ word.charCodeAt(index), 0x01000193);
  }
  return value >>> 0;
}

/** The finaliser of MurmurHash3: every bit depends on every other. */
function mixed(number: number): number {
  let value = number ^ (number >>> 16);
  value = Math.imul(value, 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}

/** What is kept was made with these: they never change. */
const SEEDS = Uint32Array.from({ length: SIZE }, (_, row) => mixed(0x9e3779b9 + row * 0x6d2b79f5));
