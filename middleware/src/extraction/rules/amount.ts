import type { Analysis } from '../analysis.ts';
import type { Finding, Value } from '../evidence.ts';
import { bestOf, defaultValue, evidenceOf, noValue } from '../evidence.ts';
import { within } from '../lexicon.ts';
import type { Reason } from '../schema.ts';
import { sentenceAt } from '../sentences.ts';
import type { Source, Span } from '../source.ts';
import { around, touches } from '../source.ts';
import type { WrittenAmount } from '../values/amounts.ts';
import { currencyOf } from '../values/countries.ts';
import type { NearCue } from './roles.ts';
import { belongsToOther, cuesNear } from './roles.ts';
import type { Scope } from './scope.ts';
import { isOwn, isShared, stale } from './scope.ts';

/** The deal's amount with its currency, or the sum as it was written when the org does not have its currency. */
export interface DealAmount {
  readonly amount: Value<number>;
  readonly currency: Value<string>;
  /** Stated in a currency that the org does not have: goes into the description, nothing is converted. */
  readonly foreign: { readonly value: number; readonly currency: string; readonly span: Span } | null;
}

interface Judged {
  readonly amount: WrittenAmount;
  readonly finding: Finding<number>;
}

const LEAST = 0.5;
/** Within how many characters a cue of each role still speaks of an amount, before and after it. */
const REACH: Record<string, readonly [number, number]> = {
  budget: [70, 34],
  offer: [40, 24],
  competitor: [48, 26],
  old: [20, 22],
  replaces: [14, 0],
  turnover: [90, 30],
  bond: [90, 40],
  unit: [12, 16],
  documents: [90, 26],
  funding: [70, 30],
  correction: [40, 18],
};

/**
 * The sum that the client would pay: a budget or an offer, not a competitor's price, an old figure, a turnover, a bond, the
 * price of the tender's documents, or the price of one piece where a total stands.
 * @param taken phone numbers and dates, each sorted by place: they are no amounts
 * @param country ISO code of the deal's country when the source states it
 */
export function amountOf(
  analysis: Analysis,
  scope: Scope,
  taken: readonly (readonly Span[])[],
  country: string | null,
): DealAmount {
  const candidates = analysis.amounts.filter(
    (amount) => isInScope(scope, amount) && !taken.some((spans) => touches(spans, amount)),
  );
  const judged = candidates
    .map((amount) => judge(analysis, scope, amount))
    .filter(({ finding }) => finding.confidence >= LEAST);
  const amount = bestOf(
    analysis.source,
    judged.map(({ finding }) => finding),
  );
  const chosen = judged.find(({ finding }) => finding.value === amount?.value)?.amount;
  if (!amount || !chosen) return { amount: noValue(), currency: noValue(), foreign: null };
  const currency = currencyFor(analysis, chosen, country);
  if (currency.value !== null && analysis.context.currencies.includes(currency.value))
    return { amount, currency, foreign: null };
  if (currency.value === null) return { amount, currency: noValue(), foreign: null };
  return {
    amount: { ...noValue<number>(), reason: 'currency-not-in-org' },
    currency: { ...noValue<string>(), reason: 'currency-not-in-org' },
    foreign: { value: chosen.value, currency: currency.value, span: chosen },
  };
}

function isInScope(scope: Scope, amount: Span): boolean {
  return isOwn(scope, amount) || (scope.alone && isShared(scope, amount));
}

function judge(analysis: Analysis, scope: Scope, amount: WrittenAmount): Judged {
  const sentence = sentenceAt(analysis.sentences, amount.start);
  const others = within(analysis.amounts, around(sentence, amount, 120)).filter((other) => other !== amount);
  const near = cuesNear(analysis.source, analysis.cues.amount, sentence, amount, 120).filter(
    ({ cue }) => !belongsToOther(cue, amount, others),
  );
  const roles = near.filter(
    ({ cue, before, distance }) => distance - (before ? 0 : 8) <= (REACH[cue.concept]?.[before ? 0 : 1] ?? 0),
  );
  if (isRange(analysis.source, amount))
    return { amount, finding: { value: amount.value, spans: [amount], confidence: 0, rule: 'amount-range' } };
  const base = amount.plain ? 0.62 : bareConfidence(analysis, amount);
  const confidence =
    base +
    roleWeight(roles, isTakenBack(analysis.source, roles, amount, others)) -
    stale(analysis, amount.start) +
    (isOwn(scope, amount) ? 0 : -0.05);
  return {
    amount,
    finding: {
      value: amount.value,
      spans: [amount],
      confidence: Math.min(0.97, confidence),
      rule: `amount-${roles[0]?.cue.concept ?? 'plain'}`,
    },
  };
}

/**
 * « 25 millions, pardon, 26 millions » and « 25 millions euh 26 millions pardon » both take the first figure back: a correction
 * after a figure speaks of it only when another figure follows; one after the next figure speaks of this one.
 */
function isTakenBack(source: Source, roles: readonly NearCue[], amount: Span, others: readonly Span[]): boolean {
  const following = others.find((other) => other.start >= amount.end && other.start - amount.end < 40);
  const correctedAfter = roles.some(({ cue, before }) => cue.concept === 'correction' && !before);
  if (!following) return correctedAfter && !SPOKEN_CORRECTION.test(source.folded.slice(amount.end, amount.end + 16));
  return (
    correctedAfter ||
    (/^[ ,]{0,2}(?:euh|non|uh|um|no)?[ ,]{0,2}$/.test(source.folded.slice(amount.end, following.start)) &&
      SPOKEN_CORRECTION.test(source.folded.slice(following.end, following.end + 16)))
  );
}
const SPOKEN_CORRECTION = /^ ?,? ?(?:pardon|plutot|sorry|rather|je me trompe|i mean)(?!\p{L})/u;

/** « = 9 500 000 », « budget 12 500 000 », « sept cent mille »: grouped by thousands and large enough to be francs. */
function bareConfidence({ source }: Analysis, amount: WrittenAmount): number {
  const quote = source.clear.slice(amount.start, amount.end);
  if (amount.value >= 100_000 && /\b(?:mille|thousand)$/.test(quote.toLowerCase())) return 0.45;
  if (amount.value < 100_000 || !/\d[ .,]\d{3}/.test(quote)) return 0;
  return /[=:] {0,2}$/.test(source.clear.slice(Math.max(0, amount.start - 3), amount.start)) ? 0.55 : 0.3;
}

/** « entre 15 et 18 M », « 15-16 M »: which of the two holds is not said, so neither is taken. */
function isRange({ folded }: Source, amount: Span): boolean {
  const lead = folded.slice(Math.max(0, amount.start - 24), amount.start);
  return (
    /(?<![\p{L}\d/])(?:\d[\d ,.]{0,14}(?: ?(?:m|k|millions?|mf))? ?(?:-|–|a|to|ou|or) ?)$/u.test(lead) ||
    /(?:entre|between) [^.;\n]{1,16} (?:et|and) $/.test(lead) ||
    /(?:entre|between) $/.test(lead)
  );
}

const WEIGHT: Record<string, number> = {
  budget: 0.28,
  offer: 0.12,
  competitor: -0.7,
  old: -0.5,
  replaces: -0.7,
  turnover: -0.7,
  bond: -0.8,
  unit: -0.3,
  documents: -0.8,
  funding: -0.5,
};

/** The nearest role decides; a correction right after takes the figure back, one before confirms it. */
function roleWeight(roles: readonly NearCue[], isTakenBack: boolean): number {
  const takenBack = isTakenBack ? -0.5 : 0;
  const correction = roles.find(({ cue, before }) => cue.concept === 'correction' && before);
  const telling = roles.filter(
    ({ cue, distance }) =>
      cue.concept !== 'correction' && !(cue.concept === 'old' && correction && correction.distance <= distance),
  );
  const confirmed = correction ? 0.1 : 0;
  const onePiece = telling.some(({ cue, before, distance }) => cue.concept === 'unit' && !before && distance < 22)
    ? -0.45
    : 0;
  const nearest = telling[0];
  const refused = telling.some(({ cue }) => ['bond', 'documents', 'turnover'].includes(cue.concept)) ? -0.6 : 0;
  return (nearest ? (WEIGHT[nearest.cue.concept] ?? 0) : 0) + takenBack + confirmed + refused + onePiece;
}

function currencyFor(analysis: Analysis, amount: WrittenAmount, country: string | null): Value<string> {
  const spans = [amount];
  const local = country === null ? null : currencyOf(country);
  const source = (value: string, confidence: number, reason: Reason | null): Value<string> => ({
    ...noValue<string>(),
    value,
    origin: 'source',
    confidence,
    reason,
    evidence: evidenceOf(analysis.source, spans),
  });
  if (amount.currency === 'CFA')
    return source(local === 'XAF' ? 'XAF' : 'XOF', 0.95, local === 'XAF' ? 'currency-of-country' : null);
  if (amount.currency !== null) return source(amount.currency, 0.95, null);
  if (local !== null) return { ...source(local, 0.7, 'currency-of-country') };
  return defaultValue(analysis.context.defaults.currency, 'currency-of-org');
}
