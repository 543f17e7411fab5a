import { parse } from 'tldts';

import { foldInPlace } from '../folding.ts';
import { readLexiconFile } from '../lexicon.ts';
import type { Source, Span } from '../source.ts';
import { joined, touches } from '../source.ts';
import { isOrdinaryWord } from '../vocabulary.ts';

const ENDINGS = readLexiconFile('international', 'mail-endings').endings ?? [];
const KNOWN_ENDINGS: ReadonlySet<string> = new Set(ENDINGS);

/** A text without what readers of pictures confuse: two texts that look alike to them are the same. */
export function alike(text: string): string {
  return foldInPlace(text)
    .replace(/[0158i|!]/g, (sign) => SAME_AS[sign] ?? sign)
    .replaceAll('rn', 'm')
    .replaceAll('vv', 'w')
    .replaceAll('cl', 'd');
}

const SAME_AS: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'l',
  i: 'l',
  '|': 'l',
  '!': 'l',
  '5': 's',
  '8': 'b',
};

/** Whether a domain ends as domains do, and has a name before its ending. */
export function isDomain(domain: string): boolean {
  const labels = domain.split('.');
  if (labels.length < 2 || labels.some((label) => !/^[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?$/u.test(label)))
    return false;
  const { isIcann, domain: registered } = parse(domain);
  return (isIcann === true && registered !== null) || KNOWN_ENDINGS.has(labels.at(-1) ?? '');
}

/** The ending that a misread one stands for: `c0m`, `corn`, `5n`; as it is where it is one already, or where none is like it. */
export function mendedEnding(ending: string): string {
  if (KNOWN_ENDINGS.has(ending) || isDomain(`name.${ending}`)) return ending;
  const same = ENDINGS.filter((known) => alike(known) === alike(ending));
  return same.length === 1 ? (same[0] ?? ending) : ending;
}

/** The words of a source that bear out how an address is written, by how they look to a reader of pictures. */
export interface Wording {
  /** Whether a word of the source is written so. */
  has(word: string): boolean;
  /** The word of the source that looks like this; null when none does, or several do. */
  wordLike(part: string): string | null;
  /** The name of the source that this is but for a letter or two; null when none is, or several are. */
  nameNear(part: string): string | null;
}

const LONGEST_JOINED = 3;
const MOST_WORDS = 3_000;

/** The words of a source outside some stretches (the addresses themselves), alone and joined with those after them in a line. */
export function wordingOf(source: Source, without: readonly Span[]): Wording {
  const addresses = joined(without);
  const words = source.words.slice(0, MOST_WORDS).filter((word) => !touches(addresses, word));
  const written = new Set<string>();
  const names = new Set<string>();
  const byLook = new Map<string, Set<string>>();
  const add = (word: string) => {
    if (word.length < 2 || /\d/.test(word)) return;
    written.add(word);
    const look = alike(word);
    byLook.set(look, (byLook.get(look) ?? new Set()).add(word));
  };
  for (const [index, first] of words.entries()) {
    let joined = '';
    for (const [offset, word] of words.slice(index, index + LONGEST_JOINED).entries()) {
      const before = words[index + offset - 1];
      if (offset > 0 && before && !/^[ '.&-]{1,3}$/.test(source.folded.slice(before.end, word.start))) break;
      joined += word.folded;
      add(joined);
      if (!isNameWord(source, first) || names.size > MOST_NAMES) continue;
      if (joined.length >= SHORTEST_NEAR && /^\p{Lu}/u.test(source.clear.charAt(word.start))) names.add(joined);
    }
  }
  const wordLike = (part: string): string | null => {
    const found = byLook.get(alike(part));
    return found?.size === 1 ? ([...found][0] ?? null) : null;
  };
  const nameNear = (part: string): string | null => {
    const near = part.length < SHORTEST_NEAR ? [] : [...names].filter((name) => isNear(part, name));
    return near.length === 1 ? (near[0] ?? null) : null;
  };
  return { has: (word) => written.has(word), wordLike, nameNear };
}

/** A shorter name has many others near it. */
const SHORTEST_NEAR = 5;
/** From this length on two letters may differ. */
const LONG = 7;
const MOST_NAMES = 60;

/** Capitalised, and no word of the language: most likely somebody's name. */
function isNameWord({ clear }: Source, { start, folded }: Span & { readonly folded: string }): boolean {
  if (!/^\p{Lu}/u.test(clear.charAt(start)) || /\d/.test(folded)) return false;
  return folded.length < 4 || !(isOrdinaryWord(folded, 'fr') || isOrdinaryWord(folded, 'en'));
}

/** Whether one text becomes the other by so few letters put, left out or changed as their length allows. */
function isNear(read: string, name: string): boolean {
  const most = Math.min(read.length, name.length) >= LONG ? 2 : 1;
  if (Math.abs(read.length - name.length) > most || read.charAt(0) !== name.charAt(0)) {
    if (read.length !== name.length || read.slice(1) !== name.slice(1)) return false;
  }
  let row = Array.from({ length: name.length + 1 }, (_, index) => index);
  for (let index = 1; index <= read.length; index += 1) {
    const next = [index];
    for (let place = 1; place <= name.length; place += 1) {
      const changed = (row[place - 1] ?? 0) + (read.charAt(index - 1) === name.charAt(place - 1) ? 0 : 1);
      next.push(Math.min(changed, (row[place] ?? 0) + 1, (next[place - 1] ?? 0) + 1));
    }
    row = next;
  }
  return (row[name.length] ?? most + 1) <= most;
}

const MOST_INITIALS = 3;
const SHORTEST_NAME = 3;

/**
 * A part of an address as the source writes it elsewhere: « s0w » as « Sow », « nfs0w » after the initials of a name. As it is where
 * the source has no such word.
 */
export function mendedPart(part: string, wording: Wording): string {
  if (wording.has(part)) return part;
  const whole = part.length >= 2 ? wording.wordLike(part) : null;
  if (whole !== null) return whole;
  for (let count = 1; count <= MOST_INITIALS && part.length - count >= SHORTEST_NAME; count += 1) {
    const rest = part.slice(count);
    if (!/^\p{L}+$/u.test(part.slice(0, count))) break;
    if (wording.has(rest)) return part;
    const name = wording.wordLike(rest);
    if (name !== null) return part.slice(0, count) + name;
  }
  return joinedWords(part, wording) ?? part;
}

const LONGEST_WORD = 20;
/** Words of two letters spell anything. */
const LEAST_TELLING = 5;

/** A part that words of the source spell one after the other, wherever they stand: `c1iniquedurail` of « Clinique du Rail ». */
function joinedWords(part: string, wording: Wording): string | null {
  const spelled: (string | null)[] = [''];
  for (let end = 1; end <= part.length; end += 1) {
    spelled.push(null);
    for (let start = Math.max(0, end - LONGEST_WORD); start <= end - 2 && spelled[end] === null; start += 1) {
      const before = spelled[start];
      const read = part.slice(start, end);
      const word = wording.has(read) ? read : wording.wordLike(read);
      if (before !== null && before !== undefined && word !== null && (start > 0 || word.length >= LEAST_TELLING))
        spelled[end] = before + word;
    }
  }
  return spelled[part.length] ?? null;
}
