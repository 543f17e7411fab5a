import type { CalendarWords, DateForm, DateMeaning } from './date-forms.ts';
import { calendarWords, WORD_END, wordsPattern } from './date-forms.ts';
import type { PartOfMonth } from './date-meanings.ts';
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
import { FRENCH_NUMBERS, yearOf } from './date-numbers.ts';
import { feast } from './dates-feasts.ts';
import { FRENCH_RELATIVE_FORMS, FRENCH_WEEKDAY, partOf } from './dates-french-relative.ts';
import { dayAndMonthForm, numericForms } from './dates-numeric.ts';

const WORDS: CalendarWords = calendarWords('fr');
const { month: MONTH, weekdayBefore: WEEKDAY_BEFORE, weekday: WEEKDAY } = WORDS;
const { valueOf } = FRENCH_NUMBERS;
const DAY = `(?<day>${FRENCH_NUMBERS.day})`;
/** A short year (« 12 mars 27 ») only where nothing follows that it could count. */
const YEAR = `(?:[ ,/.-]{0,2}(?:de )?(?:l'an(?:nee)? )?(?<year>${FRENCH_NUMBERS.year}|'\\d{2}|(?<=[ /.-])[23]\\d(?= ?(?:[.,;)\\n]|$)))(?!\\d))?`;
const OF = "(?:du mois )?(?:de |d')?";
const NAMED = `(?:(?<weekday>${WEEKDAY_BEFORE})\\.?,? (?:le )?)?`;
const BETWEEN = "-|–|au|a|et(?: le| au)?|jusqu'au";
const IN_FIRST_MONTH = `(?: ${OF}(?:${MONTH})(?![a-z])\\.?(?: 20\\d{2})?)?`;
const MONTH_END = '(?![a-z])\\.?';
const ORDINAL =
  '(?<ordinal>premiere?|1ere?|1re|deuxieme|seconde?|2e|2eme|2nde?|troisieme|3e|3eme|quatrieme|4e|4eme|derniere?)';

function monthOf(text: string | undefined): number {
  return WORDS.months.get(text ?? '') ?? 0;
}

function weekdayOf(text: string | undefined): number | undefined {
  return WORDS.weekdays.get(text ?? '');
}

/** A day with its weekday is a date, whatever stands around. */
function named(meaning: DateMeaning | null): DateMeaning | null {
  return meaning && { ...meaning, bare: false };
}

/** 1 for the first; 0 for the last. */
function ordinalOf(text: string | undefined): number {
  const word = text ?? '';
  if (word.startsWith('dern')) return 0;
  if (/^(?:sec|2)/.test(word)) return 2;
  return ['prem', 'deux', 'troi', 'quat'].findIndex((start) => word.startsWith(start)) + 1 || Number(word[0]);
}

function ordinalPart(ordinal: string | undefined, unit: string | undefined): PartOfMonth {
  const number = ordinalOf(ordinal);
  if (unit?.startsWith('quinz')) return number === 1 ? 'middle' : 'end';
  if (unit === 'decade') return number === 1 ? 'early' : number === 2 ? { week: 20 / 7 } : 'end';
  return { week: number };
}

const MONTH_FORMS: DateForm[] = [
  {
    name: 'day-range',
    pattern: wordsPattern(
      `(?:(?:${WEEKDAY_BEFORE})\\.?,? )?(?:\\d{1,2}(?:er)?${IN_FIRST_MONTH} ?(?:${BETWEEN})|(?:${FRENCH_NUMBERS.dayWords})${IN_FIRST_MONTH} au) ?${NAMED}${DAY} ${OF}(?<month>${MONTH})${MONTH_END}${YEAR}`,
    ),
    read: ({ day, month, year }, today) => fullDate(FRENCH_NUMBERS.yearOf(year), monthOf(month), valueOf(day), today),
  },
  {
    name: 'month-range',
    pattern: wordsPattern(
      `(?:(?<lead>entre|de|en|d'ici|courant|pour|avant) )?(?:fin )?(?:${MONTH})(?: 20\\d{2})?(?: ?[-/–] ?| et | ou | a )(?:fin )?(?<month>${MONTH})${MONTH_END}${YEAR}`,
    ),
    read: ({ lead, month, year }, today) => {
      const meaning = partOfMonth('end', monthOf(month), FRENCH_NUMBERS.yearOf(year), today);
      return meaning && { ...meaning, bare: lead === undefined && year === undefined };
    },
  },
  {
    name: 'ordinal-part-of-month',
    pattern: wordsPattern(
      `${ORDINAL} (?<unit>quinzaine|quinz\\.?|semaine|sem\\.?|decade) ${OF}(?<month>${MONTH})${MONTH_END}${YEAR}`,
    ),
    read: ({ ordinal, unit, month, year }, today) =>
      partOfMonth(ordinalPart(ordinal, unit), monthOf(month), FRENCH_NUMBERS.yearOf(year), today),
  },
  {
    name: 'weekday-of-month',
    pattern: wordsPattern(`${ORDINAL} (?<weekday>jour|${WEEKDAY}) ${OF}(?<month>${MONTH})${MONTH_END}${YEAR}`),
    read: ({ ordinal, weekday, month, year }, today) =>
      weekday === 'jour'
        ? partOfMonth(ordinalOf(ordinal) === 0 ? 'end' : { week: 1 / 7 }, monthOf(month), yearOf(year), today)
        : onNthWeekday(ordinalOf(ordinal), weekdayOf(weekday), monthOf(month), FRENCH_NUMBERS.yearOf(year), today),
  },
  {
    name: 'week-of-day',
    pattern: wordsPattern(
      `(?:semaine|sem\\.?) (?:du|d'avant le|commencant le) ${NAMED}${DAY}(?: ${OF}(?<month>${MONTH})${MONTH_END}${YEAR}|/(?<number>\\d{1,2}))?`,
    ),
    read: ({ day, month, number, year }, today) => {
      const inMonth = month === undefined ? Number(number ?? 0) : monthOf(month);
      if (inMonth === 0) return inWeekOf(onDayOfMonth(valueOf(day), today));
      return inWeekOf(fullDate(FRENCH_NUMBERS.yearOf(year), inMonth, valueOf(day), today));
    },
  },
  {
    name: 'day-month',
    pattern: wordsPattern(`${NAMED}${DAY}[ \\n./-]{0,3}${OF}(?<month>${MONTH})${MONTH_END}${YEAR}`),
    read: ({ weekday, day, month, year }, today) =>
      fullDate(FRENCH_NUMBERS.yearOf(year), monthOf(month), valueOf(day), today, weekdayOf(weekday)),
  },
  {
    name: 'part-of-month',
    pattern: wordsPattern(
      `(?<part>mi|tout debut|debut|premiers jours|fin|courant|milieu|cours)[ -](?:du |de )?${OF}(?<month>${MONTH})${MONTH_END}${YEAR}`,
    ),
    read: ({ part, month, year }, today) =>
      partOfMonth(partOf(part), monthOf(month), FRENCH_NUMBERS.yearOf(year), today),
  },
];

const YEAR_FORMS: DateForm[] = [
  {
    name: 'quarter',
    pattern:
      /(?<![a-z\d])(?:(?<part>fin|debut|mi|courant)[ -](?:du |de )?)?(?<unit>[tqs])(?<number>[1-4])(?![a-z\d])(?:(?: |-|\/| de )(?<year>20\d{2}|'?2\d)(?!\d))?/g,
    read: ({ part, unit, number, year }, today) =>
      loose(partOfYear(unit === 's' ? 6 : 3, Number(number), partOf(part), yearOf(year), today), part, year),
  },
  {
    name: 'year-quarter',
    pattern: /(?<![a-z\d])(?<year>20\d{2})[ -]?(?<unit>[tqs])(?<number>[1-4])(?![a-z\d])/g,
    read: ({ unit, number, year }, today) =>
      partOfYear(unit === 's' ? 6 : 3, Number(number), 'end', yearOf(year), today),
  },
  {
    name: 'ordinal-quarter',
    pattern: wordsPattern(
      `(?:(?<part>fin|debut|mi|courant)[ -](?:du |de )?)?(?<ordinal>premier|1er|deuxieme|second|2e|2eme|2nd|troisieme|3e|3eme|quatrieme|4e|4eme|dernier) (?<unit>trimestre|semestre|trim\\.?|sem\\.?)(?: (?:de )?(?:l'annee )?(?<year>20\\d{2}))?`,
    ),
    read: ({ part, ordinal, unit, year }, today) => {
      const last = unit?.startsWith('t') ? 4 : 2;
      const number = ordinalOf(ordinal);
      return loose(
        partOfYear(last === 4 ? 3 : 6, number === 0 ? last : number, partOf(part), yearOf(year), today),
        part,
        year,
      );
    },
  },
  {
    name: 'part-of-year',
    pattern:
      /(?<![a-z\d])(?<part>debut|mi|fin|courant|en fin|en debut)[ -](?:de |d')?(?:l'annee |annee |l'exercice |exercice )?(?<year>20\d{2})(?![\d/-])/g,
    read: ({ part, year }) => partOfNamedYear(partOf(part?.replace('en ', '')), Number(year)),
  },
  {
    name: 'in-year',
    pattern: wordsPattern('(?:en|courant|pour|avant fin) (?<year>20\\d{2})(?![/-]\\d)'),
    read: ({ year }) => ({ ...partOfNamedYear('end', Number(year)), bare: true }),
  },
  {
    name: 'week-number',
    pattern: wordsPattern(
      `(?:(?:semaine (?:n°? ?|numero )?|sem\\.? ?|s(?=\\d\\d))(?<week>\\d{1,2})|semaine (?:numero )?(?<words>${FRENCH_NUMBERS.countWords}))${WORD_END}(?:[ /-](?<year>20\\d{2}))?`,
    ),
    read: ({ week, words, year }, today) => loose(onWeekNumber(valueOf(week ?? words), yearOf(year), today), year),
  },
];

const LOOSE_FORMS: DateForm[] = [
  {
    name: 'feast',
    pattern: wordsPattern(
      `(?:(?<before>avant|avt) (?:la |le |l'|les )?)?(?<name>${WORDS.feast})(?: (?<year>20\\d{2}))?`,
    ),
    read: ({ name, before, year }, today) =>
      feast(
        WORDS.feasts.get(name?.replaceAll('-', ' ') ?? '') ?? WORDS.feasts.get(name ?? ''),
        before !== undefined,
        yearOf(year),
        today,
      ),
  },
  {
    name: 'month',
    pattern: wordsPattern(
      `(?<part>en|courant|au mois de|d'ici|pour|avant|avt|jusqu'en|des) (?:le mois de |fin )?(?<month>${MONTH})${MONTH_END}${YEAR}`,
    ),
    read: ({ part, month, year }, today) =>
      month === 'sept' && !year
        ? null
        : partOfMonth(
            part === 'avant' || part === 'avt' ? 'before' : 'end',
            monthOf(month),
            FRENCH_NUMBERS.yearOf(year),
            today,
          ),
  },
  {
    name: 'month-year',
    pattern: wordsPattern(`(?<month>${MONTH})${MONTH_END}[ /-](?<year>${FRENCH_NUMBERS.year})`),
    read: ({ month, year }, today) => partOfMonth('end', monthOf(month), FRENCH_NUMBERS.yearOf(year), today),
  },
  {
    name: 'weekday-day',
    pattern: new RegExp(
      `(?<![a-z\\d])(?<weekday>${WEEKDAY_BEFORE})\\.?(?: prochain| pro)?,? (?:le )?(?<day>\\d{1,2}|1er)(?![a-z\\d%°/:]|[.,]\\d| ?h\\d?| heures)`,
      'g',
    ),
    read: ({ weekday, day }, today) => named(onDayOfMonth(valueOf(day), today, weekdayOf(weekday))),
  },
  FRENCH_WEEKDAY,
  {
    name: 'day-of-month',
    pattern: new RegExp(`(?<![a-z\\d])(?:le|au) ${DAY}(?![a-z\\d%°/]|[.,:]\\d| ?%)(?= |[.,;)\\n]|$)`, 'g'),
    read: ({ day }, today) => onDayOfMonth(valueOf(day), today),
  },
];

/** A month named alone, in full: only where the words around speak of a deadline. */
const BARE_MONTH: DateForm = {
  name: 'bare-month',
  pattern: wordsPattern(
    `(?<month>${[...WORDS.months.keys()].filter((word) => word.length > 4 || word === 'mars' || word === 'juin').join('|')})(?! (?:dernier|passe))`,
  ),
  read: ({ month }, today) => {
    const meaning = partOfMonth('end', monthOf(month), null, today);
    return meaning && { ...meaning, bare: true };
  },
};

/** The ways a date is written in French, the most telling first: a place taken by one form is not read again by another. */
export const FRENCH_FORMS: readonly DateForm[] = [
  ...numericForms(WEEKDAY_BEFORE, "-|–|au|a|et(?: le)?|jusqu'au"),
  ...MONTH_FORMS,
  ...YEAR_FORMS,
  ...FRENCH_RELATIVE_FORMS,
  dayAndMonthForm(WEEKDAY_BEFORE),
  ...LOOSE_FORMS,
  BARE_MONTH,
];
