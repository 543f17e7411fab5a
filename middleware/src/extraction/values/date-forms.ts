import { readLexiconFile } from '../lexicon.ts';
import type { Reason } from '../schema.ts';
import type { Day } from './calendar.ts';
import {
  addDays,
  addMonths,
  dayOf,
  easter,
  endOfMonth,
  nextDate,
  nextIslamicDate,
  nextWeekday,
  partsOf,
  weekday,
} from './calendar.ts';

/** What a written date says: its day, and how sure the words are that it is a date at all. */
export interface DateMeaning {
  readonly day: Day;
  readonly reason: Reason | null;
  /** A bare « le 9 » or « jeudi » counts only where the words around speak of a deadline. */
  readonly bare?: boolean;
}

/** One way of writing a date: a pattern over folded text with named groups, and what it means on a day. */
export interface DateForm {
  readonly name: string;
  readonly pattern: RegExp;
  readonly read: (groups: Groups, today: Day) => DateMeaning | null;
}
export type Groups = Readonly<Record<string, string | undefined>>;

export interface CalendarWords {
  readonly months: ReadonlyMap<string, number>;
  readonly weekdays: ReadonlyMap<string, number>;
  /** Alternations for a pattern, longest first. */
  readonly month: string;
  readonly weekday: string;
}

export function calendarWords(folder: string): CalendarWords {
  const months = new Map<string, number>();
  const weekdays = new Map<string, number>();
  for (const [concept, words] of Object.entries(readLexiconFile(folder, 'calendar'))) {
    const [unit, number] = concept.split('-');
    for (const word of words) (unit === 'month' ? months : weekdays).set(word, Number(number));
  }
  return { months, weekdays, month: alternation(months.keys()), weekday: alternation(weekdays.keys()) };
}

export function alternation(words: Iterable<string>): string {
  return [...words].sort((one, other) => other.length - one.length).join('|');
}

/** A full date; without a year it is the next one from today. */
export function fullDate(year: number | null, month: number, day: number, today: Day): DateMeaning | null {
  const found = year === null ? nextDate(today, month, day) : dayOf(year, month, day);
  return found === null ? null : { day: found, reason: year === null ? 'next-occurrence' : null };
}

export function yearOf(text: string | undefined): number | null {
  if (!text) return null;
  return text.length === 2 ? 2000 + Number(text) : Number(text);
}

/** A place within a month, as the day that closes it: the 10th for the beginning, the 15th for the middle, else the last. */
export type PartOfMonth = 'early' | 'middle' | 'end' | 'before' | { readonly week: number };

export function partOfMonth(part: PartOfMonth, month: number, year: number | null, today: Day): DateMeaning | null {
  const now = partsOf(today);
  const ending = (inYear: number): Day => closingDay(part, inYear, month);
  const chosen = year ?? (ending(now.year) < today ? now.year + 1 : now.year);
  return { day: ending(chosen), reason: 'end-of-period' };
}

function closingDay(part: PartOfMonth, year: number, month: number): Day {
  const last = endOfMonth(year, month);
  if (part === 'before') return addDays(`${last.slice(0, 8)}01`, -1);
  if (part === 'early') return `${last.slice(0, 8)}10`;
  if (part === 'middle') return `${last.slice(0, 8)}15`;
  if (part === 'end') return last;
  return addDays(`${last.slice(0, 8)}01`, part.week * 7 - 1);
}

/** The end (or early or middle part) of a quarter or a half-year. */
export function partOfYear(
  months: 3 | 6,
  number: number,
  part: 'early' | 'middle' | 'end',
  year: number | null,
  today: Day,
): DateMeaning | null {
  const lastMonth = months * number;
  if (lastMonth < 1 || lastMonth > 12) return null;
  const now = partsOf(today);
  const chosen = year ?? (endOfMonth(now.year, lastMonth) < today ? now.year + 1 : now.year);
  const month = part === 'end' ? lastMonth : lastMonth - months + (part === 'early' ? 1 : Math.ceil(months / 2));
  return {
    day: part === 'middle' && months === 3 ? (dayOf(chosen, month, 15) ?? today) : endOfMonth(chosen, month),
    reason: 'end-of-period',
  };
}

export type Unit = 'day' | 'week' | 'month' | 'quarter' | 'half' | 'year';

/** The last working day of this week, month, quarter, half-year or year, or of one of the next. */
export function endOfUnit(unit: Unit, ahead: number, today: Day): DateMeaning {
  const { year, month } = partsOf(today);
  if (unit === 'day') return { day: addDays(today, ahead), reason: 'relative-date' };
  if (unit === 'week') {
    const friday = addDays(today, 5 - weekday(today) + 7 * ahead);
    return { day: friday < today ? today : friday, reason: 'end-of-period' };
  }
  if (unit === 'year') return { day: `${year + ahead}-12-31`, reason: 'end-of-period' };
  const length = { month: 1, quarter: 3, half: 6 }[unit];
  const last = Math.ceil(month / length) * length + ahead * length;
  return { day: endOfMonth(year, last), reason: 'end-of-period' };
}

export function afterToday(count: number, unit: Unit, today: Day): DateMeaning | null {
  if (!Number.isFinite(count) || count < 1 || count > 400) return null;
  const months = { month: 1, quarter: 3, half: 6, year: 12, day: 0, week: 0 }[unit] * count;
  const day = months > 0 ? addMonths(today, months) : addDays(today, unit === 'week' ? count * 7 : count);
  return { day, reason: 'relative-date' };
}

export function onWeekday(wanted: number | undefined, weeksMore: number, today: Day): DateMeaning | null {
  if (wanted === undefined) return null;
  return { day: addDays(nextWeekday(today, wanted), 7 * weeksMore), reason: 'next-occurrence', bare: true };
}

/** « le 9 »: the next day of that number. */
export function onDayOfMonth(day: number, today: Day): DateMeaning | null {
  const { year, month } = partsOf(today);
  for (let ahead = 0; ahead < 3; ahead += 1) {
    const first = addMonths(`${year}-${String(month).padStart(2, '0')}-01`, ahead);
    const found = dayOf(partsOf(first).year, partsOf(first).month, day);
    if (found && found >= today) return { day: found, reason: 'next-occurrence', bare: true };
  }
  return null;
}

/** The day of a feast; the day before it when the words say "before". */
export function feast(name: string, before: boolean, today: Day): DateMeaning | null {
  const found = feastDay(name, today);
  return found === null ? null : { day: before ? addDays(found, -1) : found, reason: 'next-occurrence' };
}

function feastDay(name: string, today: Day): Day | null {
  const { year } = partsOf(today);
  if (/^(?:noel|christmas|xmas)/.test(name)) return nextDate(today, 12, 25);
  if (/^(?:toussaint)/.test(name)) return nextDate(today, 11, 1);
  if (/^(?:nouvel|new)/.test(name)) return nextDate(today, 1, 1);
  if (/^(?:paques|easter)/.test(name)) return easter(year) >= today ? easter(year) : easter(year + 1);
  if (/^(?:tabaski|aid el kebir|eid al adha)/.test(name)) return nextIslamicDate(today, 12, 10);
  if (/^(?:korite|aid el fitr|eid al fitr)/.test(name)) return nextIslamicDate(today, 10, 1);
  if (/^ramadan/.test(name)) return nextIslamicDate(today, 9, 1);
  if (/^(?:gamou|mawlid|maouloud)/.test(name)) return nextIslamicDate(today, 3, 12);
  if (/^magal/.test(name)) return nextIslamicDate(today, 2, 18);
  return null;
}

export const ISO_DATE: DateForm = {
  name: 'iso',
  pattern: /(?<![\d-])(?<year>20\d{2})-(?<month>\d{2})-(?<day>\d{2})(?![\d-])/g,
  read: ({ year, month, day }, today) => fullDate(Number(year), Number(month), Number(day), today),
};
