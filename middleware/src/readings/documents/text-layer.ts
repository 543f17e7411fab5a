import type { PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';

import type { ReadPage } from '../file.ts';
import { pageText } from '../page-text.ts';
import { drawnBy, type FontFacts } from './glyphs.ts';
import { matrixOf, UNMOVED } from './matrices.ts';
import { drawPage, lookingView, shownView, sizeOf } from './pictures.ts';
import { isSeen, LEAST_SIZE } from './visibility.ts';
import { boxAlong, commonTurn, wordsOf, type DrawnWord } from './words.ts';

/** Fewer characters are a page number or a stamp on a scan. */
const LEAST_CHARACTERS = 20;
/** A page that is covered by a picture is a scan, unless it says as much as a page of text does. */
const SCAN_SHARE = 0.5;
const CHARACTERS_OVER_PICTURE = 200;

/**
 * A page by the text that it draws, as far as a person can see it; null for pages that are pictures of text. The invisible text
 * that scanning programs lay over their pictures is not believed: it may say anything, so such a page is recognised as photos are.
 */
export async function textPageOf(page: PDFPageProxy): Promise<ReadPage | null> {
  const view = lookingView(page);
  const { width, height } = sizeOf(view);
  const operators = await page.getOperatorList();
  const fontOf = (name: string): FontFacts | null => (page.commonObjs.has(name) ? page.commonObjs.get(name) : null);
  const options = { view: matrixOf(view.transform) ?? UNMOVED, width, height, fontOf };
  const { glyphs, pictured } = drawnBy(operators, options);
  const least = LEAST_SIZE * view.scale;
  const shown = glyphs.filter(({ hidden, size }) => !hidden && size >= least);
  if (!isTextPage(lengthOf(shown), pictured)) return null;
  const canvas = await drawPage(page, view);
  const seen = { pixels: canvas.getContext('2d').getImageData(0, 0, width, height).data, width, height };
  const words = wordsOf(shown).filter((word) => isSeen(seen, word));
  if (!isTextPage(lengthOf(words), pictured)) return null;
  const read = textOf(words, width, height);
  return {
    kind: 'picture',
    pageOfFile: page.pageNumber,
    ...sizeOf(shownView(page)),
    legibility: null,
    problem: null,
    ...read,
  };
}

function isTextPage(characters: number, pictured: number): boolean {
  return characters >= (pictured > SCAN_SHARE ? CHARACTERS_OVER_PICTURE : LEAST_CHARACTERS);
}

function lengthOf(parts: readonly { readonly text: string }[]): number {
  return parts.reduce((sum, { text }) => sum + text.trim().length, 0);
}

/** The text of words in reading order, and where each of them stands in it and on the page. */
function textOf(words: readonly DrawnWord[], width: number, height: number): Pick<ReadPage, 'text' | 'words'> {
  const turn = commonTurn(words);
  return pageText(
    words.map(({ quad, ...word }) => ({
      ...word,
      ...boxAlong(quad, turn),
      corners: quad.map((value, index) => fraction(value, index % 2 === 0 ? width : height)),
      confidence: 1,
    })),
  );
}

function fraction(value: number, of: number): number {
  return Math.min(1, Math.max(0, value / of));
}
