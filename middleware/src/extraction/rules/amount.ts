import type { Analysis } from '../analysis.ts';
import type { Finding, Value } from '../evidence.ts';
import { bestOf, noValue } from '../evidence.ts';
import { readLexiconFile } from '../lexicon.ts';
import type { Source, Span } from '../source.ts';
import { contains, lastUpTo, overlaps } from '../source.ts';
import type { WrittenAmount } from '../values/amounts.ts';
import { currencyFor } from './amount-currency.ts';
import type { Relation } from './amount-relations.ts';
import { relationsOf } from './amount-relations.ts';
import { roleOf } from './amount-roles.ts';
import type { Scope } from './scope.ts';
import { isOwn, isShared } from './scope.ts';

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
/** Nothing that is sold here costs a hundred billion, in any currency. */
const MOST = 1e11;

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
    (amount) => amount.value <= MOST && isInScope(scope, amount) && !taken.some((spans) => isTaken(spans, amount)),
  );
  const relations = relationsOf(
    analysis.source,
    candidates.filter(({ plain, value }) => plain || value >= 1000),
  );
  const judged = newest(
    analysis,
    candidates
      .map((amount) => judge(analysis, scope, amount, relations))
      .filter(({ finding }) => finding.confidence >= LEAST),
  );
  const amount = bestOf(
    analysis.source,
    judged.map(({ finding }) => finding),
  );
  const same = judged.filter(({ finding }) => finding.value === amount?.value);
  const chosen = (same.find(({ amount: { currency } }) => currency !== null) ?? same[0])?.amount;
  if (!amount || !chosen) return { amount: noValue(), currency: noValue(), foreign: null };
  const currency = currencyFor(analysis, chosen, country, candidates);
  if (currency.value !== null && analysis.context.currencies.includes(currency.value))
    return { amount, currency, foreign: null };
  if (currency.value === null) return { amount, currency: noValue(), foreign: null };
  return {
    amount: { ...noValue<number>(), reason: 'currency-not-in-org' },
    currency: { ...noValue<string>(), reason: 'currency-not-in-org' },
    foreign: { value: chosen.value, currency: currency.value, span: chosen },
  };
}

/** A phone number or a date over a sum: then it is no sum. One inside it (« cent [vingt-sept] millions ») is none itself. */
function isTaken(spans: readonly Span[], amount: Span): boolean {
  const index = lastUpTo(spans, amount.start);
  return [spans[index], spans[index + 1]].some((span) => span && overlaps(span, amount) && !contains(amount, span));
}

function isInScope(scope: Scope, amount: Span): boolean {
  return isOwn(scope, amount) || (scope.alone && isShared(scope, amount));
}

/** A row of digits after these is a number of something, no sum. */
const REFERENCE =
  /(?:n°|\bn[o°]?\.?|num|numero|ref|reference|rccm|rc|ninea|siret|ifu|nif|compte|rib|serie|s\/n|licence|id|code|contrat n°|account|invoice|serial) ?[:.]? ?$/;

/** How many units of a currency make about a dollar: tells only whether a sum is of the size of a deal. */
const SIZES: ReadonlyMap<string, number> = new Map(
  Object.entries(readLexiconFile('international', 'currency-sizes')).flatMap(([size, codes]) =>
    codes.map((code): [string, number] => [code, Number(size)]),
  ),
);
/** In dollars: what is above or below is a deal's only where the words say so (a factory, the revenue; a lunch, a taxi). */
const DEAL_SIZE = { least: 150, most: 2e6 };

function hasSizeOfDeal({ context }: Analysis, { value, currency }: WrittenAmount): boolean {
  const dollars = value / (SIZES.get(currency ?? context.defaults.currency ?? '') ?? 1);
  return dollars >= DEAL_SIZE.least && dollars <= DEAL_SIZE.most;
}

/** Confidence in a sum before anything is known of its role. */
function baseOf(analysis: Analysis, amount: WrittenAmount): number {
  if (amount.plain) return hasSizeOfDeal(analysis, amount) ? 0.62 : 0.45;
  const { source } = analysis;
  if (REFERENCE.test(source.folded.slice(Math.max(0, amount.start - 16), amount.start))) return 0;
  const quote = source.folded.slice(amount.start, amount.end);
  if (amount.value >= 10_000 && /[a-z]$/.test(quote)) return 0.4;
  if (amount.value < 100_000 || !/\d[ .,']\d{3}/.test(quote)) return isLabelled(source, amount) ? 0.3 : 0;
  if (/[=:] {0,2}$/.test(source.clear.slice(Math.max(0, amount.start - 3), amount.start))) return 0.55;
  return amount.value >= 1e6 ? 0.5 : 0.4;
}

/** « Budget : 45000000 »: digits alone, right after a label. */
function isLabelled({ clear }: Source, amount: WrittenAmount): boolean {
  return amount.value >= 100_000 && /: {0,2}$/.test(clear.slice(Math.max(0, amount.start - 3), amount.start));
}

function judge(
  analysis: Analysis,
  scope: Scope,
  amount: WrittenAmount,
  relations: ReadonlyMap<WrittenAmount, Relation>,
): Judged {
  const role = roleOf(analysis, amount);
  const relation = relations.get(amount);
  const confidence =
    baseOf(analysis, amount) +
    role.weight +
    (relation?.weight ?? 0) -
    (sayingOf(analysis, amount).byVendor ? BY_VENDOR : 0) +
    (isOwn(scope, amount) ? 0 : -0.05);
  return {
    amount,
    finding: {
      value: amount.value,
      spans: [amount],
      confidence: Math.round(Math.min(0.97, confidence) * 1000) / 1000,
      rule: relation?.rule ?? role.rule,
    },
  };
}

/** When something was said in a thread or a chat, and by whom. */
interface Saying {
  /** Grows with time. */
  readonly order: number;
  readonly byVendor: boolean;
}

const MOST_TURNS = 1e5;

function sayingOf({ sections }: Analysis, { start }: Span): Saying {
  const message = sections.messages[lastUpTo(sections.messages, start)];
  const line = sections.lines[lastUpTo(sections.lines, start)];
  const index = lastUpTo(sections.turns, start);
  const turn = sections.turns[index];
  return {
    order: index - 2 * MOST_TURNS * (message?.age ?? 0) - (line?.quoted ? MOST_TURNS : 0),
    byVendor: (message?.byVendor ?? false) || (turn?.byVendor ?? false),
  };
}

/** What our own people write counts a little less than what the client says. */
const BY_VENDOR = 0.06;
/** A sum that was since said otherwise. */
const SUPERSEDED = 0.4;

/**
 * Of sums in several messages those of the client's newest hold, and an offer of ours replaces the one before it; the older ones
 * stay as alternatives.
 */
function newest(analysis: Analysis, judged: readonly Judged[]): Judged[] {
  const sayings = judged.map(({ amount }) => sayingOf(analysis, amount));
  const newestOf = (all: readonly Saying[]): number =>
    all.reduce((last, { order }) => Math.max(last, order), Number.NEGATIVE_INFINITY);
  const client = newestOf(sayings.filter(({ byVendor }) => !byVendor));
  const anyone = newestOf(sayings);
  return judged.map((one, index) => {
    const saying = sayings[index];
    if (!saying || saying.order >= (saying.byVendor ? anyone : client)) return one;
    const confidence = Math.max(0.1, Math.round((one.finding.confidence - SUPERSEDED) * 1000) / 1000);
    return { ...one, finding: { ...one.finding, confidence } };
  });
}
