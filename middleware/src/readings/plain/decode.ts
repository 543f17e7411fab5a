/** Control characters that no text has. */
const BINARY = /(?![\t\n\r\f\u0085])\p{Cc}|\uFFFE/gu;
/** One that stands in a text by accident does no harm (it is dropped); many are no text. */
const MOST_BINARY_OF = 1 / 500;

/**
 * The characters of a text file: by its byte order mark, as UTF-8 when it is, else as windows-1252, which is what the programs
 * of Western Europe write that do not write UTF-8.
 * @param cut whether `bytes` may end within a character.
 * @returns null for what is no text.
 */
export function decodePlain(bytes: Uint8Array, { cut = false } = {}): string | null {
  const text = decodeMarked(bytes) ?? decodeUtf8(bytes, cut) ?? new TextDecoder('windows-1252').decode(bytes);
  return isText(text) ? text : null;
}

function decodeMarked(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return new TextDecoder().decode(bytes);
  return null;
}

function decodeUtf8(bytes: Uint8Array, cut: boolean): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: cut });
  } catch {
    return null;
  }
}

function isText(text: string): boolean {
  const allowed = Math.floor(text.length * MOST_BINARY_OF);
  return text.matchAll(BINARY).drop(allowed).next().done === true;
}
