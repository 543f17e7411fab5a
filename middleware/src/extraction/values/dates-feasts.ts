import type { Day } from './calendar.ts';
import { addDays, easter, nextDate, nextIslamicDate, partsOf } from './calendar.ts';
import type { DateMeaning } from './date-forms.ts';

/** Feasts with a day of the common calendar: month and day. */
const FIXED: Record<string, [number, number]> = {
  christmas: [12, 25],
  'new-year': [1, 1],
  'new-year-eve': [12, 31],
  labour: [5, 1],
  assumption: [8, 15],
  'all-saints': [11, 1],
};

/** Feasts that follow Easter, by how many days. */
const AFTER_EASTER: Record<string, number> = {
  'good-friday': -2,
  easter: 0,
  'easter-monday': 1,
  ascension: 39,
  pentecost: 49,
  'whit-monday': 50,
};

/** Feasts of the Islamic calendar: month and day. */
const ISLAMIC: Record<string, [number, number]> = {
  'eid-al-adha': [12, 10],
  'eid-al-fitr': [10, 1],
  ramadan: [9, 1],
  mawlid: [3, 12],
  magal: [2, 18],
  ashura: [1, 10],
};

/** The day of a feast, of a year when one is named; the eve of it when the words say "before". Ramadan closes on its last day. */
export function feast(
  concept: string | undefined,
  before: boolean,
  year: number | null,
  today: Day,
): DateMeaning | null {
  const from = year === null ? today : `${year}-01-01`;
  const name = concept === 'ramadan' && !before ? 'eid-al-fitr' : concept;
  const found = name === undefined ? null : feastDay(name, from);
  if (found === null) return null;
  const isEve = before || concept === 'ramadan';
  return { day: isEve ? addDays(found, -1) : found, reason: 'next-occurrence' };
}

function feastDay(name: string, from: Day): Day | null {
  const fixed = FIXED[name];
  if (fixed) return nextDate(from, ...fixed);
  const shift = AFTER_EASTER[name];
  if (shift !== undefined) return nextAfterEaster(shift, from);
  const islamic = ISLAMIC[name];
  return islamic ? nextIslamicDate(from, ...islamic) : null;
}

function nextAfterEaster(shift: number, from: Day): Day {
  const { year } = partsOf(from);
  const thisYear = addDays(easter(year), shift);
  return thisYear >= from ? thisYear : addDays(easter(year + 1), shift);
}
