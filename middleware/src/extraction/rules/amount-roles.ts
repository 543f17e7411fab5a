import type { Analysis } from '../analysis.ts';
import type { Cue } from '../lexicon.ts';
import { within } from '../lexicon.ts';
import { sentenceAt } from '../sentences.ts';
import type { Source, Span } from '../source.ts';
import { around } from '../source.ts';
import type { WrittenAmount } from '../values/amounts.ts';
import { writtenWeight } from './amount-writing.ts';
import type { NearCue } from './roles.ts';
import { belongsToOther, cuesNear } from './roles.ts';

/** What the words around a sum say it is, and how much that counts for or against it. */
export interface AmountRole {
  readonly weight: number;
  readonly rule: string;
}

/** How far a cue is looked for; the reach of each role within that is below. */
const REACH = 120;
/** Just enough where nothing else is said. */
const PAST_BUDGET = -0.1;
/** Within how many characters a cue of each role still speaks of a sum, before and after it, and what it says. */
const ROLES: Readonly<Record<string, { before: number; after: number; weight: number }>> = {
  budget: { before: 70, after: 34, weight: 0.28 },
  offer: { before: 48, after: 24, weight: 0.16 },
  carrier: { before: 48, after: 16, weight: 0.2 },
  competitor: { before: 52, after: 30, weight: -0.7 },
  bid: { before: 30, after: 0, weight: -0.7 },
  old: { before: 34, after: 24, weight: -0.5 },
  final: { before: 30, after: 0, weight: 0.34 },
  pastBudget: { before: 40, after: 0, weight: PAST_BUDGET },
  rejected: { before: 0, after: 26, weight: -0.6 },
  struck: { before: 0, after: 14, weight: -0.7 },
  past: { before: 24, after: 0, weight: -0.5 },
  replaces: { before: 14, after: 0, weight: -0.7 },
  turnover: { before: 90, after: 30, weight: -0.7 },
  spent: { before: 44, after: 26, weight: -0.7 },
  things: { before: 0, after: 6, weight: -0.7 },
  bond: { before: 90, after: 22, weight: -0.8 },
  unit: { before: 12, after: 18, weight: -0.4 },
  documents: { before: 90, after: 26, weight: -0.8 },
  file: { before: 40, after: 0, weight: -0.8 },
  funding: { before: 70, after: 22, weight: -0.6 },
  part: { before: 12, after: 0, weight: -0.4 },
  advance: { before: 60, after: 14, weight: -0.4 },
  want: { before: 4, after: 0, weight: 0.2 },
  whole: { before: 0, after: 40, weight: -0.6 },
};
/** What a tender asks of bidders: said once, it holds for the sums of its whole sentence. */
const REQUIREMENTS = new Set(['bond', 'documents', 'turnover']);
const DECISIVE_AFTER = new Set(['whole', 'rejected']);
const ACROSS = new Set(['competitor', 'budget', 'offer', 'carrier']);
const ACCEPTED = new Set(['budget', 'offer', 'carrier', 'want', 'final']);
/** What a « montant de » or a « prix » may be of. */
const OF_SOMETHING_ELSE = new Set([
  'bond',
  'documents',
  'file',
  'turnover',
  'funding',
  'spent',
  'competitor',
  'things',
]);
const HINT = { before: 24, after: 22, weight: 0.12 };
/** A smaller number without a currency is a year, a model, a count. */
const LEAST_BARE = 10_000;
/** What the file of a tender costs at most. */
const COST_OF_FILE = { franc: 1_000_000, other: 2_000 };

/** The role of a sum by the cues of its sentence: the nearest that tells decides. */
export function roleOf(analysis: Analysis, amount: WrittenAmount, depth = 0): AmountRole {
  const sentence = sentenceAt(analysis.sentences, amount.start);
  const others = within(analysis.amounts, around(sentence, amount, REACH)).filter(
    (other) => other !== amount && (other.plain || other.value >= LEAST_BARE),
  );
  const near = cuesNear(analysis.source, analysis.cues.amount, sentence, amount, REACH).filter(
    ({ cue }) => isRightAfter(analysis.source, cue, amount.end) || !belongsToOther(cue, amount, others),
  );
  const telling = near
    .filter((cue) => reaches(analysis.source, cue, amount) && !isTaken(analysis.source, cue, amount, others))
    .map((cue) => asMeant(analysis.source, cue, near));
  const listed = telling.length === 0 && depth < LONGEST_LIST ? listedAfter(analysis.source, amount, others) : null;
  const before = listed && roleOf(analysis, listed, depth + 1);
  if (before && before.weight < 0) return before;
  const weight = tellingWeight(telling);
  return {
    weight:
      weight +
      hintWeight(near, weight) +
      correctionWeight(near, amount, others) +
      decisiveWeight(analysis.source, telling) +
      writtenWeight(analysis, amount),
    rule: `amount-${telling[0]?.cue.concept ?? 'plain'}`,
  };
}

function tellingWeight(telling: readonly NearCue[]): number {
  const [nearest] = telling;
  if (!nearest) return 0;
  return isBudgetOfOld(telling) ? PAST_BUDGET : (ROLES[nearest.cue.concept]?.weight ?? 0);
}

const LONGEST_LIST = 4;

/** « Philips avait proposé 70 M, GE 66 M »: the sum before in a list of names, whose role this one has. */
function listedAfter({ clear }: Source, amount: Span, others: readonly WrittenAmount[]): WrittenAmount | null {
  const before = others.filter(({ end }) => end <= amount.start).at(-1);
  const gap = before ? clear.slice(before.end, amount.start) : '';
  return before && /^\)?(?:,| et| and|,? puis) \p{Lu}[\p{L}\d&.-]{1,30} (?:à |at |: ?|\()?$/u.test(gap) ? before : null;
}

/** « le budget c'était 45 M », "the budget was $45k": of a figure that no other one contradicts. */
function isBudgetOfOld(telling: readonly NearCue[]): boolean {
  const [nearest, next] = telling;
  return nearest?.cue.concept === 'past' && next?.cue.concept === 'budget' && next.before && next.distance < 40;
}

function reaches({ folded }: Source, { cue, before, distance }: NearCue, amount: WrittenAmount): boolean {
  const role = ROLES[cue.concept];
  if (!role || (cue.concept === 'file' && !isCostOfFile(amount))) return false;
  // « Concurrence : Novatis (51 M), Digitek (48 M) »: a label holds for its whole line.
  if (before && cue.concept === 'competitor' && /^ ?:/.test(folded.slice(cue.end, cue.end + 2))) return true;
  return before ? distance <= role.before : distance - 8 <= role.after;
}

function isCostOfFile({ value, currency }: WrittenAmount): boolean {
  const inFrancs = currency === null || ['CFA', 'FRANC', 'XOF', 'XAF'].includes(currency);
  return value <= (inFrancs ? COST_OF_FILE.franc : COST_OF_FILE.other);
}

/** A cue speaks across another sum only of what holds for several: a budget, an offer, a competitor. */
function isTaken(
  source: Source,
  { cue, before }: NearCue,
  amount: WrittenAmount,
  others: readonly WrittenAmount[],
): boolean {
  if (!before) return others.some((other) => other.start >= amount.end && other.end <= cue.start);
  // « 46 M initialement, 41 M … », « 90 M ailleurs, 75 M … »: what stands right after a sum was said of that one.
  if (POSTFIXED.has(cue.concept) && others.some(({ end }) => isRightAfter(source, cue, end))) return true;
  // « caution de deux millions (2 000 000) »: the same sum in words and digits stands in no one's way.
  const between = others.filter(
    ({ start, end, value }) => start >= cue.end && end <= amount.start && value !== amount.value,
  );
  return !ACROSS.has(cue.concept) && between.length > 0;
}

/** What is said after the sum it speaks of as readily as before it. */
const POSTFIXED = new Set(['unit', 'old', 'advance', 'things', 'competitor', 'turnover']);

function isRightAfter({ folded }: Source, cue: Span, end: number): boolean {
  return cue.start >= end && cue.start - end <= 4 && !/[^ )\p{L}]/u.test(folded.slice(end, cue.start));
}

const OURS =
  /(?:^|[^\p{L}])(?:nous|on|notre|nos|j'ai|je|i|we|our|i've|we've|ns)(?: (?:leur|lui|leurs|les|vous|y|en|the|them|him|her|have|had|ai|avons|a|avait|avions|already|deja)){0,3} ?$/u;

/**
 * A cue beside another one means more: « l'offre du concurrent » is the competitor's, « l'ancien budget » is old, « garantie d'un
 * montant de » is a bond, and a bid that we made is our offer.
 */
function asMeant(source: Source, near: NearCue, all: readonly NearCue[]): NearCue {
  const { cue, before } = near;
  if (cue.concept === 'bid') {
    const lead = source.folded.slice(Math.max(0, cue.start - 34), cue.start);
    return OURS.test(lead) ? { ...near, cue: { ...cue, concept: 'offer' } } : near;
  }
  if (!before || !ACCEPTED.has(cue.concept)) return near;
  const told = all.find((other) => other.before && other.cue !== cue && qualifies(source, other.cue, cue));
  return told ? { ...near, cue: { ...cue, concept: told.cue.concept } } : near;
}

/** Whether a cue before (or, for « budget initial », right after) another one tells what that one is. */
function qualifies({ folded }: Source, told: Cue, cue: Cue): boolean {
  const isBefore = told.end <= cue.start;
  const gap = isBefore ? folded.slice(told.end, cue.start) : folded.slice(cue.end, told.start);
  if (told.concept === 'old') return /^(?: (?:de|du|d'|of|the|leur|son|notre))? ?'?$/.test(gap);
  if (!isBefore || gap.length > 40 || /[.;\n]/.test(gap)) return false;
  if (cue.concept === 'offer' && told.concept === 'rejected') return gap.length <= 12 && !/[,:]/.test(gap);
  if (cue.concept === 'offer')
    return ['competitor', 'spent'].includes(told.concept) && !/[,:]/.test(gap) && gap.length <= 30;
  return cue.concept === 'carrier' && OF_SOMETHING_ELSE.has(told.concept);
}

/** Small words that go with any sum (« environ », HT): they help what nothing speaks against. */
function hintWeight(near: readonly NearCue[], weight: number): number {
  if (weight < 0) return 0;
  const hinted = near.some(
    ({ cue, before, distance }) =>
      cue.concept === 'hint' && (before ? distance <= HINT.before : distance - 8 <= HINT.after),
  );
  if (!hinted) return 0;
  return weight > 0 ? 0.04 : HINT.weight;
}

/** What decides even where another cue stands nearer: a requirement of bidders, a whole firm, a refusal after the sum. */
function decisiveWeight({ folded }: Source, telling: readonly NearCue[]): number {
  const [nearest] = telling;
  if (!nearest || !ACCEPTED.has(nearest.cue.concept)) return 0;
  if (telling.some(({ cue, before }) => !before && DECISIVE_AFTER.has(cue.concept))) return -0.9;
  const required = telling.find(({ cue }) => REQUIREMENTS.has(cue.concept));
  if (!required) return 0;
  // « CA 12 Mds, budget 45 M »: the budget stands between the requirement and the sum.
  const gap = required.before && nearest.before ? folded.slice(required.cue.end, nearest.cue.start) : '';
  return /[,;:\n-]/.test(gap) && nearest.distance < 16 ? 0 : -0.9;
}

/** A correction before a figure confirms it; one after it takes it back when another figure follows, or nothing does. */
function correctionWeight(near: readonly NearCue[], amount: Span, others: readonly Span[]): number {
  const corrections = near.filter(({ cue }) => cue.concept === 'correction');
  const before = corrections.find((cue) => cue.before && cue.distance <= 44);
  const after = corrections.find((cue) => !cue.before && cue.distance - 8 <= 24);
  const confirmed = before ? 0.1 : 0;
  if (!after) return confirmed;
  const far = after.distance - 8 <= 3 ? REACH : 60;
  const following = others.find((other) => other.start >= amount.end && other.start - amount.end < far);
  return following ? confirmed - 0.5 : confirmed;
}
