import type { Language } from '../../captures/schema.ts';
import type { Word } from '../source.ts';

/** A number read from words, and how many words it took. */
export interface SpokenNumber {
  readonly value: number;
  readonly length: number;
}

const FRENCH: Record<string, number> = {
  zero: 0,
  un: 1,
  une: 1,
  deux: 2,
  trois: 3,
  quatre: 4,
  cinq: 5,
  six: 6,
  sept: 7,
  huit: 8,
  neuf: 9,
  dix: 10,
  onze: 11,
  douze: 12,
  treize: 13,
  quatorze: 14,
  quinze: 15,
  seize: 16,
  vingt: 20,
  vingts: 20,
  trente: 30,
  quarante: 40,
  cinquante: 50,
  soixante: 60,
  septante: 70,
  huitante: 80,
  octante: 80,
  nonante: 90,
};
const ENGLISH: ReadonlyMap<string, number> = new Map(
  Object.entries({
    zero: 0,
    one: 1,
    two: 2,
    three: 3,
    four: 4,
    five: 5,
    six: 6,
    seven: 7,
    eight: 8,
    nine: 9,
    ten: 10,
    eleven: 11,
    twelve: 12,
    thirteen: 13,
    fourteen: 14,
    fifteen: 15,
    sixteen: 16,
    seventeen: 17,
    eighteen: 18,
    nineteen: 19,
    twenty: 20,
    thirty: 30,
    forty: 40,
    fifty: 50,
    sixty: 60,
    seventy: 70,
    eighty: 80,
    ninety: 90,
  }),
);
const SCALES: ReadonlyMap<string, number> = new Map(
  Object.entries({
    mille: 1e3,
    thousand: 1e3,
    million: 1e6,
    millions: 1e6,
    milliard: 1e9,
    milliards: 1e9,
    billion: 1e9,
  }),
);

/** Reads the number that begins at word `index`: « quarante-cinq millions », "two hundred and ten thousand". */
export function spokenNumber(words: readonly Word[], index: number, language: Language): SpokenNumber | null {
  const scaled = scaledPart(words, index, language);
  const at = index + scaled.length;
  const half = scaled.scale >= 1e6 ? halfAt(words, at) : 0;
  if (half > 0) return { value: scaled.value + scaled.scale / 2, length: scaled.length + half };
  const group = numberAt(words, at, language);
  if (!group) return scaled.length > 0 ? scaled : null;
  const value = scaled.value + group.value * spokenRest(words, at, group, scaled.scale, language);
  return { value, length: scaled.length + group.length };
}

/** The groups that a scale follows, each scale smaller than the one before: « un million deux cent mille ». */
function scaledPart(words: readonly Word[], index: number, language: Language): SpokenNumber & { scale: number } {
  let value = 0;
  let at = index;
  let last = Number.POSITIVE_INFINITY;
  for (;;) {
    const group = numberAt(words, at, language);
    const scale = scaleAt(words, at + (group?.length ?? 0));
    if (scale === null || scale >= last || !(group || (at === index && isThousandAlone(scale, language)))) break;
    value += (group?.value ?? 1) * scale;
    at += (group?.length ?? 0) + 1;
    last = scale;
  }
  return { value, length: at - index, scale: Number.isFinite(last) ? last : 0 };
}

function numberAt(words: readonly Word[], index: number, language: Language): SpokenNumber | null {
  return decimalAt(words, index, language) ?? groupAt(words, index, language);
}

/** « mille deux cents »: French says no one before a thousand. */
function isThousandAlone(scale: number, language: Language): boolean {
  return scale === 1e3 && language === 'fr';
}

/** « un virgule deux », "one point two": only before a multiplier, else it may be part of an address. */
function decimalAt(words: readonly Word[], index: number, language: Language): SpokenNumber | null {
  const whole = groupAt(words, index, language);
  if (!whole || !/^(?:virgule|point)$/.test(words[index + whole.length]?.folded ?? '')) return null;
  const fraction = groupAt(words, index + whole.length + 1, language);
  const length = whole.length + 1 + (fraction?.length ?? 0);
  if (!fraction || scaleAt(words, index + length) === null) return null;
  return { value: Number(`${whole.value}.${fraction.value}`), length };
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

function scaleAt(words: readonly Word[], index: number): number | null {
  return SCALES.get(words[index]?.folded ?? '') ?? null;
}

const AFTER_AMOUNT = /^(?:a|environ|hors|ht|ttc|fcfa|f|cfa|francs?|tout|toutes|et|c|euh|par|pour|donc|hein|voila|bon)$/;

/** « huit millions quatre » means 8.4 million when a stop and no thing counted follows; « deux millions cinq cents » means 2.5. */
function spokenRest(
  words: readonly Word[],
  at: number,
  group: SpokenNumber,
  lastScale: number,
  language: Language,
): number {
  const next = words[at + group.length];
  const last = words[at + group.length - 1];
  const stops = next === undefined || (last !== undefined && next.start - last.end > 1);
  const closed = stops || AFTER_AMOUNT.test(next.folded);
  if (language !== 'fr' || lastScale !== 1e6 || !closed) return 1;
  if (group.value < 10) return 1e5;
  return group.value >= 100 && group.value % 100 === 0 ? 1e3 : 1;
}

/** A number below one thousand. */
export function groupAt(words: readonly Word[], index: number, language: Language): SpokenNumber | null {
  return language === 'fr' ? frenchGroup(words, index) : englishGroup(words, index);
}

function frenchGroup(words: readonly Word[], index: number): SpokenNumber | null {
  const word = (offset: number): string => words[index + offset]?.folded ?? '';
  const isHundred = (text: string): boolean => text === 'cent' || text === 'cents';
  if (isHundred(word(0))) return plus(100, 1, frenchBelowHundred(words, index + 1));
  const first = frenchBelowHundred(words, index);
  if (!first || first.value < 2 || first.value > 9 || !isHundred(word(first.length))) return first;
  return plus(first.value * 100, first.length + 1, frenchBelowHundred(words, index + first.length + 1));
}

function plus(value: number, length: number, rest: SpokenNumber | null): SpokenNumber {
  return rest && rest.value > 0 ? { value: value + rest.value, length: length + rest.length } : { value, length };
}

const BELOW_HUNDRED: ReadonlyMap<string, number> = frenchBelowHundredNames();

/** Every way of saying 0 to 99: « vingt et un », « soixante-dix-sept », « nonante ». */
function frenchBelowHundredNames(): Map<string, number> {
  const below = new Map(Object.entries(FRENCH).filter(([, value]) => value <= 16));
  for (const [word, value] of [
    ['sept', 17],
    ['huit', 18],
    ['neuf', 19],
  ] as const)
    below.set(`dix ${word}`, value);
  const names = new Map(below);
  const tens = Object.entries(FRENCH).filter(([, value]) => value >= 20);
  for (const [ten, value] of [...tens, ['quatre vingt', 80], ['quatre vingts', 80]] as [string, number][]) {
    const most = value === 60 || value === 80 ? 19 : 9;
    names.set(ten, value);
    for (const [unit, add] of below) {
      if (add < 1 || add > most) continue;
      names.set(`${ten} ${unit}`, value + add);
      if (add === 1 || add === 11) names.set(`${ten} et ${unit}`, value + add);
    }
  }
  return names;
}

/** Most words of a text begin no number: one look-up spares four joins. */
const NUMBER_STARTS: ReadonlySet<string> = new Set([...BELOW_HUNDRED.keys()].map((name) => name.split(' ')[0] ?? ''));

/** The longest such name that begins at word `index`. */
function frenchBelowHundred(words: readonly Word[], index: number): SpokenNumber | null {
  if (!NUMBER_STARTS.has(words[index]?.folded ?? '')) return null;
  for (let length = 4; length > 0; length -= 1) {
    const name = words
      .slice(index, index + length)
      .map(({ folded }) => folded)
      .join(' ');
    const value = BELOW_HUNDRED.get(name);
    if (value !== undefined && words.length >= index + length) return { value, length };
  }
  return null;
}

function englishGroup(words: readonly Word[], index: number): SpokenNumber | null {
  const first = englishBelowHundred(words, index);
  const article = words[index]?.folded === 'a';
  const hundreds = article ? 1 : first?.value;
  const length = article ? 1 : (first?.length ?? 0);
  if (hundreds === undefined || words[index + length]?.folded !== 'hundred') return first;
  const and = words[index + length + 1]?.folded === 'and' ? 1 : 0;
  const rest = englishBelowHundred(words, index + length + 1 + and);
  return rest
    ? { value: hundreds * 100 + rest.value, length: length + 1 + and + rest.length }
    : { value: hundreds * 100, length: length + 1 };
}

function englishBelowHundred(words: readonly Word[], index: number): SpokenNumber | null {
  const value = ENGLISH.get(words[index]?.folded ?? '');
  if (value === undefined) return null;
  const unit = ENGLISH.get(words[index + 1]?.folded ?? '') ?? 0;
  return value >= 20 && unit > 0 && unit < 10 ? { value: value + unit, length: 2 } : { value, length: 1 };
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
