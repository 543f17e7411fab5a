import type { OtherHearing, Reading, SpokenWord } from '../readings/schema.ts';
import { wordsBetween } from '../readings/words.ts';
import type { Span } from './source.ts';

/** What was heard of a reading, fit to be looked up: words and other hearings in the order of the text, all of them inside it. */
export interface Heard {
  /** None overlaps another. */
  readonly words: readonly SpokenWord[];
  readonly others: readonly OtherHearing[];
  readonly seconds: number;
}

/** Null where nothing was recorded, or where nobody knows when its words were said. */
export function heardIn({ sound, text }: Pick<Reading, 'sound' | 'text'>): Heard | null {
  if (!sound || sound.words.length === 0) return null;
  const isInside = ({ start, end }: Span) => start < end && end <= text.length;
  const inOrder = <Placed extends Span>(spans: readonly Placed[]): Placed[] =>
    spans.filter(isInside).sort((one, other) => one.start - other.start);
  const words: SpokenWord[] = [];
  for (const word of inOrder(sound.words)) if (word.start >= (words.at(-1)?.end ?? 0)) words.push(word);
  return words.length === 0 ? null : { words, others: inOrder(sound.others), seconds: sound.seconds };
}

/** The words of which a stretch of the text holds a part. */
export function heardBetween({ words }: Heard, { start, end }: Span): SpokenWord[] {
  return wordsBetween(words, start, end);
}

/** Seconds before and after a word, without which its first and last sounds are cut. */
const AIR = 0.15;

/** Where a stretch of the text is heard, in seconds of the whole recording; null for what was not said in it. */
export function timesOf(heard: Heard, span: Span): { from: number; to: number } | null {
  const words = heardBetween(heard, span);
  if (words.length === 0) return null;
  const from = Math.min(...words.map((word) => word.from));
  const to = Math.max(...words.map((word) => Math.max(word.from, word.to)));
  return {
    from: inThousandths(Math.max(0, from - AIR)),
    to: inThousandths(Math.max(to, Math.min(heard.seconds, to + AIR))),
  };
}

function inThousandths(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}
