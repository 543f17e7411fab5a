import { deflateSync } from 'node:zlib';

import { sharp } from '../readings/pictures/library.ts';
import { pdfOf, stream, type PdfPage } from './pdf/document.ts';
import { pictureAt, textAt } from './pdf/drawing.ts';

/** A file that was made to do harm, or that nobody can read, and what may come of it. */
export interface HostileFile {
  readonly name: string;
  readonly fileName: string;
  readonly bytes: Uint8Array;
  /** The codes that may be told; `read` where it may also be read as far as it goes. */
  readonly may: readonly string[];
}

const LINE = 'Une phrase que tout le monde peut lire sur cette page.';
const page = (content = textAt(70, 700, LINE)): PdfPage => ({ content });
const bytesOf = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'));
const MEGABYTE = 1024 * 1024;

/** Every kind of bad file, built here: none of them is kept anywhere. */
export async function hostileFiles(): Promise<HostileFile[]> {
  return [...(await hostilePictures()), ...hostileDocuments(), ...hostileMails(), ...strangeFiles()];
}

async function hostilePictures(): Promise<HostileFile[]> {
  const blank = sharp({ create: { width: 400, height: 300, channels: 3, background: '#fff' } });
  const jpeg = new Uint8Array(await blank.clone().jpeg().toBuffer());
  const png = new Uint8Array(await blank.clone().png().toBuffer());
  const webp = new Uint8Array(await blank.clone().webp().toBuffer());
  const frames = Uint8Array.from({ length: 100 * 400 * 3 }, (_, index) => Math.floor(index / 30_000) * 60);
  const raw = { width: 100, height: 400, channels: 3 as const, pageHeight: 100 };
  const animated = await sharp(frames, { raw })
    .webp({ delay: [9, 9, 9, 9] })
    .toBuffer();
  const cut = (bytes: Uint8Array): Uint8Array => bytes.subarray(0, bytes.length >> 1);
  const scripted = { IFD0: { ImageDescription: '<script>alert(1)</script>', Copyright: "'; DROP TABLE captures; --" } };
  const exif = await blank.clone().jpeg().withExif(scripted).toBuffer();
  const file = (name: string, bytes: Uint8Array, ...may: string[]): HostileFile => ({
    name,
    fileName: 'photo.jpg',
    bytes,
    may,
  });
  return [
    file('a JPEG cut short', cut(jpeg), 'file-damaged', 'read'),
    file('a PNG cut short', cut(png), 'file-damaged', 'read'),
    file('a WebP cut short', cut(webp), 'file-damaged', 'read'),
    file('a JPEG with other bytes in it', corrupt(jpeg), 'file-damaged', 'read'),
    file('a picture of 100 megapixels', pngHeader(10_000, 10_000), 'picture-too-large'),
    file('a picture that unpacks to gigabytes', pngHeader(60_000, 60_000), 'picture-too-large', 'file-damaged'),
    file('a picture that moves', new Uint8Array(animated), 'read'),
    file('scripts in EXIF', new Uint8Array(exif), 'read'),
  ];
}

function corrupt(bytes: Uint8Array): Uint8Array {
  return bytes.map((byte, index) => (index > 200 && index % 7 === 0 ? byte ^ 0x5a : byte));
}

/** A PNG of one colour whose rows take next to nothing until they are unpacked. */
function pngHeader(width: number, height: number): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([1, 0], 8);
  const rows = deflateSync(Buffer.alloc(Math.ceil(width / 8 + 1) * Math.min(height, 10_000)));
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('IDAT', rows),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type), content]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}

function crc32(bytes: Uint8Array): number {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return (sum ^ 0xffffffff) >>> 0;
}

function hostileDocuments(): HostileFile[] {
  const good = pdfOf([page()]);
  const encrypted = (cipher: 'rc4' | 'aes'): Uint8Array =>
    pdfOf([page()], { encryption: { cipher, userPassword: 'secret' } });
  const action = '<< /S /JavaScript /JS (while \\(true\\) app.alert\\(1\\);) >>';
  const file = (name: string, bytes: Uint8Array, ...may: string[]): HostileFile => ({
    name,
    fileName: 'document.pdf',
    bytes,
    may,
  });
  const form = `/Type /XObject /Subtype /Form /BBox [0 0 500 500] /Resources << /XObject << /X1 1000 0 R >> >>`;
  const endless = stream(bytesOf('/X1 Do /X1 Do'), form, false);
  const bomb = stream(new Uint8Array(256 * MEGABYTE).fill(0x20), form, true);
  return [
    file('a PDF cut short', good.subarray(0, 400), 'file-damaged', 'read'),
    file('a PDF of one line', bytesOf('%PDF-1.7\n'), 'file-damaged'),
    file('a PDF with other bytes in it', corrupt(good), 'file-damaged', 'read'),
    file('a PDF whose table of objects is wrong', brokenTable(good), 'read'),
    file('a PDF sealed with RC4', encrypted('rc4'), 'file-encrypted'),
    file('a PDF sealed with AES', encrypted('aes'), 'file-encrypted'),
    file('a PDF of 500 pages', pdfOf(Array.from({ length: 500 }, () => page())), 'read', 'too-many-pages'),
    file('a PDF with scripts', pdfOf([page()], { catalogue: `/OpenAction ${action}` }), 'read'),
    file('a PDF of 200 inches', pdfOf([{ ...page(), width: 14_400, height: 14_400 }]), 'read'),
    file('a form that draws itself', pdfOf([page(`${textAt(70, 700, LINE)}/X1 Do`)], { objects: [endless] }), 'read'),
    file(
      'a stream that unpacks to 256 MB',
      pdfOf([page('/X1 Do')], { objects: [bomb] }),
      'read',
      'file-damaged',
      'file-too-demanding',
    ),
    file(
      'a picture in a PDF that is none',
      pdfOf([
        { content: pictureAt(1, 0, 0, 595, 842), pictures: [{ jpeg: bytesOf('none'), width: 9000, height: 9000 }] },
      ]),
      'read',
      'file-damaged',
    ),
  ];
}

function brokenTable(good: Uint8Array): Uint8Array {
  return bytesOf(
    Buffer.from(good)
      .toString('latin1')
      .replace(/startxref\n\d+/, 'startxref\n7'),
  );
}

const HEAD = 'From: Awa <awa@exemple.sn>\r\nTo: vente@exemple.sn\r\nSubject: Bonjour\r\nMIME-Version: 1.0\r\n';

function hostileMails(): HostileFile[] {
  const file = (name: string, text: string, ...may: string[]): HostileFile => ({
    name,
    fileName: 'mail.eml',
    bytes: bytesOf(text),
    may,
  });
  const sealed = 'Content-Type: multipart/encrypted; boundary=b; protocol="application/pgp-encrypted"\r\n\r\n';
  const sealedPart = '--b\r\nContent-Type: application/pgp-encrypted\r\n\r\nVersion: 1\r\n--b--\r\n';
  const many = Array.from({ length: 1000 }, (_, index) => attachment(`piece-${index}.txt`, `Pièce ${index}`));
  return [
    file('a mail that only its recipient opens', `${HEAD}${sealed}${sealedPart}`, 'file-encrypted'),
    file(
      'a mail of S/MIME',
      `${HEAD}Content-Type: application/pkcs7-mime; smime-type=enveloped-data\r\n\r\nMIIB`,
      'file-encrypted',
    ),
    file('ten mails in each other', nested(10), 'read', 'nested-too-deep'),
    file('a mail with 1,000 attachments', mixed(many), 'read', 'too-many-pages'),
    file('parts in parts without end', bottomless(500), 'nested-too-deep'),
    file('a mail cut short', mixed(many).slice(0, 900), 'read', 'file-type-unsupported'),
  ];
}

function attachment(fileName: string, text: string): string {
  return `Content-Type: text/plain\r\nContent-Disposition: attachment; filename="${fileName}"\r\n\r\n${text}\r\n`;
}

function mixed(parts: readonly string[]): string {
  const all = ['Content-Type: text/plain\r\n\r\nVoir les pieces.\r\n', ...parts];
  return `${HEAD}Content-Type: multipart/mixed; boundary=b\r\n\r\n${all.map((part) => `--b\r\n${part}`).join('')}--b--\r\n`;
}

function nested(depth: number): string {
  let mail = `${HEAD}\r\nAu fond.\r\n`;
  for (let level = 0; level < depth; level += 1) {
    const type = `Content-Type: multipart/mixed; boundary=b${level}\r\n\r\n--b${level}\r\n`;
    mail = `${HEAD}${type}Content-Type: message/rfc822\r\n\r\n${mail}\r\n--b${level}--\r\n`;
  }
  return mail;
}

function bottomless(depth: number): string {
  const levels = Array.from({ length: depth }, (_, level) => level);
  return `${HEAD}${levels.map((level) => `Content-Type: multipart/mixed; boundary=b${level}\r\n\r\n--b${level}\r\n`).join('')}`;
}

function strangeFiles(): HostileFile[] {
  const unsupported = (name: string, fileName: string, bytes: Uint8Array): HostileFile => ({
    name,
    fileName,
    bytes,
    may: ['file-type-unsupported'],
  });
  return [
    unsupported('nothing', 'photo.jpg', new Uint8Array()),
    unsupported(
      'an SVG',
      'photo.png',
      bytesOf('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
    ),
    unsupported('a ZIP that says it is a PDF', 'devis.pdf', bytesOf(`PK\x03\x04${'\0'.repeat(60)}`)),
    unsupported('a program that says it is a photo', 'photo.jpg', bytesOf(`MZ${'\0'.repeat(200)}`)),
    { name: 'a PDF that says it is a photo', fileName: 'photo.jpg', bytes: pdfOf([page()]), may: ['read'] },
    {
      name: '25 MB of text',
      fileName: 'a.txt',
      bytes: new Uint8Array(25 * MEGABYTE).fill(0x61),
      may: ['too-much-text'],
    },
  ];
}
