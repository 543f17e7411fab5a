import { foldInPlace } from './folding.ts';
import type { Source, Word } from './source.ts';

/** What no reader sees, joiners and fillers among them. A reading has lost the commonest of them already. */
const UNSEEN = /^[\p{Cf}\u034F\u115F\u1160\u3164\uFE00-\uFE0F]+$/u;

/** Small letters of Greek and Cyrillic that look like Latin ones. */
const LOOKALIKES: ReadonlyMap<string, string> = new Map(
  [
    'аa',
    'αa',
    'вb',
    'сc',
    'ϲc',
    'ԁd',
    'еe',
    'εe',
    'һh',
    'іi',
    'ιi',
    'јj',
    'кk',
    'κk',
    'оo',
    'οo',
    'рp',
    'ρp',
    'ѕs',
    'тt',
    'τt',
    'υu',
    'νv',
    'хx',
    'χx',
    'уy',
  ].map(([letter = '', latin = '']) => [letter, latin]),
);

/**
 * The words of a source as a person reads them, whatever a program would see: « Ig​nore » with a blank of no width in it, or with a
 * Greek « Ι », is « Ignore ». Their places are those in the source.
 */
export function undisguised({ text, words }: Pick<Source, 'text' | 'words'>): Word[] {
  const read: Word[] = [];
  for (const word of words) {
    const before = read.at(-1);
    const plain = { ...word, folded: plainLetters(word.folded) };
    if (before && UNSEEN.test(text.slice(before.end, word.start)))
      read[read.length - 1] = { folded: before.folded + plain.folded, start: before.start, end: word.end };
    else read.push(plain);
  }
  return read;
}

/** Wide, bold and circled letters are letters of other code points; those of other alphabets only look alike. */
function plainLetters(folded: string): string {
  if (/^[a-z0-9]*$/.test(folded)) return folded;
  const letters = foldInPlace(folded.normalize('NFKC')).toLowerCase();
  return [...letters].map((letter) => LOOKALIKES.get(letter) ?? letter).join('');
}
