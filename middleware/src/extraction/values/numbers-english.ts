import type { Word } from '../source.ts';
import type { SpokenNumber } from './numbers.ts';

const NAMES: ReadonlyMap<string, number> = new Map(
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
    fourty: 40,
    fifty: 50,
    sixty: 60,
    seventy: 70,
    eighty: 80,
    ninety: 90,
  }),
);

/** A number below one thousand: "two hundred and ten", "a hundred". */
export function englishGroup(words: readonly Word[], index: number): SpokenNumber | null {
  const first = belowHundred(words, index);
  const article = words[index]?.folded === 'a';
  const hundreds = article ? 1 : first?.value;
  const length = article ? 1 : (first?.length ?? 0);
  if (hundreds === undefined || words[index + length]?.folded !== 'hundred') return first;
  const and = words[index + length + 1]?.folded === 'and' ? 1 : 0;
  const rest = belowHundred(words, index + length + 1 + and);
  return rest
    ? { value: hundreds * 100 + rest.value, length: length + 1 + and + rest.length }
    : { value: hundreds * 100, length: length + 1 };
}

function belowHundred(words: readonly Word[], index: number): SpokenNumber | null {
  const value = NAMES.get(words[index]?.folded ?? '');
  if (value === undefined) return null;
  const unit = NAMES.get(words[index + 1]?.folded ?? '') ?? 0;
  return value >= 20 && unit > 0 && unit < 10 ? { value: value + unit, length: 2 } : { value, length: 1 };
}

const SHARES: readonly (readonly [string, number])[] = [
  ['half of a', 0.5],
  ['half a', 0.5],
  ['a half', 0.5],
  ['half', 0.5],
  ['quarter of a', 0.25],
  ['a quarter of a', 0.25],
  ['a quarter', 0.25],
  ['quarter', 0.25],
  ['three quarters of a', 0.75],
  ['a', 1],
];

/** What may only stand before a scale: "half a (million)", "a (million)", "one and a half (million)", "two fifty (thousand)". */
export function englishShare(words: readonly Word[], index: number): SpokenNumber | null {
  const text = words
    .slice(index, index + 4)
    .map(({ folded }) => folded)
    .join(' ');
  const share = SHARES.find(([phrase]) => text === phrase || text.startsWith(`${phrase} `));
  if (share) return { value: share[1], length: share[0].split(' ').length };
  const whole = belowHundred(words, index);
  if (!whole) return null;
  const after = words
    .slice(index + whole.length, index + whole.length + 3)
    .map(({ folded }) => folded)
    .join(' ');
  if (after === 'and a half') return { value: whole.value + 0.5, length: whole.length + 3 };
  const tens = whole.value < 10 && whole.value > 0 ? belowHundred(words, index + whole.length) : null;
  return tens && tens.value >= 10
    ? { value: whole.value * 100 + tens.value, length: whole.length + tens.length }
    : null;
}
