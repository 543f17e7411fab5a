import { wordLikeness } from './similarity.ts';

/** Words of two names laid against each other. */
export interface Alignment {
  /** Words of one that stand in the other too, with how alike they are: 1 for the very same. */
  readonly shared: readonly { readonly word: string; readonly likeness: number }[];
  readonly onlyOne: readonly string[];
  readonly onlyOther: readonly string[];
  /** In the same order. */
  readonly inOrder: boolean;
}

/** How alike two words are, 0 to 1; 0: two words. */
export type WordLikeness = (one: string, other: string) => number;

/** More words than this no name has; the rest is compared as the key only. */
const MOST_WORDS = 24;
const FEWEST_ABBREVIATED = 3;
const ABBREVIATED = 0.8;

/** Lays the words of two names against each other: the same ones first, then slips of the pen, abbreviations and words run together. */
export function alignWords(
  one: readonly string[],
  other: readonly string[],
  likenessOf: WordLikeness = ofBusinessWords,
): Alignment {
  const left = one.slice(0, MOST_WORDS);
  const right = other.slice(0, MOST_WORDS);
  const partner = new Array<number>(left.length).fill(-1);
  const taken = new Array<boolean>(right.length).fill(false);
  const likeness = new Array<number>(left.length).fill(0);
  const pair = (at: number, to: number, alike: number): void => {
    partner[at] = to;
    taken[to] = true;
    likeness[at] = alike;
  };
  for (const [at, word] of left.entries()) {
    const to = right.findIndex((candidate, index) => !taken[index] && candidate === word);
    if (to >= 0) pair(at, to, 1);
  }
  // Before what is only alike: « Air » would be taken for short of « Airafrique ».
  joinRuns(left, right, { partner, taken, pair });
  for (const [at, word] of left.entries()) {
    if (partner[at] !== -1) continue;
    const { index, alike } = likest(word, right, taken, likenessOf);
    if (alike > 0) pair(at, index, alike);
  }
  const order = partner.filter((to) => to >= 0);
  return {
    shared: left.flatMap((word, at) => (partner[at] === -1 ? [] : [{ word, likeness: likeness[at] ?? 1 }])),
    onlyOne: left.filter((_word, at) => partner[at] === -1),
    onlyOther: right.filter((_word, at) => !taken[at]),
    inOrder: order.every((to, index) => index === 0 || to >= (order[index - 1] ?? 0)),
  };
}

function likest(
  word: string,
  right: readonly string[],
  taken: readonly boolean[],
  likenessOf: WordLikeness,
): { index: number; alike: number } {
  let best = { index: -1, alike: 0 };
  for (const [index, candidate] of right.entries()) {
    if (taken[index]) continue;
    const alike = likenessOf(word, candidate);
    if (alike > best.alike) best = { index, alike };
  }
  return best;
}

function ofBusinessWords(one: string, other: string): number {
  return one === other ? 1 : Math.max(wordLikeness(one, other), abbreviation(one, other));
}

/** « Deli » for « Delicatessen », « Intl » for « International ». */
function abbreviation(one: string, other: string): number {
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  if (short.length < FEWEST_ABBREVIATED || long.length - short.length < 2 || !/^\p{L}+$/u.test(short)) return 0;
  return long.startsWith(short) || isContraction(short, long) ? ABBREVIATED : 0;
}

/** The first and the last letter, and consonants between them in their order: « dept », « mgmt », « ctr ». */
function isContraction(short: string, long: string): boolean {
  if (short[0] !== long[0] || short.at(-1) !== long.at(-1) || short.replace(/[^aeiouy]/g, '').length > 1) return false;
  let at = 0;
  for (const letter of long) if (letter === short[at]) at += 1;
  return at === short.length;
}

interface Pairing {
  readonly partner: number[];
  readonly taken: boolean[];
  readonly pair: (at: number, to: number, alike: number) => void;
}

/** Two words as one; null for two figures: « 1 2 » is not « 12 ». */
function joinedWord(one = '', other = ''): string | null {
  return /\p{N}$/u.test(one) && /^\p{N}/u.test(other) ? null : one + other;
}

/** « Air Afrique » and « Airafrique »: two words that follow each other here are one there. */
function joinRuns(left: readonly string[], right: readonly string[], { partner, taken, pair }: Pairing): void {
  for (let at = 0; at + 1 < left.length; at += 1) {
    if (partner[at] !== -1 || partner[at + 1] !== -1) continue;
    const joined = joinedWord(left[at], left[at + 1]);
    const to = right.findIndex((word, index) => !taken[index] && word === joined);
    if (to < 0) continue;
    pair(at, to, 1);
    pair(at + 1, to, 1);
  }
  for (let to = 0; to + 1 < right.length; to += 1) {
    if (taken[to] || taken[to + 1]) continue;
    const joined = joinedWord(right[to], right[to + 1]);
    const at = left.findIndex((word, index) => partner[index] === -1 && word === joined);
    if (at < 0) continue;
    pair(at, to, 1);
    taken[to + 1] = true;
  }
}
