import type { Analysis } from '../analysis.ts';
import type { Finding, Value } from '../evidence.ts';
import { bestOf, defaultValue } from '../evidence.ts';
import type { Cue } from '../lexicon.ts';
import { findCues, readLexicon, within } from '../lexicon.ts';
import { sentenceAt } from '../sentences.ts';
import type { Source, Span } from '../source.ts';
import { around, contains } from '../source.ts';
import { conceptValue, picklistValue } from '../values/picklists.ts';
import type { Scope } from './scope.ts';
import { isOwn, isShared, stale } from './scope.ts';

/** Where two are shown with the same strength the later of this list counts: a partner who speaks of a website is a partner. */
const PRECEDENCE = ['website', 'event', 'prospecting', 'tender', 'referral', 'partner'];
/** What a form answers after « Origine : »: there one word tells, which elsewhere may be anything. */
const LABELS = readLexicon('lead-source-labels');
const LABEL =
  /(?:^|\n)[\s>|*•–-]{0,8}(?:origine|source|provenance|canal|canal d'acquisition|origine du (?:lead|contact|prospect)|source du lead|lead source|lead origin|origin|how (?:we|you|they) met|how (?:did|do) (?:you|they) (?:hear|find|know)[^:=|\n]{0,24}|heard about us|comment nous (?:avez[- ]vous )?connus?[^:=|\n]{0,24}|comment (?:il|elle|ils) nous (?:a|ont) (?:connus?|trouves?)|connu par|via) ?\?? ?(?:[:=|]|->) ?/gu;
/** A tender or an event that may come some day tells nothing of how this deal came. */
const SOME_DAY =
  /(?<!\p{L})(?:peut-etre|eventuell?e?s?(?:ment)?|plus tard|l'an prochain|l'annee prochaine|viendra|si jamais|un jour|later|maybe|might|eventually|next year|some day)(?!\p{L})/u;
const LEAST = 0.6;
const OWN_BONUS = 0.05;
/** How a client came is told once, often in the oldest message or by us. */
const STALE_SHARE = 0.3;

/** The lead source that the source shows, else the org's default: its cues are the lexicon `lead-source`. */
export function leadSourceOf(analysis: Analysis, scope: Scope): Value<string> {
  const findings = [
    ...labelled(analysis),
    ...analysis.cues.leadSource.map((cue) => ({ ...cue, strength: strengthOf(analysis, cue), rule: 'cue' })),
    ...ofMakers(analysis),
    ...ofOwnSite(analysis),
  ].flatMap(({ concept, strength, rule, start, end }): Finding<string>[] => {
    const span = { start, end };
    const value = conceptValue(analysis.context, 'Opportunity.LeadSource', `leadSource.${concept}`);
    if (value === null || !(isOwn(scope, span) || isShared(scope, span))) return [];
    const own = isOwn(scope, span) ? OWN_BONUS : 0;
    const order = Math.max(0, PRECEDENCE.indexOf(concept)) * 0.01;
    const confidence = Math.min(0.97, strength + own + order - stale(analysis, start) * STALE_SHARE);
    return confidence < LEAST ? [] : [{ value, spans: [span], confidence, rule: `lead-source-${rule}-${concept}` }];
  });
  const fallback = analysis.context.defaults.leadSource;
  const known = fallback ? picklistValue(analysis.context, 'Opportunity.LeadSource', [fallback]) : null;
  return bestOf(analysis.source, findings) ?? defaultValue(known, 'org-default');
}

interface Sign extends Span {
  readonly concept: string;
  readonly strength: number;
  readonly rule: string;
}

/** The longer the phrase the surer; what may come some day, hardly. */
function strengthOf({ source, sentences }: Analysis, cue: Cue): number {
  const words = source.clear.slice(cue.start, cue.end).split(/[^\p{L}\p{N}]+/u).length;
  const near = around(sentenceAt(sentences, cue.start), cue, 60);
  const someDay = SOME_DAY.test(source.folded.slice(near.start, near.end)) && cue.concept !== 'referral' ? 0.3 : 0;
  const titled = cue.concept === 'tender' && opensLine(source, cue) ? 0.1 : 0;
  return 0.72 + Math.min(words, 3) * 0.04 + titled - someDay;
}

/** « AVIS D'APPEL D'OFFRES » on a line of its own: the source is the tender. */
function opensLine({ clear }: Source, cue: Cue): boolean {
  return /(?:^|\n)[> |]{0,12}$/.test(clear.slice(Math.max(0, cue.start - 14), cue.start));
}

/** « Origine : site internet », "How we met: our booth". */
function labelled({ source }: Analysis): Sign[] {
  return [...source.folded.matchAll(LABEL)].flatMap((match): Sign[] => {
    const start = match.index + match[0].length;
    const line = source.folded.indexOf('\n', start);
    const answer = { start, end: line < 0 ? source.folded.length : line };
    const found = findCues(source, LABELS).find((cue) => contains(answer, cue));
    return found ? [{ ...found, strength: 0.92, rule: 'label' }] : [];
  });
}

const LEAD_BEFORE =
  /(?<!\p{L})(?:lead|piste|opportunite|affaire|deal|dossier|opportunity|inside sales)s? (?:de |d'|chez |from |of )?$/u;
const LEAD_AFTER = /^ (?:lead|deal reg|inside sales|partner manager)(?!\p{L})/u;

/** « Lead Huawei », « une piste Dell », or a mail that the maker himself writes: the maker brings the deal. */
function ofMakers({ cues, source, sections }: Analysis): Sign[] {
  const authors = sections.messages.flatMap(({ author, byVendor }) => (author && !byVendor ? [author] : []));
  return cues.brand
    .filter(
      (brand) =>
        LEAD_BEFORE.test(source.folded.slice(Math.max(0, brand.start - 24), brand.start)) ||
        LEAD_AFTER.test(source.folded.slice(brand.end, brand.end + 18)) ||
        authors.some((author) => contains(author, brand)),
    )
    .map(({ start, end }) => ({ start, end, concept: 'partner', strength: 0.84, rule: 'maker' }));
}

/** A page of our own site, or what its form sends: « via neurotech.sn/contact ». */
function ofOwnSite({ context, source, emails }: Analysis): Sign[] {
  return context.vendor.domains.flatMap((domain) => {
    const signs: Sign[] = [];
    for (let at = source.folded.indexOf(domain); at >= 0; at = source.folded.indexOf(domain, at + 1)) {
      const span = { start: at, end: at + domain.length };
      const lead = source.folded.slice(Math.max(0, at - 40), at);
      const isPage = /^\/\p{L}/u.test(source.folded.slice(span.end, span.end + 2));
      const isSent = /(?:via|depuis|from|through|formulaire|form|contact|site|web)[^\n@]{0,24}$/.test(lead);
      const isMail = within(emails, { start: Math.max(0, at - 80), end: span.end + 40 }).some((mail) =>
        contains(mail, span),
      );
      if (!isMail && !/[@\p{L}]$/u.test(lead) && (isPage || isSent))
        signs.push({ ...span, concept: 'website', strength: 0.82, rule: 'own-site' });
    }
    return signs;
  });
}
