import { readBytes } from 'c/fileTypes';

/** The most bytes of a part: as much as Apex carries with ease, written in base64. */
export const PART_BYTES = 1_048_576;
/** As many arguments as every engine takes in one call. */
const CHARACTERS_AT_ONCE = 8192;

/** A piece of a file as it travels. */
export interface Part {
  /** The bytes in base64. */
  content: string;
  /** Their SHA-256 in base64. */
  digest: string;
}

export function countParts(bytes: number): number {
  return Math.max(1, Math.ceil(bytes / PART_BYTES));
}

/** @returns how many bytes a part has; `part` counts from 1 */
export function bytesOfPart(bytes: number, part: number): number {
  return Math.min(PART_BYTES, bytes - (part - 1) * PART_BYTES);
}

/** @throws FileNotTaken when the file is not to be had any more */
export async function readPart(content: Blob, part: number): Promise<Part> {
  const start = (part - 1) * PART_BYTES;
  const bytes = await readBytes(content.slice(start, start + PART_BYTES));
  const digest = await crypto.subtle.digest('SHA-256', bytes);
  return { content: toBase64(bytes), digest: toBase64(digest) };
}

function toBase64(buffer: ArrayBuffer): string {
  const bytes = new Uint8Array(buffer);
  const pieces: string[] = [];
  for (let start = 0; start < bytes.length; start += CHARACTERS_AT_ONCE) {
    pieces.push(String.fromCharCode(...bytes.subarray(start, start + CHARACTERS_AT_ONCE)));
  }
  return btoa(pieces.join(''));
}
