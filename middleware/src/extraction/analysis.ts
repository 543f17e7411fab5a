import type { CaptureContext } from '../captures/schema.ts';
import type { Cue } from './lexicon.ts';
import { findCues, readLexicon } from './lexicon.ts';
import type { Sections } from './sections.ts';
import { sectionsOf } from './sections.ts';
import { sentencesOf } from './sentences.ts';
import type { Source, Span } from './source.ts';
import { fold, sourceOf, wordsOf } from './source.ts';
import type { Language } from '../captures/schema.ts';
import type { WrittenAmount } from './values/amounts.ts';
import { amountsIn } from './values/amounts.ts';
import type { Day } from './values/calendar.ts';
import type { WrittenDate } from './values/dates.ts';
import { datesIn } from './values/dates.ts';
import type { WrittenEmail } from './values/emails.ts';
import { emailsIn } from './values/emails.ts';

const LEXICONS = {
  closeDate: readLexicon('close-date'),
  amount: readLexicon('amount'),
  leadSource: readLexicon('lead-source'),
  type: readLexicon('type'),
  subject: readLexicon('subjects', ['fr', 'en']),
  brand: readLexicon('brands', ['international']),
  detection: readLexicon('detection'),
  country: readLexicon('countries', ['international']),
  nextStep: readLexicon('next-step'),
};

/** What every rule starts from: the source in its views and sections, and all that is written in it, each thing found once. */
export interface Analysis {
  readonly source: Source;
  readonly sections: Sections;
  readonly sentences: readonly Span[];
  readonly today: Day;
  readonly context: CaptureContext;
  readonly dates: readonly WrittenDate[];
  readonly amounts: readonly WrittenAmount[];
  readonly emails: readonly WrittenEmail[];
  readonly cues: Readonly<Record<keyof typeof LEXICONS, readonly Cue[]>>;
  /** The names of the vendor's people, folded. */
  readonly vendorPeople: ReadonlySet<string>;
  /** Spoken: no capitals and hardly a full stop. */
  readonly dictated: boolean;
}

export function analyse(text: string, language: Language, today: Day, context: CaptureContext): Analysis {
  const whole = sourceOf(text, language);
  const sections = sectionsOf(whole, context.vendor);
  const source = without(
    whole,
    sections.lines.filter(({ role }) => role === 'disclaimer'),
  );
  return {
    source,
    sections,
    sentences: sentencesOf(source),
    today,
    context,
    dates: datesIn(source, today),
    amounts: amountsIn(source),
    emails: emailsIn(source),
    cues: {
      closeDate: findCues(source, LEXICONS.closeDate),
      amount: findCues(source, LEXICONS.amount),
      leadSource: findCues(source, LEXICONS.leadSource),
      type: findCues(source, LEXICONS.type),
      subject: findCues(source, LEXICONS.subject),
      brand: findCues(source, LEXICONS.brand),
      detection: findCues(whole, LEXICONS.detection),
      country: findCues(source, LEXICONS.country),
      nextStep: findCues(source, LEXICONS.nextStep),
    },
    vendorPeople: new Set((context.vendor.people ?? []).map(fold)),
    dictated: isDictated(source),
  };
}

/** The source with some lines blanked in the views that rules read: a disclaimer says nothing of a deal. */
function without(source: Source, lines: readonly Span[]): Source {
  if (lines.length === 0) return source;
  const blank = (view: string): string => {
    let result = '';
    let from = 0;
    for (const line of lines) {
      result += view.slice(from, line.start) + ' '.repeat(line.end - line.start);
      from = line.end;
    }
    return result + view.slice(from);
  };
  const folded = blank(source.folded);
  return { ...source, clear: blank(source.clear), folded, words: wordsOf(folded) };
}

function isDictated(source: Source): boolean {
  const letters = source.clear.match(/\p{L}/gu)?.length ?? 0;
  const capitals = source.clear.match(/\p{Lu}/gu)?.length ?? 0;
  return letters > 60 && capitals / letters < 0.012;
}
