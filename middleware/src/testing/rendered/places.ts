import type { ReadPage } from '../../readings/file.ts';
import { regionsOf } from '../../readings/regions.ts';
import type { Corners, Word } from '../../readings/schema.ts';
import type { RenderedPage } from './documents.ts';
import { overlap } from './overlap.ts';

/** With less in common, an outline is not where its words are (intersection over union). */
export const LEAST_OVERLAP = 0.5;

/** How many of how many are where they truly are. */
export interface Share {
  readonly right: number;
  readonly all: number;
}

export interface Places {
  /** Of the true words that were read. */
  readonly words: Share;
  /** Of the true lines, and cells of tables, that were read without a mistake: each as the one region of a value. */
  readonly lines: Share;
  /** Of the words that the reader says are there, whatever it read: those on which a true word stands. */
  readonly outlines: Share;
}

/** Composed characters; one kind of apostrophe, quotation mark and dash. Case and accents count. */
export function normalisedWords(text: string): string[] {
  const plain = text
    .normalize('NFC')
    .replace(/[’‘`´]/g, "'")
    .replace(/[“”«»]/g, '"')
    .replace(/[–—]/g, '-');
  return plain.split(/\s+/).filter((word) => word !== '');
}

type Truth = Pick<RenderedPage, 'words' | 'lines' | 'width' | 'height'>;

/** Something with words in it, and where it is. */
interface Placed {
  readonly text: string;
  readonly corners: Corners;
}

/** Compares where a reader says that words are with where they were drawn. */
export function placesOf(truth: Truth, read: Pick<ReadPage, 'text' | 'words'>): Places {
  const overlapOf = (one: Placed, other: Placed) => overlap(one.corners, other.corners, truth.width, truth.height);
  const seen = read.words.map((word) => ({ ...word, page: 1, text: spell(read.text.slice(word.start, word.end)) }));
  const drawn = drawnLines(truth);
  const trueWords = drawn.flat().map(({ text, corners }) => ({ text: spell(text), corners }));
  const trueLines = drawn.map((line) => valueOf(inARow(line), line.map(({ text }) => spell(text)).join(' ')));
  const readLines = [...new Set(trueLines.map(({ text }) => text))].flatMap((line) => stretches(seen, line));
  const outlines = seen.map((word) => Math.max(0, ...trueWords.map((drawnWord) => overlapOf(drawnWord, word))));
  return {
    words: shareOf(overlaps(trueWords, seen, overlapOf)),
    lines: shareOf(overlaps(trueLines, readLines, overlapOf)),
    outlines: shareOf(outlines),
  };
}

const spell = (text: string) => normalisedWords(text).join(' ');

/** What a value that is read from these words is outlined by; nowhere when that is not one region. */
function valueOf(words: readonly Word[], text: string): Placed {
  const [region, ...more] = regionsOf({ words: [...words] }, words[0]?.start ?? 0, words.at(-1)?.end ?? 0);
  return { text, corners: region && more.length === 0 ? region.corners : NOWHERE };
}

const NOWHERE: Corners = [0, 0, 0, 0, 0, 0, 0, 0];

/**
 * What each thing has in common with the one of the same words that was read for it. What stands there twice and was read once
 * counts once.
 */
function overlaps<Thing extends Placed>(
  truth: readonly Placed[],
  read: readonly Thing[],
  overlapOf: (one: Placed, other: Placed) => number,
): number[] {
  const left = new Set(read);
  const pairs = truth
    .flatMap((one) => read.filter(({ text }) => text === one.text).map((other) => ({ one, other })))
    .map((pair) => ({ ...pair, share: overlapOf(pair.one, pair.other) }))
    .toSorted((first, second) => second.share - first.share);
  const waiting = new Set(truth);
  return pairs.flatMap(({ one, other, share }) => {
    const free = waiting.has(one) && left.has(other);
    if (!free) return [];
    waiting.delete(one);
    left.delete(other);
    return [share];
  });
}

function shareOf(shares: readonly number[]): Share {
  return { right: shares.filter((share) => share >= LEAST_OVERLAP).length, all: shares.length };
}

export function sharesTogether(shares: readonly Share[]): Share {
  return shares.reduce((sum, { right, all }) => ({ right: sum.right + right, all: sum.all + all }), {
    right: 0,
    all: 0,
  });
}

type Drawn = RenderedPage['words'][number];

/** The drawn words line by line, and those of a row of a table cell by cell. */
function drawnLines({ words, lines }: Truth): Drawn[][] {
  let next = 0;
  return lines
    .flatMap((line) => line.split(/ {3}/))
    .map((cell) => {
      const start = next;
      next += cell.split(/\s+/).filter((word) => word !== '').length;
      return words.slice(start, next);
    });
}

function inARow(words: readonly Drawn[]): Word[] {
  return words.map(({ corners }, index) => ({ start: index * 2, end: index * 2 + 1, page: 1, corners, confidence: 1 }));
}

/** Where the words of a line stand one after the other in what was read. */
function stretches(seen: readonly (Word & { text: string })[], line: string): Placed[] {
  const count = line.split(' ').length;
  return seen.flatMap((_, index) => {
    const found = seen.slice(index, index + count);
    return found.map(({ text }) => text).join(' ') === line ? [valueOf(found, line)] : [];
  });
}
