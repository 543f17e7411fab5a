import type { Evidence, Sound, SourceView, SpokenWord } from 'c/captureTypes';
import type { Block } from 'c/evidenceMarks';
import { anchorsIn } from 'c/pageRegions';
import type { Passage } from 'c/soundPlayback';
import { formatPlace } from 'c/soundWords';

/** When a block of a transcript begins. `start` is the block's own. */
export interface BlockTime {
  start: number;
  seconds: number;
  text: string;
}

/** Pieces of an evidence with no more than this between them are heard in one go, in seconds. */
const PAUSE = 1;

/** The first index whose item is not before the target; the items are in order. */
function firstAt<Item>(items: readonly Item[], isBefore: (item: Item) => boolean): number {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const item = items[middle];
    if (item !== undefined && isBefore(item)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** From so many seconds on a paragraph ends with its sentence: a time in the margin every now and then, and none alone. */
const PARAGRAPH = 10;
const SENTENCE_END = /[.?!…]["»”)\]]*$/;

/**
 * Where the text of a recording begins a new paragraph for the eye, besides its lines; null where nothing was recorded. What is
 * read of it knows nothing of that.
 */
export function paragraphStarts({ text, sound }: Pick<SourceView, 'text' | 'sound'>): readonly number[] | null {
  if (!sound) return null;
  const { words } = sound;
  const starts: number[] = [];
  let since = words[0]?.from ?? 0;
  words.forEach((word, index) => {
    const before = words[index - 1];
    if (!before || word.from - since < PARAGRAPH || !SENTENCE_END.test(text.slice(before.start, before.end))) return;
    starts.push(word.start);
    since = word.from;
  });
  return starts;
}

/** When each block is said; one that nobody said, as a typed note, has no time. */
export function blockTimes(blocks: readonly Block[], { words }: Sound): readonly BlockTime[] {
  return blocks.flatMap(({ start, segments }) => {
    const end = segments.reduce((length, { text }) => length + text.length, start);
    const word = words[firstAt(words, (each) => each.start < start)];
    return word && word.start < end ? [{ start, seconds: word.from, text: formatPlace(word.from) }] : [];
  });
}

/** The word that is said at a moment, or null in a pause. */
export function wordAt({ words }: Sound, seconds: number): SpokenWord | null {
  const word = words[firstAt(words, ({ to }) => to <= seconds)];
  return word && word.from <= seconds ? word : null;
}

/** Where the evidence of a value is heard. */
export function passagesOfValue(blocks: readonly Block[], draftId: string, path: string | null): readonly Passage[] {
  const lit = anchorsIn(blocks).filter((anchor) => anchor.path === path && anchor.draftId === draftId);
  return passagesIn(lit);
}

/** Where pieces of evidence are heard, in their order; one that is not heard is left out. */
export function passagesIn(evidence: readonly Pick<Evidence, 'from' | 'to'>[]): readonly Passage[] {
  return evidence.flatMap(({ from, to }) => (isTime(from) && isTime(to) && from < to ? [{ from, to }] : []));
}

/** What to play for them: the first, and what is said right after it. */
export function heardTogether(passages: readonly Passage[]): Passage | null {
  const [first, ...others] = passages;
  if (!first) return null;
  const inOrder = [...others].sort((a, b) => a.from - b.from);
  return inOrder.reduce((heard, { from, to }) => {
    const isNear = from <= heard.to + PAUSE && to >= heard.from - PAUSE;
    return isNear ? { from: Math.min(heard.from, from), to: Math.max(heard.to, to) } : heard;
  }, first);
}

function isTime(seconds: number | null | undefined): seconds is number {
  return typeof seconds === 'number';
}
