/** Days as ISO strings `YYYY-MM-DD`: no clock and no time zone can move them. */
export type Day = string;

const MILLISECONDS_A_DAY = 86_400_000;

/** The day of a calendar date, or null when there is none such (31 April). Months count from 1. */
export function dayOf(year: number, month: number, day: number): Day | null {
  const time = Date.UTC(year, month - 1, day);
  const made = new Date(time);
  if (year < 1900 || year > 2200 || made.getUTCMonth() !== month - 1 || made.getUTCDate() !== day) return null;
  return made.toISOString().slice(0, 10);
}

export function partsOf(day: Day): { year: number; month: number; day: number } {
  return { year: Number(day.slice(0, 4)), month: Number(day.slice(5, 7)), day: Number(day.slice(8, 10)) };
}

export function addDays(day: Day, days: number): Day {
  return new Date(Date.parse(day) + days * MILLISECONDS_A_DAY).toISOString().slice(0, 10);
}

/** The same day some months later, or the last day of that month when it is shorter. */
export function addMonths(day: Day, months: number): Day {
  const { year, month, day: dayOfMonth } = partsOf(day);
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0));
  const wanted = Math.min(dayOfMonth, last.getUTCDate());
  return new Date(Date.UTC(year, month - 1 + months, wanted)).toISOString().slice(0, 10);
}

export function endOfMonth(year: number, month: number): Day {
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}

/** 1 for Monday to 7 for Sunday. */
export function weekday(day: Day): number {
  return new Date(Date.parse(day)).getUTCDay() || 7;
}

/** The next such weekday after a day, never the day itself. */
export function nextWeekday(day: Day, wanted: number): Day {
  return addDays(day, ((wanted - weekday(day) + 6) % 7) + 1);
}

/** The weekday of the calendar week (Monday to Sunday) that lies some weeks ahead of the one that holds a day. */
export function weekdayOfWeek(day: Day, wanted: number, weeksAhead: number): Day {
  return addDays(day, wanted - weekday(day) + 7 * weeksAhead);
}

/** The n-th such weekday of a month, counted from its end when n is 0; null when the month has no fifth one. */
export function nthWeekday(year: number, month: number, wanted: number, n: number): Day | null {
  const first = `${year}-${String(month).padStart(2, '0')}-01`;
  if (n === 0) return addDays(nextWeekday(endOfMonth(year, month), wanted), -7);
  const found = addDays(nextWeekday(addDays(first, -1), wanted), 7 * (n - 1));
  return partsOf(found).month === month ? found : null;
}

/** The Friday of the ISO week `week` of a year. */
export function fridayOfWeek(year: number, week: number): Day {
  const fourth = `${year}-01-04`;
  return addDays(fourth, (week - 1) * 7 + 5 - weekday(fourth));
}

/** The next day with this month and day from `today` on; a past one belongs to next year. */
export function nextDate(today: Day, month: number, day: number): Day | null {
  const { year } = partsOf(today);
  const thisYear = dayOf(year, month, day);
  if (thisYear && thisYear >= today) return thisYear;
  return dayOf(year + 1, month, day) ?? thisYear;
}

/** Easter Sunday of a year (Gauss, in the form of Butcher and Meeus). */
export function easter(year: number): Day {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const month = Math.floor((h + l - 7 * m + 114) / 31);
  return dayOf(year, month, ((h + l - 7 * m + 114) % 31) + 1) ?? `${year}-04-01`;
}

const islamic = new Intl.DateTimeFormat('en-u-ca-islamic-umalqura', {
  month: 'numeric',
  day: 'numeric',
  timeZone: 'UTC',
});
const islamicDates = new Map<string, Day | null>();
const LONGEST_ISLAMIC_YEAR = 356;

/** The next day of the Islamic calendar with this month and day; the moon may move it by a day. */
export function nextIslamicDate(from: Day, month: number, day: number): Day | null {
  const key = `${from} ${month} ${day}`;
  const known = islamicDates.get(key);
  if (known !== undefined) return known;
  if (islamicDates.size > 1000) islamicDates.clear();
  const found = searchIslamicDate(from, month, day);
  islamicDates.set(key, found);
  return found;
}

function searchIslamicDate(from: Day, month: number, day: number): Day | null {
  for (let ahead = 0; ahead < LONGEST_ISLAMIC_YEAR; ahead += 1) {
    const candidate = addDays(from, ahead);
    const parts = islamic.formatToParts(Date.parse(candidate));
    const part = (type: string): number => Number(parts.find((found) => found.type === type)?.value);
    if (part('month') === month && part('day') === day) return candidate;
  }
  return null;
}
