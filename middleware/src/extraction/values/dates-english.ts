import type { CalendarWords, DateForm } from './date-forms.ts';
import { calendarWords, wordsPattern } from './date-forms.ts';
import {
  fullDate,
  inWeekOf,
  loose,
  onDayOfMonth,
  onNthWeekday,
  onWeekNumber,
  partOfMonth,
  partOfNamedYear,
  partOfYear,
} from './date-meanings.ts';
import { ENGLISH_NUMBERS, yearOf } from './date-numbers.ts';
import { ENGLISH_RELATIVE_FORMS, ENGLISH_WEEKDAY, ordinalOf, partOf } from './dates-english-relative.ts';
import { feast } from './dates-feasts.ts';
import { dayAndMonthForm, numericForms } from './dates-numeric.ts';

const WORDS: CalendarWords = calendarWords('en');
const { month: MONTH, weekdayBefore: WEEKDAY_BEFORE, weekday: WEEKDAY } = WORDS;
const { valueOf } = ENGLISH_NUMBERS;
const DAY = `(?<day>${ENGLISH_NUMBERS.day})`;
const FIRST_DAY = '\\d{1,2}(?:st|nd|rd|th)?';
const CLOCK = '(?: \\d{1,2}:\\d{2}(?::\\d{2})?(?: [a-z]{3,4})?)?';
/** A short year ("14 April 27") only where nothing follows that it could count. */
const YEAR = `(?:,? ?${CLOCK}[ ,/.-]{0,2}(?:of )?(?<year>${ENGLISH_NUMBERS.year}|'\\d{2}|(?<=[ /.-])[12]\\d(?= ?(?:[.,;)\\n]|$)))(?!\\d|:))?`;
const NAMED = `(?:(?<weekday>${WEEKDAY_BEFORE})\\.?,? (?:the )?)?`;
const MONTH_END = '(?![a-z])';
/** A full stop belongs to a short name ("Mar. 3"); behind a whole one the sentence ends ("by March. 3 laptops ..."). */
const isShort = (word: string): boolean =>
  [...WORDS.months.keys()].some(
    (other) => other.length > word.length && WORDS.months.get(other) === WORDS.months.get(word),
  );
const SHORT_STOP = `(?:(?<=${[...WORDS.months.keys()].filter(isShort).join('|')})\\.)?`;
const BETWEEN = '-|–|to|thru|through|until|and(?: the)?|to the|till';
const ORDINAL = '(?<ordinal>first|1st|second|2nd|third|3rd|fourth|4th|last)';
/** "May" is a month where a day or a word that leads to a date stands before it, else mostly a verb. */
const NO_VERB = '(?! (?:be|have|not|need|want|also|come|take|you|i|we|they)(?![a-z]))';

function monthOf(text: string | undefined): number {
  return WORDS.months.get(text ?? '') ?? 0;
}

function weekdayOf(text: string | undefined): number | undefined {
  return WORDS.weekdays.get(text ?? '');
}

const { yearOf: spokenYear } = ENGLISH_NUMBERS;

const MONTH_FORMS: DateForm[] = [
  {
    name: 'day-range',
    pattern: wordsPattern(
      `(?:the )?(?:(?:${WEEKDAY_BEFORE})\\.?,? )?(?:${FIRST_DAY}(?: (?:of )?(?:${MONTH})${SHORT_STOP}(?:,? (?<year1>20\\d{2}))?)? ?(?:${BETWEEN})|(?:${ENGLISH_NUMBERS.dayWords}) to) ?(?:the )?${NAMED}${DAY} (?:of )?(?<month>${MONTH})${MONTH_END}${SHORT_STOP}${YEAR}`,
    ),
    read: ({ day, month, year, year1 }, today) =>
      fullDate(spokenYear(year ?? year1), monthOf(month), valueOf(day), today),
  },
  {
    name: 'month-day-range',
    pattern: wordsPattern(
      `(?:(?:${WEEKDAY_BEFORE})\\.?,? )?(?<month1>${MONTH})${SHORT_STOP} (?:the )?(?:${ENGLISH_NUMBERS.day})(?:,? (?<year1>20\\d{2}))? ?(?:${BETWEEN}) ?(?:(?<month2>${MONTH})${SHORT_STOP} )?(?:the )?(?<day>\\d{1,2}(?:st|nd|rd|th)?|${ENGLISH_NUMBERS.ordinals})(?![:\\d])${YEAR}`,
    ),
    read: ({ month1, month2, day, year, year1 }, today) =>
      fullDate(spokenYear(year ?? year1), monthOf(month2 ?? month1), valueOf(day), today),
  },
  {
    name: 'month-range',
    pattern: wordsPattern(
      `(?:(?<lead>from|between|in|by|before) )?(?:${MONTH})(?: 20\\d{2})?(?: ?[-/–] ?| (?:to|and|until|through|or) )(?<month>${MONTH})${MONTH_END}${NO_VERB}${YEAR}`,
    ),
    read: ({ lead, month, year }, today) => {
      const meaning = partOfMonth('end', monthOf(month), spokenYear(year), today);
      return meaning && { ...meaning, bare: lead === undefined && year === undefined };
    },
  },
  {
    name: 'month-of-spoken-year',
    pattern: wordsPattern(`(?<month>${MONTH})${MONTH_END},? (?:of )?(?<year>${ENGLISH_NUMBERS.yearWords})`),
    read: ({ month, year }, today) => partOfMonth('end', monthOf(month), spokenYear(year), today),
  },
  {
    name: 'week-of-month',
    pattern: wordsPattern(
      `${ORDINAL} (?:week|wk) (?:of|in) (?:the month of )?(?<month>${MONTH})${MONTH_END}\\.?${YEAR}`,
    ),
    read: ({ ordinal, month, year }, today) =>
      partOfMonth({ week: ordinalOf(ordinal) }, monthOf(month), spokenYear(year), today),
  },
  {
    name: 'weekday-of-month',
    pattern: wordsPattern(
      `${ORDINAL} (?<weekday>day|week-?end|week end|wkend|${WEEKDAY}) (?:of|in) (?<month>${MONTH})${MONTH_END}\\.?${YEAR}`,
    ),
    read: ({ ordinal, weekday, month, year }, today) => {
      const n = ordinalOf(ordinal);
      if (weekday === 'day') {
        return n === 0
          ? partOfMonth('end', monthOf(month), spokenYear(year), today)
          : fullDate(spokenYear(year), monthOf(month), n, today);
      }
      return onNthWeekday(n, weekdayOf(weekday) ?? 6, monthOf(month), spokenYear(year), today);
    },
  },
  {
    name: 'week-of-day',
    pattern: wordsPattern(
      `week (?:of|commencing|beginning|starting)(?: on)?(?: the)? ${NAMED}(?:${DAY} (?:of )?(?<month>${MONTH})|(?<month2>${MONTH})${SHORT_STOP} (?:the )?(?<day2>${ENGLISH_NUMBERS.day}))${MONTH_END}${YEAR}`,
    ),
    read: ({ day, day2, month, month2, year }, today) =>
      inWeekOf(fullDate(spokenYear(year), monthOf(month ?? month2), valueOf(day ?? day2), today)),
  },
  {
    name: 'day-month',
    pattern: wordsPattern(
      `${NAMED}${DAY}(?: day)?[ \\n./-]{0,3}(?:of )?(?<month>${MONTH})${MONTH_END}${NO_VERB}\\.?${YEAR}`,
    ),
    read: ({ weekday, day, month, year }, today) =>
      fullDate(spokenYear(year), monthOf(month), valueOf(day), today, weekdayOf(weekday)),
  },
  {
    name: 'year-month-day',
    pattern: wordsPattern(`(?<year>20\\d{2})[ /-](?<month>${MONTH})[ /-](?<day>\\d{1,2})(?:st|nd|rd|th)?`),
    read: ({ year, month, day }, today) => fullDate(yearOf(year), monthOf(month), Number(day), today),
  },
  {
    name: 'month-day',
    pattern: wordsPattern(
      `${NAMED}(?<month>${MONTH})${SHORT_STOP}(?:[ \\n]{1,3}|, |[/-]|(?=\\d))(?:the )?${DAY}(?![\\d:]|,\\d)${YEAR}(?:, (?:${WEEKDAY_BEFORE})(?![a-z]))?`,
    ),
    read: ({ weekday, day, month, year }, today) =>
      fullDate(spokenYear(year), monthOf(month), valueOf(day), today, weekdayOf(weekday)),
  },
  {
    name: 'part-of-month',
    pattern: wordsPattern(
      `(?<part>early|mid|middle of|late|end of|end|beginning of|start of|first half of|second half of|close of|towards the end of)[ -](?:the month of |in )?(?<month>${MONTH})${MONTH_END}\\.?${YEAR}`,
    ),
    read: ({ part, month, year }, today) => partOfMonth(partOf(part), monthOf(month), spokenYear(year), today),
  },
];

function quarterNumber(text: string | undefined, last: number): number {
  return ordinalOf(text) || last;
}

const YEAR_FORMS: DateForm[] = [
  {
    name: 'quarter',
    pattern:
      /(?<![a-z\d])(?:(?<part>end of|end|early|mid|start of|late)[ -])?(?:fy ?)?(?<unit>[qh])(?<number>[1-4])(?![a-z\d])(?:[ /-]?(?:of |fy)?(?<year>20\d{2}|'2\d|2\d(?![\d%]| [a-z\d]))(?!\d))?/g,
    read: ({ part, unit, number, year }, today) =>
      loose(partOfYear(unit === 'h' ? 6 : 3, Number(number), partOf(part), yearOf(year), today), part, year),
  },
  {
    name: 'year-quarter',
    pattern: /(?<![a-z\d])(?<year>20\d{2}|[12]\d)[ -]?(?<unit>[qh])(?<number>[1-4])(?![a-z\d])/g,
    read: ({ unit, number, year }, today) =>
      partOfYear(unit === 'h' ? 6 : 3, Number(number), 'end', yearOf(year), today),
  },
  {
    name: 'ordinal-quarter',
    pattern: wordsPattern(
      `(?:(?<part>end|early|mid|start)(?: of| in)?[ -](?:the )?)?${ORDINAL} (?<unit>quarter|qtr|half)(?:,? (?:of )?(?:the )?(?:year )?(?:(?<year>20\\d{2})|(?<next>next year)|this year|year)| of the year)?(?! (?:an|a|of (?!20))[a-z ])`,
    ),
    read: ({ part, ordinal, unit, year, next }, today) => {
      const months = unit === 'half' ? 6 : 3;
      const inYear = next ? Number(today.slice(0, 4)) + 1 : yearOf(year);
      return loose(
        partOfYear(months, quarterNumber(ordinal, 12 / months), partOf(part), inYear, today),
        part,
        year,
        next,
      );
    },
  },
  {
    name: 'part-of-year',
    pattern: wordsPattern(
      `(?<part>early|mid|late|end of|end|beginning of|start of)[ -](?:in )?(?:the year )?(?<year>20\\d{2})(?![/-])`,
    ),
    read: ({ part, year }) => partOfNamedYear(partOf(part), Number(year)),
  },
  {
    name: 'in-year',
    pattern: wordsPattern(`(?:in|during|sometime in) (?<year>20\\d{2})(?![/-])`),
    read: ({ year }) => ({ ...partOfNamedYear('end', Number(year)), bare: true }),
  },
  {
    name: 'week-number',
    pattern: /(?<![a-z\d])(?:week|wk|w)\.? ?(?:n[o°]\.? ?)?(?<week>\d{1,2})(?![a-z\d])(?:[ /-](?<year>20\d{2}))?/g,
    read: ({ week, year }, today) => loose(onWeekNumber(Number(week), yearOf(year), today), year),
  },
];

const LOOSE_FORMS: DateForm[] = [
  {
    name: 'month',
    pattern: wordsPattern(
      `(?<part>in|by|before|during|until|through|for|next|this) (?:the month of )?(?<month>${MONTH})${MONTH_END}${NO_VERB}\\.?${YEAR}`,
    ),
    read: ({ part, month, year }, today) =>
      partOfMonth(part === 'before' ? 'before' : 'end', monthOf(month), spokenYear(year), today),
  },
  {
    name: 'month-year',
    pattern: wordsPattern(`(?<month>${MONTH})${MONTH_END}\\.?(?: of)?[ /,-]{1,2}(?<year>${ENGLISH_NUMBERS.year})`),
    read: ({ month, year }, today) => partOfMonth('end', monthOf(month), spokenYear(year), today),
  },
  {
    name: 'year-month',
    pattern: wordsPattern(`(?<year>20\\d{2})[ /-](?<month>${MONTH})`),
    read: ({ month, year }, today) => partOfMonth('end', monthOf(month), spokenYear(year), today),
  },
  {
    name: 'feast',
    pattern: wordsPattern(
      `(?:(?<before>before|ahead of) (?:the )?)?(?<name>${WORDS.feast})(?:,? (?:in )?(?<year>20\\d{2}))?(?! (?:message|greetings|card|wishes|party|bonus))`,
    ),
    read: ({ name, before, year }, today) =>
      feast(
        WORDS.feasts.get(name ?? '') ?? WORDS.feasts.get(name?.replaceAll('-', ' ') ?? ''),
        before !== undefined,
        yearOf(year),
        today,
      ),
  },
  {
    name: 'weekday-day',
    pattern: new RegExp(
      `(?<![a-z\\d])(?<weekday>${WEEKDAY_BEFORE})\\.?,? (?:the )?(?<day>\\d{1,2}(?:st|nd|rd|th))(?![a-z\\d])`,
      'g',
    ),
    read: ({ weekday, day }, today) => {
      const meaning = onDayOfMonth(valueOf(day), today, weekdayOf(weekday));
      return meaning && { ...meaning, bare: false };
    },
  },
  ENGLISH_WEEKDAY,
  {
    name: 'day-of-month',
    pattern: new RegExp(
      `(?<![a-z\\d])(?:the |(?<=(?<![a-z])(?:on|by) ))(?<day>\\d{1,2}(?:st|nd|rd|th)|\\d{1,2}(?=[.,;)\\n]|$)|(?:${ENGLISH_NUMBERS.ordinals}))(?![a-z\\d]| (?:time|round|phase|lot|floor|option|half|quarter|party|of|year|week|batch|draft))`,
      'g',
    ),
    read: ({ day }, today) => onDayOfMonth(valueOf(day), today),
  },
];

/** A month named alone, in full: only where the words around speak of a deadline. "May" and "march" are verbs as well. */
const BARE_MONTH: DateForm = {
  name: 'bare-month',
  pattern: wordsPattern(
    `(?<month>${[...WORDS.months.keys()].filter((word) => !isShort(word) && word !== 'may' && word !== 'march').join('|')}|(?<=^|[,;:(] ?)(?:may|march)(?=$|[.,;)]))`,
  ),
  read: ({ month }, today) => {
    const meaning = partOfMonth('end', monthOf(month), null, today);
    return meaning && { ...meaning, bare: true };
  },
};

/** The ways a date is written in English, the most telling first. */
export const ENGLISH_FORMS: readonly DateForm[] = [
  ...numericForms(WEEKDAY_BEFORE, '-|–|to|and|until|till|through'),
  ...MONTH_FORMS,
  ...YEAR_FORMS,
  ...ENGLISH_RELATIVE_FORMS,
  dayAndMonthForm(WEEKDAY_BEFORE),
  ...LOOSE_FORMS,
  BARE_MONTH,
];
