import type { Analysis } from '../analysis.ts';
import type { Cue } from '../lexicon.ts';
import { within } from '../lexicon.ts';
import type { Span } from '../source.ts';
import { contains, fold } from '../source.ts';
import type { Scope } from './scope.ts';

/** What the deal is about, in a few words of the source. */
export interface Subject {
  readonly text: string;
  readonly spans: readonly Span[];
}

const LONGEST = 80;
const SUBJECT_LINE = /(?:^|\n)[> ]{0,40}(?:objet|sujet|subject|re|concerne)[ ]?:[ ]?([^\n]{4,160})/gu;
const HEADER_NOISE =
  /^(?:(?:re|fw|fwd|tr|ref|urgent|important|rappel|relance|demande d[e']|demandes? de|cotation|devis|offre|prix|proforma|request for|quotation for|quote for|invitation (?:a|to) (?:soumissionner|propose|tender|bid)|appel d'offres|consultation|besoin(?: en| de)?|enquiry|inquiry|pour|for|de|d'|des|du|la|le|les|of)[ :!–—-]*)+/;

/** The subject of a mail or a letter where it names a product, else the products that the deal's passages name. */
export function subjectOf(analysis: Analysis, scope: Scope): Subject | null {
  const products = productsOf(analysis, scope.passages);
  const line = scope.alone ? subjectLine(analysis) : null;
  if (line) {
    const extra = products.filter(
      (product) => !contains(line, product) && !fold(clean(analysis, line)).includes(fold(clean(analysis, product))),
    );
    return compose(analysis, [line, ...extra.slice(0, 2)]);
  }
  const used = products.length > 0 || !scope.alone ? products : productsOf(analysis, scope.shared);
  return used.length > 0 ? compose(analysis, used) : null;
}

/** A line « Objet : » that names a product, without « Re: », « Demande de cotation » and the like. */
function subjectLine(analysis: Analysis): Span | null {
  const { source, cues } = analysis;
  for (const match of source.folded.matchAll(SUBJECT_LINE)) {
    const text = match[1] ?? '';
    const from = match.index + match[0].length - text.length;
    const noise = HEADER_NOISE.exec(text)?.[0].length ?? 0;
    const wrapped =
      /^\n\p{Ll}[^\n]{2,80}/u.exec(source.clear.slice(from + text.length, from + text.length + 84))?.[0] ?? '';
    const span = { start: from + noise, end: from + (text + wrapped).trimEnd().length };
    if (span.end > span.start && within(cues.subject, span).length + within(cues.brand, span).length > 0) return span;
  }
  return null;
}

/** The products named, neighbours joined into one phrase (« licences Sophos »), each once, in the order of the source. */
function productsOf({ source, cues }: Analysis, passages: readonly Span[]): Span[] {
  const found = passages
    .flatMap((passage) => [...within(cues.subject, passage), ...within(cues.brand, passage)])
    .filter((cue) => isSaid(source.folded, cue) && !bringsDeal(cues.leadSource, source.folded, cue))
    .sort((one, other) => one.start - other.start || other.end - one.end);
  const joined: Span[] = [];
  for (const cue of found) {
    const last = joined.at(-1);
    if (last && cue.start < last.end) continue;
    if (last && joins(source.folded.slice(last.end, cue.start)) && cue.end - last.start <= 48)
      joined[joined.length - 1] = { start: last.start, end: cue.end };
    else joined.push({ start: cue.start, end: cue.end });
  }
  const seen = new Set<string>();
  return joined.filter((span) => {
    const key = fold(source.folded.slice(span.start, span.end));
    const repeated = [...seen].some((known) => known.includes(key));
    seen.add(key);
    return !repeated;
  });
}

/** « apporté par Odoo », "brought by Cisco": the maker brought the deal and is not what it is about. */
function bringsDeal(leads: readonly Cue[], folded: string, cue: Cue): boolean {
  return leads.some(
    (lead) =>
      lead.concept === 'partner' &&
      ((lead.end <= cue.start &&
        /^(?: (?:le|la|par|notre|our|the|by|from|de|:))* ?$/.test(folded.slice(lead.end, cue.start))) ||
        (cue.end <= lead.start && /^(?: [\p{L}'-]+)? ?$/u.test(folded.slice(cue.end, lead.start)))),
  );
}

function isSaid(folded: string, cue: Cue): boolean {
  return (
    !/[@./][\w-]*$/.test(folded.slice(Math.max(0, cue.start - 20), cue.start)) &&
    !/(?:pas d[e']|sans|hors|(?:^|[ '])(?:on|ils?|elles?|je|qui)) $/.test(
      folded.slice(Math.max(0, cue.start - 8), cue.start),
    )
  );
}

function joins(gap: string): boolean {
  return (
    gap.length <= 14 &&
    /^ ?(?:(?:de la|de l'|de|du|des|d'|en|et|of|for|and|&|pour les|pour le|pour la|pour|sur|\/) ?|-)?(?:\d{1,4} ?)?$/.test(
      gap,
    )
  );
}

function clean({ source }: Analysis, span: Span): string {
  return source.clear.slice(span.start, span.end).replace(/\s+/g, ' ').trim();
}

function compose(analysis: Analysis, spans: readonly Span[]): Subject {
  const kept: Span[] = [];
  let text = '';
  for (const span of spans) {
    const next = clean(analysis, span);
    const longer = text === '' ? next : `${text}, ${next}`;
    if (longer.length > LONGEST && text !== '') break;
    text = longer.slice(0, LONGEST);
    kept.push(span);
    if (kept.length >= 4) break;
  }
  return { text: text.charAt(0).toUpperCase() + text.slice(1), spans: kept };
}
