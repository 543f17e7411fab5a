import { fridayOfWeek, partsOf } from './calendar.ts';
import type { DateForm, PartOfMonth, Unit } from './date-forms.ts';
import {
  afterToday,
  alternation,
  calendarWords,
  endOfUnit,
  feast,
  fullDate,
  ISO_DATE,
  onDayOfMonth,
  onWeekday,
  partOfMonth,
  partOfYear,
  yearOf,
} from './date-forms.ts';

const { months, weekdays, month: MONTH, weekday: WEEKDAY } = calendarWords('en');
const ORDINALS =
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth'.split(
    ' ',
  );
const NUMBERS =
  'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'.split(
    ' ',
  );
const SPOKEN = new Map<string, number>([
  ['a', 1],
  ['an', 1],
  ['a couple of', 2],
  ['thirty', 30],
  ['thirtieth', 30],
  ['thirty first', 31],
  ['thirty one', 31],
  ['forty five', 45],
  ['sixty', 60],
  ['ninety', 90],
  ...NUMBERS.map((word, index): [string, number] => [word, index + 1]),
  ...ORDINALS.map((word, index): [string, number] => [word, index + 1]),
  ...ORDINALS.slice(0, 9).map((word, index): [string, number] => [`twenty ${word}`, index + 21]),
  ...NUMBERS.slice(0, 9).map((word, index): [string, number] => [`twenty ${word}`, index + 21]),
]);
const spoken = alternation(SPOKEN.keys()).replaceAll(' ', '[ -]');
/** "A" counts weeks, it names no day: "the end of March. A partner ..." holds no date "March a". */
const spokenDay = alternation([...SPOKEN.keys()].filter((word) => !/^an?\b/.test(word))).replaceAll(' ', '[ -]');
const DAY = `(?<day>\\d{1,2}(?:st|nd|rd|th)?|${spokenDay})`;
/** A full stop belongs to a short name ("Mar. 3"); behind a whole one the sentence ends ("by March. 3 laptops ..."). */
const isShort = (word: string): boolean =>
  [...months.keys()].some((other) => other.length > word.length && months.get(other) === months.get(word));
const SHORT_STOP = `(?:(?<=${alternation([...months.keys()].filter(isShort))})\\.)?`;
const YEAR = '(?:,?\\s{1,3}(?:of )?(?<year>20\\d{2}))?';

function countOf(text: string | undefined): number {
  return SPOKEN.get((text ?? '').replaceAll('-', ' ')) ?? Number.parseInt(text ?? '', 10);
}

function monthOf(text: string | undefined): number {
  return months.get(text ?? '') ?? 0;
}

function unitOf(text: string | undefined): Unit {
  const word = text ?? '';
  if (word.startsWith('y') || word.startsWith('fiscal')) return 'year';
  if (word.startsWith('q')) return 'quarter';
  if (word.startsWith('w')) return 'week';
  return word.startsWith('m') ? 'month' : 'day';
}

function partOf(text: string | undefined): 'early' | 'middle' | 'end' {
  if (/^(?:early|beginning|start)/.test(text ?? '')) return 'early';
  return /^(?:mid|first half)/.test(text ?? '') ? 'middle' : 'end';
}

function ordinalWeek(ordinal: string | undefined): PartOfMonth {
  return ordinal === 'last' ? 'end' : { week: countOf(ordinal) };
}

/** The ways a date is written in English, the most telling first. */
export const ENGLISH_FORMS: readonly DateForm[] = [
  ISO_DATE,
  {
    name: 'numeric',
    pattern: /(?<![\d/.,-])(?<first>\d{1,2})(?<sign>[/.-])(?<second>\d{1,2})\k<sign>(?<year>20\d{2}|\d{2})(?![\d/])/g,
    read: ({ first, second, year }, today) =>
      Number(second) > 12
        ? fullDate(yearOf(year), Number(first), Number(second), today)
        : fullDate(yearOf(year), Number(second), Number(first), today),
  },
  {
    name: 'day-month',
    pattern: new RegExp(
      `(?<![\\p{L}\\d])(?:(?:${WEEKDAY})\\.?,? (?:the )?)?${DAY}\\s{1,3}(?:of )?(?<month>${MONTH})(?![\\p{L}])\\.?${YEAR}`,
      'gu',
    ),
    read: ({ day, month, year }, today) => fullDate(yearOf(year), monthOf(month), countOf(day), today),
  },
  {
    name: 'month-day',
    pattern: new RegExp(
      `(?<![\\p{L}\\d])(?:(?:${WEEKDAY})\\.?,? )?(?<month>${MONTH})${SHORT_STOP}\\s{1,3}(?:the )?${DAY}(?![\\p{L}\\d:]|,\\d)${YEAR}`,
      'gu',
    ),
    read: ({ day, month, year }, today) => fullDate(yearOf(year), monthOf(month), countOf(day), today),
  },
  {
    name: 'part-of-month',
    pattern: new RegExp(
      `(?<![\\p{L}\\d])(?<part>early|mid|middle of|late|end of|end|beginning of|start of|first half of|second half of|close of)[ -](?:the month of |in )?(?<month>${MONTH})(?![\\p{L}])\\.?${YEAR}`,
      'gu',
    ),
    read: ({ part, month, year }, today) => partOfMonth(partOf(part), monthOf(month), yearOf(year), today),
  },
  {
    name: 'week-of-month',
    pattern: new RegExp(
      `(?<ordinal>first|1st|second|2nd|third|3rd|fourth|4th|last) (?:week|wk) (?:of|in) (?<month>${MONTH})(?![\\p{L}])\\.?${YEAR}`,
      'gu',
    ),
    read: ({ ordinal, month, year }, today) => partOfMonth(ordinalWeek(ordinal), monthOf(month), yearOf(year), today),
  },
  {
    name: 'quarter',
    pattern:
      /(?<![\p{L}\d])(?:(?<part>end of|end|early|mid|start of|late)[ -])?(?<unit>[qh])(?<number>[1-4])(?![\p{L}\d])(?:[ /]?(?:of )?(?<year>20\d{2}))?/gu,
    read: ({ part, unit, number, year }, today) =>
      partOfYear(unit === 'h' ? 6 : 3, Number(number), partOf(part), yearOf(year), today),
  },
  {
    name: 'ordinal-quarter',
    pattern:
      /(?:(?<part>end|early|mid|start)(?: of| in)?[ -](?:the )?)?(?<number>first|second|third|fourth|last) (?<unit>quarter|half)(?: (?:of )?(?:the )?(?:year )?(?<year>20\d{2})?)?/gu,
    read: ({ part, number, unit, year }, today) => {
      const last = unit === 'quarter' ? 4 : 2;
      const wanted = number === 'last' ? last : ORDINALS.indexOf(number ?? '') + 1;
      return partOfYear(last === 4 ? 3 : 6, wanted, partOf(part), yearOf(year), today);
    },
  },
  {
    name: 'week-number',
    pattern: /(?<![\p{L}\d])(?:week|wk|w)\.? ?(?<week>\d{1,2})(?![\p{L}\d])(?:[ /-](?<year>20\d{2}))?/gu,
    read: ({ week, year }, today) => {
      const number = Number(week);
      if (number < 1 || number > 53) return null;
      const now = partsOf(today).year;
      const friday = fridayOfWeek(yearOf(year) ?? now, number);
      return { day: !year && friday < today ? fridayOfWeek(now + 1, number) : friday, reason: 'end-of-period' };
    },
  },
  {
    name: 'end-of-unit',
    pattern:
      /(?<![\p{L}])(?:end|close) of (?:the |this |our )?(?<next>next )?(?<unit>day|week|month|quarter|year|financial year|fiscal year)(?: (?<year>20\d{2}))?/gu,
    read: ({ unit, next, year }, today) =>
      year
        ? { day: `${year}-12-31`, reason: 'end-of-period' }
        : endOfUnit(unitOf(unit?.replace('financial ', '')), next ? 1 : 0, today),
  },
  {
    name: 'unit-end',
    pattern: /(?<![\p{L}])(?:(?<unit>year|month|quarter)[- ]end|(?<short>eoy|eom|eoq|eow|eod))(?![\p{L}])/gu,
    read: ({ unit, short }, today) => endOfUnit(unitOf(unit ?? short?.slice(2)), 0, today),
  },
  {
    name: 'next-unit',
    pattern: /(?<![\p{L}])(?<which>next|this|coming) (?<unit>week|month|quarter|year)(?![\p{L}])/gu,
    read: ({ which, unit }, today) => ({ ...endOfUnit(unitOf(unit), which === 'this' ? 0 : 1, today), bare: true }),
  },
  {
    name: 'within',
    pattern: new RegExp(
      `(?:within|in|over|under)(?: the)?(?: next)? (?<count>\\d{1,3}|${spoken})(?:[ -](?:to|or)[ -]\\w{1,6})?[ -](?:working |business )?(?<unit>days?|weeks?|wks?|months?|years?)(?![\\p{L}])(?:' time)?`,
      'gu',
    ),
    read: ({ count, unit }, today) => afterToday(countOf(count), unitOf(unit), today),
  },
  {
    name: 'from-now',
    pattern: new RegExp(
      `(?<![\\p{L}\\d])(?<count>\\d{1,3}|${spoken}) (?<unit>days?|weeks?|months?) from (?:now|today)`,
      'gu',
    ),
    read: ({ count, unit }, today) => afterToday(countOf(count), unitOf(unit), today),
  },
  {
    name: 'fortnight',
    pattern: /(?:in|within) a fortnight(?![\p{L}])/gu,
    read: (_groups, today) => afterToday(14, 'day', today),
  },
  {
    name: 'feast',
    pattern:
      /(?:(?<before>before|ahead of) (?:the )?)?(?<![\p{L}])(?<name>christmas|xmas|easter|new year|tabaski|eid al adha|eid al fitr|ramadan|gamou)(?![\p{L}])/gu,
    read: ({ name, before }, today) => feast(name ?? '', before !== undefined, today),
  },
  {
    name: 'tomorrow',
    pattern: /(?<![\p{L}])(?<word>day after tomorrow|tomorrow|today|tonight)(?![\p{L}])/gu,
    read: ({ word }, today) => {
      const ahead = word?.startsWith('day') ? 2 : word === 'tomorrow' ? 1 : 0;
      return { ...endOfUnit('day', ahead, today), bare: true };
    },
  },
  {
    name: 'month',
    pattern: new RegExp(
      `(?<![\\p{L}])(?<part>in|by|before|during|until|through|for) (?:the month of )?(?<month>${MONTH})(?![\\p{L}])\\.?${YEAR}`,
      'gu',
    ),
    read: ({ part, month, year }, today) =>
      partOfMonth(part === 'before' ? 'before' : 'end', monthOf(month), yearOf(year), today),
  },
  {
    name: 'month-year',
    pattern: new RegExp(`(?<![\\p{L}])(?<month>${MONTH})(?![\\p{L}])\\.? (?<year>20\\d{2})(?!\\d)`, 'gu'),
    read: ({ month, year }, today) => partOfMonth('end', monthOf(month), yearOf(year), today),
  },
  {
    name: 'numeric-day-month',
    pattern: /(?<![\d/.,-])(?<first>\d{1,2})\/(?<second>\d{1,2})(?![\d/]|[.,]\d| ?%)/g,
    read: ({ first, second }, today) => {
      if (first === second || first === '24') return null;
      return Number(second) > 12
        ? fullDate(null, Number(first), Number(second), today)
        : fullDate(null, Number(second), Number(first), today);
    },
  },
  {
    name: 'weekday',
    pattern: new RegExp(`(?<![\\p{L}])(?<!last )(?:next |this |coming )?(?<weekday>${WEEKDAY})(?![\\p{L}])`, 'gu'),
    read: ({ weekday }, today) => onWeekday(weekdays.get(weekday ?? ''), 0, today),
  },
  {
    name: 'day-of-month',
    pattern: new RegExp(
      `(?<![\\p{L}])the (?<day>\\d{1,2}(?:st|nd|rd|th)|${alternation(ORDINALS.slice(3))})(?![\\p{L}\\d])`,
      'gu',
    ),
    read: ({ day }, today) => onDayOfMonth(countOf(day), today),
  },
];
