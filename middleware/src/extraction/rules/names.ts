import { phraseAt, readLexicon, readLexiconFile } from '../lexicon.ts';
import type { Source, Span } from '../source.ts';
import { fold, wordIndexAt } from '../source.ts';
import { isKindAt } from './organisation-words.ts';

const names = readLexiconFile('international', 'names');
const FIRST_NAMES: ReadonlySet<string> = new Set((names['first'] ?? []).map((name) => fold(name)));
const LAST_NAMES: ReadonlySet<string> = new Set((names['last'] ?? []).map((name) => fold(name)));
const STOP_WORDS: ReadonlySet<string> = new Set(
  ['fr', 'en'].flatMap((folder) => readLexiconFile(folder, 'stop-words')['stop'] ?? []).map((word) => fold(word)),
);
const HONORIFICS = readLexicon('honorifics');
const NOT_A_NAME = ['titles', 'subjects', 'detection', 'sections'].map((name) => readLexicon(name));
const TITLES = readLexicon('titles');
const BRANDS = readLexicon('brands', ['international']);
const AFTER_DE: ReadonlySet<string> = new Set(names['particle-de']);
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
  'der',
  'den',
  'ter',
  'di',
  'du',
  'ag',
  'ibn',
  'd',
  'bint',
  'ait',
  'walet',
  'ngo',
  'le',
  'la',
]);

/** Whether a word is a known first name, as a whole or in all parts of a compound (« Marie-Odile »). */
export function isFirstName(word: string): boolean {
  const folded = fold(word);
  return FIRST_NAMES.has(folded) || folded.split(' ').every((part) => part.length > 1 && FIRST_NAMES.has(part));
}

/** Whether a word is a known surname, written together or apart (« N'Diaye »), or a compound with one (« Obi-Nwosu »). */
export function isLastName(word: string): boolean {
  const folded = fold(word);
  if (LAST_NAMES.has(folded) || LAST_NAMES.has(folded.replaceAll(' ', ''))) return true;
  const parts = folded.split(' ');
  return parts.length > 1 && parts.some((part) => part.length > 2 && LAST_NAMES.has(part) && !FIRST_NAMES.has(part));
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
  /** Written surname first, with a comma. */
  readonly surnameFirst?: boolean;
}

const CAPITALISED = String.raw`(?:\p{Lu}[\p{L}'-]{0,40}\p{L}|(?:\p{Lu}\.-?){1,3}(?![\p{L}])|\p{Lu}\.?|d'\p{Lu}[\p{L}-]{2,30})`;
const PARTICLE = String.raw`(?:(?:van|von) (?:der|den|de)|el|al|ben|bin|ibn|bint|ould|mint|da|do|dos|du|de|di|van|von|ag|ter)`;
const RUN = new RegExp(
  String.raw`(?<![\p{L}\p{N}@_])(?!d')${CAPITALISED}(?: {1,2}(?:${PARTICLE} )?${CAPITALISED}(?![\p{L}@]))*`,
  'gu',
);

/** Rows of capitalised words, cut where the words cannot be a name: an organisation's word, a title, a brand, a stop word. */
export function nameRuns(source: Source): NameRun[] {
  const runs = [...source.clear.matchAll(RUN)].flatMap((match) =>
    cutRun(source, { start: match.index, end: match.index + match[0].length }),
  );
  return withCommas(source, runs);
}

/** « NDIAYE, Awa »: a surname, a comma and a first name are one name, as lists and registers write it. */
function withCommas(source: Source, runs: readonly NameRun[]): NameRun[] {
  const joined: NameRun[] = [];
  for (const run of runs) {
    const before = joined.at(-1);
    const surname = before?.tokens[0];
    const given = run.tokens.every((token) => isFirstName(textOf(source, token)));
    if (
      before &&
      surname &&
      before.tokens.length === 1 &&
      given &&
      run.tokens.length <= 3 &&
      leadsByComma(source, surname, run)
    )
      joined[joined.length - 1] = { ...before, end: run.end, tokens: [surname, ...run.tokens], surnameFirst: true };
    else joined.push(run);
  }
  return joined;
}

function leadsByComma(source: Source, surname: Span, run: Span): boolean {
  const word = textOf(source, surname);
  return (
    source.clear.slice(surname.end, run.start) === ', ' &&
    !isFirstName(word) &&
    (isLastName(word) || /^[\p{Lu}'-]{3,}$/u.test(word)) &&
    /(?:^|[\n:;(•*-]) {0,3}$/.test(source.clear.slice(Math.max(0, surname.start - 4), surname.start))
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
      !/\.-?\p{Lu}/u.test(textOf(source, token)) &&
      !/\d ?$/.test(source.clear.slice(Math.max(0, token.start - 2), token.start)) &&
      !(tokens.length > 0 && isFirstName(textOf(source, token)))
    ) {
      close();
      addressed = true;
    } else if (isParticle(source, tokens.at(-1), token)) tokens.push(token);
    else if (isShortSurname(source, tokens.at(-1), token)) tokens.push(token);
    else if (endsName(source, token, index) || isMillions(source, token) || isLink(source, token)) close();
    else if (tokens.length > 0 || !/^\p{Ll}/u.test(textOf(source, token))) tokens.push(token);
  }
  close();
  return runs;
}

/** These lead a name in small letters too; what is an ordinary word as well (« me », "chief") does in capitals only. */
const PLAIN_ADDRESS =
  /^(?:mr|mme|mlle|mrs|ms|dr|monsieur|madame|mademoiselle|docteur|professeur|maitre|soeur|frere|pere|abbe|colonel|capitaine|commandant|miss|doctor|professor|sister|brother|father|captain|tata|tonton|imam)$/;

function honorificBefore(source: Source, place: number): boolean {
  const index = wordIndexAt(source.words, place) - 1;
  const word = source.words[index];
  if (!word || !/^\.? {1,2}$/.test(source.clear.slice(word.end, place)) || honorificAt(source, index) !== 1)
    return false;
  if (/\d ?$/.test(source.clear.slice(Math.max(0, word.start - 2), word.start))) return false;
  return /^\p{Lu}/u.test(source.clear.charAt(word.start)) || PLAIN_ADDRESS.test(word.folded);
}

/** The words of a stretch, with their apostrophes, hyphens and points. */
export function tokensOf(source: Source, span: Span): Span[] {
  return [
    ...source.clear.slice(span.start, span.end).matchAll(/(?:\p{Lu}\.-?){2,3}|[\p{L}\p{N}][\p{L}\p{N}'-]*\.?/gu),
  ].map((match) => ({
    start: span.start + match.index,
    end: span.start + match.index + match[0].length,
  }));
}

export function textOf(source: Source, span: Span): string {
  return source.clear.slice(span.start, span.end);
}

function endsName(source: Source, token: Span, index: number): boolean {
  const word = textOf(source, token);
  if (isTitleAcronym(source, token, index)) return true;
  if (isFirstName(word) || isLastName(word) || /^(?:\p{Lu}\.-?){1,3}$/u.test(word)) return false;
  if (PARTICLES.has(word)) return false;
  if (isStopWord(word)) return true;
  if (phraseAt(source.words, index, BRANDS)) return true;
  return isKindAt(source, index) || NOT_A_NAME.some((lexicon) => phraseAt(source.words, index, lexicon) !== null);
}

/** "His PA Ngozi": an acronym of a job before a name in small letters, though it is a name too. */
function isTitleAcronym(source: Source, token: Span, index: number): boolean {
  const next = source.clear.slice(token.end, token.end + 3);
  return (
    /^\p{Lu}{2,3}$/u.test(textOf(source, token)) &&
    /^ \p{Lu}\p{Ll}/u.test(next) &&
    phraseAt(source.words, index, TITLES) !== null
  );
}

/** « Coumba Pos »: after a first name a short capitalised word is a surname, though in capitals it may be a product (POS). */
function isShortSurname(source: Source, before: Span | undefined, token: Span): boolean {
  const word = textOf(source, token);
  return (
    before !== undefined &&
    /^\p{Lu}\p{Ll}{1,3}$/u.test(word) &&
    !isStopWord(word) &&
    isFirstName(textOf(source, before)) &&
    /^\p{Lu}\p{Ll}/u.test(textOf(source, before))
  );
}

/** « Aristide DE SOUZA »: capitals do not make « de » a small word of the sentence. */
function isParticle(source: Source, before: Span | undefined, token: Span): boolean {
  const index = wordIndexAt(source.words, token.end);
  const next = source.words[index];
  const word = textOf(source, token);
  if (next?.start !== token.end + 1) return false;
  if (/^(?:DE|De)$/.test(word)) return AFTER_DE.has(next.folded);
  // « Jean-Michel Le Bihan », and « Gwenn Le Bihan » on a line of its own
  const isGiven = before !== undefined && (isFirstName(textOf(source, before)) || fillLine(source, before, next));
  const breton = /^(?:Le|La)$/.test(word) && isGiven;
  return (
    breton && /^\p{Lu}\p{Ll}/u.test(source.clear.slice(next.start, next.start + 2)) && !endsName(source, next, index)
  );
}

/** Whether a line begins with one word and ends with another. */
function fillLine({ clear }: Source, first: Span, last: Span): boolean {
  return (
    /(?:^|\n) {0,3}$/.test(clear.slice(Math.max(0, first.start - 4), first.start)) &&
    /^ {0,3}(?:\n|$)/.test(clear.slice(last.end, last.end + 4))
  );
}

/** « Awa Ndiaye de Volta Shipping »: « de » is part of a name before few surnames only (« de Souza »). */
function isLink(source: Source, token: Span): boolean {
  const word = textOf(source, token);
  if (/^d'\p{Lu}/u.test(word)) return !AFTER_DE.has(fold(word.slice(2))) && !isLastName(word.slice(2));
  if (!/^(?:de|du|di)$/.test(word)) return false;
  const next = source.words[wordIndexAt(source.words, token.end)];
  return next === undefined || !AFTER_DE.has(next.folded);
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
 * Clarisse ») shows by its words being known surnames and the last one a first name; else the last word, with the particles and
 * the surnames right before it, is the surname.
 */
export function splitName(source: Source, tokens: readonly Span[]): SplitName {
  const words = tokens.map((token) => textOf(source, token));
  if (tokens.length < 2) return { first: [], last: tokens };
  const upper = words.map((word) => /^[\p{Lu}'-]{2,}$/u.test(word) && !/^(?:EL|AL)$/.test(word));
  if (upper.some(Boolean) && !upper.every(Boolean)) return splitByCase(tokens, upper);
  const particle = words.findIndex(
    (word, index) =>
      index > 0 &&
      index < words.length - 1 &&
      /^(?:mint|ould|ben|bin|ibn|bint|ag|van|von|da|dos|do|di|de|du)$/i.test(word) &&
      words[index + 1] !== 'Dieu',
  );
  if (particle > 0) return { first: tokens.slice(0, particle), last: tokens.slice(particle) };
  if (isSurnameFirst(words)) {
    const given = words.findIndex((word, index) => index > 0 && isFirstName(word));
    const from = given > 0 ? given : 1;
    return { first: tokens.slice(from), last: tokens.slice(0, from) };
  }
  let from = tokens.length - 1;
  while (from > 1 && belongsToSurname(words[from - 1] ?? '')) from -= 1;
  return { first: tokens.slice(0, from), last: tokens.slice(from) };
}

/** A known surname that is no first name. */
export function isFamily(word: string): boolean {
  return isLastName(word) && !isFirstName(word);
}

/** « Rui Lopes Zemedo », « Ould Cheikh »: a surname or a particle before the last word is part of the surname. */
function belongsToSurname(word: string): boolean {
  return PARTICLES.has(fold(word)) || isFamily(word);
}

/** « Ngo Zorbal Clarisse », « Sawadogo Rasmata »: known surnames stand before what is none. */
function isSurnameFirst(words: readonly string[]): boolean {
  const last = words.at(-1) ?? '';
  if (!isFamily(words[0] ?? '') || isFamily(last)) return false;
  const from = words.findIndex((word) => !isFamily(word));
  const given = words.slice(from);
  return given.some((word) => isFirstName(word)) || words.length === 2;
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
