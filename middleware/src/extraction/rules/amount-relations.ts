import type { Source } from '../source.ts';
import { amountWords } from '../values/amount-words.ts';
import type { WrittenAmount } from '../values/amounts.ts';

/** What a sum's neighbours say of it: how much less, or more, it may be the deal's, and which rule says so. */
export interface Relation {
  readonly weight: number;
  readonly rule: string;
}

const REPLACED: Relation = { weight: -0.7, rule: 'amount-replaced' };
const PART: Relation = { weight: -0.35, rule: 'amount-part' };
const WHOLE: Relation = { weight: 0.2, rule: 'amount-whole' };
const RANGE: Relation = { weight: -2, rule: 'amount-range' };

/** Sums that stand farther apart than this do not correct each other. */
const NEAR = 80;
/** A total and its parts, a price and its count: the lines of a table. */
const TABLE = 500;
const MOST_PARTS = 8;

/**
 * What the sums of a deal say of each other: a corrected figure replaces the one before, a total takes its parts, a price times
 * a count is the sum, the ends of a range are none.
 * @param amounts in reading order
 */
export function relationsOf(source: Source, amounts: readonly WrittenAmount[]): Map<WrittenAmount, Relation> {
  const relations = new Map<WrittenAmount, Relation>();
  const note = (amount: WrittenAmount, relation: Relation): void => {
    const known = relations.get(amount);
    if (!known || relation.weight < known.weight) relations.set(amount, relation);
  };
  for (const [index, amount] of amounts.entries()) {
    const next = amounts[index + 1];
    if (next && isReplaced(source, amount, next)) note(amount, REPLACED);
    if (isRange(source, amount)) note(amount, RANGE);
    const parts = partsOf(source, amounts, index);
    for (const part of parts) note(part, PART);
    if (parts.length > 0) note(amount, WHOLE);
  }
  return relations;
}

const CHANGE = new Set(amountWords('change'));
const FILLER = new Set(amountWords('filler'));
const TAKES_BACK = new Set(amountWords('takesBack'));

const ARROW = /^ ?(?:ht |ttc )?(?:-{1,2}>|=>|→|➔|>>) ?$/;
const STRUCK = /^ {0,4}[[(~]{1,2} ?(?:barr|ray|ratur|biff|crossed|struck|annul)/;
const FROM = /(?:^|[^\p{L}])(?:de|d'|from|des|du) $/u;
const TO = /^ (?:ht |ttc )?(?:a|to|vers|jusqu'a|up to|down to) $/;
const NEGATED =
  /(?:n'est plus|n'etait plus|n'est pas|ce n'est pas|plus|pas|not|no longer|isn't)(?: (?:de|a|les|the))? $/;
const NO_MORE_THAN = /pas plus (?:de|que) $/;
const BUT = /^[ ,]{0,2}(?:ht |ttc )?(?:as i (?:wrote|said) )?(?:mais|but)(?: (?:plutot|bien|de|a|maintenant|now))* $/;
/** « c'est pas vingt millions, c'est vingt-six millions »: as it is said, without a but. */
const IT_IS = /^(?:,? (?:mais |but )?(?:c'est|c'etait|ce sera|it's|it is)(?: (?:plutot|bien|actually))?|,) $/;
/** « pas vingt », "it's not twenty"; « il n'a pas vingt millions, cinq seulement » is none. */
const NOT_THIS = /(?:^|, |(?<!\p{L})(?:c'est|ce n'est|it's|it is|it was) )(?:pas|not) $/u;

/** « 46 M puis 41 M » said of one thing: from … to, an arrow, a correction in one breath, a struck-out figure. */
function isReplaced({ folded }: Source, amount: WrittenAmount, next: WrittenAmount): boolean {
  if (next.start - amount.end > NEAR) return false;
  const gap = folded.slice(amount.end, next.start).replaceAll('\n', ' ');
  const lead = leadOf(folded, amount.start);
  if (ARROW.test(gap) || isStruck(lead, gap) || isChange(lead, gap) || takesBack(gap) || corrects(gap, amount, next))
    return true;
  const version = versionAt(lead);
  return version > 0 && version < versionAt(leadOf(folded, next.start));
}

/** « 18 M [barré] », « ~~18 M~~ ». */
function isStruck(lead: string, gap: string): boolean {
  return STRUCK.test(gap) || (lead.endsWith('~~') && gap.startsWith('~~'));
}

/** « passe de 46 M à 41 M », « n'est plus de 46 M mais de 41 M ». */
function isChange(lead: string, gap: string): boolean {
  if (TO.test(gap) && FROM.test(lead)) return hasChange(lead);
  if (NO_MORE_THAN.test(lead)) return false;
  return (BUT.test(gap) && NEGATED.test(lead)) || (IT_IS.test(gap) && NOT_THIS.test(lead));
}

/** « 46 M euh non pardon 41 M »: nothing between the two but words that take the first one back. */
function takesBack(gap: string): boolean {
  const words = gap.match(/\p{L}+/gu) ?? [];
  if (words.length === 0 || words.length > 9 || /\d/.test(gap)) return false;
  return words.every((word) => FILLER.has(word) || TAKES_BACK.has(word)) && words.some((word) => TAKES_BACK.has(word));
}

/** Words that take a figure back wherever they stand right after it; « non » may begin another thought. */
const DENIAL = /^(?:euh+|heu+|uh+|um+|non|no|nan)$/;

/** « cinquante millions enfin cinquante-deux avec la pose cinquante-deux millions »: taken back, then said again at length. */
function corrects(gap: string, amount: WrittenAmount, next: WrittenAmount): boolean {
  const ratio = next.value / amount.value;
  if (ratio > 2 || ratio < 0.5 || /[.;!?]/.test(gap)) return false;
  const [first = '', second = ''] = gap.match(/\p{L}+/gu) ?? [];
  const word = DENIAL.test(first) ? second : first;
  return TAKES_BACK.has(word) && !DENIAL.test(word);
}

/** « Devis v2 : 17,1 M »: which version of an offer a sum is of; 0 when none is told. */
function versionAt(lead: string): number {
  return Number(
    /(?<!\p{L})(?:v|version|rev|revision|proposition|offre|devis)\.? ?n?°? ?(\d)(?:\.\d)? ?(?:[:=(]|a|at|is)? ?$/u.exec(
      lead,
    )?.[1] ?? 0,
  );
}

/** What is said before a place, within its sentence. */
function leadOf(folded: string, place: number): string {
  const lead = folded.slice(Math.max(0, place - NEAR), place).replaceAll('\n', ' ');
  return lead.slice(Math.max(0, ...[...lead.matchAll(/[.;!?] /g)].map(({ index }) => index + 2)));
}

/** « le budget passe de … à … »: not a range but a change. */
function hasChange(lead: string): boolean {
  return (lead.match(/\p{L}+/gu) ?? []).some((word) => CHANGE.has(word));
}

const SIGN = String.raw`(?:[$€£₦]|usd|eur|gbp|d|f)?`;
const UNIT = String.raw`(?:m|k|md|millions?|milliards?|thousand|mille|mf|mfcfa|f|fcfa|f cfa|€|\$|k€|m€|usd|eur|euros?|dollars?)`;
const JOINT = String.raw`(?: ?[-–] ?| (?:a|to|ou|or) )`;
const LOWER_END = new RegExp(`(?<![\\p{L}\\d/])${SIGN} ?\\d[\\d ,.]{0,14}(?: ?${UNIT})?${JOINT}${SIGN} ?$`, 'u');
const UPPER_END = new RegExp(`^${JOINT}${SIGN} ?\\d[\\d ,.]{0,14} ?${UNIT}(?!\\p{L})`, 'u');
const BETWEEN = /(?:entre|between)(?: environ| about)? (?:[^.;\n]{1,24} (?:et|and) )?$/;

/** « entre 15 et 18 M », « 15-16 M », "$15k to $18k": which of the two holds is not said, so neither is taken. */
function isRange({ folded }: Source, amount: WrittenAmount): boolean {
  const lead = folded.slice(Math.max(0, amount.start - 40), amount.start);
  const after = folded.slice(amount.end, amount.end + 24);
  if (!LOWER_END.test(lead) && !UPPER_END.test(after) && !BETWEEN.test(lead)) return false;
  return !hasChange(leadOf(folded, amount.start));
}

/** The sums that are part of the one at `index`: those that add up to it, and the price that a count makes it. */
function partsOf(source: Source, sums: readonly WrittenAmount[], index: number): WrittenAmount[] {
  const before = partsAlong(sums, index, -1);
  if (before.length > 0) return before;
  const after = partsAlong(sums, index, 1);
  if (after.length > 0) return after;
  const whole = sums[index];
  return [sums[index - 1], sums[index + 1]].filter(
    (part) =>
      part !== undefined && whole !== undefined && (isPriceOf(source, part, whole) || isShareOf(source, part, whole)),
  ) as WrittenAmount[];
}

/** Two or more sums in a row that make up the one beside them. */
function partsAlong(sums: readonly WrittenAmount[], index: number, step: 1 | -1): WrittenAmount[] {
  const whole = sums[index];
  const parts: WrittenAmount[] = [];
  let rest = whole?.value ?? 0;
  for (let at = index + step; whole && parts.length < MOST_PARTS; at += step) {
    const part = sums[at];
    if (!part || part.value > rest || Math.abs(part.start - whole.start) > TABLE) return [];
    parts.push(part);
    rest -= part.value;
    if (Math.abs(rest) < whole.value * 0.001) return parts.length > 1 ? parts : [];
  }
  return [];
}

/** « 40 PC à 600 000 F … 24 M »: the price times a count beside it is the sum. */
function isPriceOf({ folded }: Source, price: WrittenAmount, whole: WrittenAmount): boolean {
  const count = Math.round(whole.value / price.value);
  if (count < 2 || count > 5000 || Math.abs(count * price.value - whole.value) > whole.value * 0.001) return false;
  if (Math.abs(price.start - whole.start) > 160) return false;
  const around = folded.slice(
    Math.max(0, Math.min(price.start, whole.start) - 90),
    Math.max(price.end, whole.end) + 30,
  );
  const counts = around.match(/(?<![\d.,])\d{1,4}(?![.,]?\d)/g) ?? [];
  return counts.some((written) => Number(written) === count) || (count === 12 && /mois|month|mensuel/.test(around));
}

/** « 18 M … acompte de 30 % (5,4 M) »: the share that is written beside a part makes it of the whole. */
function isShareOf({ folded }: Source, part: WrittenAmount, whole: WrittenAmount): boolean {
  if (part.value >= whole.value || Math.abs(part.start - whole.start) > 160) return false;
  const beside = folded.slice(Math.max(0, part.start - 50), part.end + 16);
  return [...beside.matchAll(/(?<![\d.,])(\d{1,2}(?:[.,]\d)?) ?%/g)].some(
    ([, share = '']) =>
      Math.abs((Number(share.replace(',', '.')) / 100) * whole.value - part.value) < whole.value * 0.001,
  );
}
