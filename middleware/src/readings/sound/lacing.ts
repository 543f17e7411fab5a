import { lengthAt, readSize } from './ebml.ts';

/** Two bytes of time and one of flags stand between the number of a track and its frames (RFC 9559, 10.1). */
const TIME_AND_FLAGS = 3;
const LACED = { xiph: 1, fixed: 2, ebml: 3 } as const;

/** The frames of a block of Matroska that belong to a track: one, or several laced together (RFC 9559, 10.3). */
export function framesOf(block: Uint8Array, track: number): Uint8Array[] {
  const length = lengthAt(block, 0);
  if (length === 0 || length > 8 || block.length < length + TIME_AND_FLAGS) return [];
  if (readSize(block, 0, length) !== track) return [];
  const lacing = ((block[length + 2] ?? 0) >> 1) & 3;
  const data = block.subarray(length + TIME_AND_FLAGS);
  if (lacing === 0) return [data];
  const count = (data[0] ?? 0) + 1;
  const laced = data.subarray(1);
  if (lacing === LACED.fixed) return split(laced, 0, new Array(count - 1).fill(Math.floor(laced.length / count)));
  const sizes = lacing === LACED.xiph ? xiphSizes(laced, count - 1) : ebmlSizes(laced, count - 1);
  return sizes ? split(laced, sizes.bytes, sizes.sizes) : [];
}

interface Sizes {
  readonly sizes: readonly number[];
  /** How many bytes the sizes themselves take. */
  readonly bytes: number;
}

/** Each size is the sum of bytes up to the first that is not 255. */
function xiphSizes(laced: Uint8Array, count: number): Sizes | null {
  let at = 0;
  const sizes: number[] = [];
  while (sizes.length < count) {
    let size = 0;
    while (laced[at] === 255) {
      size += 255;
      at += 1;
    }
    const last = laced[at];
    if (last === undefined) return null;
    sizes.push(size + last);
    at += 1;
  }
  return { sizes, bytes: at };
}

/** The first size is a number as elements have it, and each further one its difference from the one before. */
function ebmlSizes(laced: Uint8Array, count: number): Sizes | null {
  let at = 0;
  const sizes: number[] = [];
  while (sizes.length < count) {
    const length = lengthAt(laced, at);
    if (length === 0 || length > 4 || at + length > laced.length) return null;
    const value = readSize(laced, at, length) ?? 0;
    const before = sizes.at(-1);
    const size = before === undefined ? value : before + value - (2 ** (7 * length - 1) - 1);
    if (size < 0) return null;
    sizes.push(size);
    at += length;
  }
  return { sizes, bytes: at };
}

/** The last frame is what the sizes leave. */
function split(laced: Uint8Array, from: number, sizes: readonly number[]): Uint8Array[] {
  let at = from;
  const frames: Uint8Array[] = [];
  for (const size of sizes) {
    if (at + size > laced.length) return frames;
    frames.push(laced.subarray(at, at + size));
    at += size;
  }
  return [...frames, laced.subarray(at)];
}
