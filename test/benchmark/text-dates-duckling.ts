import { z } from 'zod';

import { addDays, addMonths, endOfMonth, partsOf } from '../../middleware/src/extraction/values/calendar.ts';
import type { DateCase } from './text-date-sets.ts';

const expectation = z.object({
  kind: z.string(),
  grain: z.string().nullish(),
  holiday: z.string().nullish(),
  unit: z.string().nullish(),
  value: z.union([z.string(), z.number()]).nullish(),
  start: z.string().nullish(),
  end: z.string().nullish(),
});
type Expectation = z.infer<typeof expectation>;

const ducklingFile = z.object({
  reference_time: z.string(),
  cases: z.array(z.object({ text: z.string(), expected: expectation })),
  negative: z.array(z.string()),
});

/** The feasts that are days off, or move the days off, in the countries that the guide names. */
const FEASTS = new Set([
  'Christmas',
  "New Year's Day",
  "New Year's Eve",
  'Easter Sunday',
  'Easter Monday',
  'Pentecost',
  'Whit Monday',
  'Eid al-Adha',
  'Eid al-Fitr',
  'Ramadan',
  'Mawlid',
]);

const LEFT_OUT = {
  past: 'expected before the day of the note: a deal closes on a day to come',
  time: 'a time of the day of the note or of the night after it, or finer than a day: a close date has no hour',
  feast: 'a feast that is no day off in the countries that the guide names',
  open: 'open on one side (after, since, through): it names no day',
  season: 'a season: the guide closes no deal by it',
  backwards: 'counted backwards from an end, or the one nearest to another day: nobody writes a close date so',
  calendar: 'whole calendar weeks, months or years in duckling, where the guide counts from the day of the note',
  other: 'counted from another day ("three days after Easter", "for 10 days"): nobody writes a close date so',
  hyphen: 'day and month joined by a hyphen, without a year: in a note it is a range (2-15 users)',
  vague: 'a vague count (a few, several): the guide states no date for it',
  duration: 'no whole days: a close date has no hour',
  year: 'a bare year with an era, or before 1900',
} as const;

/** The cases of a corpus of duckling, as days. Durations are read as what they are in a note: "in seven weeks". */
export function ducklingCases(file: unknown, set: string): DateCase[] {
  const { reference_time: reference, cases, negative } = ducklingFile.parse(file);
  const today = reference.slice(0, 10);
  const order = set === 'Time_EN-GB' ? 'day-first' : 'month-first';
  const common = { today, language: 'en', order } as const;
  return [
    ...cases.map(({ text, expected }): DateCase => {
      const asked: DateCase =
        expected.kind === 'duration'
          ? { ...common, input: `in ${text}`, expected: afterDuration(expected, today) }
          : { ...common, input: text, ...daysOf(text, expected) };
      const leftOut = reasonToLeaveOut(text, expected, asked);
      return leftOut === null ? asked : { ...asked, leftOut };
    }),
    ...negative.map((input): DateCase => ({ ...common, input, expected: null })),
  ];
}

function daysOf(text: string, expected: Expectation): Pick<DateCase, 'expected' | 'opens'> {
  if (expected.kind === 'interval') return daysOfInterval(text, expected);
  const first = String(expected.value ?? expected.start ?? '').slice(0, 10);
  const last = lastDay(first, expected.grain ?? 'Day');
  const counts = /\b(?:hence|from now|in (?:\d|a|one|two|three)|upcoming|\d years?)\b/i.test(text);
  return { expected: counts || expected.grain === 'Week' ? [first, last] : [last, last] };
}

/** A range of days closes on its last one; a part of a period ("early March", "end of next week") may be any day in it. */
function daysOfInterval(text: string, { start, end, grain }: Expectation): Pick<DateCase, 'expected' | 'opens'> {
  const first = (start ?? '').slice(0, 10);
  const last = end?.endsWith('T00:00:00') ? addDays(end.slice(0, 10), -1) : (end ?? '').slice(0, 10);
  if (/^within/i.test(text)) return { expected: [last, addDays(last, 1)] };
  if (grain !== 'Second' && /early|mid|late|beginning|BO[MY]|we?e?k/i.test(text)) return { expected: [first, last] };
  return { expected: [last, last], opens: first };
}

function lastDay(day: string, grain: string): string {
  const { year, month } = partsOf(day);
  if (grain === 'Week') return addDays(day, 6);
  if (grain === 'Month') return endOfMonth(year, month);
  if (grain === 'Quarter') return endOfMonth(year, month + 2);
  return grain === 'Year' ? `${year}-12-31` : day;
}

function afterDuration({ value, unit }: Expectation, today: string): [string, string] | null {
  const months = { Month: 1, Quarter: 3, Year: 12 }[unit ?? ''];
  const count = Number(value);
  const day = months ? addMonths(today, months * count) : addDays(today, count * (unit === 'Week' ? 7 : 1));
  return [day, day];
}

function reasonToLeaveOut(text: string, expected: Expectation, asked: DateCase): string | null {
  if (expected.kind === 'duration')
    return /Day|Week|Month|Quarter|Year/.test(expected.unit ?? '') ? null : LEFT_OUT.duration;
  if (expected.kind === 'open_interval') return LEFT_OUT.open;
  if (expected.holiday && !FEASTS.has(expected.holiday)) return LEFT_OUT.feast;
  const [first, last] = asked.expected ?? ['', ''];
  if (last < '1900' || /\b[ab]\.?[dc]\b/i.test(text)) return LEFT_OUT.year;
  if (last < asked.today) return LEFT_OUT.past;
  return reasonByWords(text, expected, first, asked.today);
}

function reasonByWords(text: string, expected: Expectation, first: string, today: string): string | null {
  if (/Hour|Minute|Second/.test(expected.grain ?? '') && isSoon(text, first, today)) return LEFT_OUT.time;
  if (/summer|winter|spring|fall|season/i.test(text)) return LEFT_OUT.season;
  if (/^\d+ ?- ?\d+$/.test(text)) return LEFT_OUT.hyphen;
  if (/\bafter (?:christmas|easter)|\bfor \d+ days|(?:march|thanksgiving) in \w+ year|march after next/i.test(text))
    return LEFT_OUT.other;
  if (/closest|(?:second|third|fifth|\dnd|\drd|\dth) last/i.test(text)) return LEFT_OUT.backwards;
  if (/\b(?:few|several)\b/i.test(text)) return LEFT_OUT.vague;
  if (/\b(?:next|upcoming) \w+ (?:week|month|year|quarter)|\w+ upcoming/i.test(text)) return LEFT_OUT.calendar;
  return null;
}

function isSoon(text: string, first: string, today: string): boolean {
  return first <= addDays(today, 1) && !/\b(?:tomorrow|today|by (?!\d))/i.test(text);
}
