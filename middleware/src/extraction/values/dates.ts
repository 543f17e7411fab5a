import type { Language } from '../../captures/schema.ts';
import type { Reason } from '../schema.ts';
import type { Source, Span } from '../source.ts';
import { lastUpTo } from '../source.ts';
import type { Day } from './calendar.ts';
import type { DateForm, NumericOrder } from './date-forms.ts';
import { NO_DATE } from './date-forms.ts';
import { ENGLISH_FORMS } from './dates-english.ts';
import { FRENCH_FORMS } from './dates-french.ts';

/** A date written in a source, whatever it dates. */
export interface WrittenDate extends Span {
  readonly day: Day;
  readonly reason: Reason | null;
  readonly bare: boolean;
  readonly form: string;
}

/** From a place of the source on, relative dates count from this day: a mail says when it was sent. */
export interface Reference extends Span {
  readonly day: Day;
}

/** The forms that name one day by themselves. */
const NAMES_A_DAY = new Set([
  'iso',
  'numeric',
  'numeric-spaced',
  'day-month',
  'month-day',
  'year-month-day',
  'numeric-day-month',
]);

const PAST_AFTER = /^\.?,? (?:dernier(?! delai| carat| jour)|derniere|passee?|last|ago)\b/;
const PAST_BEFORE = /(?:depuis(?: le)?|since|il y a|last|date du|dated?|hier) $/;

// A pattern becomes machine code at its second use, for texts with and without characters beyond Latin-1: here that costs no note its time.
const SAMPLES = ['le 3 mars', 'in 3 weeks', 'le 3 mars – mardi', 'in 3 weeks – monday'];
for (const { pattern } of [...FRENCH_FORMS, ...ENGLISH_FORMS]) for (const sample of SAMPLES) sample.match(pattern);

/** Every date that a text names from `today` on, in reading order. The source's own language decides how they are read. */
export function datesIn(
  source: Source,
  today: Day,
  order: NumericOrder = 'day-first',
  references: readonly Reference[] = [],
): WrittenDate[] {
  const taken = new Uint8Array(source.folded.length);
  const dates: WrittenDate[] = [];
  for (const form of FORMS[source.language]) {
    for (const match of source.folded.matchAll(form.pattern)) {
      const start = match.index;
      const end = start + match[0].replace(/[\s.,]+$/, '').length;
      if (taken[start] || taken[end - 1]) continue;
      const meaning = form.read(match.groups ?? {}, dayAt(references, start) ?? today, order);
      if (!meaning) continue;
      taken.fill(1, start, end);
      if (meaning === NO_DATE || meaning.day < today || isPast(source.folded, start, end)) continue;
      dates.push({
        start,
        end,
        day: meaning.day,
        reason: meaning.reason,
        bare: meaning.bare === true,
        form: form.name,
      });
    }
  }
  return dates.sort((one, other) => one.start - other.start);
}

/** The first day that a short folded text names, counted from a day; its weekdays and bare numbers are left aside. */
export function firstDay(
  folded: string,
  language: Language,
  from: Day,
  order: NumericOrder,
): (Span & { day: Day }) | null {
  for (const form of FORMS[language]) {
    if (!NAMES_A_DAY.has(form.name)) continue;
    for (const match of folded.matchAll(form.pattern)) {
      const meaning = form.read(match.groups ?? {}, from, order);
      if (!meaning || meaning === NO_DATE) continue;
      return { start: match.index, end: match.index + match[0].trimEnd().length, day: meaning.day };
    }
  }
  return null;
}

function dayAt(references: readonly Reference[], place: number): Day | undefined {
  const reference = references[lastUpTo(references, place)];
  return reference && place < reference.end ? reference.day : undefined;
}

/** Forms that name their month or period in full: they are read in a text of the other language too (« deadline 15 December »). */
const READ_ABROAD = new Set([
  'day-range',
  'month-day-range',
  'ordinal-part-of-month',
  'week-of-month',
  'weekday-of-month',
  'day-month',
  'month-day',
  'part-of-month',
  'part-of-unit',
  'unit-end',
]);

const abroad = (forms: readonly DateForm[]): DateForm[] => forms.filter(({ name }) => READ_ABROAD.has(name));
const FORMS: Record<Language, readonly DateForm[]> = {
  fr: [...FRENCH_FORMS, ...abroad(ENGLISH_FORMS)],
  en: [...ENGLISH_FORMS, ...abroad(FRENCH_FORMS)],
};

function isPast(folded: string, start: number, end: number): boolean {
  return PAST_AFTER.test(folded.slice(end, end + 20)) || PAST_BEFORE.test(folded.slice(Math.max(0, start - 12), start));
}
