import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';

import { FileRefused, type FileReader, type Opened, type ReadPage } from '../file.ts';
import { textPage } from '../text-page.ts';
import { withDocument } from './library.ts';
import { drawPage, jpegOf, readingView, shownView, sizeOf } from './pictures.ts';
import { textPageOf } from './text-layer.ts';

export interface PdfTools {
  /** Reads the words in a picture of a page (PNG). */
  readonly readPicture: (
    bytes: Uint8Array,
  ) => Promise<Pick<ReadPage, 'text' | 'words' | 'width' | 'height' | 'legibility'>>;
}

/** The most pages of a document that are read; a page in place of those that follow says so. */
const MOST_PAGES = 100;
/** Pages are read at once for so long; those that follow are pieces of work of their own. */
const OPENING_MILLISECONDS = 2000;

/** Reads PDFs: pages of text by their text, with the place of every word; scans as photos are. */
export function createPdfReader({ readPicture }: PdfTools): FileReader {
  return {
    name: 'pdf',
    score: ({ mediaType }) => (mediaType === 'application/pdf' ? 1 : 0),
    open: ({ bytes }) => withDocument(bytes, openPages),
    readPage: ({ bytes }, pageOfFile) =>
      withDocument(bytes, async (document) => {
        const page = await pageAt(document, pageOfFile);
        return (await textPageOf(page)) ?? readScan(page, readPicture);
      }),
    showPage: ({ bytes }, pageOfFile) =>
      withDocument(bytes, async (document) => {
        const page = await pageAt(document, pageOfFile);
        return jpegOf(await drawPage(page, shownView(page)));
      }),
  };
}

async function openPages(document: PDFDocumentProxy): Promise<Opened[]> {
  const opened: Opened[] = [];
  const end = performance.now() + OPENING_MILLISECONDS;
  const last = Math.min(document.numPages, MOST_PAGES);
  for (let pageOfFile = 1; pageOfFile <= last; pageOfFile += 1) {
    const page = performance.now() < end ? await textOrNothing(document, pageOfFile) : null;
    opened.push(page ? { page } : { unread: { pageOfFile } });
  }
  if (document.numPages > last) opened.push({ page: { ...textPage('', last + 1), problem: 'too-many-pages' } });
  return opened;
}

/** One broken page does not make the others unreadable: it says so itself when its turn comes. */
async function textOrNothing(document: PDFDocumentProxy, pageOfFile: number): Promise<ReadPage | null> {
  try {
    const page = await document.getPage(pageOfFile);
    const read = await textPageOf(page);
    page.cleanup();
    return read;
  } catch {
    return null;
  }
}

async function pageAt(document: PDFDocumentProxy, pageOfFile: number): Promise<PDFPageProxy> {
  if (pageOfFile > document.numPages) throw new FileRefused('file-damaged');
  return document.getPage(pageOfFile);
}

async function readScan(page: PDFPageProxy, readPicture: PdfTools['readPicture']): Promise<ReadPage> {
  const canvas = await drawPage(page, readingView(page));
  const read = await readPicture(new Uint8Array(await canvas.encode('png')));
  return { kind: 'picture', pageOfFile: page.pageNumber, problem: null, ...read, ...sizeOf(shownView(page)) };
}
