import type { PageWord } from './file.ts';
import { arrange, type PlacedWord } from './layout.ts';
import type { Corners } from './schema.ts';

/** A word where it stands on its page. */
export interface WordOnPage extends PlacedWord {
  readonly text: string;
  readonly corners: Corners;
  readonly confidence: number;
}

const BETWEEN_CELLS = '   ';
const BETWEEN_ROWS = '\n';
const BETWEEN_BLOCKS = '\n\n';
/** Of the height of a word: what is closer together is one word that was drawn in pieces. */
const NO_SPACE = 0.08;

/** The text of a page in reading order, and where each of its words stands in it. */
export function pageText(words: readonly WordOnPage[]): { text: string; words: PageWord[] } {
  let text = '';
  const placed: PageWord[] = [];
  const add = (word: WordOnPage) => {
    const start = text.length;
    text += word.text;
    placed.push({ start, end: text.length, corners: word.corners, confidence: word.confidence });
  };
  for (const [index, block] of arrange(words).entries()) {
    if (index > 0) text += BETWEEN_BLOCKS;
    for (const [number, row] of block.entries()) {
      if (number > 0) text += BETWEEN_ROWS;
      for (const [position, cell] of row.entries()) {
        if (position > 0) text += BETWEEN_CELLS;
        for (const [place, word] of cell.entries()) {
          const before = cell[place - 1];
          if (before && word.left - before.right > NO_SPACE * (word.bottom - word.top)) text += ' ';
          add(word);
        }
      }
    }
  }
  return { text, words: placed };
}
