import { phrases } from './date-forms.ts';

/** Numbers as dates need them, in words and digits: days of a month, counts of weeks, years. */
export interface DateNumbers {
  /** A day of a month in a pattern: digits, or words that count days. */
  readonly day: string;
  /** The same in words only. */
  readonly dayWords: string;
  /** Ordinals in words, which name a day without a month (« le premier », "the fifteenth"). */
  readonly ordinals: string;
  /** How many days, weeks, months. */
  readonly count: string;
  readonly countWords: string;
  /** A year in digits or words. */
  readonly year: string;
  readonly yearWords: string;
  readonly valueOf: (text: string | undefined) => number;
  readonly yearOf: (text: string | undefined) => number | null;
}

const FIRST_YEAR = 2020;
const LAST_YEAR = 2039;
const YEAR_DIGITS = '20\\d{2}';

function dateNumbers(
  cardinals: ReadonlyMap<string, number>,
  days: ReadonlyMap<string, number>,
  years: ReadonlyMap<string, number>,
  ordinalEnding: string,
): DateNumbers {
  const values = new Map([...cardinals, ...days]);
  const plain = (text: string): string => text.replaceAll('-', ' ');
  return {
    day: `\\d{1,2}${ordinalEnding}|${phrases(days.keys())}`,
    dayWords: phrases(days.keys()),
    ordinals: phrases([...days.keys()].filter((words) => !cardinals.has(words))),
    count: `\\d{1,3}|${phrases(cardinals.keys())}`,
    countWords: phrases(cardinals.keys()),
    year: `${YEAR_DIGITS}|${phrases(years.keys())}`,
    yearWords: phrases(years.keys()),
    valueOf: (text) => values.get(plain(text ?? '')) ?? Number.parseInt(text ?? '', 10),
    yearOf: (text) => (text ? (years.get(plain(text)) ?? yearOf(text)) : null),
  };
}

/** 2027 and '27; a date of birth is of the century before. */
export function yearOf(text: string | undefined): number | null {
  if (!text) return null;
  const year = Number(text.replace(/\D/g, ''));
  if (year > 99) return year;
  return year < 60 ? 2000 + year : 1900 + year;
}

/** Days of which a scanner made letters only: « ll avril » is the 11th. */
const SCANNED_DAYS: [string, number][] = [
  ['ll', 11],
  ['lo', 10],
  ['ol', 1],
];

const FRENCH_UNITS = 'un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize'.split(
  ' ',
);
const FRENCH_BELOW_60 = new Map<string, number>([
  ...FRENCH_UNITS.map((word, index): [string, number] => [word, index + 1]),
  ...['dix sept', 'dix huit', 'dix neuf'].map((word, index): [string, number] => [word, index + 17]),
  ...['vingt', 'trente', 'quarante', 'cinquante'].flatMap((ten, index): [string, number][] => [
    [ten, 20 + 10 * index],
    [`${ten} et un`, 21 + 10 * index],
    ...FRENCH_UNITS.slice(1, 9).map((word, unit): [string, number] => [`${ten} ${word}`, 22 + unit + 10 * index]),
  ]),
]);

function upTo(limit: number, numbers: ReadonlyMap<string, number>): [string, number][] {
  return [...numbers].filter(([, value]) => value <= limit);
}

export const FRENCH_NUMBERS = dateNumbers(
  new Map([
    ...FRENCH_BELOW_60,
    ['une', 1],
    ['soixante', 60],
    ['quatre vingt dix', 90],
    ['dizaine', 10],
    ['quinzaine', 15],
    ['vingtaine', 20],
    ['huitaine', 8],
  ]),
  new Map([['premier', 1], ['1er', 1], ...SCANNED_DAYS, ...upTo(31, FRENCH_BELOW_60)]),
  new Map(
    upTo(LAST_YEAR - 2000, FRENCH_BELOW_60)
      .filter(([, value]) => value >= FIRST_YEAR - 2000)
      .map(([words, value]) => [`deux mille ${words}`, 2000 + value]),
  ),
  '(?:er)?',
);

const ENGLISH_UNITS =
  'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
export const ENGLISH_ORDINALS =
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth'.split(
    ' ',
  );
const ENGLISH_TENS: [string, number][] = [
  ['twenty', 20],
  ['thirty', 30],
  ['forty', 40],
  ['fifty', 50],
];
const ENGLISH_BELOW_60 = new Map<string, number>([
  ...ENGLISH_UNITS.map((word, index): [string, number] => [word, index + 1]),
  ...ENGLISH_TENS,
  ...ENGLISH_TENS.flatMap(([ten, value]) =>
    ENGLISH_UNITS.slice(0, 9).map((word, unit): [string, number] => [`${ten} ${word}`, value + unit + 1]),
  ),
]);

export const ENGLISH_NUMBERS = dateNumbers(
  new Map([
    ...ENGLISH_BELOW_60,
    ['a', 1],
    ['an', 1],
    ['a couple of', 2],
    ['couple of', 2],
    ['sixty', 60],
    ['ninety', 90],
  ]),
  new Map([
    ...SCANNED_DAYS,
    ...upTo(31, ENGLISH_BELOW_60),
    ...ENGLISH_ORDINALS.map((word, index): [string, number] => [word, index + 1]),
    ['thirtieth', 30],
    ['thirty first', 31],
    ...ENGLISH_ORDINALS.slice(0, 9).map((word, index): [string, number] => [`twenty ${word}`, index + 21]),
  ]),
  new Map(
    [...ENGLISH_BELOW_60]
      .filter(([, value]) => value >= FIRST_YEAR - 2000 && value <= LAST_YEAR - 2000)
      .flatMap(([words, value]): [string, number][] =>
        [`twenty ${words}`, `two thousand ${words}`, `two thousand and ${words}`].map((name) => [name, 2000 + value]),
      ),
  ),
  '(?:st|nd|rd|th)?',
);
