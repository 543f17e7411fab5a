import type { DateForm, DateMeaning, Groups, NumericOrder } from './date-forms.ts';
import { NO_DATE } from './date-forms.ts';
import { fullDate, partOfMonth } from './date-meanings.ts';
import { yearOf } from './date-numbers.ts';

/** Neither a piece of a longer number, a reference (« AO n° 12/2026 ») nor of a telephone number. */
const NOT_IN_NUMBER = '(?<![\\d/.,°-])';
const NUMERIC_END = '(?![\\d/]|[.,-]\\d| ?%)';
const YEAR = '20\\d{2}|\\d{2}';

/** Day and month in the order of the source; an order that no calendar has is read the other way round (25/03 in a US mail). */
function inOrder(
  first: number,
  second: number,
  year: number | null,
  today: string,
  order: NumericOrder,
): DateMeaning | typeof NO_DATE {
  const monthFirst = second > 12 || (order === 'month-first' && first <= 12);
  const [month, day] = monthFirst ? [first, second] : [second, first];
  return month > 12 ? NO_DATE : fullDate(year, month, day, today);
}

function ofGroups({ first, second, year }: Groups, today: string, order: NumericOrder): DateMeaning | typeof NO_DATE {
  return inOrder(Number(first), Number(second), yearOf(year), today, order);
}

/** « 12.1.27 » is rather the number of a version. */
function isVersion({ first, sign, second, year }: Groups): boolean {
  return sign === '.' && year?.length === 2 && (first?.length === 1 || second?.length === 1);
}

/** A scanner's letters for digits: « Ol/l2/2026 ». */
function scanned(text: string | undefined): number {
  return Number((text ?? '').replaceAll('o', '0').replaceAll(/[l|]/g, '1'));
}

/** « 7/7 » and « 24/7 » say how often, not when. */
function isEveryDay({ first, second }: Groups): boolean {
  return second === '7' && (first === '7' || first === '24');
}

/** « 03/2027 », « 2027-03 »: only after a word that leads to a date, for « AO 12/2026 » is a reference. */
const MONTH_FORMS: DateForm[] = [
  {
    name: 'iso-month',
    pattern:
      /(?<=(?:^|[(:]|(?<![a-z])(?:en|fin|avant|d'ici|pour|in|by|before|until|of)) ?)(?<year>20\d{2})[/-](?<month>0[1-9]|1[0-2])(?![\d/-])/g,
    read: ({ month, year }, today) => {
      const meaning = partOfMonth('end', Number(month), Number(year), today);
      return meaning && { ...meaning, bare: true };
    },
  },
  {
    name: 'numeric-month',
    pattern:
      /(?<=(?:^|[(:]|(?<![a-z])(?:en|fin|debut|mi|avant|d'ici|pour|courant|echeance|cible|horizon|date|prevue?|in|by|before|until|of|for|due|is)) ?)(?<month>\d{1,2})\/(?<year>20\d{2})(?![\d/])/g,
    read: ({ month, year }, today) => {
      const meaning = partOfMonth('end', Number(month), Number(year), today);
      return meaning && { ...meaning, bare: true };
    },
  },
];

/** Dates in digits, which both languages write alike; `weekday` is the pattern of their weekdays. */
export function numericForms(weekday: string, between: string): DateForm[] {
  const named = `(?:(?<![a-z])(?:${weekday})\\.?,? (?:le |the )?)?`;
  const dayMonth = (number: string): string => `(?<first${number}>\\d{1,2})/(?<second${number}>\\d{1,2})`;
  return [
    {
      name: 'iso',
      pattern:
        /(?<![\d/.-])(?<year>20\d{2})(?<sign>[-/.])(?<month>\d{1,2})\k<sign>(?<day>\d{1,2})(?![\d/-])(?:[ t]\d{2}:\d{2}(?::\d{2})?(?:\.\d{1,3})?z?(?:[+-]\d{2}:?\d{2})?)?/g,
      read: ({ year, month, day }, today) => {
        const swapped = Number(month) > 12 && Number(day) <= 12;
        const [asMonth, asDay] = swapped ? [day, month] : [month, day];
        return Number(asMonth) > 12 ? NO_DATE : fullDate(Number(year), Number(asMonth), Number(asDay), today);
      },
    },
    {
      name: 'numeric-range',
      pattern: new RegExp(
        `${NOT_IN_NUMBER}\\d{1,2}/\\d{1,2}(?:/(?:${YEAR}))? ?(?:${between}) ?${dayMonth('')}(?:/(?<year>${YEAR}))?${NUMERIC_END}`,
        'g',
      ),
      read: ofGroups,
    },
    {
      name: 'numeric',
      pattern: new RegExp(
        `${named}${NOT_IN_NUMBER}(?<first>\\d{1,2})(?<sign> ?/ ?|[.-])(?<second>\\d{1,2})\\k<sign>(?<year>${YEAR})${NUMERIC_END}`,
        'g',
      ),
      read: (groups, today, order) => (isVersion(groups) ? NO_DATE : ofGroups(groups, today, order)),
    },
    {
      name: 'numeric-scanned',
      pattern:
        /(?<![a-z\d/.-])(?<first>[\dol|]{1,2})(?<sign>[/.-])(?<second>[\dol|]{1,2})\k<sign>(?<year>20\d{2})(?!\d)/g,
      read: ({ first, second, year }, today, order) =>
        inOrder(scanned(first), scanned(second), yearOf(year), today, order),
    },
    {
      name: 'numeric-spaced',
      pattern: new RegExp(
        `${NOT_IN_NUMBER}(?<!\\d )(?<first>\\d{2}) (?<second>\\d{2}) (?<year>20\\d{2})(?!\\d| \\d)`,
        'g',
      ),
      read: ofGroups,
    },
    ...MONTH_FORMS,
  ];
}

/** « 27/03 » alone: read after all longer forms. */
export function dayAndMonthForm(weekday: string): DateForm {
  return {
    name: 'numeric-day-month',
    pattern: new RegExp(
      `(?:(?<![a-z])(?:${weekday})\\.?,? (?:le |the )?)?${NOT_IN_NUMBER}(?<!\\d )(?<first>\\d{1,2}) ?/ ?(?<second>\\d{1,2})(?![\\d/]|[.,-]\\d| ?%| ?m(?:f|illions?)?(?![a-z]))`,
      'g',
    ),
    read: (groups, today, order) => (isEveryDay(groups) ? NO_DATE : ofGroups(groups, today, order)),
  };
}
