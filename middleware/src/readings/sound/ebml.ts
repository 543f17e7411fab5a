/**
 * The elements of EBML (RFC 8794), in which WebM and Matroska are written. Reading one costs the same whatever its bytes say.
 */

/** The head of an element. */
export interface ElementHead {
  readonly id: number;
  /** Where its data begin. */
  readonly data: number;
  /** Null: unknown, which is what a recording in progress says of its segment and clusters. */
  readonly size: number | null;
}

/** The longest identifier that Matroska has, and the longest size of an element (RFC 8794, 5 and 6). */
const LONGEST_ID = 4;
const LONGEST_SIZE = 8;

/** @returns 'cut' when the bytes end within the head, and 'damaged' when no element begins so. */
export function readElementHead(bytes: Uint8Array, at: number): ElementHead | 'cut' | 'damaged' {
  const idLength = lengthAt(bytes, at);
  if (idLength === 0) return 'cut';
  if (idLength > LONGEST_ID) return 'damaged';
  const sizeLength = lengthAt(bytes, at + idLength);
  if (sizeLength === 0) return 'cut';
  if (sizeLength > LONGEST_SIZE) return 'damaged';
  const data = at + idLength + sizeLength;
  if (data > bytes.length) return 'cut';
  return { id: readUnsigned(bytes, at, idLength), data, size: readSize(bytes, at + idLength, sizeLength) };
}

/** How long the number is that begins with this byte: 0 when the byte is not there, 9 when none begins so. */
export function lengthAt(bytes: Uint8Array, at: number): number {
  const first = bytes[at];
  return first === undefined ? 0 : Math.clz32(first) - 23;
}

/** A number as sizes are written, without its marker; null when all its bits are set. */
export function readSize(bytes: Uint8Array, at: number, length: number): number | null {
  // The marker of eight bytes is more than a number holds exactly: it is taken off before the rest is added.
  const first = (bytes[at] ?? 0) & (0xff >> length);
  const value = first * 256 ** (length - 1) + readUnsigned(bytes, at + 1, length - 1);
  return value >= 2 ** (7 * length) - 1 ? null : value;
}

/** A big-endian number. */
export function readUnsigned(bytes: Uint8Array, at: number, length: number): number {
  let value = 0;
  for (let index = 0; index < length; index += 1) value = value * 256 + (bytes[at + index] ?? 0);
  return value;
}

/** An element with its head. Its size is written with so many bytes as it needs. */
export function element(id: number, ...contents: readonly Uint8Array[]): Uint8Array {
  const size = contents.reduce((sum, content) => sum + content.length, 0);
  return Buffer.concat([unsigned(id), sizeBytes(size), ...contents]);
}

/** A number as EBML writes it: big-endian, without zeros before it. */
export function unsigned(value: number): Uint8Array {
  const hex = value.toString(16);
  return Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex');
}

export function float64(value: number): Uint8Array {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleBE(value);
  return bytes;
}

function sizeBytes(size: number): Uint8Array {
  let length = 1;
  // All bits set would be the unknown size.
  while (size >= 2 ** (7 * length) - 1) length += 1;
  return Buffer.from((size + 2 ** (7 * length)).toString(16).padStart(2 * length, '0'), 'hex');
}
