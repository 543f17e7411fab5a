import type { Analysis } from '../analysis.ts';
import type { Finding, Value } from '../evidence.ts';
import { bestOf, defaultValue } from '../evidence.ts';
import type { Cue } from '../lexicon.ts';
import { readLexiconFile } from '../lexicon.ts';
import { sentenceAt } from '../sentences.ts';
import { conceptValue, picklistValue } from '../values/picklists.ts';
import type { Scope } from './scope.ts';
import { inScope, isOwn, stale } from './scope.ts';

/** The lead source that the source shows, else the org's default: its cues are the lexicon `lead-source`. */
export function leadSourceOf(analysis: Analysis, scope: Scope): Value<string> {
  const findings = inScope(scope, analysis.cues.leadSource).flatMap((cue): Finding<string>[] => {
    const value = conceptValue(analysis.context, 'Opportunity.LeadSource', `leadSource.${cue.concept}`);
    if (value === null) return [];
    const words = analysis.source.clear.slice(cue.start, cue.end).split(/[^\p{L}\p{N}]+/u).length;
    const own = isOwn(scope, cue) ? 0.05 : 0;
    const confidence =
      0.72 + Math.min(words, 3) * 0.04 + own + PRECEDENCE.indexOf(cue.concept) * 0.01 - stale(analysis, cue.start);
    return [{ value, spans: [cue], confidence, rule: `lead-source-${cue.concept}` }];
  });
  const fallback = analysis.context.defaults.leadSource;
  const known = fallback ? picklistValue(analysis.context, 'Opportunity.LeadSource', [fallback]) : null;
  return bestOf(analysis.source, findings) ?? defaultValue(known, 'org-default');
}

/** Where two are shown with the same strength the later of this list counts: a partner who speaks of a website is a partner. */
const PRECEDENCE = ['website', 'prospecting', 'event', 'tender', 'referral', 'partner'];

const WEIGHTS: Record<string, number> = { renewal: 3, maintenance: 1.6, project: 1, supply: 0.7, 'supply-only': 5 };

/**
 * A type that has this share of all weight is plain to a reader: it need not be checked. The things that a
 * project, a renewal or a contract is about (« 20 bornes, pose comprise ») do not speak against it.
 */
const CLEAR_SHARE = 0.7;
const CLEAR_BONUS = 0.15;

/**
 * The deal's type by the weight of its words (lexicon `type`): a renewal says so, a contract of service over time is
 * maintenance, work to be done is a project, things alone are a sale.
 */
export function typeOf(analysis: Analysis, scope: Scope): Value<string> {
  const cues = analysis.cues.type.filter((cue) => isOwn(scope, cue) && !isNegated(analysis, cue));
  const sums = new Map<string, { weight: number; cues: Cue[] }>();
  const seen = new Set<string>();
  for (const cue of cues) {
    const words = analysis.source.folded.slice(cue.start, cue.end);
    const concept = cue.concept === 'supply-only' ? 'supply' : cue.concept;
    const sum = sums.get(concept) ?? { weight: 0, cues: [] };
    const contract =
      concept === 'maintenance' && /contra|agreement|infoger|manage|tma|look|care|sla/.test(words) ? 2 : 0;
    const vague = /^(?:projet|project|conseil|poc|pilote?|prestation|service)$/.test(words) ? -0.5 : 0;
    const capped = cue.concept === 'supply' && sum.weight >= 0.7 ? 0.1 : (WEIGHTS[cue.concept] ?? 1);
    const factor = tellsPresent(analysis, cue) ? 0.3 : 1;
    if (!seen.has(words)) sum.weight += (capped + vague + contract) * factor - stale(analysis, cue.start) * 2;
    seen.add(words);
    sum.cues.push(cue);
    sums.set(concept, sum);
  }
  const total = [...sums.values()].reduce((sum, { weight }) => sum + Math.max(0, weight), 0);
  const findings = [...sums].flatMap(([concept, { weight, cues: shown }]): Finding<string>[] => {
    const value = conceptValue(analysis.context, 'Opportunity.Type', `type.${concept}`);
    if (value === null || weight <= 0) return [];
    const rivals = concept === 'supply' ? total : total - Math.max(0, sums.get('supply')?.weight ?? 0);
    const lead = weight >= rivals * CLEAR_SHARE ? CLEAR_BONUS : 0;
    const confidence = Math.min(0.95, 0.45 + weight * 0.08 + lead);
    return [{ value, spans: shown.slice(0, 2), confidence, rule: `type-${concept}` }];
  });
  if (findings.length === 0) findings.push(...productTypes(analysis, scope));
  const fallback = analysis.context.defaults.type;
  const known = fallback ? picklistValue(analysis.context, 'Opportunity.Type', [fallback]) : null;
  return bestOf(analysis.source, findings) ?? defaultValue(known, 'org-default');
}

const PRODUCT_TYPES: ReadonlyMap<string, string> = new Map(
  Object.entries(readLexiconFile('international', 'product-types')).flatMap(([type, products]) =>
    products.map((product): [string, string] => [product, type]),
  ),
);

/** Without a word of what is to be done, the thing itself tells: telephony is put in, computers are sold. */
function productTypes({ cues, context }: Analysis, scope: Scope): Finding<string>[] {
  const product = [...cues.subject, ...cues.brand]
    .filter((cue) => isOwn(scope, cue))
    .sort((one, other) => one.start - other.start)[0];
  const type = product && PRODUCT_TYPES.get(product.concept);
  const value = type ? conceptValue(context, 'Opportunity.Type', `type.${type}`) : null;
  return product && value !== null ? [{ value, spans: [product], confidence: 0.5, rule: 'type-of-product' }] : [];
}

/** « ils paient leur prestataire actuel pour l'infogérance »: what they have, not what they want. */
function tellsPresent({ source, sentences }: Analysis, cue: Cue): boolean {
  const sentence = sentenceAt(sentences, cue.start);
  const near = source.folded.slice(Math.max(sentence.start, cue.start - 90), Math.min(sentence.end, cue.end + 60));
  return /(?:prestataire|fournisseur|titulaire|mainteneur) actuel|(?:ils|elles|nous) pai?ent|nous payons|current (?:provider|supplier|vendor)|(?:they|we) (?:currently )?pay/.test(
    near,
  );
}

function isNegated({ source }: Analysis, cue: Cue): boolean {
  return /(?:\bsans|\bpas d[e']|\bhors|\bno|\bwithout|\bnot?) ?(?:the |la |le |l')?$/.test(
    source.folded.slice(Math.max(0, cue.start - 14), cue.start),
  );
}
