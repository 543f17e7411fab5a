import type { Analysis } from '../analysis.ts';
import type { Finding, Value } from '../evidence.ts';
import { bestOf, defaultValue } from '../evidence.ts';
import type { Cue } from '../lexicon.ts';
import { readLexiconFile } from '../lexicon.ts';
import { sentenceAt } from '../sentences.ts';
import { lastUpTo } from '../source.ts';
import { conceptValue, picklistValue } from '../values/picklists.ts';
import type { Scope } from './scope.ts';
import { isOwn, isShared, stale } from './scope.ts';
import { selfInstallations } from './self-installation.ts';

/** However many things are listed, they weigh less than one word of work. */
const MOST_THINGS = 0.9;
const WEIGHTS = {
  renewal: 3,
  expiry: 1.5,
  maintenance: 1.6,
  project: 1,
  supply: 0.7,
  'supply-only': 5,
  work: 0.4,
} as const satisfies Record<string, number>;
/** What the cues of a concept stand for. */
const MEANS: Record<string, string> = { expiry: 'renewal', 'supply-only': 'supply', work: 'project' };

/**
 * A type that has this share of all weight is plain to a reader: it need not be checked. The things that a
 * project, a renewal or a contract is about (« 20 bornes, pose comprise ») do not speak against it.
 */
const CLEAR_SHARE = 0.7;
const CLEAR_BONUS = 0.15;

interface Weight {
  weight: number;
  readonly cues: Cue[];
}

/**
 * The deal's type by the weight of its words (lexicon `type`): a renewal says so, a contract of service over time is
 * maintenance, work to be done is a project, things alone are a sale.
 */
export function typeOf(analysis: Analysis, scope: Scope): Value<string> {
  const sums = weigh(analysis, scope);
  const weights = [...sums.values()].map(({ weight }) => Math.max(0, weight));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const heaviest = Math.max(...weights);
  const findings = [...sums].flatMap(([concept, { weight, cues: shown }]): Finding<string>[] => {
    const value = conceptValue(analysis.context, 'Opportunity.Type', `type.${concept}`);
    if (value === null || weight <= 0) return [];
    const rivals = concept === 'supply' ? total : total - Math.max(0, sums.get('supply')?.weight ?? 0);
    const lead = weight === heaviest && weight >= rivals * CLEAR_SHARE ? CLEAR_BONUS : 0;
    const confidence = Math.min(0.95, 0.45 + weight * 0.08 + lead);
    return [{ value, spans: shown.slice(0, 2), confidence, rule: `type-${concept}` }];
  });
  if (findings.length === 0) findings.push(...productTypes(analysis, scope));
  const fallback = analysis.context.defaults.type;
  const known = fallback ? picklistValue(analysis.context, 'Opportunity.Type', [fallback]) : null;
  return bestOf(analysis.source, findings) ?? defaultValue(known, 'org-default');
}

function weigh(analysis: Analysis, scope: Scope): Map<string, Weight> {
  const cues = [...analysis.cues.type, ...selfInstallations(analysis), ...works(analysis)].filter(
    (cue) => speaksOf(analysis, scope, cue) && !isNegated(analysis, cue),
  );
  const sums = new Map<string, Weight>();
  const seen = new Set<string>();
  for (const cue of cues) {
    const words = analysis.source.folded.slice(cue.start, cue.end);
    const concept = MEANS[cue.concept] ?? cue.concept;
    const sum = sums.get(concept) ?? { weight: 0, cues: [] };
    const key = cue.concept === 'work' ? 'work' : words;
    if (!seen.has(key)) sum.weight += weightOf(analysis, cue, words, sum.weight) * (1 - stale(analysis, cue.start));
    seen.add(key);
    sum.cues.push(cue);
    sums.set(concept, sum);
  }
  return sums;
}

/** The deal's own passages; where it is alone all that is told, older messages too, but no signature. */
function speaksOf({ sections }: Analysis, scope: Scope, cue: Cue): boolean {
  if (isOwn(scope, cue)) return true;
  const line = sections.lines[lastUpTo(sections.lines, cue.start)];
  return scope.alone && isShared(scope, cue) && line?.role === 'body';
}

/** Things that are put in rather than handed over: telephony, cabling, software. */
function works({ cues }: Analysis): Cue[] {
  return cues.subject
    .filter(({ concept }) => PRODUCT_TYPES.get(concept) === 'project')
    .map((cue) => ({ ...cue, concept: 'work' }));
}

function weightOf(analysis: Analysis, cue: Cue, words: string, already: number): number {
  const contract =
    cue.concept === 'maintenance' &&
    /contra|agreement|infoger|manage|tma|look|care|sla|outsourc|externalis|confier/.test(words)
      ? 2
      : 0;
  const vague =
    /^(?:projet|project|conseil|poc|pilote?|prestation|solutions?|service|support|assistance|equiper)$/.test(words)
      ? -0.5
      : 0;
  const enough = cue.concept === 'supply' && already >= WEIGHTS.supply;
  const base = enough ? Math.min(0.1, Math.max(0, MOST_THINGS - already)) : weightOfConcept(cue.concept);
  return (base + vague + contract) * (tellsPresent(analysis, cue) ? 0.3 : 1);
}

function weightOfConcept(concept: string): number {
  return (WEIGHTS as Record<string, number>)[concept] ?? 1;
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
  return /(?:prestataire|fournisseur|titulaire|mainteneur|contrat|agence|revendeur) actuel|(?:ils|elles|nous) pai?ent|nous payons|current (?:provider|supplier|vendor|contract)|(?:they|we) (?:currently )?pay/.test(
    near,
  );
}

function isNegated({ source }: Analysis, cue: Cue): boolean {
  return /(?:\bsans|\bpas d[e']|\bhors|\bno|\bwithout|\bnot?) ?(?:the |la |le |l')?$/.test(
    source.folded.slice(Math.max(0, cue.start - 14), cue.start),
  );
}
