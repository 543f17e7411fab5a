import type { Day } from './calendar.ts';
import {
  addDays,
  addMonths,
  dayOf,
  endOfMonth,
  fridayOfWeek,
  nextDate,
  nextWeekday,
  nthWeekday,
  partsOf,
  weekday,
  weekdayOfWeek,
} from './calendar.ts';
import type { DateMeaning } from './date-forms.ts';
import { NO_DATE } from './date-forms.ts';

type Read = DateMeaning | typeof NO_DATE | null;

/** A date without a year that comes back only after so many days has most likely just passed. */
const JUST_PASSED = 330;
const HALF_A_YEAR = 183;

/**
 * A full date; without a year it is the next one from today. Where its weekday is named and fits the one just passed but not the
 * next, it has passed. What no calendar has (31 April) is no date.
 */
export function fullDate(
  year: number | null,
  month: number,
  day: number,
  today: Day,
  named?: number,
): DateMeaning | typeof NO_DATE {
  if (year !== null) {
    const found = dayOf(year, month, day);
    return found === null ? NO_DATE : { day: found, reason: null };
  }
  const next = nextDate(today, month, day);
  if (next === null) return NO_DATE;
  const ahead = (Date.parse(next) - Date.parse(today)) / 86_400_000;
  const passed = dayOf(partsOf(next).year - 1, month, day);
  const fitsPassed = named !== undefined && weekday(next) !== named && passed !== null && weekday(passed) === named;
  if (fitsPassed && ahead > HALF_A_YEAR) return NO_DATE;
  return { day: next, reason: 'next-occurrence', ...(ahead > JUST_PASSED ? { bare: true } : {}) };
}

/** A place within a month, as the day that closes it: the 10th for the beginning, the 15th for the middle, else the last. */
export type PartOfMonth = 'early' | 'middle' | 'end' | 'before' | { readonly week: number };

export function partOfMonth(part: PartOfMonth, month: number, year: number | null, today: Day): DateMeaning | null {
  if (month < 1 || month > 12) return null;
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
  // The last week of a month: its last Friday lies in it however weeks are cut.
  if (part.week === 0) return nthWeekday(year, month, 5, 0) ?? last;
  return addDays(`${last.slice(0, 8)}01`, part.week * 7 - 1);
}

export type Part = 'early' | 'middle' | 'end';

/** The end (or early or middle part) of a quarter or a half-year. */
export function partOfYear(
  months: 3 | 6,
  number: number,
  part: Part,
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

/** The same where the words may name something else (« caméra S24 », "GPU T4"): with neither part nor year only near a deadline. */
export function loose(meaning: DateMeaning | null, ...said: (string | undefined)[]): DateMeaning | null {
  return meaning && said.every((word) => word === undefined) ? { ...meaning, bare: true } : meaning;
}

/** The end of a year that is named, of its first month, or of its first half. */
export function partOfNamedYear(part: Part, year: number): DateMeaning {
  const month = { early: 1, middle: 6, end: 12 }[part];
  return { day: endOfMonth(year, month), reason: 'end-of-period' };
}

export type Unit = 'day' | 'week' | 'month' | 'quarter' | 'half' | 'year';

/** The last (working) day of this week, month, quarter, half-year or year, or of one of the next. */
export function endOfUnit(unit: Unit, ahead: number, today: Day): DateMeaning {
  const { year, month } = partsOf(today);
  if (unit === 'day') return { day: addDays(today, ahead), reason: 'relative-date' };
  if (unit === 'week') {
    const friday = weekdayOfWeek(today, 5, ahead);
    return { day: friday < today ? today : friday, reason: 'end-of-period' };
  }
  if (unit === 'year') return { day: `${year + ahead}-12-31`, reason: 'end-of-period' };
  const length = { month: 1, quarter: 3, half: 6 }[unit];
  const last = Math.ceil(month / length) * length + ahead * length;
  return { day: endOfMonth(year, last), reason: 'end-of-period' };
}

/** A part of this week, month, quarter or year, or of one of the next. */
export function partOfUnit(part: Part, unit: Unit, ahead: number, today: Day): DateMeaning {
  if (part === 'end' || unit === 'day') return endOfUnit(unit, ahead, today);
  if (unit === 'week') {
    return { day: weekdayOfWeek(today, part === 'early' ? 2 : 3, ahead), reason: 'end-of-period' };
  }
  if (unit === 'year' && ahead === 0 && part === 'early') return beginningOfYear(today);
  const { year, month } = partsOf(endOfUnit(unit, ahead, today).day);
  if (unit === 'month') return { day: closingDay(part, year, month), reason: 'end-of-period' };
  const length = { quarter: 3, half: 6, year: 12 }[unit];
  const first = month - length + 1;
  return { day: endOfMonth(year, part === 'early' ? first : first + length / 2 - 1), reason: 'end-of-period' };
}

/** The end of the January to come, or of the first quarter when that has begun. */
function beginningOfYear(today: Day): DateMeaning {
  const { year, month } = partsOf(today);
  const day = month === 1 || month > 3 ? endOfMonth(month === 1 ? year : year + 1, 1) : endOfMonth(year, 3);
  return { day, reason: 'end-of-period' };
}

const MONTHS_IN: Record<Unit, number> = { day: 0, week: 0, month: 1, quarter: 3, half: 6, year: 12 };

/** So many days, weeks, months from today; with a second count, both together (« deux ans et trois mois »). */
export function afterToday(
  count: number,
  unit: Unit,
  today: Day,
  more?: { count: number; unit: Unit },
): DateMeaning | null {
  if (!isCount(count) || (more && !isCount(more.count))) return null;
  const day = later(today, count, unit);
  return { day: more ? later(day, more.count, more.unit) : day, reason: 'relative-date' };
}

function isCount(count: number): boolean {
  return Number.isFinite(count) && count >= 1 && count <= 400;
}

function later(today: Day, count: number, unit: Unit): Day {
  const months = MONTHS_IN[unit] * count;
  if (months === 0) return addDays(today, unit === 'week' ? Math.ceil(count * 7) : Math.ceil(count));
  const whole = Math.floor(months);
  return addDays(addMonths(today, whole), Math.round((months - whole) * 30));
}

/** Working days: weekends are not counted. */
export function afterWorkingDays(count: number, today: Day): DateMeaning | null {
  if (!isCount(count)) return null;
  const weeks = Math.floor(count / 5);
  let day = addDays(today, weeks * 7);
  for (let left = count % 5; left > 0; left -= weekday(day) < 6 ? 1 : 0) day = addDays(day, 1);
  return { day, reason: 'relative-date' };
}

export function onWeekday(wanted: number | undefined, weeksMore: number, today: Day): DateMeaning | null {
  if (wanted === undefined) return null;
  return { day: addDays(nextWeekday(today, wanted), 7 * weeksMore), reason: 'next-occurrence', bare: true };
}

/** A weekday of this week or of one of the next (« mardi de la semaine prochaine »). */
export function onWeekdayOfWeek(wanted: number | undefined, weeksAhead: number, today: Day): DateMeaning | null {
  if (wanted === undefined) return null;
  return { day: weekdayOfWeek(today, wanted, weeksAhead), reason: 'relative-date', bare: true };
}

/** « le premier lundi de mars », "the last Friday of October"; n is 0 for the last. */
export function onNthWeekday(
  n: number,
  wanted: number | undefined,
  month: number,
  year: number | null,
  today: Day,
): DateMeaning | null {
  if (wanted === undefined) return null;
  const now = partsOf(today).year;
  const thisYear = nthWeekday(year ?? now, month, wanted, n);
  const found =
    year === null && thisYear !== null && thisYear < today ? nthWeekday(now + 1, month, wanted, n) : thisYear;
  return found === null ? null : { day: found, reason: 'next-occurrence' };
}

/** « le 9 »: the next day of that number; with its weekday (« jeudi 15 »), of this month or the next two the one that fits. */
export function onDayOfMonth(day: number, today: Day, named?: number): DateMeaning | null {
  const { year, month } = partsOf(today);
  let next: Day | null = null;
  for (let ahead = 0; ahead < 3; ahead += 1) {
    const first = partsOf(addMonths(`${year}-${String(month).padStart(2, '0')}-01`, ahead));
    const found = dayOf(first.year, first.month, day);
    if (!found || found < today) continue;
    if (named === undefined || weekday(found) === named) return { day: found, reason: 'next-occurrence', bare: true };
    next ??= found;
  }
  return next === null ? null : { day: next, reason: 'next-occurrence', bare: true };
}

/** « le 20 du mois prochain ». */
export function onDayOfUnit(day: number, monthsAhead: number, today: Day): DateMeaning | null {
  const { year, month } = partsOf(addMonths(`${today.slice(0, 8)}01`, monthsAhead));
  const found = dayOf(year, month, day);
  return found === null ? null : { day: found, reason: 'next-occurrence' };
}

/** The Friday of an ISO week; without a year, of the next week of that number. */
export function onWeekNumber(week: number, year: number | null, today: Day): DateMeaning | null {
  if (week < 1 || week > 53) return null;
  const now = partsOf(today).year;
  const friday = fridayOfWeek(year ?? now, week);
  const isPast = year === null && addDays(friday, 2) < today;
  return { day: isPast ? fridayOfWeek(now + 1, week) : friday, reason: 'end-of-period' };
}

/** The Friday of the week that holds a day: « la semaine du 12 mars ». */
export function inWeekOf(meaning: Read): Read {
  if (meaning === null || meaning === NO_DATE) return meaning;
  return {
    ...meaning,
    day: weekdayOfWeek(meaning.day, 5, weekday(meaning.day) > 5 ? 1 : 0),
    reason: 'end-of-period',
    bare: false,
  };
}
