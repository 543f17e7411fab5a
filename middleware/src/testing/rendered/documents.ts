import { businessCard, businessCardEnglish, businessCardTwoColumns, cardWithHandwriting } from './cards.ts';
import { letter, meetingNote, quoteTable, receipt, whiteboard } from './papers.ts';
import type { DrawnWord, Sheet } from './sheet.ts';

/** The documents, of invented people and companies. French, but for `business-card-english`. */
const DOCUMENTS = {
  'business-card': businessCard,
  'business-card-two-columns': businessCardTwoColumns,
  'business-card-english': businessCardEnglish,
  letter,
  receipt,
  'quote-table': quoteTable,
  'meeting-note': meetingNote,
  whiteboard,
  'card-with-handwriting': cardWithHandwriting,
} as const satisfies Record<string, () => Sheet>;
export type DocumentName = keyof typeof DOCUMENTS;
export const DOCUMENT_NAMES = Object.keys(DOCUMENTS) as DocumentName[];
/** Those in which nothing is printed, or not all of it. */
export const WITH_HANDWRITING: ReadonlySet<DocumentName> = new Set(['whiteboard', 'card-with-handwriting']);

/** A photo and what truly stands in it. */
export interface RenderedPage {
  readonly jpeg: Buffer;
  /** Of the upright picture, in pixels. */
  readonly width: number;
  readonly height: number;
  /** In reading order; corners as fractions of the upright picture. */
  readonly words: readonly DrawnWord[];
  /** In reading order; the cells of a row of a table have three spaces between them. */
  readonly lines: readonly string[];
  /** What shows around the picture when it is taken aslant. */
  readonly around: string;
}

const QUALITY = 90;

/** A document as a camera would take it that stands right above it in good light: at most 2048 pixels long. */
export function renderDocument(name: DocumentName): RenderedPage {
  const { canvas, words, lines, around } = DOCUMENTS[name]();
  const { width, height } = canvas;
  return { jpeg: canvas.toBuffer('image/jpeg', QUALITY), width, height, words, lines, around };
}
