import { readFileSync } from 'node:fs';

import { z } from 'zod';

import { wordsOfName } from '../spelling/folding.ts';

const titlesFile = z.object({
  titles: z.array(z.string()),
  particles: z.array(z.string()),
  sharedMailboxes: z.array(z.string()),
});
const file = titlesFile.parse(JSON.parse(readFileSync(new URL('./titles.json', import.meta.url), 'utf8')));
const TITLES = new Set(file.titles);
const PARTICLES = new Set(file.particles);
const SHARED_MAILBOXES = new Set(file.sharedMailboxes);

/** A name of a person as it is compared. */
export interface PersonName {
  /** Given names and family names, folded, in the order in which they were told; titles and particles off. */
  readonly words: readonly string[];
  readonly initials: string;
  readonly given: readonly string[];
  readonly family: readonly string[];
}

/**
 * Reads a name of a person. « M. Ndiaye » keeps its M: it may be a title or the first letter of a name. Where the family name alone
 * is told in several words, its last one is taken for it.
 */
export function readPersonName(first: string | null, last: string | null): PersonName {
  const given = wordsOf(first);
  const family = wordsOf(last);
  const all = withoutTitles([...given, ...family]);
  const ofFamily = given.length > 0 ? withoutTitles(family).length : 1;
  const cut = Math.max(0, all.length - ofFamily);
  return {
    words: all,
    initials: all.map((word) => word[0] ?? '').join(''),
    given: all.slice(0, cut),
    family: all.slice(cut),
  };
}

function wordsOf(name: string | null): string[] {
  const words = wordsOfName(name ?? '').words.map(({ folded }) => folded);
  return words.flatMap((word, index) => {
    // « El Hadji », « El Hadj », « Elhadji » are one name.
    if (word === 'el' && /^hadji?$/.test(words[index + 1] ?? '')) return [];
    return /^(?:el|al)?hadji?$/.test(word) ? ['elhadji'] : [word];
  });
}

function withoutTitles(words: readonly string[]): string[] {
  const named = words.filter((word) => !TITLES.has(word));
  const left = named.length > 0 ? named : words;
  const own = left.filter((word) => !PARTICLES.has(word));
  const kept = own.length > 0 ? own : left;
  return kept.length > 2 && kept[0] === 'm' ? kept.slice(1) : [...kept];
}

/** Whether an address is read by many: « contact@ », « achats@ ». */
export function isSharedMailbox(email: string): boolean {
  return SHARED_MAILBOXES.has((email.split('@')[0] ?? '').toLowerCase().replace(/[^a-z]/g, ''));
}

/** The name that an address tells: « awa.diop@… ». Null where it is one word, or read by many. */
export function nameInEmail(email: string): PersonName | null {
  const local = email.split('@')[0] ?? '';
  const words = local.split(/[._-]+/).filter((word) => /^\p{L}+$/u.test(word));
  if (words.length < 2 || isSharedMailbox(email)) return null;
  return readPersonName(words.slice(0, -1).join(' '), words.at(-1) ?? null);
}
