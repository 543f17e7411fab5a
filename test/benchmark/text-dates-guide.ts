import { addDays, endOfMonth, partsOf, weekday } from '../../middleware/src/extraction/values/calendar.ts';
import { calendarWords } from '../../middleware/src/extraction/values/date-forms.ts';
import { foldInPlace } from '../../middleware/src/extraction/source.ts';

const MONTH = new RegExp(`(?<!\\p{L})(?:${calendarWords('en').month}|${calendarWords('fr').month})(?!\\p{L})`, 'u');
const PERIOD =
  /(?<!\p{L})(?:this|next|current|coming|ce|cette) (?<unit>week|month|quarter|qtr|year)(?!\p{L})|(?<!\p{L})(?<french>semaine|mois|trimestre|annee) prochaine?(?!\p{L})/u;
const DAY_WORDS = /\d|first|second|third|th(?!\p{L})|premier|(?:mon|tues|wednes|thurs|fri|satur|sun)day/u;

/**
 * The day that closes the period a text names, by the guide of the gold notes: the last day of its month, quarter or year, and the
 * Friday of its week; a text that names a day keeps it.
 */
export function closingDay(text: string, day: string): string {
  const { year, month } = partsOf(day);
  const folded = foldInPlace(text);
  const withoutYear = folded.replace(/(?<![\d/-])(?:(?<![\p{L}/])\d\d?\/)?20\d\d(?![/-]\d)/u, ' ');
  const namesMonth = MONTH.test(folded) || withoutYear !== folded;
  if (namesMonth && !DAY_WORDS.test(withoutYear)) return endOfMonth(year, month);
  const found = PERIOD.exec(folded)?.groups;
  const unit = found?.['unit'] ?? found?.['french'] ?? '';
  if (/^(?:week|semaine)/.test(unit)) return addDays(day, 5 - weekday(day));
  if (/^mo/.test(unit)) return endOfMonth(year, month);
  if (/^(?:q|tr)/.test(unit)) return endOfMonth(year, Math.ceil(month / 3) * 3);
  return /^(?:year|ann)/.test(unit) ? `${year}-12-31` : day;
}
