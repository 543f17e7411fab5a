import { readLexiconFile } from '../lexicon.ts';
import type { Source, Span, Word } from '../source.ts';
import { groupAt } from './numbers.ts';

/** A dictated address. */
export interface SpokenEmail extends Span {
  readonly address: string;
  readonly local: string;
  readonly domain: string;
}

const WORDS = readLexiconFile('international', 'mail-endings');
const ENDINGS = new Set(WORDS.endings);
const DOT = new Set(WORDS.dot);
const AT = new Set(WORDS.at);
/** "at" alone is a preposition: it is a sign only after a word that can be an address, and before one that ends like one. */
const PREPOSITION = 'at';
const NO_LOCAL = new Set(WORDS.noLocal);
/** Signs that are said in one, two or three words. */
const SIGNS: readonly (readonly [readonly string[], string])[] = [
  [['tiret', 'du', 'bas'], '_'],
  [['trait', 'd', 'union'], '-'],
  [['tiret', 'bas'], '_'],
  [['under', 'score'], '_'],
  [['underscore'], '_'],
  [['tiret'], '-'],
  [['dash'], '-'],
  [['hyphen'], '-'],
  [['minus'], '-'],
  [['moins'], '-'],
];
const MOST_PARTS = 6;
/** « sahel agro point sn »: a recogniser may part a domain in two or three words. */
const MOST_WORDS = 3;

/** Dictated addresses: « r point sène arobase exemple tiret sn point com ». */
export function spokenEmails(source: Source): SpokenEmail[] {
  const { words } = source;
  return words.flatMap((word, index) => {
    const isSign = AT.has(word.folded) || word.folded === PREPOSITION;
    const local = isSign ? localBefore(source, index) : null;
    const domain = local && domainAfter(source, index + 1, word.folded === PREPOSITION ? 1 : MOST_WORDS);
    const first = local && words[local.from];
    const last = domain && words[domain.to - 1];
    if (!local || !domain || !first || !last) return [];
    if (word.folded === PREPOSITION && NO_LOCAL.has(local.text)) return [];
    const address = `${local.text}@${domain.text}`;
    return [{ start: first.start, end: last.end, address, local: local.text, domain: domain.text }];
  });
}

/** Read backwards from the sign: « m point ndoye », « moussa diop quatre-vingt-dix » gives `diop90`. */
function localBefore(source: Source, at: number): { text: string; from: number } | null {
  let text = '';
  let from = at;
  for (let part = 0; part < MOST_PARTS; part += 1) {
    const piece = pieceBefore(source, from);
    if (!piece) break;
    text = piece.text + text;
    from = piece.from;
    const hyphen = isHyphened(source.folded, source.words, from) ? { text: '-', from } : null;
    const sign = hyphen ?? signBefore(source.words, from);
    if (!sign) break;
    text = sign.text + text;
    from = sign.from;
  }
  return /^[\p{L}\p{N}]/u.test(text) ? { text, from } : null;
}

/** A word, or a number in words with the word that it ends. */
function pieceBefore({ words, language, folded }: Source, to: number): { text: string; from: number } | null {
  for (const length of [4, 3, 2, 1]) {
    const from = to - length;
    const number = from >= 0 ? groupAt(words, from, language) : null;
    if (!number || number.length !== length) continue;
    const before = words[from - 1];
    const isGlued = before && /^\p{L}{2,}$/u.test(before.folded) && !DOT.has(before.folded);
    return isGlued
      ? { text: before.folded + String(number.value), from: from - 1 }
      : { text: String(number.value), from };
  }
  const word = words[to - 1];
  const next = words[to];
  if (!word || (next && /[.;!?\n]/.test(folded.slice(word.end, next.start)))) return null;
  return { text: word.folded, from: to - 1 };
}

function signBefore(words: readonly Word[], to: number): { text: string; from: number } | null {
  if (DOT.has(words[to - 1]?.folded ?? '')) return { text: '.', from: to - 1 };
  const sign = SIGNS.find(([said]) => said.every((word, index) => words[to - said.length + index]?.folded === word));
  return sign ? { text: sign[1], from: to - sign[0].length } : null;
}

/** « exemple tiret sn point com »: up to an ending that no further point follows. */
function domainAfter({ words, folded }: Source, from: number, mostWords: number): { text: string; to: number } | null {
  let text = '';
  let at = from;
  let run = 0;
  for (let count = 0; count < 12; count += 1) {
    const sign = signAt(words, at);
    if (sign) {
      text += sign.text;
      at += sign.length;
      run = 0;
      continue;
    }
    const part = partOfDomain(words, at, text);
    if (part === null || run >= mostWords) return null;
    const word = part.text;
    text += run > 0 && isHyphened(folded, words, at) ? `-${word}` : word;
    at += part.length;
    run += 1;
    const isEnd = text.endsWith(`.${word}`) && ENDINGS.has(word) && signAt(words, at)?.text !== '.';
    if (isEnd) return /^[\p{L}\p{N}][\p{L}\p{N}.-]*$/u.test(text) ? { text, to: at } : null;
  }
  return null;
}

/** The next word of a domain, or its ending letter by letter, and how many words that takes. */
function partOfDomain(words: readonly Word[], at: number, before: string): { text: string; length: number } | null {
  const spelled = before.endsWith('.') ? spelledEnding(words, at) : null;
  if (spelled !== null) return { text: spelled, length: spelled.length };
  const word = words[at]?.folded;
  return word === undefined ? null : { text: word, length: 1 };
}

const LONGEST_SPELLED = 4;

/** « point s n », "dot c o m": the letters of an ending, one by one. */
function spelledEnding(words: readonly Word[], at: number): string | null {
  let letters = '';
  for (let count = 0; count < LONGEST_SPELLED && words[at + count]?.folded.length === 1; count += 1)
    letters += words[at + count]?.folded ?? '';
  for (; letters.length > 1; letters = letters.slice(0, -1)) if (ENDINGS.has(letters)) return letters;
  return null;
}

function isHyphened(folded: string, words: readonly Word[], at: number): boolean {
  return folded.slice(words[at - 1]?.end, words[at]?.start) === '-';
}

function signAt(words: readonly Word[], at: number): { text: string; length: number } | null {
  if (DOT.has(words[at]?.folded ?? '')) return { text: '.', length: 1 };
  const sign = SIGNS.find(([said]) => said.every((word, index) => words[at + index]?.folded === word));
  return sign ? { text: sign[1], length: sign[0].length } : null;
}
