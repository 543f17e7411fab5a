import { fileTypeFromBuffer } from 'file-type';

import { decodePlain } from './plain/decode.ts';

/** How much of a file is looked at: enough for headers of mails that passed through many servers. */
const SAMPLE_BYTES = 65_536;
/** Where readers of PDFs look for the mark of one: some programs write a line of their own before it. */
const PDF_MARK_WITHIN = 1024;

/** What the bytes of binary files say, and the media type under which they are read. The first frame of what moves is read. */
const READABLE: ReadonlyMap<string, string> = new Map([
  ['image/jpeg', 'image/jpeg'],
  ['image/png', 'image/png'],
  ['image/apng', 'image/png'],
  ['image/webp', 'image/webp'],
  ['application/pdf', 'application/pdf'],
]);
/**
 * Sound, as the detection of file types calls the containers that hold it: a recording may be marked as video and hold none.
 * Whether there is sound in it is seen when it is cut.
 */
const SOUND: ReadonlyMap<string, string> = new Map([
  ['audio/webm', 'audio/webm'],
  ['video/webm', 'audio/webm'],
  ['audio/matroska', 'audio/webm'],
  ['video/matroska', 'audio/webm'],
  ['audio/ogg', 'audio/ogg'],
  ['video/ogg', 'audio/ogg'],
  ['application/ogg', 'audio/ogg'],
  ['audio/mp4', 'audio/mp4'],
  ['audio/x-m4a', 'audio/mp4'],
  ['video/mp4', 'audio/mp4'],
  ['video/x-m4v', 'audio/mp4'],
  ['audio/mpeg', 'audio/mpeg'],
  ['audio/wav', 'audio/wav'],
  ['audio/flac', 'audio/flac'],
]);
const SOUND_TYPES = new Set(SOUND.values());
/** A tag of ID3 stands before MP3, and is longer than a sample when it holds a picture: no number in it has its first bit set. */
const ID3_HEAD_BYTES = 10;
/** Text that the detection of file types knows by its first words, and that is read as any text. */
const TEXT_TYPES = new Set(
  'text/calendar text/vcard text/plain text/html message/rfc822 application/xml text/xml application/xhtml+xml'.split(
    ' ',
  ),
);

const HTML_MARK =
  /^\s*(?:<!--[^]{0,2000}?-->\s*)*<(?:!doctype html|html|head|body|meta|title|div|p|table|span|style|h[1-6])\b/i;
/** XHTML of mails and pages; every other XML, SVG first of all, is no text that a person wrote. */
const XML_MARK = /^\s*(?:<!--[^]{0,2000}?-->\s*)*<(?:\?xml|!doctype|!entity|[a-z][\w.-]*(?::[\w.-]+)?[\s/>])/i;
/** PostScript, RTF, scripts of a shell: text to a machine, and nothing to a person. */
const PROGRAM_MARK = /^(?:%!PS|\{\\rtf|#!\s*\/)/;

const HEADER_LINE = /^([!-9;-~]{1,76})[ \t]*:(?:[ \t]|$)/;
const MAIL_HEADERS = new Set(
  'from to cc subject date sender reply-to received return-path delivered-to message-id mime-version content-type in-reply-to references'.split(
    ' ',
  ),
);
/** Headers that programs write and people do not. */
const MACHINE_HEADERS = new Set('received return-path delivered-to message-id mime-version content-type'.split(' '));

/**
 * What a file is by its bytes, whatever its name and its sender say. The first 64 KiB suffice.
 * @param _fileName is part of the question so that callers need not know that it is not believed.
 * @returns `image/jpeg`, `image/png`, `image/webp`, `application/pdf`, `message/rfc822`, `text/html` or `text/plain`, or a type of
 * sound; null for what is not read: nothing at all, other pictures, SVG and other XML, archives, Office files, programs.
 */
export async function mediaTypeOf(bytes: Uint8Array, _fileName: string | null): Promise<string | null> {
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  if (hasPdfMark(sample)) return 'application/pdf';
  const binary = await binaryTypeOf(sample);
  if (binary !== null && !TEXT_TYPES.has(binary)) return READABLE.get(binary) ?? SOUND.get(binary) ?? null;
  return binary === null && hasLongId3(sample) ? 'audio/mpeg' : textTypeOf(sample);
}

/** Whether a type that `mediaTypeOf` gives is one of sound. */
export function isSoundType(mediaType: string): boolean {
  return SOUND_TYPES.has(mediaType);
}

function hasLongId3(sample: Uint8Array): boolean {
  if (sample.length < ID3_HEAD_BYTES || Buffer.from(sample.subarray(0, 3)).toString('latin1') !== 'ID3') return false;
  const [major = 255, minor = 255, , ...size] = sample.subarray(3, ID3_HEAD_BYTES);
  const length = size.reduce((sum, byte) => sum * 128 + byte, 0);
  return major < 255 && minor < 255 && size.every((byte) => byte < 128) && length + ID3_HEAD_BYTES >= sample.length;
}

function hasPdfMark(sample: Uint8Array): boolean {
  const opening = Buffer.from(sample.buffer, sample.byteOffset, Math.min(sample.length, PDF_MARK_WITHIN));
  return opening.indexOf('%PDF-') >= 0 && !isMail(opening.toString('latin1'));
}

/** Null when the bytes are of no file type that is known, which every text is. */
async function binaryTypeOf(sample: Uint8Array): Promise<string | null> {
  try {
    const found = await fileTypeFromBuffer(sample);
    return found?.mime.split(';')[0] ?? null;
  } catch {
    // The sample ends where the detection would read on: what it looked for was not there.
    return null;
  }
}

function textTypeOf(sample: Uint8Array): string | null {
  const text = decodePlain(sample, { cut: true });
  if (text === null || text.trim() === '' || PROGRAM_MARK.test(text)) return null;
  if (isMail(text)) return 'message/rfc822';
  if (HTML_MARK.test(text) || isXhtml(text)) return 'text/html';
  return XML_MARK.test(text) ? null : 'text/plain';
}

function isXhtml(text: string): boolean {
  return /^\s*<\?xml/i.test(text) && /^[^]{0,1000}?<html\b/i.test(text) && !/<svg\b/i.test(text.slice(0, 1000));
}

/** A text that opens with the headers of RFC 5322: two at least, and nothing else before the first empty line. */
function isMail(text: string): boolean {
  const found = new Set<string>();
  let ended = false;
  for (const [index, line] of text.split(/\r\n|\n|\r/, 400).entries()) {
    if (line === '') ended = index > 0;
    if (ended) break;
    if ((index === 0 && /^(?:From |\uFEFF)/.test(line)) || (/^[ \t]/.test(line) && index > 0)) continue;
    const name = HEADER_LINE.exec(line)?.[1]?.toLowerCase();
    if (name === undefined) return [...found].some((header) => MACHINE_HEADERS.has(header)) && found.size >= 2;
    if (MAIL_HEADERS.has(name)) found.add(name);
  }
  return found.size >= 2;
}
