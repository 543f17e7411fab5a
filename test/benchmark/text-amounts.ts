import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { z } from 'zod';

import type { Language } from '../../middleware/src/captures/schema.ts';
import { readLexiconFile } from '../../middleware/src/extraction/lexicon.ts';
import { sourceOf } from '../../middleware/src/extraction/source.ts';
import { amountsIn } from '../../middleware/src/extraction/values/amounts.ts';
import { datesIn } from '../../middleware/src/extraction/values/dates.ts';
import { spokenNumber } from '../../middleware/src/extraction/values/numbers.ts';
import type { TextCase, TextReport } from './text-report.ts';
import { reportOf } from './text-report.ts';

const OURS = join(import.meta.dirname, '../fixtures/text');
const language = z.enum(['fr', 'en']);
const amountFile = z.object({
  language,
  cases: z.array(z.tuple([z.string(), z.number().nullable(), z.string().nullable()])),
});
const numeralFile = z.object({ language, cases: z.array(z.tuple([z.string(), z.number()])) });
const ducklingFile = z.object({
  cases: z.array(
    z.object({
      text: z.string(),
      expected: z.object({
        raw: z.string(),
        kind: z.string(),
        unit: z.string().optional(),
        value: z.unknown().optional(),
      }),
    }),
  ),
  negative: z.array(z.string()).default([]),
});
type Duckling = z.infer<typeof ducklingFile>['cases'][number];

/** How many sums of money and numbers are read right: our own sets, and duckling's when the folder `eval/text` is given. */
export function evaluateAmounts(dataFolder?: string): TextReport[] {
  const ours = [
    ownAmounts('amounts-fr'),
    ownAmounts('amounts-en'),
    ownNumerals('numerals-fr'),
    ownNumerals('numerals-en'),
  ];
  if (dataFolder === undefined) return ours;
  const sets = [
    ['AmountOfMoney_EN', money],
    ['Numeral_EN', numeral],
    ['Ordinal_EN', ordinal],
    ['Quantity_EN', quantity],
  ] as const;
  const given = sets.flatMap(([name, judge]) => {
    const path = join(dataFolder, 'duckling', `${name}.json`);
    if (!existsSync(path)) return [];
    const { cases, negative } = ducklingFile.parse(JSON.parse(readFileSync(path, 'utf8')));
    const none = negative.map((input) => ({ input, expected: null, got: readMoney(input, 'en') }));
    return [reportOf(`duckling ${name}`, [...cases.map(judge), ...none])];
  });
  return [...ours, ...given];
}

function ownAmounts(name: string): TextReport {
  const file = amountFile.parse(JSON.parse(readFileSync(join(OURS, `${name}.json`), 'utf8')));
  const cases = file.cases.map(([input, value, currency]): TextCase => {
    const expected = value === null ? null : written(value, currency);
    return { input, expected, got: readMoney(input, file.language) };
  });
  return reportOf(name, cases);
}

function ownNumerals(name: string): TextReport {
  const file = numeralFile.parse(JSON.parse(readFileSync(join(OURS, `${name}.json`), 'utf8')));
  return reportOf(
    name,
    file.cases.map(([input, value]) => ({ input, expected: `${value}`, got: readNumber(input, file.language) })),
  );
}

function written(value: number, currency: string | null): string {
  return currency === null ? `${value}` : `${value} ${currency}`;
}

/** The first sum of money of a text; a bare number is none, but a thousand said in words may be one. */
function readMoney(text: string, spoken: Language): string | null {
  const sum = amountsIn(sourceOf(text, spoken)).find(({ plain, value }) => plain || value >= 10_000);
  return sum ? written(sum.value, sum.currency) : null;
}

/** The number that a text is: all its words, or its digits with what multiplies them. */
function readNumber(text: string, spoken: Language): string | null {
  const source = sourceOf(text, spoken);
  const words = spokenNumber(source.words, 0, spoken);
  if (words && words.length === source.words.length) return `${words.value}`;
  const [only, ...more] = amountsIn(source);
  return only && more.length === 0 ? `${only.value}` : null;
}

/** Duckling's units as currencies of ours; one word may stand for the money of several countries. */
const UNITS: Readonly<Record<string, readonly string[]>> = { Dollar: ['USD'], Pound: ['GBP'], Dinar: ['TND', 'DZD'] };
const CURRENCIES = new Set(Object.keys(readLexiconFile('international', 'currencies')));

function money({ text, expected }: Duckling): TextCase {
  const currencies = UNITS[expected.unit ?? ''] ?? [expected.unit ?? ''];
  const got = readMoney(text, 'en');
  const accepted = currencies.map((currency) => written(Number(expected.value), currency));
  const right = accepted.find((one) => one === got) ?? accepted[0] ?? null;
  return { input: text, expected: right, got, leftOut: noMoney(text, expected, currencies) };
}

function noMoney(
  text: string,
  { kind, unit, value }: Duckling['expected'],
  currencies: readonly string[],
): string | null {
  if (unit === 'Unnamed')
    return 'Without a currency a number is money only by the words around it, which the rule of amounts reads.';
  if (kind === 'between') return 'An interval is no sum: the rule of amounts takes neither of its ends.';
  if (unit === 'Cent' || (!Number.isInteger(value) && !/\d\.\d/.test(text)))
    return 'No deal is told in hundredths of a currency, in words or after its units.';
  if (!currencies.some((currency) => CURRENCIES.has(currency)))
    return 'No word list of ours has the currency: nobody pays in it where the product is sold.';
  return /^a \p{L}+$/u.test(text) ? 'An article before a currency is no sum that a deal could have.' : null;
}

function numeral({ text, expected }: Duckling): TextCase {
  return {
    input: text,
    expected: `${Number(expected.value)}`,
    got: readNumber(text, 'en'),
    leftOut: noNumeral(text, expected),
  };
}

function noNumeral(text: string, { value }: Duckling['expected']): string | null {
  if (Number(value) < 0) return 'Nothing that a draft holds is below zero.';
  if (/\d\/\d/.test(text)) return 'A fraction is no sum; two numbers and a bar are a date or a reference.';
  if (/^(?:\.|point )|G$/.test(text))
    return 'Decimals without their whole, and the giga of engineers, are no way to write a sum.';
  if (/\b(?:la?khs?|lkhs?|lac|l|crores?|krores?|koti|cr|kr)\b/i.test(text))
    return 'The scales of India are not used where the product is sold.';
  if (/^(?:naught|nought|nil|single|a pair|a couple|a couple of|a few|few)$|dozen/i.test(text))
    return 'Words for a vague number or a set are no way to tell a sum, a number or a day.';
  if (/^one twenty two$/i.test(text))
    return 'Groups of digits one after the other are a phone number: that is how they are dictated.';
  return /^\d point \d$/.test(text)
    ? 'A decimal in words is read before a multiplier only: elsewhere it is part of an address.'
    : null;
}

/** Ordinals are read as days of a month, and as nothing else. */
function ordinal({ text, expected }: Duckling): TextCase {
  const value = Number(expected.value);
  const days = datesIn(sourceOf(`on the ${text} of March 2027`, 'en'), '2027-01-01').map(({ day }) => day);
  return {
    input: text,
    expected: `2027-03-${`${value}`.padStart(2, '0')}`,
    got: days.join(', ') || null,
    leftOut: value > 31 ? 'Ordinals are read as days of a month: there are 31.' : null,
  };
}

function quantity({ text, expected }: Duckling): TextCase {
  const unnamed = /^simple Unnamed ([\d.]+) Nothing$/.exec(expected.raw)?.[1];
  const leftOut = unnamed === undefined ? 'A draft has no field for a weight or a measure of the kitchen.' : null;
  return {
    input: text,
    expected: unnamed ?? null,
    got: readNumber(text.replace(/^(?:~|around|about) ?/, ''), 'en'),
    leftOut,
  };
}
