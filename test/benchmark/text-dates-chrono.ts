import { z } from 'zod';

import type { Language } from '../../middleware/src/captures/schema.ts';
import { closingDay } from './text-dates-guide.ts';
import type { DateCase } from './text-date-sets.ts';

const chronoFile = z.object({
  cases: z.array(
    z.object({
      locale: z.string(),
      call: z.string(),
      text: z.string(),
      ref: z.unknown().optional(),
      expect: z.array(z.object({ path: z.unknown().optional(), matcher: z.string(), value: z.unknown().optional() })),
    }),
  ),
});
type ChronoCase = z.infer<typeof chronoFile>['cases'][number];
interface Parts {
  year?: number;
  month?: number;
  day?: number;
}

const LEFT_OUT = {
  noDay: 'no day is expected: a time alone, an option or the place of the words is what is tested',
  strict: 'the strict mode of chrono, which refuses what a note may say',
  past: 'expected before the day of the note: a deal closes on a day to come',
  time: 'counted in hours, minutes or seconds, or a time of day: a close date has no hour',
  era: 'years before 1900 or after 2200, or with an era',
  zone: 'the reference is an instant of the world: what is tested is its time zone',
  other: 'counted from another day ("2 days after tomorrow", "+10 days"): nobody writes a close date so',
  vague: 'a vague count (a few, several, quelques): the guide states no date for it',
  now: 'now: names no day',
  periods: 'a period for which chrono has no answer and the guide has one',
} as const;

const TIME =
  /\d ?(?:h|hr|m|s|min)\b|hour|heure|minute|\bmins?\b|second(?:s|es|e)?\b(?! half)|midnight|minuit|\bmidi\b|a\.?m\b|p\.?m\b|\d:\d\d/i;

/** The cases that chrono's own tests record, as days. A test without a reference is asked on the first day of its year. */
export function chronoCases(file: unknown, language: Language): DateCase[] {
  return chronoFile.parse(file).cases.map((test) => chronoCase(test, language));
}

function chronoCase(test: ChronoCase, language: Language): DateCase {
  const reference = typeof test.ref === 'string' ? test.ref.slice(0, 10) : null;
  const { start, end } = daysOf(test, reference);
  const today = reference ?? (start ? `${start.slice(0, 4)}-01-01` : '2012-08-10');
  const order = language === 'fr' || test.locale.endsWith('.GB') ? 'day-first' : 'month-first';
  const expected = expectedDays(test.text, start, end);
  const asked = {
    input: test.text,
    today,
    language,
    order,
    expected,
    ...(end && start ? { opens: start } : {}),
  } as const;
  const leftOut = reasonToLeaveOut(test, asked);
  return leftOut === null ? asked : { ...asked, leftOut };
}

function expectedDays(text: string, start: string | null, end: string | null): [string, string] | null {
  if (end) return [closingDay(text, end), closingDay(text, end)];
  if (start) return [closingDay(text, start), closingDay(text, start)];
  return null;
}

function reasonToLeaveOut(test: ChronoCase, asked: DateCase): string | null {
  const { text, call, locale } = test;
  if (typeof test.ref === 'object') return LEFT_OUT.zone;
  if (locale.endsWith('.strict') && call === 'none') return LEFT_OUT.strict;
  if (/\b(?:A\.?D|B\.?C|[BC]\.?E|BCE|AC|Chr)\b/.test(text)) return LEFT_OUT.era;
  if (call === 'none') return /second half|mois d'avril/.test(text) ? LEFT_OUT.periods : null;
  return asked.expected === null ? LEFT_OUT.noDay : reasonByDay(text, asked.expected[1], asked.today);
}

function reasonByDay(text: string, day: string, today: string): string | null {
  if (day > '2200' || day < '1900') return LEFT_OUT.era;
  if (day < today) return LEFT_OUT.past;
  if (/\b(?:few|several|quelques)\b/i.test(text)) return LEFT_OUT.vague;
  if (/after (?:yesterday|tomorrow|next|this)|\+ ?\d|give it/i.test(text)) return LEFT_OUT.other;
  if (/\b(?:now|maintenant)\b/i.test(text) && !/from now/i.test(text)) return LEFT_OUT.now;
  return isTime(text, day, today) ? LEFT_OUT.time : null;
}

/** An hour of the day of the note or of the night after it, or a count of hours. */
function isTime(text: string, day: string, today: string): boolean {
  if (/\b(?:today|aujourd'hui|demain|tomorrow)\b/i.test(text)) return false;
  const soon = Date.parse(day) - Date.parse(today) <= 86_400_000;
  return (
    soon && (TIME.test(text) || /\b(?:morning|afternoon|evening|tonight|matin|apr[eè]s-midi|aprem|soir)\b/i.test(text))
  );
}

function daysOf({ expect }: ChronoCase, reference: string | null): { start: string | null; end: string | null } {
  const start: Parts = {};
  const end: Parts = {};
  for (const { path, matcher, value } of expect) {
    if (typeof path !== 'string') continue;
    const part = /^results?(?:\[0\])?\.(start|end)\.get\("(year|month|day)"\)$/.exec(path);
    if (part && typeof value === 'number') (part[1] === 'start' ? start : end)[partName(part[2])] = value;
    const whole = /^results?(?:\[0\])?(?:\.(start|end))?$/.exec(path);
    if (whole && matcher === 'toBeDate') Object.assign(whole[1] === 'end' ? end : start, partsOf(value));
  }
  return { start: dayOf(start, reference), end: dayOf(end, reference) };
}

function partName(text: string | undefined): keyof Parts {
  return text === 'year' || text === 'month' ? text : 'day';
}

function partsOf(value: unknown): Parts {
  const date = z.object({ localDate: z.string() }).safeParse(value).data?.localDate;
  const found = /^([-+]?\d+)-(\d\d)-(\d\d)/.exec(date ?? '');
  return found ? { year: Number(found[1]), month: Number(found[2]), day: Number(found[3]) } : {};
}

function dayOf({ year: asked, month, day }: Parts, reference: string | null): string | null {
  const year = asked ?? (reference === null ? undefined : Number(reference.slice(0, 4)));
  if (year === undefined || month === undefined) return null;
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day ?? 1).padStart(2, '0')}`;
}
