import { deflateSync } from 'node:zlib';

import { encryptionOf, type Encryption, type Seal } from './encryption.ts';

/** A picture that a page's content draws as `/I1 Do`, `/I2 Do` …: a JPEG. */
export interface PdfPicture {
  readonly jpeg: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** A page of a made PDF. Sizes are points; `content` is what `drawing.ts` writes. */
export interface PdfPage {
  readonly content: string;
  readonly width?: number;
  readonly height?: number;
  readonly rotate?: 0 | 90 | 180 | 270;
  readonly pictures?: readonly PdfPicture[];
  /** Entries of the page's dictionary as they are written in a PDF. */
  readonly entries?: string;
}

export interface PdfOptions {
  readonly encryption?: Encryption;
  readonly compressed?: boolean;
  /** Entries of the catalogue as they are written in a PDF: actions, scripts, forms. */
  readonly catalogue?: string;
  /** Objects from number 1000 on that pages and catalogue may name. */
  readonly objects?: readonly (string | PdfStream)[];
}

export interface PdfStream {
  readonly entries: string;
  readonly bytes: Uint8Array;
}

const FIRST_EXTRA = 1000;
const A4 = { width: 595.28, height: 841.89 };
const CATALOGUE = 1;
const PAGES = 2;
const HELVETICA = 3;
const HELVETICA_BOLD = 4;
const FIRST_PAGE = 5;

/** A PDF as a program would write it: pages of text in Helvetica (`/F1`, bold `/F2`) and pictures, with a table of its objects. */
export function pdfOf(pages: readonly PdfPage[], options: PdfOptions = {}): Uint8Array {
  const objects = new Map<number, string | PdfStream>();
  objects.set(CATALOGUE, `<< /Type /Catalog /Pages ${PAGES} 0 R ${options.catalogue ?? ''} >>`);
  objects.set(HELVETICA, font('Helvetica'));
  objects.set(HELVETICA_BOLD, font('Helvetica-Bold'));
  const kids: string[] = [];
  let next = FIRST_PAGE;
  for (const page of pages) {
    const number = next;
    const pictures = (page.pictures ?? []).map((_, index) => number + 2 + index);
    next = number + 2 + pictures.length;
    if (next > FIRST_EXTRA && (options.objects?.length ?? 0) > 0)
      throw new RangeError('too many pages for extra objects');
    kids.push(`${number} 0 R`);
    objects.set(number, pageDictionary(page, number + 1, pictures));
    objects.set(number + 1, stream(Buffer.from(page.content, 'latin1'), '', options.compressed ?? false));
    for (const [index, picture] of (page.pictures ?? []).entries()) objects.set(pictures[index] ?? 0, image(picture));
  }
  objects.set(PAGES, `<< /Type /Pages /Kids [${kids.join(' ')}] /Count ${kids.length} >>`);
  for (const [index, object] of (options.objects ?? []).entries()) objects.set(FIRST_EXTRA + index, object);
  return written(objects, options.encryption);
}

function font(name: string): string {
  return `<< /Type /Font /Subtype /Type1 /BaseFont /${name} /Encoding /WinAnsiEncoding >>`;
}

function pageDictionary(page: PdfPage, content: number, pictures: readonly number[]): string {
  const { width, height } = { ...A4, ...page };
  const drawn = pictures.map((number, index) => `/I${index + 1} ${number} 0 R`).join(' ');
  return (
    `<< /Type /Page /Parent ${PAGES} 0 R /MediaBox [0 0 ${width} ${height}] /Rotate ${page.rotate ?? 0} ` +
    `/Resources << /Font << /F1 ${HELVETICA} 0 R /F2 ${HELVETICA_BOLD} 0 R >> /XObject << ${drawn} /X1 ${FIRST_EXTRA} 0 R >> >> ` +
    `/Contents ${content} 0 R ${page.entries ?? ''} >>`
  );
}

export function stream(bytes: Uint8Array, entries: string, compressed: boolean): PdfStream {
  return compressed ? { entries: `${entries} /Filter /FlateDecode`, bytes: deflateSync(bytes) } : { entries, bytes };
}

function image({ jpeg, width, height }: PdfPicture): PdfStream {
  const entries = `/Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /DeviceRGB`;
  return { entries: `${entries} /BitsPerComponent 8 /Filter /DCTDecode`, bytes: jpeg };
}

function written(objects: ReadonlyMap<number, string | PdfStream>, encryption: Encryption | undefined): Uint8Array {
  const { seal, dictionary, id } = encryptionOf(encryption);
  const chunks: Buffer[] = [Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1')];
  const places = new Map<number, number>();
  let length = chunks[0]?.length ?? 0;
  const add = (bytes: Buffer): void => {
    chunks.push(bytes);
    length += bytes.length;
  };
  for (const [number, object] of objects) {
    places.set(number, length);
    for (const chunk of objectOf(number, object, seal)) add(chunk);
  }
  const start = length;
  add(Buffer.from(`xref\n0 1\n0000000000 65535 f \n${[...places].map(entryOf).join('')}`));
  add(
    Buffer.from(`trailer\n<< /Size ${Math.max(...places.keys()) + 1} /Root ${CATALOGUE} 0 R ${id} ${dictionary} >>\n`),
  );
  add(Buffer.from(`startxref\n${start}\n%%EOF\n`));
  return new Uint8Array(Buffer.concat(chunks));
}

function entryOf([number, place]: readonly [number, number]): string {
  return `${number} 1\n${String(place).padStart(10, '0')} 00000 n \n`;
}

function objectOf(number: number, object: string | PdfStream, seal: Seal): Buffer[] {
  if (typeof object === 'string') return [Buffer.from(`${number} 0 obj\n${object}\nendobj\n`, 'latin1')];
  const bytes = seal(object.bytes, number);
  const opening = `${number} 0 obj\n<< /Length ${bytes.length} ${object.entries} >>\nstream\n`;
  return [Buffer.from(opening, 'latin1'), Buffer.from(bytes), Buffer.from('\nendstream\nendobj\n')];
}
