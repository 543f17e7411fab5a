import type { Analysis } from '../analysis.ts';
import type { Value } from '../evidence.ts';
import { defaultValue, evidenceOf, noValue } from '../evidence.ts';
import type { Reason } from '../schema.ts';
import type { WrittenAmount } from '../values/amounts.ts';
import { currencyOf } from '../values/countries.ts';

/** Francs that their country tells apart: « 900 millions de francs » in Conakry are Guinean. */
const FRANCS = new Set(['XOF', 'XAF', 'GNF', 'CDF', 'RWF', 'DJF', 'KMF', 'CHF']);
/** Currencies in which nobody pays millions for what is sold here: « 37,5 M » are francs, even of a buyer in Paris. */
const HARD = new Set(['EUR', 'USD', 'GBP', 'CHF', 'CAD']);
const MILLIONS_OF_FRANCS = 5e6;
/** Two sums of one matter lie within this factor of each other: then the currency of one is the other's too. */
const COMPARABLE = 4;

/**
 * The currency of a sum: the one it is written in, that of a comparable sum beside it, that of the deal's country, the org's.
 * @param country ISO code of the deal's country when the source states it
 * @param others the other sums of the deal
 */
export function currencyFor(
  analysis: Analysis,
  amount: WrittenAmount,
  country: string | null,
  others: readonly WrittenAmount[],
): Value<string> {
  const local = country === null ? null : currencyOf(country);
  const source = (value: string, confidence: number, reason: Reason | null, spans = [amount]): Value<string> => ({
    ...noValue<string>(),
    value,
    origin: 'source',
    confidence,
    reason,
    evidence: evidenceOf(analysis.source, spans),
  });
  if (amount.currency === 'CFA') {
    return local === 'XAF' ? source('XAF', 0.95, 'currency-of-country') : source('XOF', 0.95, null);
  }
  if (amount.currency === 'FRANC') {
    return local !== null && local !== 'XOF' && FRANCS.has(local)
      ? source(local, 0.9, 'currency-of-country')
      : source('XOF', 0.9, null);
  }
  if (amount.currency !== null) return source(amount.currency, 0.95, null);
  const beside = others.find((other) => isComparable(amount, other));
  if (beside) return { ...currencyFor(analysis, beside, country, []), confidence: 0.7 };
  if (local !== null && !(HARD.has(local) && amount.value >= MILLIONS_OF_FRANCS))
    return source(local, 0.7, 'currency-of-country');
  return defaultValue(analysis.context.defaults.currency, 'currency-of-org');
}

function isComparable(amount: WrittenAmount, other: WrittenAmount): boolean {
  const ratio = other.value / amount.value;
  return other.currency !== null && ratio <= COMPARABLE && ratio >= 1 / COMPARABLE;
}
