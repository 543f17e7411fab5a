import type { CaptureContext } from '../captures/schema.ts';
import { plantedInstructions } from './instructions.ts';
import type { Cue } from './lexicon.ts';
import { findCues, readLexicon } from './lexicon.ts';
import type { Scan } from './scan.ts';
import type { Sections } from './sections.ts';
import { withAges } from './sections-ages.ts';
import { sectionsOf } from './sections.ts';
import { sentencesOf } from './sentences.ts';
import type { Source, Span } from './source.ts';
import { fold, sourceOf, wordsOf } from './source.ts';
import type { Language } from '../captures/schema.ts';
import type { WrittenAmount } from './values/amounts.ts';
import { amountsIn } from './values/amounts.ts';
import type { Day } from './values/calendar.ts';
import type { Dateline } from './values/datelines.ts';
import { datelinesIn, referencesOf } from './values/datelines.ts';
import type { WrittenDate } from './values/dates.ts';
import { datesIn } from './values/dates.ts';
import type { WrittenEmail } from './values/emails.ts';
import { emailsIn } from './values/emails.ts';
import { withoutWraps } from './wrapped-lines.ts';
import { isOrdinaryWord } from './vocabulary.ts';
import { numericOrderOf } from './values/numeric-order.ts';

const LONGEST_ABBREVIATION = 3;

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
  /** Passages that order a program about, blanked in the views of `source`: they say nothing of a deal. */
  readonly planted: readonly Span[];
  readonly today: Day;
  readonly context: CaptureContext;
  readonly dates: readonly WrittenDate[];
  /** Where the source says when it was written: dates of the words, never of the deal. */
  readonly datelines: readonly Dateline[];
  readonly amounts: readonly WrittenAmount[];
  readonly emails: readonly WrittenEmail[];
  readonly cues: Readonly<Record<keyof typeof LEXICONS, readonly Cue[]>>;
  /** The names of the vendor's people, folded. */
  readonly vendorPeople: ReadonlySet<string>;
  /** Spoken: no capitals and hardly a full stop. */
  readonly dictated: boolean;
}

/** @param scan where the text was read from pictures; null where nobody knows. */
export function analyse(
  text: string,
  language: Language,
  today: Day,
  context: CaptureContext,
  scan: Scan | null = null,
): Analysis {
  const written = without(sourceOf(text, language, scan?.parts ?? null), scan?.noise ?? []);
  const planted = plantedInstructions(written);
  const whole = without(written, planted);
  const sections = sectionsOf(whole, context.vendor);
  const source = withoutWraps(
    without(
      whole,
      sections.lines.filter(({ role }) => role === 'disclaimer'),
    ),
    sections,
  );
  const order = numericOrderOf(source);
  const datelines = datelinesIn(source, today, order);
  return {
    source,
    sections: withAges(sections, datelines),
    sentences: sentencesOf(source),
    planted,
    today,
    context,
    dates: datesIn(source, today, order, referencesOf(datelines, text.length)),
    datelines,
    amounts: amountsIn(source),
    emails: emailsIn(source),
    cues: {
      closeDate: findCues(source, LEXICONS.closeDate),
      amount: findCues(source, LEXICONS.amount),
      leadSource: findCues(source, LEXICONS.leadSource),
      type: findCues(source, LEXICONS.type),
      subject: findCues(source, LEXICONS.subject).filter((cue) => isProduct(source, cue)),
      brand: findCues(source, LEXICONS.brand).filter((cue) => isBrand(source, cue)),
      detection: findCues(whole, LEXICONS.detection),
      country: findCues(source, LEXICONS.country),
      nextStep: findCues(source, LEXICONS.nextStep),
    },
    vendorPeople: new Set((context.vendor.people ?? []).map(fold)),
    dictated: isDictated(source),
  };
}

/** The source with some parts blanked in the views that rules read: a disclaimer says nothing of a deal. */
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

/**
 * The concept `none` holds the phrases in which a product's word is none (« au téléphone »); an abbreviation that is also a
 * word (« bi », « San-Pédro ») is written in capitals.
 */
function isProduct({ clear, folded }: Source, { concept, start, end }: Cue): boolean {
  if (concept === 'none') return false;
  const written = clear.slice(start, end);
  if (end - start > LONGEST_ABBREVIATION || !/\p{Ll}/u.test(written)) return true;
  const word = folded.slice(start, end);
  return word === 'pc' || (!/\p{Lu}/u.test(written) && !isOrdinaryWord(word, 'fr'));
}

/** A brand that is an ordinary word has its capital: « ciel », "exchange". A dictation has none. */
function isBrand({ clear, folded }: Source, { start, end }: Cue): boolean {
  if (/\p{Lu}|\d/u.test(clear.slice(start, end))) return true;
  const word = folded.slice(start, end);
  return !isOrdinaryWord(word, 'fr') && !isOrdinaryWord(word, 'en');
}

/** Hardly a capital, and within a sentence next to none: a recogniser gives some that knows a few names or ends sentences. */
function isDictated({ clear, words }: Source): boolean {
  const letters = clear.match(/\p{L}/gu)?.length ?? 0;
  const capitals = clear.match(/\p{Lu}/gu)?.length ?? 0;
  const inside = clear.match(/(?<=[\p{L}\p{N},'-] )\p{Lu}\p{Ll}/gu)?.length ?? 0;
  return letters > 60 && capitals / letters < 0.03 && inside / words.length < 0.03;
}
