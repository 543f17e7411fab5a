import { diffArrays } from 'diff';

import { regionsOf } from './regions.ts';
import type { OtherHearing, Page, Reading, Sound, SpokenWord, Word } from './schema.ts';
import { wordsBetween } from './words.ts';

/**
 * What was read in files or heard, with a text that a person corrected: words that stayed keep their places and times, and how
 * sure their reader was of them; what stands in place of others takes theirs, and is sure; what was added has none. Pages begin
 * and end where their words do. The work grows with the length of the texts, however little they have in common.
 */
export function carryOver(read: Reading, corrected: Pick<Reading, 'text' | 'language'>): Reading {
  const before = tokensOf(read.text);
  const after = tokensOf(corrected.text);
  const matches = compare(before, after);
  const ground = { read, before, after };
  return {
    text: corrected.text,
    language: corrected.language,
    corrected: true,
    words: carryWords(ground, matches, read.words, regionIn(read)),
    pages: movePages(ground, matches),
    ...(read.sound ? { sound: carrySound(ground, matches, read.sound) } : {}),
  };
}

/** A stretch of text without white space. */
interface Token {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly line: number;
}

function tokensOf(text: string): Token[] {
  let lineStart = 0;
  return text.split('\n').flatMap((content, line) => {
    const start = lineStart;
    lineStart += content.length + 1;
    return Array.from(content.matchAll(/\S+/g), ({ 0: found, index }) => {
      return { text: found, start: start + index, end: start + index + found.length, line };
    });
  });
}

/** Places in a list: from, and up to but without. */
type Range = readonly [from: number, to: number];

/** Stretches of two lists: the same ones, or one in place of the other. Together they are both lists, in order. */
interface Match {
  readonly before: Range;
  readonly after: Range;
  readonly isSame: boolean;
}

/** So many differences are looked for among lines, and among the words of lines that differ: the work grows with their square. */
const MOST_LINES = 500;
const MOST_WORDS = 200;

/** Lines first, then the words of lines that differ: few people rewrite more than some lines. */
function compare(before: readonly Token[], after: readonly Token[]): Match[] {
  const [linesBefore, linesAfter] = [linesOf(before), linesOf(after)];
  const blocks = matchesOf(linesBefore.texts, linesAfter.texts, MOST_LINES);
  const tokens = (block: Match): Match => ({
    before: linesBefore.tokens(block.before),
    after: linesAfter.tokens(block.after),
    isSame: block.isSame,
  });
  return blocks.flatMap((block) => {
    if (block.isSame) return [tokens(block)];
    return lineByLine(block).flatMap((lines) => compareWords(before, after, tokens(lines)));
  });
}

/** The lines that hold tokens. */
function linesOf(tokens: readonly Token[]) {
  const firsts = tokens.flatMap(({ line }, index) => (line === tokens[index - 1]?.line ? [] : [index]));
  const tokensIn = ([from, to]: Range): Range => [firsts[from] ?? tokens.length, firsts[to] ?? tokens.length];
  const texts = firsts.map((_, line) => textsOf(tokens, tokensIn([line, line + 1])).join(' '));
  return { texts, tokens: tokensIn };
}

/** As many lines in place of as many others are each in place of one: that is how badly read lines are written anew. */
function lineByLine(block: Match): Match[] {
  const { before, after } = block;
  const count = before[1] - before[0];
  if (count !== after[1] - after[0]) return [block];
  return Array.from({ length: count }, (_, line) => ({
    before: [before[0] + line, before[0] + line + 1],
    after: [after[0] + line, after[0] + line + 1],
    isSame: false,
  }));
}

function compareWords(before: readonly Token[], after: readonly Token[], tokens: Match): Match[] {
  const found = matchesOf(textsOf(before, tokens.before), textsOf(after, tokens.after), MOST_WORDS);
  return found.map(({ isSame, ...match }) => ({
    before: shifted(match.before, tokens.before[0]),
    after: shifted(match.after, tokens.after[0]),
    isSame,
  }));
}

function textsOf(tokens: readonly Token[], [from, to]: Range): string[] {
  return tokens.slice(from, to).map(({ text }) => text);
}

function shifted([from, to]: Range, by: number): Range {
  return [from + by, to + by];
}

/** Texts that differ in more than so many places are one in place of the other, but for what they begin and end with. */
function matchesOf(before: readonly string[], after: readonly string[], most: number): Match[] {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  const middle = [before.slice(head, before.length - tail), after.slice(head, after.length - tail)] as const;
  const steps = diffArrays([...middle[0]], [...middle[1]], { maxEditLength: most }) ?? [
    { removed: true, added: false, count: middle[0].length },
    { removed: false, added: true, count: middle[1].length },
  ];
  const same = (count: number) => ({ removed: false, added: false, count });
  return joinSteps([same(head), ...steps, same(tail)]);
}

/** What goes and what comes in its place follow each other; together they are one match. */
function joinSteps(steps: readonly { removed: boolean; added: boolean; count: number }[]): Match[] {
  const matches: Match[] = [];
  let [before, after] = [0, 0];
  for (const { removed, added, count } of steps) {
    if (count === 0) continue;
    const from = { before, after };
    if (!added) before += count;
    if (!removed) after += count;
    const isSame = !added && !removed;
    const last = matches.at(-1);
    const joined = last && !last.isSame && !isSame ? matches.pop() : undefined;
    matches.push({
      before: [joined?.before[0] ?? from.before, before],
      after: [joined?.after[0] ?? from.after, after],
      isSame,
    });
  }
  return matches;
}

interface Ground {
  readonly read: Reading;
  readonly before: readonly Token[];
  readonly after: readonly Token[];
}

interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** Where a stretch of the text before is seen or heard; undefined where it is not. */
type PlaceOf<Found> = (stretch: Stretch) => Omit<Found, 'start' | 'end' | 'confidence'> | undefined;

function carryWords<Found extends Stretch & { confidence: number }>(
  ground: Ground,
  matches: readonly Match[],
  words: readonly Found[],
  placeOf: PlaceOf<Found>,
): Found[] {
  return matches.flatMap((match): Found[] => {
    if (match.isSame) return keepWords(ground, match, words);
    return replacements(ground, match).flatMap(({ word, old }) => {
      const place = placeOf(old);
      return place ? [{ ...place, ...word, confidence: 1 } as Found] : [];
    });
  });
}

function keepWords<Found extends Stretch>({ before, after }: Ground, match: Match, words: readonly Found[]): Found[] {
  const [from, to] = match.before;
  let reached = 0;
  return before.slice(from, to).flatMap(({ start, end }, index) => {
    const moved = (after[match.after[0] + index]?.start ?? start) - start;
    // Of a word with a space in it, each side is a stretch of its own here.
    const kept = wordsBetween(words, start, end).filter((word) => word.start >= reached);
    reached = kept.at(-1)?.end ?? reached;
    return kept.map((word) => ({ ...word, start: word.start + moved, end: word.end + moved }));
  });
}

/** Where more was written anew, nobody knows which word stands for which. */
const MOST_REPLACED = 20;

/** New words stand where the old ones stood, in their order. */
function replacements({ before, after }: Ground, match: Match): { word: Stretch; old: Stretch }[] {
  const old = before.slice(...match.before);
  const words = after.slice(...match.after);
  if (old.length === 0 || old.length > MOST_REPLACED || words.length > MOST_REPLACED) return [];
  return words.map(({ start, end }, index) => {
    const first = Math.floor((index * old.length) / words.length);
    const next = Math.max(first + 1, Math.floor(((index + 1) * old.length) / words.length));
    return { word: { start, end }, old: { start: old[first]?.start ?? 0, end: old[next - 1]?.end ?? 0 } };
  });
}

function regionIn(read: Reading): PlaceOf<Word> {
  return ({ start, end }) => regionsOf(read, start, end)[0];
}

function carrySound(ground: Ground, matches: readonly Match[], sound: Sound): Sound {
  const timesOf: PlaceOf<SpokenWord> = ({ start, end }) => {
    const words = wordsBetween(sound.words, start, end);
    const [first, last] = [words[0], words.at(-1)];
    return first && last && { from: first.from, to: last.to };
  };
  const others = matches.flatMap((match) => (match.isSame ? keepOthers(ground, match, sound.others) : []));
  return { ...sound, words: carryWords(ground, matches, sound.words, timesOf), others };
}

/** What a person changed may no longer have been something else. */
function keepOthers({ before, after }: Ground, match: Match, others: readonly OtherHearing[]): OtherHearing[] {
  const [first, last] = [before[match.before[0]], before[match.before[1] - 1]];
  if (!first || !last) return [];
  const moved = (place: number) => {
    const index = before.findLastIndex((token, number) => number < match.before[1] && token.start <= place);
    return place + (after[match.after[0] + index - match.before[0]]?.start ?? 0) - (before[index]?.start ?? 0);
  };
  return others
    .filter(({ start, end }) => start >= first.start && end <= last.end)
    .map((other) => ({ ...other, start: moved(other.start), end: moved(other.end) }));
}

function movePages({ read, before, after }: Ground, matches: readonly Match[]): Page[] {
  return read.pages.map((page) => {
    const from = movedToken(matches, tokensUpTo(before, page.start));
    const to = movedToken(matches, tokensUpTo(before, page.end));
    const end = after[to - 1]?.end ?? 0;
    return { ...page, start: from < to ? (after[from]?.start ?? end) : end, end };
  });
}

/** How many tokens begin before a place. */
function tokensUpTo(tokens: readonly Token[], place: number): number {
  const next = tokens.findIndex(({ start }) => start >= place);
  return next === -1 ? tokens.length : next;
}

/** Where the place between two tokens has moved. What was added there belongs to the page before. */
function movedToken(matches: readonly Match[], token: number): number {
  if (token === 0) return 0;
  const last = matches.findLast(({ before }) => before[0] < token || (before[0] === before[1] && before[0] === token));
  if (!last) return 0;
  const { before, after } = last;
  if (token >= before[1]) return after[1];
  const share = (token - before[0]) / (before[1] - before[0]);
  return after[0] + Math.round(share * (after[1] - after[0]));
}
