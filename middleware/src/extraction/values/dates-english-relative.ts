import { addMonths, partsOf } from './calendar.ts';
import type { DateForm } from './date-forms.ts';
import { calendarWords, wordsPattern } from './date-forms.ts';
import type { Part, Unit } from './date-meanings.ts';
import {
  afterToday,
  afterWorkingDays,
  endOfUnit,
  onDayOfUnit,
  onNthWeekday,
  onWeekday,
  onWeekdayOfWeek,
  partOfUnit,
} from './date-meanings.ts';
import { ENGLISH_NUMBERS, ENGLISH_ORDINALS } from './date-numbers.ts';

const { weekdays, weekday: WEEKDAY } = calendarWords('en');
const { valueOf } = ENGLISH_NUMBERS;
const COUNT = `(?<count>${ENGLISH_NUMBERS.count})`;
const UNIT = '(?<unit>day|week|wk|month|quarter|qtr|half|year|yr|financial year|fiscal year|weekend|week-end)';
const UNITS = '(?<unit>days?|weeks?|wks?|months?|mths?|quarters?|years?|yrs?|fortnights?)';
const NEXT = 'next|the following|following|coming|upcoming';
const THIS = 'this|the current|current|our|the';

/** 1 for "first" and "1st"; 0 for "last". */
export function ordinalOf(text: string | undefined): number {
  if (text === 'last') return 0;
  return ENGLISH_ORDINALS.indexOf(text ?? '') + 1 || Number.parseInt(text ?? '', 10);
}

/** "early", "mid", "end of": which part of a period. */
export function partOf(text: string | undefined): Part {
  if (/early|beginning|start/.test(text ?? '')) return 'early';
  return /^(?:mid|first half)/.test(text ?? '') ? 'middle' : 'end';
}

function unitOf(text: string | undefined): Unit {
  const word = text ?? '';
  if (/^(?:y|fiscal|financial)/.test(word)) return 'year';
  if (word.startsWith('q')) return 'quarter';
  if (word.startsWith('w')) return 'week';
  if (word.startsWith('h')) return 'half';
  return word.startsWith('m') ? 'month' : 'day';
}

function isNext(text: string | undefined): boolean {
  return new RegExp(`^(?:${NEXT})$`).test(text ?? '');
}

const PARTS: DateForm[] = [
  {
    name: 'day-of-next-month',
    pattern: wordsPattern(
      `(?<day>${ENGLISH_NUMBERS.day})(?: day)? of (?:the )?(?<which>next|following|coming|this|current) month`,
    ),
    read: ({ day, which }, today) => onDayOfUnit(valueOf(day), isNext(which) ? 1 : 0, today),
  },
  {
    name: 'weekday-of-unit',
    pattern: wordsPattern(
      `(?<ordinal>first|1st|second|2nd|third|3rd|last) (?<weekday>${WEEKDAY}|day) (?:of|in) (?<which>next|this|the|the following) month`,
    ),
    read: ({ ordinal, weekday, which }, today) => {
      const ahead = isNext(which) ? 1 : 0;
      const number = ordinalOf(ordinal);
      if (weekday === 'day') return number === 0 ? endOfUnit('month', ahead, today) : onDayOfUnit(number, ahead, today);
      const { year, month } = partsOf(addMonths(`${today.slice(0, 8)}01`, ahead));
      return onNthWeekday(number, weekdays.get(weekday ?? ''), month, year, today);
    },
  },
  {
    name: 'weekday-of-week',
    pattern: wordsPattern(
      `(?<weekday>${WEEKDAY}) (?:(?:of )?(?<which>next|this|the following|following|the coming) week|after next)|next (?<next>${WEEKDAY})`,
    ),
    read: ({ weekday, which, next }, today) => {
      const wanted = weekdays.get(weekday ?? next ?? '');
      return onWeekdayOfWeek(wanted, which === 'this' ? 0 : 1, today);
    },
  },
  {
    name: 'weekdays-from-now',
    pattern: wordsPattern(`${COUNT} (?<weekday>${WEEKDAY})s from (?:now|today)`),
    read: ({ count, weekday }, today) => onWeekday(weekdays.get(weekday ?? ''), valueOf(count) - 1, today),
  },
  {
    name: 'part-of-unit',
    pattern: wordsPattern(
      `(?<part>early|mid|late|end|end of|close of|beginning of|start of|middle of|rest of|remainder of|first half of|second half of)[ -](?:around )?(?:(?<which>${NEXT}|the next|${THIS}|in the|of the) )?${UNIT}(?: (?<year>20\\d{2}))?`,
    ),
    read: ({ part, which, unit, year }, today) =>
      year
        ? { day: `${year}-12-31`, reason: 'end-of-period' }
        : partOfUnit(partOf(part), unitOf(unit), isNext(which?.replace(/^the next$/, 'next')) ? 1 : 0, today),
  },
  {
    name: 'new-year',
    pattern: wordsPattern(
      '(?:(?:early |sometime )?in (?:the )?new year|(?:early|start of|beginning of) (?:the )?new year)',
    ),
    read: (_groups, today) => ({ day: `${Number(today.slice(0, 4)) + 1}-01-31`, reason: 'end-of-period' }),
  },
  {
    name: 'unit-end',
    pattern: wordsPattern(
      `(?:(?<unit>year|month|quarter|week)[- ]end|(?<end>eoy|eom|eoq|eow|(?:eod|cob)(?! (?:on )?(?:${WEEKDAY}))))`,
    ),
    read: ({ unit, end }, today) => endOfUnit(end === 'cob' ? 'day' : unitOf(unit ?? end?.slice(2)), 0, today),
  },
  {
    name: 'next-unit',
    pattern: wordsPattern(`(?<which>${NEXT}|this|the current|current|all) ${UNIT}`),
    read: ({ which, unit }, today) => ({ ...endOfUnit(unitOf(unit), isNext(which) ? 1 : 0, today), bare: true }),
  },
];

const COUNTS: DateForm[] = [
  {
    name: 'within-hours',
    pattern: wordsPattern('(?:within|in)(?: the)?(?: next)? (?<hours>24|48|72|96) ?(?:h|hrs?|hours?)'),
    read: ({ hours }, today) => afterToday(Number(hours) / 24, 'day', today),
  },
  {
    name: 'within-working-days',
    pattern: wordsPattern(
      `(?:within|in|over|under)(?: the)?(?: next)? ${COUNT}(?: \\(\\d{1,3}\\))? (?:working|business) days`,
    ),
    read: ({ count }, today) => afterWorkingDays(valueOf(count), today),
  },
  {
    name: 'within',
    pattern: wordsPattern(
      `(?:within|in|over|under|after)(?: the)?(?: next)?(?: about| around)? ${COUNT}(?: \\(\\d{1,3}\\))?(?:[ -](?:to|or)[ -](?<most>${ENGLISH_NUMBERS.count})|-(?<most2>\\d{1,2}))?(?: more)?[ -]${UNITS}(?:(?:,| and|, and)? (?<count2>${ENGLISH_NUMBERS.count}) (?<unit2>months?)|(?<half> and (?:a )?half))?(?:' time)?`,
    ),
    read: ({ count, most, most2, unit, count2, unit2, half }, today) => {
      if (unit?.startsWith('fortnight')) return afterToday(14 * valueOf(count), 'day', today);
      const whole = valueOf(most ?? most2 ?? count);
      const more = count2 ? { count: valueOf(count2), unit: unitOf(unit2) } : undefined;
      return afterToday(half ? whole + 0.5 : whole, unitOf(unit), today, more);
    },
  },
  {
    name: 'from-now',
    pattern: wordsPattern(
      `${COUNT} ?(?<unit>days?|weeks?|w|months?|mo|years?|fortnight) (?:from (?:now|today)|later|hence|after today)`,
    ),
    read: ({ count, unit }, today) =>
      unit === 'fortnight' ? afterToday(14, 'day', today) : afterToday(valueOf(count), unitOf(unit), today),
  },
  {
    name: 'next-counted',
    pattern: wordsPattern(
      `(?:the )?(?:next|coming|upcoming) ${COUNT} ${UNITS}(?: (?<count2>\\d{1,2}) (?<unit2>days?|weeks?))?`,
    ),
    read: ({ count, unit, count2, unit2 }, today) =>
      afterToday(
        valueOf(count),
        unitOf(unit),
        today,
        count2 ? { count: valueOf(count2), unit: unitOf(unit2) } : undefined,
      ),
  },
];

const DAYS: DateForm[] = [
  {
    name: 'tomorrow',
    pattern: wordsPattern('(?<word>(?:the )?day after tomorrow|tomorrow|today|tonight|this afternoon|this evening)'),
    read: ({ word }, today) => {
      const ahead = word?.includes('after tomorrow') ? 2 : word === 'tomorrow' ? 1 : 0;
      return { ...endOfUnit('day', ahead, today), bare: true };
    },
  },
];

/** "Friday", "this Tuesday": read after the dates that name their day. */
export const ENGLISH_WEEKDAY: DateForm = {
  name: 'weekday',
  pattern: wordsPattern(
    `(?<!last |past )(?:this |coming )?(?!sat (?:on|with|down|in|at|for|next)|(?<=the )sun)(?<weekday>${WEEKDAY})(?<far> week(?! of))?`,
  ),
  read: ({ weekday, far }, today) => onWeekday(weekdays.get(weekday ?? ''), far ? 1 : 0, today),
};

/** Dates that count from the day of the note, or name a part of its week, month or year. */
export const ENGLISH_RELATIVE_FORMS: readonly DateForm[] = [...PARTS, ...COUNTS, ...DAYS];
