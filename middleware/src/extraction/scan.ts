import type { Reading, Word } from '../readings/schema.ts';
import type { Span } from './source.ts';

/** What of a text was read from pictures, where letters had to be guessed. */
export interface Scan {
  /** Sorted and apart. What is outside was typed, or stands in a document as text. */
  readonly parts: readonly Span[];
  /** Of them what says nothing: edges, logos and grain that were read as signs. Sorted and apart. */
  readonly noise: readonly Span[];
}

/** Null for a text without pages, of which nobody knows: what is pasted may come from a scanner. */
export function scanOf({ pages, words, text }: Pick<Reading, 'pages' | 'words' | 'text'>): Scan | null {
  if (pages.length === 0) return null;
  const guessed = new Set(pages.filter(({ legibility }) => legibility !== null).map(({ number }) => number));
  const read = words.filter(({ page, confidence }) => confidence < 1 && guessed.has(page));
  const parts: { start: number; end: number }[] = [];
  for (const { start, end } of read) {
    const last = parts.at(-1);
    if (last && text.slice(last.end, start).trim() === '') last.end = end;
    else parts.push({ start, end });
  }
  return { parts, noise: noiseAmong(read, text) };
}

/** Short words that are surer than this are words. */
const SURE_OF_WORD = 0.3;
const LONGEST_NOISE = 3;
/** One line with a dash before it is no list. */
const LEAST_LIST = 2;

function noiseAmong(words: readonly Word[], text: string): Span[] {
  const bullets = text.match(/^ *[-–—•*] /gm)?.length ?? 0;
  const noise: Span[] = [];
  for (const { start, end, confidence } of words) {
    const word = text.slice(start, end);
    const isSign = !/[\p{L}\p{N}€$£%+]/u.test(word);
    const isEdge =
      /(?:^|\n) *$/.test(text.slice(Math.max(0, start - 4), start)) || /^ *(?:\n|$)/.test(text.slice(end, end + 4));
    const isBullet = /^[-–—•*]$/.test(word) && bullets >= LEAST_LIST;
    const isGrain = confidence < SURE_OF_WORD && word.length <= LONGEST_NOISE && !/\d/.test(word);
    if (isGrain || (isSign && isEdge && !isBullet)) noise.push({ start, end });
  }
  return noise;
}
