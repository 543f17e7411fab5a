import type { RecognisedLine, RecognisedWord } from '../ocr/recognised.ts';
import type { WordOnPage } from '../page-text.ts';
import { cornersOf, move, type Point, type Transform } from './geometry.ts';

const INVISIBLE = /\p{Cc}|[\u200B\u2060\uFEFF\u00AD]/gu;

/** What was recognised, as words of the page; `back` leads from the picture that was read to fractions of the page. */
export function wordsOnPage(lines: readonly RecognisedLine[], back: Transform): WordOnPage[] {
  return lines
    .flatMap(({ words }) => words)
    .map((word) => ({
      ...word.box,
      text: normalised(word.text),
      confidence: word.confidence,
      corners: placeOf(word, back),
    }));
}

/** A word as readings hold it: composed, well-formed, without what nobody sees. */
export function normalised(text: string): string {
  return text.replace(INVISIBLE, '').toWellFormed().normalize('NFC');
}

function placeOf({ box: { left, top, right, bottom } }: RecognisedWord, back: Transform) {
  const points: Point[] = [
    [left, top],
    [right, top],
    [right, bottom],
    [left, bottom],
  ];
  return cornersOf(points.map((point) => move(back, point)));
}
