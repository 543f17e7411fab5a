import { readLexiconFile } from '../lexicon.ts';
import type { Reason } from '../schema.ts';
import type { Day } from './calendar.ts';

/** What a written date says: its day, and how sure the words are that it is a date at all. */
export interface DateMeaning {
  readonly day: Day;
  readonly reason: Reason | null;
  /** A bare « le 9 » or « jeudi » counts only where the words around speak of a deadline. */
  readonly bare?: boolean;
}

/** What looks like a date and is none (« 32 août », « 7/7 »): its words are not read again by a weaker form. */
export const NO_DATE = 'no-date';

/** Which comes first in 03/04/2027: the day nearly everywhere, the month in the United States. */
export type NumericOrder = 'day-first' | 'month-first';

/** One way of writing a date: a pattern over folded text with named groups, and what it means on a day. */
export interface DateForm {
  readonly name: string;
  readonly pattern: RegExp;
  readonly read: (groups: Groups, today: Day, order: NumericOrder) => DateMeaning | typeof NO_DATE | null;
}
export type Groups = Readonly<Record<string, string | undefined>>;

export interface CalendarWords {
  readonly months: ReadonlyMap<string, number>;
  readonly weekdays: ReadonlyMap<string, number>;
  readonly feasts: ReadonlyMap<string, string>;
  /** Alternations for a pattern, longest first. */
  readonly month: string;
  readonly weekday: string;
  /** Weekdays and their abbreviations, which are weekdays only before a date (« mar. 12 janvier »). */
  readonly weekdayBefore: string;
  readonly feast: string;
}

/** The names of months, weekdays and feasts in a language, folded. */
export function calendarWords(folder: string): CalendarWords {
  const months = new Map<string, number>();
  const weekdays = new Map<string, number>();
  const short = new Map<string, number>();
  const feasts = new Map<string, string>();
  for (const [concept, words] of Object.entries(readLexiconFile(folder, 'calendar'))) {
    const [kind, ...rest] = concept.split('-');
    const numbers = { month: months, weekday: weekdays, weekdayshort: short }[kind ?? ''];
    for (const word of words) {
      if (kind === 'feast') feasts.set(word, rest.join('-'));
      else numbers?.set(word, Number(rest[0]));
    }
  }
  for (const [word, number] of short) if (!weekdays.has(word)) weekdays.set(word, number);
  return {
    months,
    weekdays,
    feasts,
    month: alternation(months.keys()),
    weekday: alternation([...weekdays.keys()].filter((word) => !short.has(word))),
    weekdayBefore: alternation(weekdays.keys()),
    feast: phrases(feasts.keys()),
  };
}

/** Words as alternatives of a pattern, the longest first. */
export function alternation(words: Iterable<string>): string {
  return [...words].sort((one, other) => other.length - one.length).join('|');
}

/** The same for phrases: a space in them may be a hyphen. */
export function phrases(words: Iterable<string>): string {
  return alternation(words).replaceAll(' ', '[ -]');
}

/** Not inside a word or a number. Folded words are of plain letters, and a class of all the letters there are takes long to compile. */
export const WORD_START = '(?<![a-z\\d])';
export const WORD_END = '(?![a-z\\d])';

/** The pattern of a form: begins and ends at the border of a word. */
export function wordsPattern(text: string): RegExp {
  return new RegExp(`${WORD_START}${text}${WORD_END}`, 'g');
}
