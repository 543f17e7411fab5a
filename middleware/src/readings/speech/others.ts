import { diffArrays } from 'diff';

import type { Hearing, HeardWord } from './provider.ts';
import { plainWords, splitWords } from './splitting.ts';

type Other = Hearing['others'][number];

/** What so many words may have been instead is another sentence, and tells nothing of any of them. */
const MOST_WORDS = 8;
const MOST_DIFFERENCES = 200;

const isSame = (left: string, right: string) => plainWords(left).join(' ') === plainWords(right).join(' ');

/**
 * Where other hearings of the same words differ from the one that is kept, word by word.
 * @param offset how many words stand before these ones.
 */
export function othersOf(words: readonly HeardWord[], transcripts: readonly string[], offset: number): Other[] {
  const kept = words.map(({ text }) => text);
  const found = new Map<string, Other>();
  for (const other of transcripts.flatMap((transcript) => differences(kept, splitWords(transcript)))) {
    const { first, last, text } = other;
    const key = `${first} ${last} ${plainWords(text).join(' ')}`;
    // The likelier hearings come first.
    if (!found.has(key)) found.set(key, { first: first + offset, last: last + offset, text });
  }
  return [...found.values()];
}

function differences(kept: readonly string[], other: readonly string[]): Other[] {
  const found: Other[] = [];
  let place = 0;
  let removed = 0;
  let added: string[] = [];
  const close = () => {
    const difference = toOther(kept, { place, removed, added });
    if (difference) found.push(difference);
    [place, removed, added] = [place + removed, 0, []];
  };
  const options = { comparator: isSame, maxEditLength: MOST_DIFFERENCES };
  for (const change of diffArrays([...kept], [...other], options) ?? []) {
    if (change.removed) removed += change.count;
    else if (change.added) added.push(...change.value);
    else {
      close();
      place += change.count;
    }
  }
  close();
  return found;
}

/** A difference, with a word that both have where one of them has none: nothing can be shown in the place of nothing. */
function toOther(
  kept: readonly string[],
  { place, removed, added }: { place: number; removed: number; added: readonly string[] },
): Other | undefined {
  if ((removed === 0 && added.length === 0) || Math.max(removed, added.length) > MOST_WORDS) return undefined;
  if (removed > 0 && added.length > 0) return { first: place, last: place + removed - 1, text: added.join(' ') };
  const before = kept[place - 1];
  const after = kept[place + removed];
  if (before !== undefined) {
    return { first: place - 1, last: place + removed - 1, text: [before, ...added].join(' ') };
  }
  if (after === undefined) return undefined;
  return { first: place, last: place + removed, text: [...added, after].join(' ') };
}
