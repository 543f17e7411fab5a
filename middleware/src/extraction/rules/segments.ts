import type { Analysis } from '../analysis.ts';
import type { Span } from '../source.ts';
import { contains, fold } from '../source.ts';
import type { Organisation } from './organisations.ts';
import type { Scope } from './scope.ts';
import type { Listing } from './segments-items.ts';
import { isAnnounced, waysOfListing } from './segments-items.ts';
import type { Signals } from './signals.ts';
import { signalsOf } from './signals.ts';

/** More deals than any source has; bounds the work on a hostile text. */
const MAXIMUM_DEALS = 30;

/** An item of a list: a deal of its own, one that the client gave up, or something else. */
interface Item {
  readonly span: Span;
  readonly signals: Signals;
  readonly buyer: string | null;
  readonly kind: 'deal' | 'dropped' | 'other';
}

/** The scopes of a source's deals: one for each listed subject that is a deal of its own, else one for the whole. */
export function scopesOf(analysis: Analysis, live: readonly Span[], organisations: readonly Organisation[]): Scope[] {
  if (live.length === 0) return [];
  let focused: Scope | null = null;
  for (const listing of waysOfListing(analysis, live, organisations)) {
    const items = judged(analysis, live, listing, organisations);
    const deals = items.filter(({ kind }) => kind === 'deal');
    if (deals.length >= 2 && areApart(analysis, listing, deals) && !isOneDeal(analysis, live, deals))
      return deals.map((deal) => scopeOf(analysis, live, items, deal));
    if (listing.kind !== 'paragraphs') focused ??= onlyDeal(items, analysis);
  }
  return [focused ?? { passages: live, shared: [{ start: 0, end: analysis.source.text.length }], alone: true }];
}

function judged(
  analysis: Analysis,
  live: readonly Span[],
  { items, kind }: Listing,
  organisations: readonly Organisation[],
): Item[] {
  const spans = items.slice(0, MAXIMUM_DEALS);
  const buyers = spans.map((span) => ownBuyer(organisations, span));
  const isOfSeveral = areSeveral(buyers);
  const proven = kind !== 'paragraphs' && live.some((part) => isAnnounced(analysis, part));
  const isStrict = kind === 'paragraphs' && analysis.sections.isMail;
  return spans.map((span, index) => {
    const signals = signalsOf(analysis, [span]);
    const buyer = buyers[index] ?? null;
    const asked = signals.of('want') + signals.of('request') + signals.of('quote');
    const isAsked = (kind === 'list' || kind === 'counted') && asked > 0;
    return { span, signals, buyer, kind: kindOf(signals, isOfSeveral && buyer !== null, proven || isAsked, isStrict) };
  });
}

/** After « par ailleurs » or in the next paragraph of a letter the same deal may go on: another one names another thing. */
function areApart(analysis: Analysis, { kind }: Listing, deals: readonly Item[]): boolean {
  if (kind === 'list' || kind === 'counted') return true;
  const seen = new Set<string>();
  return deals.every(({ span, buyer }) => {
    const things = [...analysis.cues.subject, ...analysis.cues.brand, ...analysis.cues.type]
      .filter((cue) => contains(span, cue))
      .map(({ start, end }) => analysis.source.folded.slice(start, end));
    const isOther = things.some((thing) => !seen.has(thing)) || (buyer !== null && !seen.has(buyer));
    for (const thing of things) seen.add(thing);
    if (buyer !== null) seen.add(buyer);
    return isOther;
  });
}

/** Two names of which one holds the other are one house: « Kobopay Switch », « Kobopay Switch Ltd ». */
function areSeveral(buyers: readonly (string | null)[]): boolean {
  const names = [...new Set(buyers.flatMap((buyer) => (buyer === null ? [] : [fold(buyer)])))];
  const [first] = names;
  return first !== undefined && names.some((name) => !name.includes(first) && !first.includes(name));
}

/**
 * @param proven « deux affaires », or asked for item by item: they need not prove themselves
 * @param isStrict the paragraphs of a letter are mostly of one deal
 */
function kindOf(signals: Signals, hasOwnBuyer: boolean, proven: boolean, isStrict: boolean): Item['kind'] {
  const { amounts, closings, products, works } = signals;
  if (isGivenUp(signals)) return 'dropped';
  if (isSettled(signals)) return 'other';
  const isDated = amounts > 0 && closings > 0;
  if (products + works === 0) return isDated && signals.tenders < 2 ? 'deal' : 'other';
  if (isStrict) return isDated || (hasOwnBuyer && amounts + closings > 0) ? 'deal' : 'other';
  return proven || isWorth(signals, hasOwnBuyer) ? 'deal' : 'other';
}

/** A sum, a day, « pas encore de date »; or a client of its own who wants something done. */
function isWorth({ of, amounts, closings, works, renewals }: Signals, hasOwnBuyer: boolean): boolean {
  const asked = of('want') + of('request') + of('order') + works + renewals;
  return amounts + closings + of('open') > 0 || (hasOwnBuyer && asked > 0);
}

/** « on laisse tomber », « attribué à un concurrent »: listed, and no deal. */
function isGivenUp({ of, amounts, closings }: Signals): boolean {
  return of('drop') + of('lost') > 0 && of('want') === 0 && (closings === 0 || amounts === 0);
}

/** « Facture du T1 réglée », « 2 tickets ouverts »: told, and nothing wanted. */
function isSettled({ of, closings }: Signals): boolean {
  const told = of('done') + of('dunning') + of('complaint') + of('supplier');
  return told > 0 && of('want') + of('request') + of('order') + closings === 0;
}

function ownBuyer(organisations: readonly Organisation[], item: Span): string | null {
  return (
    organisations.find((organisation) => contains(item, organisation) && organisation.confidence >= 0.7)?.name ?? null
  );
}

/** The clauses of a tender notice, and the rows of a table with a total, are one deal. */
function isOneDeal(analysis: Analysis, live: readonly Span[], deals: readonly Item[]): boolean {
  const isEach = deals.every(({ signals }) => signals.closings > 0 && signals.tenders > 0);
  if (isTenderNotice(analysis) && !isEach) return true;
  const total = live.some(({ start, end }) =>
    /(?<!\p{L})total(?!\p{L})/u.test(analysis.source.folded.slice(start, end)),
  );
  return (
    total && deals.every(({ signals }) => signals.closings === 0) && new Set(deals.map(({ buyer }) => buyer)).size < 2
  );
}

/** How far from its beginning a notice says what it is. */
const TITLE_REACH = 500;

function isTenderNotice({ cues, source, sections }: Analysis): boolean {
  const words = cues.leadSource.filter(({ concept }) => concept === 'tender');
  const titled = words.some(
    (cue) =>
      cue.end < TITLE_REACH &&
      (/^[^\p{Ll}]{6,}$/u.test(source.clear.slice(cue.start, cue.end)) ||
        /(?:^|\n)[> |]{0,12}$/.test(source.clear.slice(Math.max(0, cue.start - 14), cue.start))),
  );
  return titled || (words.length >= 3 && !sections.isMail);
}

/** The one item of a list that is a deal in itself: what the others say is of something else. */
function onlyDeal(items: readonly Item[], { source }: Analysis): Scope | null {
  const deals = items.filter(({ kind }) => kind === 'deal');
  const deal = deals[0];
  if (!deal || deals.length > 1 || items.length < 3) return null;
  const { amounts, closings } = deal.signals;
  if (amounts === 0 || closings === 0) return null;
  return { passages: [deal.span], shared: [{ start: 0, end: source.text.length }], alone: false };
}

function scopeOf(analysis: Analysis, live: readonly Span[], items: readonly Item[], deal: Item): Scope {
  const apart = items.filter(({ kind, signals }) => kind !== 'other' || signals.amounts + signals.closings > 0);
  const shared = live.flatMap((part) =>
    gaps(
      part,
      apart.map(({ span }) => span),
    ),
  );
  return { passages: [deal.span], shared: shared.concat(signatures(analysis)), alone: false };
}

/** What of a part lies in none of the items: it is said of all deals. */
function gaps(part: Span, items: readonly Span[]): Span[] {
  const found: Span[] = [];
  let from = part.start;
  for (const item of items) {
    if (!contains(part, item)) continue;
    if (item.start > from) found.push({ start: from, end: item.start });
    from = Math.max(from, item.end);
  }
  if (part.end > from) found.push({ start: from, end: part.end });
  return found;
}

function signatures({ sections }: Analysis): Span[] {
  return sections.lines.filter(({ role }) => role === 'signature' || role === 'header');
}
