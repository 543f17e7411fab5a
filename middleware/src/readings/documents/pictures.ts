import { createCanvas, type Canvas } from '@napi-rs/canvas';
import { AnnotationMode, type PDFPageProxy, type PageViewport } from 'pdfjs-dist/legacy/build/pdf.mjs';

type RenderParameters = Parameters<PDFPageProxy['render']>[0];

const POINTS_PER_INCH = 72;
/** Recognisers read best what is scanned with 200 to 300 dots per inch. */
const READING_DOTS = 200;
/** Enough to see whether ink stands where a word should be. */
const LOOKING_DOTS = 96;
const MOST_PIXELS = 12_000_000;
const SHOWN_SIDE = 1600;
const MOST_BYTES = 1024 * 1024;
const QUALITIES = [85, 70, 50, 30];

/** A page as a person sees it: turned as it says, white where it draws nothing. The size is whole pixels. */
export type View = PageViewport;

/** The view in which a page is read by a recogniser: 200 dots an inch, fewer for posters. */
export function readingView(page: PDFPageProxy): View {
  return viewOf(page, READING_DOTS / POINTS_PER_INCH);
}

export function lookingView(page: PDFPageProxy): View {
  return viewOf(page, LOOKING_DOTS / POINTS_PER_INCH);
}

/** The view that is shown to a person, whose long side is 1600 pixels at most. */
export function shownView(page: PDFPageProxy): View {
  const { width, height } = page.getViewport({ scale: 1 });
  return viewOf(page, SHOWN_SIDE / Math.max(width, height, 1));
}

function viewOf(page: PDFPageProxy, scale: number): View {
  const { width, height } = page.getViewport({ scale: 1 });
  const most = Math.min(Math.sqrt(MOST_PIXELS / Math.max(width * height, 1)), 8000 / Math.max(width, height, 1));
  return page.getViewport({ scale: Math.min(scale, most) });
}

/** How many whole pixels a view has. */
export function sizeOf({ width, height }: View): { width: number; height: number } {
  return { width: Math.max(1, Math.round(width)), height: Math.max(1, Math.round(height)) };
}

/** Draws a page, with what people wrote into its forms. */
export async function drawPage(page: PDFPageProxy, view: View): Promise<Canvas> {
  const { width, height } = sizeOf(view);
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, width, height);
  const rendering = page.render({
    canvas: null,
    // The library is written for the canvas of browsers, which this one speaks like.
    canvasContext: context as unknown as NonNullable<RenderParameters['canvasContext']>,
    viewport: view,
    annotationMode: AnnotationMode.ENABLE,
  });
  await rendering.promise;
  return canvas;
}

/** A JPEG of at most a megabyte. */
export async function jpegOf(canvas: Canvas): Promise<Uint8Array> {
  let jpeg = new Uint8Array();
  for (const quality of QUALITIES) {
    jpeg = new Uint8Array(await canvas.encode('jpeg', quality));
    if (jpeg.length <= MOST_BYTES) break;
  }
  return jpeg;
}
