import type { Box, RecognisedLine, RecognisedWord } from '../ocr/recognised.ts';

/** A word that the first look missed has to be sure, and long enough not to be grain of wood. */
const LEAST_CONFIDENCE = 0.75;
const LEAST_LETTERS = 3;
/** How much of a word may lie under words of the first look. */
const MOST_COVERED = 0.2;

/**
 * The lines of a first look, and those that only the second one found: beside a logo the first, which looks for columns and
 * paragraphs, takes words for a part of the picture. The second looks for lines anywhere, and finds them in grain and edges too.
 */
export function withMissedLines(
  first: readonly RecognisedLine[],
  second: readonly RecognisedLine[],
): readonly RecognisedLine[] {
  const known = first.flatMap(({ words }) => words.map(({ box }) => box));
  const missed = second.flatMap((line) => {
    const words = line.words.filter(({ box }) => known.every((other) => covered(box, other) <= MOST_COVERED));
    return words.some(isWord) ? [{ ...line, words: words.filter(isReadable) }] : [];
  });
  return [...first, ...missed];
}

function isWord(word: RecognisedWord): boolean {
  return isReadable(word) && (word.text.match(/[\p{L}\p{N}]/gu)?.length ?? 0) >= LEAST_LETTERS;
}

function isReadable({ text, confidence }: RecognisedWord): boolean {
  return confidence >= LEAST_CONFIDENCE && /[\p{L}\p{N}]/u.test(text);
}

/** How much of a box lies under another one. */
function covered(box: Box, other: Box): number {
  const across = Math.min(box.right, other.right) - Math.max(box.left, other.left);
  const down = Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top);
  if (across <= 0 || down <= 0) return 0;
  return (across * down) / ((box.right - box.left) * (box.bottom - box.top));
}
