import { FileNotTaken } from './fileType';
import { latin, startsWith } from './heads';
import { soundOf } from './sounds';
export { FileNotTaken } from './fileType';
export { REFUSALS } from './refusals';
/** What every picker offers: types and endings, because phones know the one and desktops the other. */
export const ACCEPTED = 'image/jpeg,image/png,image/webp,image/heic,image/heif,application/pdf,message/rfc822,text/plain,text/html,' +
    '.jpg,.jpeg,.png,.webp,.heic,.heif,.pdf,.eml,.txt,.html,.htm';
/** What a picker of recordings offers: voice notes of phones and of messengers among them. */
export const ACCEPTED_SOUNDS = 'audio/*,.m4a,.mp3,.ogg,.oga,.opus,.wav,.webm,.weba,.flac';
/** Enough for every signature, for what stands before a PDF's, and for the first lines of a mail. */
const HEAD_BYTES = 4096;
const PDF_WITHIN = 1024;
/** ZIP (which office files are too), RAR, 7z, gzip. */
const ARCHIVES = [
    [0x50, 0x4b, 0x03, 0x04],
    [0x52, 0x61, 0x72, 0x21],
    [0x37, 0x7a, 0xbc, 0xaf],
    [0x1f, 0x8b],
];
const OFFICE_NAME = /\.(docx?|docm|xlsx?|xlsm|pptx?|pptm|od[tsp]|pages|numbers|key|rtf)$/i;
const MAIL_HEADER = /^(received|from|to|subject|date|mime-version|message-id|return-path|delivered-to|x-[\w-]+): /i;
const HEADER_LINE = /^(?:[!-9;-~]+:(?:\s|$)|[ \t]+\S)/;
/**
 * Tells from the first bytes what a file is; its name only where bytes cannot tell texts apart.
 * @throws FileNotTaken for what is not read, and for an empty or unreadable file
 */
export async function typeOf(file) {
    if (file.size === 0) {
        throw new FileNotTaken('empty');
    }
    const head = new Uint8Array(await readBytes(file.slice(0, HEAD_BYTES)));
    return pictureOf(head) ?? soundOf(head, file) ?? documentOf(head, file.name) ?? textOf(head, file.name);
}
/**
 * @returns the bytes of a file or of a piece of it
 * @throws FileNotTaken when they are not to be had: the file was moved, changed or deleted since it was chosen
 */
export async function readBytes(blob) {
    try {
        return await blob.arrayBuffer();
    }
    catch {
        throw new FileNotTaken('unreadable');
    }
}
function pictureOf(head) {
    if (startsWith(head, [0xff, 0xd8, 0xff]))
        return { kind: 'picture', mediaType: 'image/jpeg' };
    if (startsWith(head, [0x89, 0x50, 0x4e, 0x47]))
        return { kind: 'picture', mediaType: 'image/png' };
    if (latin(head, 0, 4) === 'RIFF' && latin(head, 8, 12) === 'WEBP')
        return { kind: 'picture', mediaType: 'image/webp' };
    if (latin(head, 4, 8) === 'ftyp' && /hei[cxms]|hev[cx]|mif1|msf1|avif/.test(latin(head, 8, 40))) {
        return { kind: 'picture', mediaType: 'image/heic' };
    }
    if (latin(head, 0, 4) === 'GIF8')
        throw new FileNotTaken('animation');
    return null;
}
function documentOf(head, name) {
    if (latin(head, 0, PDF_WITHIN).includes('%PDF-'))
        return { kind: 'document', mediaType: 'application/pdf' };
    if (startsWith(head, [0xd0, 0xcf, 0x11, 0xe0])) {
        throw new FileNotTaken(/\.msg$/i.test(name) ? 'outlook-mail' : 'office');
    }
    if (latin(head, 0, 5) === '{\\rtf')
        throw new FileNotTaken('office');
    if (ARCHIVES.some((signature) => startsWith(head, signature))) {
        throw new FileNotTaken(OFFICE_NAME.test(name) ? 'office' : 'archive');
    }
    return null;
}
function textOf(head, name) {
    const text = decoded(head).trimStart();
    if (/^(?:<\?xml|<!--|<!doctype svg|<svg)/i.test(text) && /<svg[\s>]/i.test(text))
        throw new FileNotTaken('drawing');
    // Controls that no text holds; tabs, line ends and form feeds are none.
    // eslint-disable-next-line no-control-regex
    if (/[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/.test(text))
        throw new FileNotTaken('unknown');
    if (isMail(text) || /\.eml$/i.test(name))
        return { kind: 'mail', mediaType: 'message/rfc822' };
    if (/^(?:<!doctype html|<html|<head|<body)/i.test(text) || /\.html?$/i.test(name)) {
        return { kind: 'text', mediaType: 'text/html' };
    }
    return { kind: 'text', mediaType: 'text/plain' };
}
/** A mail begins with header lines only, two of them such as mails have: a note that begins with "From: " is none. */
function isMail(text) {
    const [headers = '', body] = text.split(/\r?\n\r?\n/);
    const whole = headers.split(/\r?\n/);
    // Without a body in sight the last line may be cut.
    const lines = body === undefined ? whole.slice(0, -1) : whole;
    return lines.every((line) => HEADER_LINE.test(line)) && lines.filter((line) => MAIL_HEADER.test(line)).length > 1;
}
function decoded(head) {
    const encoding = startsWith(head, [0xff, 0xfe]) ? 'utf-16le' : startsWith(head, [0xfe, 0xff]) ? 'utf-16be' : 'utf-8';
    return new TextDecoder(encoding).decode(head);
}
