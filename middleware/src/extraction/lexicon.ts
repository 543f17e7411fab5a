import { readFileSync } from 'node:fs';

import { z } from 'zod';

import type { Source, Span, Word } from './source.ts';
import { firstFrom, fold } from './source.ts';

/** A lexicon file: words and phrases under the concept they stand for. A phrase that ends in `*` stands for all its endings. */
const lexiconFile = z.record(z.string(), z.array(z.string().min(1)));

interface Entry {
  readonly concept: string;
  readonly words: readonly string[];
}

/** The phrases of a lexicon by their first word, longest first. */
export interface Lexicon {
  readonly exact: ReadonlyMap<string, readonly Entry[]>;
  readonly byPrefix: ReadonlyMap<string, readonly Entry[]>;
}

/** A phrase of a lexicon found in a source. */
export interface Cue extends Span {
  readonly concept: string;
}

/** Shortest beginning that may stand for all its endings. */
const PREFIX_LENGTH = 3;

/** Reads the lexicon `name` of every folder named: most notes mix French and English words, so both are read by default. */
export function readLexicon(name: string, folders: readonly string[] = ['fr', 'en']): Lexicon {
  return lexiconOf(folders.map((folder) => readLexiconFile(folder, name)));
}

/** The file `lexicons/<folder>/<name>.json`, checked. */
export function readLexiconFile(folder: string, name: string): Record<string, string[]> {
  const file = new URL(`./lexicons/${folder}/${name}.json`, import.meta.url);
  return lexiconFile.parse(JSON.parse(readFileSync(file, 'utf8')));
}

export function lexiconOf(files: readonly Record<string, readonly string[]>[]): Lexicon {
  const exact = new Map<string, Entry[]>();
  const byPrefix = new Map<string, Entry[]>();
  for (const [concept, phrase] of files.flatMap((file) => phrasesOf(file))) {
    const words = phrase.split(' ').map((word) => fold(word) + (word.endsWith('*') ? '*' : ''));
    const first = words[0] ?? '';
    if (first.endsWith('*')) append(byPrefix, first.slice(0, PREFIX_LENGTH), { concept, words });
    else append(exact, first, { concept, words });
  }
  for (const entries of [...exact.values(), ...byPrefix.values()]) {
    entries.sort((one, other) => other.words.join(' ').length - one.words.join(' ').length);
  }
  return { exact, byPrefix };
}

function phrasesOf(file: Record<string, readonly string[]>): [string, string][] {
  return Object.entries(file).flatMap(([concept, phrases]) =>
    phrases.map((phrase): [string, string] => [concept, phrase.replace(/[^\p{L}\p{N}*]+/gu, ' ').trim()]),
  );
}

function append(map: Map<string, Entry[]>, key: string, entry: Entry): void {
  const entries = map.get(key);
  if (entries) entries.push(entry);
  else map.set(key, [entry]);
}

/** The longest phrase of the lexicon that begins at word `index`. */
export function phraseAt(
  words: readonly Word[],
  index: number,
  lexicon: Lexicon,
): { concept: string; length: number } | null {
  const first = words[index]?.folded;
  if (first === undefined) return null;
  const candidates = [lexicon.exact.get(first) ?? [], lexicon.byPrefix.get(first.slice(0, PREFIX_LENGTH)) ?? []];
  let best: Entry | null = null;
  for (const entry of candidates.flat()) {
    if (best && best.words.length >= entry.words.length) continue;
    if (entry.words.every((word, offset) => isWord(words[index + offset]?.folded, word))) best = entry;
  }
  return best && { concept: best.concept, length: best.words.length };
}

/** How many words the longest phrase of a lexicon takes at each word of a source, looked up once: 0 where none begins. */
export function phraseLengths(lexicon: Lexicon): (source: Source, index: number) => number {
  const known = new WeakMap<readonly Word[], Int8Array>();
  return ({ words }, index) => {
    if (index < 0 || index >= words.length) return 0;
    let lengths = known.get(words);
    if (!lengths) {
      lengths = new Int8Array(words.length).fill(-1);
      known.set(words, lengths);
    }
    const seen = lengths[index] ?? -1;
    if (seen >= 0) return seen;
    const length = phraseAt(words, index, lexicon)?.length ?? 0;
    lengths[index] = length;
    return length;
  };
}

function isWord(word: string | undefined, pattern: string): boolean {
  if (word === undefined) return false;
  return pattern.endsWith('*') ? word.startsWith(pattern.slice(0, -1)) : word === pattern;
}

/** Every phrase of the lexicon in the source, in reading order, none inside another. */
export function findCues(source: Source, lexicon: Lexicon): Cue[] {
  const cues: Cue[] = [];
  for (let index = 0; index < source.words.length;) {
    const found = phraseAt(source.words, index, lexicon);
    const first = source.words[index];
    const last = source.words[index + (found?.length ?? 1) - 1];
    if (found && first && last) cues.push({ concept: found.concept, start: first.start, end: last.end });
    index += found?.length ?? 1;
  }
  return cues;
}

/** The items of a list sorted by place that lie inside a span. */
export function within<T extends Span>(items: readonly T[], span: Span): T[] {
  const found: T[] = [];
  for (let index = firstFrom(items, span.start); index < items.length; index += 1) {
    const item = items[index];
    if (!item || item.start >= span.end) break;
    if (item.end <= span.end) found.push(item);
  }
  return found;
}
