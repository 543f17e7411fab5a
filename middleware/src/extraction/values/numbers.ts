import type { Language } from '../../captures/schema.ts';
import type { Word } from '../source.ts';
import { amountWords } from './amount-words.ts';
import { englishGroup, englishShare } from './numbers-english.ts';
import { frenchGroup, frenchShare } from './numbers-french.ts';

/** A number read from words, and how many words it took. */
export interface SpokenNumber {
  readonly value: number;
  readonly length: number;
}

const SCALES: ReadonlyMap<string, number> = new Map(
  Object.entries({
    mille: 1e3,
    mil: 1e3,
    thousand: 1e3,
    thousands: 1e3,
    grand: 1e3,
    k: 1e3,
    million: 1e6,
    millions: 1e6,
    milion: 1e6,
    milions: 1e6,
    milliard: 1e9,
    milliards: 1e9,
    billion: 1e9,
    billions: 1e9,
  }),
);
const ENGLISH_ONLY = new Set(['thousand', 'thousands', 'grand', 'billion', 'billions']);
/** What a person says while looking for the rest of a number. */
const FILLER = /^(?:euh+|heu+|uh+|um+|hum+)$/;

/**
 * Reads the number that begins at word `index`: « quarante-cinq millions », "two hundred and ten thousand". Digits count before
 * a scale and after one: « 12 millions 500 mille », « un million 200 ».
 */
export function spokenNumber(words: readonly Word[], index: number, language: Language): SpokenNumber | null {
  const scaled = scaledPart(words, index, language);
  const at = index + scaled.length;
  const half = scaled.scale >= 1e6 ? halfAt(words, at) : 0;
  if (half > 0) return { value: scaled.value + scaled.scale / 2, length: scaled.length + half };
  const rest = scaled.length > 0 ? restAt(words, at, language) : groupAt(words, at, language);
  if (!rest) return scaled.length > 0 ? scaled : null;
  const factor = spokenRest(words, at, rest, scaled.scale, language);
  if (factor === null) return scaled;
  return { value: scaled.value + rest.value * factor, length: scaled.length + rest.length };
}

/** The groups that a scale follows, each scale smaller than the one before: « un million deux cent mille ». */
function scaledPart(words: readonly Word[], index: number, language: Language): SpokenNumber & { scale: number } {
  let value = 0;
  let at = index;
  let last = Number.POSITIVE_INFINITY;
  while (at === index || !isBroken(words, at)) {
    const group = scaledGroup(words, at, language, at > index) ?? thousandAlone(words, at, language);
    if (!group || group.scale >= last) break;
    value += group.value * group.scale;
    at += group.length + 1;
    last = group.scale;
    // « mille milliards », "three thousand millions": a larger scale counts all that came before.
    const larger = scaleAt(words, at, language) ?? 0;
    if (larger <= value) continue;
    value *= larger;
    at += 1;
    last = larger;
  }
  return { value, length: at - index, scale: Number.isFinite(last) ? last : 0 };
}

/** More than a blank or a hyphen before a word: what follows is another number. */
function isBroken(words: readonly Word[], at: number): boolean {
  const [before, word] = [words[at - 1], words[at]];
  return before !== undefined && word !== undefined && word.start - before.end > 1;
}

/** A group with the scale that follows it; a share (« un demi », "half a") is one only there. */
function scaledGroup(
  words: readonly Word[],
  index: number,
  language: Language,
  inside: boolean,
): (SpokenNumber & { scale: number }) | null {
  const and = inside && language === 'en' && words[index]?.folded === 'and' ? 1 : 0;
  const start = index + and;
  const readers = [shareAt, decimalAt, groupAt, digitsAt];
  for (const read of readers) {
    const group = read(words, start, language);
    if (!group) continue;
    const filler = FILLER.test(words[start + group.length]?.folded ?? '') ? 1 : 0;
    const scale = scaleAt(words, start + group.length + filler, language);
    if (scale !== null) return { value: group.value, length: and + group.length + filler, scale };
  }
  return null;
}

function shareAt(words: readonly Word[], index: number, language: Language): SpokenNumber | null {
  return language === 'fr' ? frenchShare(words, index) : englishShare(words, index);
}

/** « mille deux cents »: French says no one before a thousand. */
function thousandAlone(
  words: readonly Word[],
  index: number,
  language: Language,
): (SpokenNumber & { scale: number }) | null {
  return language === 'fr' && words[index]?.folded === 'mille' ? { value: 1, length: 0, scale: 1e3 } : null;
}

/** « un virgule deux », "one point two five": only before a multiplier, else it may be part of an address. */
function decimalAt(words: readonly Word[], index: number, language: Language): SpokenNumber | null {
  const whole = groupAt(words, index, language);
  if (!whole || !/^(?:virgule|point)$/.test(words[index + whole.length]?.folded ?? '')) return null;
  let digits = '';
  let at = index + whole.length + 1;
  for (let group = groupAt(words, at, language); group && digits.length < 6; group = groupAt(words, at, language)) {
    digits += String(group.value);
    at += group.length;
  }
  return digits === '' ? null : { value: Number(`${whole.value}.${digits}`), length: at - index };
}

/** One word of digits, at most three: « 12 (millions) 500 (mille) ». Part of a longer or decimal number it is none. */
function digitsAt(words: readonly Word[], index: number): SpokenNumber | null {
  const word = words[index];
  const before = words[index - 1];
  if (!word || !/^[1-9]\d{0,2}$/.test(word.folded)) return null;
  if (before && /\d$/.test(before.folded) && word.start - before.end <= 1) return null;
  return { value: Number(word.folded), length: 1 };
}

/** What follows the last scale: words, or digits with or without their thousands (« 12 millions 500 000 »). */
function restAt(words: readonly Word[], index: number, language: Language): SpokenNumber | null {
  const and = language === 'en' && words[index]?.folded === 'and' ? 1 : 0;
  const spoken = groupAt(words, index + and, language);
  if (spoken) return { value: spoken.value, length: and + spoken.length };
  const digits = digitsAt(words, index);
  const next = words[index + 1];
  if (digits && next?.folded === '000' && next.start - (words[index]?.end ?? 0) === 1)
    return { value: digits.value * 1e3, length: 2 };
  return digits;
}

/** « et demi », "and a half" after millions: how many words it takes. */
function halfAt(words: readonly Word[], index: number): number {
  const text = words
    .slice(index, index + 3)
    .map(({ folded }) => folded)
    .join(' ');
  if (/^et demie?\b/.test(text)) return 2;
  return text === 'and a half' ? 3 : 0;
}

function scaleAt(words: readonly Word[], index: number, language: Language): number | null {
  const word = words[index]?.folded ?? '';
  return language === 'fr' && ENGLISH_ONLY.has(word) ? null : (SCALES.get(word) ?? null);
}

/** Words that name no thing counted: a number ends before them. */
const CLOSES = new Set(amountWords('closes'));

/**
 * What the number after the last scale counts: « huit millions quatre » means 8.4 million when a stop and no thing counted follows,
 * « deux millions cinq cents » means 2.5. Null: it counts something else (« 12 millions 3 serveurs »).
 */
function spokenRest(
  words: readonly Word[],
  at: number,
  group: SpokenNumber,
  lastScale: number,
  language: Language,
): number | null {
  if (lastScale === 0) return 1;
  if (isBroken(words, at)) return null;
  if (group.value >= 1e3) return 1;
  const shortened = language === 'fr' && lastScale >= 1e6 && isClosed(words, at + group.length);
  if (!shortened) return /^\d/.test(words[at]?.folded ?? '') ? null : 1;
  return group.value < 10 ? lastScale / 10 : lastScale / 1e3;
}

/** Whether a number ends before word `at`: nothing counted follows. */
function isClosed(words: readonly Word[], at: number): boolean {
  const next = words[at];
  const last = words[at - 1];
  return next === undefined || (last !== undefined && next.start - last.end > 1) || CLOSES.has(next.folded);
}

/** A number below one thousand. */
export function groupAt(words: readonly Word[], index: number, language: Language): SpokenNumber | null {
  return language === 'fr' ? frenchGroup(words, index) : englishGroup(words, index);
}

/**
 * Reads a number written in digits with any separators: `45.000.000`, `1,2`, `9 500 000`, `80,000`, `1.250,50`.
 * A single separator before exactly three digits groups thousands, unless a multiplier follows (`1,250 M`).
 */
export function writtenNumber(text: string, multiplied: boolean): number | null {
  const compact = text.replace(/[\s']/g, '');
  const separators = compact.match(/[.,]/g) ?? [];
  const last = Math.max(compact.lastIndexOf('.'), compact.lastIndexOf(','));
  const decimals = last < 0 ? 0 : compact.length - last - 1;
  const mixed = separators.length > 1 && separators[0] !== separators.at(-1);
  const single = separators.length === 1 && (decimals !== 3 || (multiplied && compact.length <= 6));
  const isDecimal = mixed ? decimals !== 3 : single;
  const whole = isDecimal ? compact.slice(0, last) : compact;
  const fraction = isDecimal ? compact.slice(last + 1) : '';
  const value = Number(`${whole.replace(/[.,]/g, '')}.${fraction || '0'}`);
  return Number.isFinite(value) ? value : null;
}
