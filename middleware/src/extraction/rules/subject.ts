import type { Analysis } from '../analysis.ts';
import type { Cue } from '../lexicon.ts';
import { within } from '../lexicon.ts';
import type { Span } from '../source.ts';
import { contains, fold, joined } from '../source.ts';
import type { Scope } from './scope.ts';
import { sentencesOver } from './scope.ts';
import type { Phrase } from './subject-phrases.ts';
import { isLabel, namesProduct, phrasesIn, SUBJECT_NOISE } from './subject-phrases.ts';

/** What the deal is about, in a few words of the source. */
export interface Subject {
  readonly text: string;
  readonly spans: readonly Span[];
}

const LONGEST = 80;
/** A phrase that is less plainly what the deal is about than this is taken only when it names a product. */
const PLAIN = 3;
const MOST_PRODUCTS = 2;
const TELLING = new Set(['want', 'request', 'order', 'budget', 'open']);
const SUBJECT_LINE = /(?:^|\n)[> ]{0,40}(?:objet|sujet|subject|re|concerne)[ ]?:[ ]?([^\n]{4,160})/gu;
/**
 * The subject of a mail or a letter where it names a product, else the plainest phrase that says what is bought, with the
 * products that it leaves out.
 * @param names people and organisations, sorted by place: they are no part of a subject
 */
export function subjectOf(analysis: Analysis, scope: Scope, names: readonly Span[] = []): Subject | null {
  const taken = joined([
    ...names,
    ...analysis.dates,
    ...analysis.amounts.filter(({ plain }) => plain),
    ...analysis.emails,
  ]);
  const told = scope.alone ? [...scope.passages, ...bodies(analysis, scope.passages)] : scope.passages;
  const phrases = phrasesIn(analysis, told, taken);
  const products = productsOf(analysis, scope.alone ? needed(analysis, scope.passages) : scope.passages);
  const line = scope.alone ? subjectLine(analysis) : null;
  if (line) return compose(analysis, null, [line, ...missing(analysis, [line], products)]);
  const best = phrases[0];
  const phrase = best && (best.rank >= PLAIN || namesProduct(analysis, best.content)) ? best : null;
  if (phrase) return compose(analysis, phrase, [phrase.content, ...missing(analysis, [phrase.content], products)]);
  const used = products.length > 0 || !scope.alone ? products : productsOf(analysis, scope.shared);
  if (used.length > 0) return compose(analysis, null, used.slice(0, 4));
  return best ? compose(analysis, best, [best.content]) : null;
}

/** What else the messages tell, older ones too, without headers and signatures. */
function bodies({ sections }: Analysis, passages: readonly Span[]): Span[] {
  return sections.lines.filter(
    (line) =>
      (line.role === 'body' || line.role === 'greeting') && !passages.some((passage) => contains(passage, line)),
  );
}

/** The sentences in which somebody wants, asks or does something, or says for how much: the products that count stand there. */
function needed(analysis: Analysis, passages: readonly Span[]): Span[] {
  const { cues, amounts } = analysis;
  const sentences = sentencesOver(analysis, passages);
  const telling = sentences.filter(
    (sentence) =>
      within(amounts, sentence).length + within(cues.type, sentence).length > 0 ||
      within(cues.detection, sentence).some(({ concept }) => TELLING.has(concept)),
  );
  return telling.length > 0 ? telling : sentences;
}

/** The products that a phrase does not name yet, and that do not say it again in more words. */
function missing(analysis: Analysis, spans: readonly Span[], products: readonly Span[]): Span[] {
  const texts = spans.map((span) => fold(clean(analysis, span)));
  const told = texts.join(' ');
  return products
    .filter((product) => {
      const text = fold(clean(analysis, product));
      return (
        !spans.some((span) => contains(span, product)) &&
        !told.includes(text) &&
        !texts.some((one) => text.includes(one))
      );
    })
    .slice(0, MOST_PRODUCTS);
}

/** A line « Objet : » that names a product, without « Re: », « Demande de cotation » and the like. */
function subjectLine(analysis: Analysis): Span | null {
  const { source, cues } = analysis;
  for (const match of source.folded.matchAll(SUBJECT_LINE)) {
    const text = match[1] ?? '';
    const from = match.index + match[0].length - text.length;
    const noise = SUBJECT_NOISE.exec(text)?.[0].length ?? 0;
    const wrapped =
      /^\n\p{Ll}[^\n]{2,80}/u.exec(source.clear.slice(from + text.length, from + text.length + 84))?.[0] ?? '';
    const span = { start: from + noise, end: from + (text + wrapped).trimEnd().length };
    const named = [...within(cues.subject, span), ...within(cues.brand, span)].sort(
      (one, other) => one.start - other.start,
    );
    const first = named[0];
    const last = named.at(-1);
    if (first && last) return segmentOf(source.clear, span, first.start, last.end);
  }
  return null;
}

/** The parts of a subject line, between dashes and brackets, that name products: « appli mobile » of « appli mobile - suite salon ». */
function segmentOf(clear: string, line: Span, from: number, to: number): Span {
  const before = clear.slice(line.start, from);
  const opening = Math.max(before.lastIndexOf(' - '), before.lastIndexOf(' – '), before.lastIndexOf(': '));
  const ends = clear.slice(to, line.end).search(/ [-–] | ?[(\[]/);
  const start = line.start + (opening < 0 ? 0 : opening + 2);
  return {
    start: start + (/^ */.exec(clear.slice(start, from))?.[0].length ?? 0),
    end: ends < 0 ? line.end : to + ends,
  };
}

/** The products named, neighbours joined into one phrase (« licences Sophos »), each once, in the order of the source. */
function productsOf(analysis: Analysis, passages: readonly Span[]): Span[] {
  const { source, cues } = analysis;
  const found = passages
    .flatMap((passage) => [...within(cues.subject, passage), ...within(cues.brand, passage)])
    .filter(
      (cue) =>
        isSaid(source.folded, cue) && !bringsDeal(cues.leadSource, source.folded, cue) && !isLabel(analysis, cue),
    )
    .sort((one, other) => one.start - other.start || other.end - one.end);
  const spans: Span[] = [];
  for (const cue of found) {
    const last = spans.at(-1);
    if (last && cue.start < last.end) continue;
    if (last && joins(source.folded.slice(last.end, cue.start)) && cue.end - last.start <= 48)
      spans[spans.length - 1] = { start: last.start, end: cue.end };
    else spans.push({ start: cue.start, end: cue.end });
  }
  const seen = new Set<string>();
  return spans.filter((span) => {
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
  return source.clear
    .slice(span.start, span.end)
    .replace(/[\s>|]+/g, ' ')
    .trim();
}

/** The phrase after its action, then the products that still fit. */
function compose(analysis: Analysis, phrase: Phrase | null, spans: readonly Span[]): Subject {
  const kept: Span[] = [];
  let text = '';
  for (const span of spans) {
    const next = kept.length === 0 && phrase?.action ? acted(analysis, phrase.action, span) : clean(analysis, span);
    const longer = text === '' ? next : `${text}, ${next}`;
    if (longer.length > LONGEST && text !== '') continue;
    text = longer.slice(0, LONGEST).trim();
    kept.push(kept.length === 0 && phrase ? proofOf(phrase, span) : span);
  }
  return { text: text.charAt(0).toUpperCase() + text.slice(1), spans: kept };
}

/** The content with the verb that gave the action its noun. */
function proofOf({ start, end = 0 }: Phrase, content: Span): Span {
  return { start: Math.min(start, content.start), end: Math.max(end, content.end) };
}

/** « Remplacement de 5 switchs », « Migration vers Azure », "Renewal of 75 licences". */
function acted(analysis: Analysis, action: string, content: Span): string {
  const object = clean(analysis, content);
  if (/^(?:vers|sur|en|à|into|onto|to|from) /iu.test(object)) return `${action} ${object}`;
  if (analysis.source.language === 'en') return `${action} of ${object}`;
  return /^[aeiouyàâäéèêëîïôöùûüœ]/iu.test(object) ? `${action} d'${object}` : `${action} de ${object}`;
}
