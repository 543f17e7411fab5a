import { readLexiconFile } from '../lexicon.ts';
import type { Source } from '../source.ts';
import { alternation } from './date-forms.ts';

/** What stands beside a number and makes it money: a multiplier, a currency, or both. */
export interface AmountUnit {
  readonly factor: number;
  /** ISO 4217; `CFA` for the franc of either zone, `FRANC` for one that is not told, null when the words name none. */
  readonly currency: string | null;
  readonly length: number;
  /** A letter that may stand for something else (metres, a building), or no multiplier at all. */
  readonly weak: boolean;
}

const currencies = reversed(readLexiconFile('international', 'currencies'));
const multipliers = reversed(readLexiconFile('international', 'multipliers'));
/** Words for a million that also name a thing: « sept briques », but « trois briques logicielles ». */
const SLANG = /^(?:brique|brik|baton|patate)s?$/;
const ENGLISH_SLANG = 'grand';
/** A multiplier that is money of one country by itself: a conto is a thousand escudos. */
const IMPLIED: ReadonlyMap<string, string> = new Map([
  ['conto', 'CVE'],
  ['contos', 'CVE'],
]);
/** Short signs that are money only beside a sum. */
const ONLY_WITH_SUMS = new Set(['CFA', 'FRANC', 'DZD', 'LRD', 'CDF', 'GNF']);
const LEAST_SUM = 1000;
/** Letters that stand after a number only: before one they are an article, a number of a house, a model. */
const NEVER_BEFORE = new Set(['f', 'fr', 'da', 'ld', 'mad', 'dt']);

function reversed(file: Record<string, string[]>): ReadonlyMap<string, string> {
  return new Map(Object.entries(file).flatMap(([code, words]) => words.map((word): [string, string] => [word, code])));
}

function escaped(words: Iterable<string>): string {
  return alternation([...words].map((word) => word.replace(/[$.]/g, '\\$&'))).replaceAll(' ', '[. ]{0,2}');
}

const CURRENCY = escaped(currencies.keys());
const MULTIPLIER = escaped(multipliers.keys());
/** Letters that may be glued to the digits after them: `USD80`, `D1.9m`. */
export const GLUED = alternation([
  ...[...currencies.keys()].filter((word) => /^[a-z]{3,4}$/.test(word)),
  ...['d', 'n', 'f', 'le', 'nle', 'fg', 'fc', 'dh'],
]);

/** `usd 80,000`, `d1.9m`, « Budget (FCFA) : 45 … »: a currency before the number. */
const BEFORE = new RegExp(`(?<![\\p{L}\\d])(${CURRENCY})\\)?[ :=]{0,3}$`, 'u');
/** « Budget (en millions de FCFA) : 45 », « Montant en k€ : 45 ». */
const LABEL = new RegExp(
  `(?:\\( ?(?:en |in )?|(?<!\\p{L})(?:en|in) )(${MULTIPLIER})(?: ?(?:de |of |d')?(${CURRENCY}))?(?: (?:ht|ttc))? ?\\)? ?[:=] ?$`,
  'u',
);
const AFTER = new RegExp(
  `^[ -]?(?:(${MULTIPLIER})[ -]?(?:de |d'|of )?(${CURRENCY})|(${MULTIPLIER})|(${CURRENCY}))(?![\\p{L}\\d²])`,
  'u',
);
/** « 28M HT F CFA » is rare, « 18 millions (18 000 000) de francs CFA » is not: the currency may follow a few small words. */
const AFTER_SMALL_WORD = new RegExp(
  `^ ?(?:\\([\\d .,]{3,20}\\) ?|(?:de |d'|ht |ttc |en |of |in )){1,2}(${CURRENCY})(?![\\p{L}\\d])`,
  'u',
);
const NOTHING: AmountUnit = { factor: 1, currency: null, length: 0, weak: true };

function currencyOf(words: string | undefined): string | null {
  return currencies.get((words ?? '').replaceAll('.', ' ').replace(/ +/g, ' ').trim()) ?? bareCurrency(words);
}

function bareCurrency(words: string | undefined): string | null {
  return currencies.get((words ?? '').replace(/[. ]/g, '')) ?? null;
}

/** What follows a number: a multiplier, a currency, or both (`45 M FCFA`, `350k€`, `420 KMAD`). */
export function unitAfter(source: Source, place: number): AmountUnit {
  const found = AFTER.exec(source.folded.slice(place, place + 40));
  if (!found) return { ...NOTHING, currency: currencyFurtherOn(source, place) };
  const multiplier = found[1] ?? found[3] ?? '';
  const end = place + found[0].length;
  if (multiplier === ENGLISH_SLANG && source.language !== 'en') return NOTHING;
  if (SLANG.test(multiplier) && !endsAmount(source, end)) return NOTHING;
  const own = currencyOf(found[2] ?? found[4]) ?? IMPLIED.get(multiplier) ?? null;
  const sign = source.clear.slice(place, end).trimStart().charAt(0);
  return {
    factor: Number(multipliers.get(multiplier) ?? 1),
    currency: own ?? currencyFurtherOn(source, end),
    length: found[0].length,
    weak: multiplier === '' || (/^[mb]$/.test(multiplier) && sign !== 'M'),
  };
}

function currencyFurtherOn(source: Source, place: number): string | null {
  return currencyOf(AFTER_SMALL_WORD.exec(source.folded.slice(place, place + 50))?.[1]);
}

const ENDS_AMOUNT =
  /^(?:$|[ ]?[^\p{L}\d ]|\n| (?:cash|max|maxi|maximum|environ|ht|ttc|fcfa|pour|si|par|et|ou|mais|sur|dessus|a|au|en|il|elle|ils|on|pas|c|s|avant|hein|quoi|voila|donc|tout|minimum|mini|svp|deja|net)(?!\p{L}))/u;

function endsAmount(source: Source, place: number): boolean {
  return ENDS_AMOUNT.test(source.folded.slice(place, place + 12));
}

/**
 * What stands before a number: its currency, or the label of a form that tells both. The single letter of the dalasi or the
 * naira and the Le of the leone count only before a sum.
 */
export function unitBefore(source: Source, place: number, value: number): AmountUnit {
  const lead = source.folded.slice(Math.max(0, place - 44), place);
  const label = LABEL.exec(lead);
  if (label)
    return {
      factor: Number(multipliers.get(label[1] ?? '') ?? 1),
      currency: currencyOf(label[2]),
      length: 0,
      weak: true,
    };
  const found = BEFORE.exec(lead.slice(-20));
  const currency = currencyOf(found?.[1]);
  const isDollar = found !== null && /^us[. ]*\$/.test(found[1] ?? '');
  // « they still owe us $7,500 »: only in capitals the two letters are a country's.
  if (isDollar && !/US[. ]*\$/.test(source.clear.slice(Math.max(0, place - 8), place)))
    return { factor: 1, currency: 'USD', length: 1, weak: false };
  if (found && currency && !NEVER_BEFORE.has(found[1] ?? ''))
    return { factor: 1, currency, length: /[):=]/.test(found[0]) ? 0 : found[0].length, weak: false };
  return value < LEAST_SUM ? NOTHING : letterBefore(source, place);
}

const LETTERS: Readonly<Record<string, string>> = { D: 'GMD', N: 'NGN', Le: 'SLE', NLe: 'SLE' };

/** « D 3,600,000 », « Le 250,000 »: in French « le » is an article. */
function letterBefore(source: Source, place: number): AmountUnit {
  const letter = /(?<![\p{L}\d])([DN]|N?Le) ?$/u.exec(source.clear.slice(Math.max(0, place - 5), place));
  const currency = LETTERS[letter?.[1] ?? ''];
  if (!letter || !currency || (letter[1] === 'Le' && source.language === 'fr')) return NOTHING;
  return { factor: 1, currency, length: letter[0].length, weak: false };
}

/** The currency of a number in words, right after it; of one that has its scale no other multiplier (« 3 millions grand max »). */
export function unitAfterWords(source: Source, place: number, value: number): AmountUnit {
  const unit = unitAfter(source, place);
  return unit.factor > 1 && value >= LEAST_SUM ? { ...unit, factor: 1, length: 0 } : unit;
}

/** Whether a currency makes so small a sum money. */
export function isSum(value: number, currency: string | null): boolean {
  return currency === null || value >= LEAST_SUM || !ONLY_WITH_SUMS.has(currency);
}
