import type { Language } from '../../captures/schema.ts';
import type { Reason } from '../schema.ts';
import type { Source, Span } from '../source.ts';
import type { Day } from './calendar.ts';
import { ENGLISH_FORMS } from './dates-english.ts';
import { FRENCH_FORMS } from './dates-french.ts';

/** A date written in a source, whatever it dates. */
export interface WrittenDate extends Span {
  readonly day: Day;
  readonly reason: Reason | null;
  readonly bare: boolean;
  readonly form: string;
}

const PAST_AFTER = /^\.?,? (?:dernier|derniere|passee?|last|ago)\b/;
const PAST_BEFORE = /(?:depuis(?: le)?|since|il y a|last|date du|dated?|hier) $/;

/** Every date that a text names from `today` on, in reading order. The source's own language decides how they are read. */
export function datesIn(source: Source, today: Day): WrittenDate[] {
  const taken = new Uint8Array(source.folded.length);
  const dates: WrittenDate[] = [];
  for (const form of formsOf(source.language)) {
    for (const match of source.folded.matchAll(form.pattern)) {
      const start = match.index;
      const end = start + match[0].replace(/[\s.,]+$/, '').length;
      if (taken[start] || taken[end - 1]) continue;
      const meaning = form.read(match.groups ?? {}, today);
      if (!meaning) continue;
      taken.fill(1, start, end);
      if (meaning.day < today || isPast(source.folded, start, end)) continue;
      dates.push({
        start,
        end,
        day: meaning.day,
        reason: meaning.reason,
        bare: meaning.bare ?? false,
        form: form.name,
      });
    }
  }
  return dates.sort((one, other) => one.start - other.start);
}

function formsOf(language: Language): typeof FRENCH_FORMS {
  return language === 'fr' ? FRENCH_FORMS : ENGLISH_FORMS;
}

function isPast(folded: string, start: number, end: number): boolean {
  return PAST_AFTER.test(folded.slice(end, end + 12)) || PAST_BEFORE.test(folded.slice(Math.max(0, start - 12), start));
}
