import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import type { Language } from '../captures/schema.ts';
import { foldInPlace } from './folding.ts';

/** Word lists without proper names: some 320,000 French and 270,000 English inflected forms. */
const LISTS: Record<Language, string> = { fr: 'an-array-of-french-words', en: 'an-array-of-english-words' };

const vocabularies = new Map<Language, Uint32Array>();

/**
 * Whether a folded word is one of the language's ordinary words. What is none, in a text without capitals, is most often a
 * name. The list is read at the first question (some 80 ms) and kept as hashes in 1.3 MB: one unknown word in 10,000 passes
 * for an ordinary one.
 */
export function isOrdinaryWord(folded: string, language: Language): boolean {
  let vocabulary = vocabularies.get(language);
  if (!vocabulary) {
    vocabulary = readVocabulary(LISTS[language]);
    vocabularies.set(language, vocabulary);
  }
  return holds(vocabulary, hashOf(folded, 0, folded.length));
}

function readVocabulary(name: string): Uint32Array {
  const text = foldInPlace(readFileSync(fileURLToPath(import.meta.resolve(name)), 'utf8').normalize('NFC')).replaceAll(
    'œ',
    'oe',
  );
  const hashes: number[] = [];
  for (let from = text.indexOf('"'); from >= 0;) {
    const to = text.indexOf('"', from + 1);
    if (to < 0) break;
    hashes.push(hashOf(text, from + 1, to));
    from = text.indexOf('"', to + 1);
  }
  return Uint32Array.from(hashes).sort();
}

/** FNV-1a over UTF-16 code units. */
function hashOf(text: string, from: number, to: number): number {
  let hash = 0x811c9dc5;
  for (let index = from; index < to; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash >>> 0;
}

function holds(sorted: Uint32Array, hash: number): boolean {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < hash) low = middle + 1;
    else high = middle;
  }
  return sorted[low] === hash;
}
