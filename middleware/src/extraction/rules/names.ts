import { phraseAt, readLexicon, readLexiconFile } from '../lexicon.ts';
import type { Source, Span } from '../source.ts';
import { fold, wordIndexAt } from '../source.ts';
import { isKindAt } from './organisation-words.ts';

const names = readLexiconFile('international', 'names');
const FIRST_NAMES: ReadonlySet<string> = new Set(names['first']);
const LAST_NAMES: ReadonlySet<string> = new Set(names['last']);
const STOP_WORDS: ReadonlySet<string> = new Set(
  ['fr', 'en'].flatMap((folder) => readLexiconFile(folder, 'stop-words')['stop'] ?? []).map((word) => fold(word)),
);
const HONORIFICS = readLexicon('honorifics');
const NOT_A_NAME = ['titles', 'subjects', 'detection', 'sections'].map((name) => readLexicon(name));
const BRANDS = readLexicon('brands', ['international']);
const PARTICLES = new Set([
  'el',
  'al',
  'ben',
  'bin',
  'ould',
  'mint',
  'de',
  'da',
  'do',
  'dos',
  'van',
  'von',
  'ag',
  'ibn',
  'd',
  'ngo',
  'le',
  'la',
]);

export function isFirstName(word: string): boolean {
  const folded = fold(word);
  return FIRST_NAMES.has(folded) || folded.split(' ').every((part) => part.length > 1 && FIRST_NAMES.has(part));
}

export function isLastName(word: string): boolean {
  return LAST_NAMES.has(fold(word));
}

export function isStopWord(word: string): boolean {
  return STOP_WORDS.has(fold(word));
}

/** How many words at `index` are a form of address (Mme, Dr, El Hadji): 0 when none. */
export function honorificAt(source: Source, index: number): number {
  return phraseAt(source.words, index, HONORIFICS)?.length ?? 0;
}

/** A row of written words that may be a person's name, each with its place. */
export interface NameRun extends Span {
  readonly tokens: readonly Span[];
  /** Right after a form of address. */
  readonly addressed: boolean;
}

const CAPITALISED = String.raw`(?:\p{Lu}[\p{L}'-]{0,40}\p{L}|\p{Lu}\.?)`;
const RUN = new RegExp(
  String.raw`(?<![\p{L}\p{N}@_])${CAPITALISED}(?: {1,2}(?:(?:el|al|ben|bin|ould|mint|da|do|dos|van|von|ag) )?${CAPITALISED}(?![\p{L}@]))*`,
  'gu',
);

/** Rows of capitalised words, cut where the words cannot be a name: an organisation's word, a title, a brand, a stop word. */
export function nameRuns(source: Source): NameRun[] {
  return [...source.clear.matchAll(RUN)].flatMap((match) =>
    cutRun(source, { start: match.index, end: match.index + match[0].length }),
  );
}

function cutRun(source: Source, run: Span): NameRun[] {
  const runs: NameRun[] = [];
  let tokens: Span[] = [];
  let addressed = honorificBefore(source, run.start);
  const close = (): void => {
    const first = tokens[0];
    const last = tokens.at(-1);
    if (first && last) runs.push({ start: first.start, end: last.end, tokens, addressed });
    tokens = [];
    addressed = false;
  };
  for (const token of tokensOf(source, run)) {
    const index = wordIndexAt(source.words, token.start);
    const honorific = honorificAt(source, index);
    if (
      honorific > 0 &&
      !/\d ?$/.test(source.clear.slice(Math.max(0, token.start - 2), token.start)) &&
      !(tokens.length > 0 && isFirstName(textOf(source, token)))
    ) {
      close();
      addressed = true;
    } else if (endsName(source, token, index) || isMillions(source, token)) close();
    else tokens.push(token);
  }
  close();
  return runs;
}

function honorificBefore(source: Source, place: number): boolean {
  const lead = source.folded.slice(Math.max(0, place - 14), place);
  return /(?:^|[^\p{L}\d ]|[^\d] )(?:m|mr|mme|mrs|ms|dr|pr|me|monsieur|madame|mlle|miss|prof)\.? {1,2}$/u.test(lead);
}

function tokensOf(source: Source, span: Span): Span[] {
  return [...source.clear.slice(span.start, span.end).matchAll(/[\p{L}\p{N}][\p{L}\p{N}'-]*\.?/gu)].map((match) => ({
    start: span.start + match.index,
    end: span.start + match.index + match[0].length,
  }));
}

export function textOf(source: Source, span: Span): string {
  return source.clear.slice(span.start, span.end);
}

function endsName(source: Source, token: Span, index: number): boolean {
  const word = textOf(source, token);
  if (isFirstName(word) || isLastName(word) || /^\p{Lu}\.$/u.test(word)) return false;
  if (isStopWord(word)) return true;
  if (phraseAt(source.words, index, BRANDS)) return true;
  return isKindAt(source, index) || NOT_A_NAME.some((lexicon) => phraseAt(source.words, index, lexicon) !== null);
}

/** « 18 M. Décideur »: after a figure the M counts millions. */
function isMillions(source: Source, token: Span): boolean {
  return (
    /^M\.?$/.test(textOf(source, token)) && /\d ?$/.test(source.clear.slice(Math.max(0, token.start - 2), token.start))
  );
}

export interface SplitName {
  readonly first: readonly Span[];
  readonly last: readonly Span[];
}

/**
 * Splits a full name as a francophone reader would: words in capitals are the surname; a surname first (« Ngo Biyong
 * Clarisse ») shows by a first name at the end and none at the beginning; else the last word with its particles is the surname.
 */
export function splitName(source: Source, tokens: readonly Span[]): SplitName {
  const words = tokens.map((token) => textOf(source, token));
  if (tokens.length < 2) return { first: [], last: tokens };
  const upper = words.map((word) => /^[\p{Lu}'-]{2,}$/u.test(word));
  if (upper.some(Boolean) && !upper.every(Boolean)) return splitByCase(tokens, upper);
  const particle = words.findIndex(
    (word, index) => index > 0 && index < words.length - 1 && /^(?:mint|ould|ben|bin|ibn)$/i.test(word),
  );
  if (particle > 0) return { first: tokens.slice(0, particle), last: tokens.slice(particle) };
  const surnameFirst = splitSurnameFirst(words, tokens);
  if (surnameFirst) return surnameFirst;
  let from = tokens.length - 1;
  while (from > 1 && PARTICLES.has(fold(words[from - 1] ?? ''))) from -= 1;
  return { first: tokens.slice(0, from), last: tokens.slice(from) };
}

/** « Ngo Biyong Clarisse »: a first name ends the row and none begins it; « Sawadogo Rasmata »: a surname begins it and none ends it. */
function splitSurnameFirst(words: readonly string[], tokens: readonly Span[]): SplitName | null {
  const known = words.map((word) => isFirstName(word));
  const [one = ''] = words;
  const last = words.at(-1) ?? '';
  if (known[0] || isLastName(last)) return null;
  if (known.at(-1) && (words.length > 2 || isLastName(one))) {
    const from = known.lastIndexOf(false) + 1;
    return { first: tokens.slice(from), last: tokens.slice(0, from) };
  }
  return words.length === 2 && isLastName(one) ? { first: tokens.slice(1), last: tokens.slice(0, 1) } : null;
}

function splitByCase(tokens: readonly Span[], upper: readonly boolean[]): SplitName {
  if (upper[0]) {
    const from = upper.indexOf(false);
    return { first: tokens.slice(from), last: tokens.slice(0, from) };
  }
  let from = upper.lastIndexOf(false) + 1;
  if (from >= tokens.length) from = upper.indexOf(true);
  return { first: tokens.slice(0, from), last: tokens.slice(from) };
}
