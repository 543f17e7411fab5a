import type { Analysis } from '../analysis.ts';
import type { Cue } from '../lexicon.ts';
import { within } from '../lexicon.ts';
import type { Source, Span } from '../source.ts';
import { roleOf } from './close-date.ts';

/** How much a stretch of a source says for and against a deal. Each phrase counts once, however often it is repeated. */
export interface Signals {
  /** Things that can be sold, by name. */
  readonly products: number;
  /** Things that can be sold with how many: « 12 serveurs ». */
  readonly counted: number;
  /** Sums of money. */
  readonly amounts: number;
  /** Days still to come on which something is decided, signed, ordered or handed in. */
  readonly closings: number;
  /** Words of a tender. */
  readonly tenders: number;
  /** Words of a renewal. */
  readonly renewals: number;
  /** Words of work to be done or of a service over time. */
  readonly works: number;
  /** How the client came to us, other than by a tender. */
  readonly leads: number;
  /** Phrases of a concept of the lexicon `detection`. */
  readonly of: (concept: string) => number;
}

/** What is asked of us: denied (« ne demande rien »), or supposed of the reader ("if you need"), it is no demand. */
const DEMAND = new Set(['want', 'request', 'quote']);
const DENIED =
  /(?<!\p{L})(?:(?:ne|pas|plus|aucune?|sans|ni|rien|personne|jamais|not|no|never|nobody|none|neither|without|don't|doesn't|didn't|won't|isn't|you|if you|if he)(?: [\p{L}']{1,9})?|n'\p{L}{0,9}|si(?: vous| jamais)?) ?$/u;
/** What is said to come is no end yet: « sera attribué à », "to be awarded to". */
const AHEAD = /(?<!\p{L})(?:sera|seront|etre|be|before|avant|if|si)(?: [\p{L}']{1,9})? $/u;
const ENDED = new Set(['lost', 'award', 'closed', 'done']);

export function signalsOf(analysis: Analysis, parts: readonly Span[]): Signals {
  const { cues, source } = analysis;
  const inParts = <T extends Span>(items: readonly T[]): T[] => parts.flatMap((part) => within(items, part));
  const phrases = Map.groupBy(inParts(cues.detection), ({ concept }) => concept);
  const counts = new Map([...phrases].map(([concept, found]) => [concept, distinct(source, found)]));
  const isClosing = (role: string | null): boolean => role !== null && role !== 'other' && role !== 'wish';
  return {
    products: distinct(source, [...inParts(cues.subject), ...inParts(cues.brand)]),
    counted: inParts(cues.subject).filter((cue) => isCounted(source, cue)).length,
    amounts: inParts(analysis.amounts).filter(({ plain }) => plain).length,
    closings: inParts(analysis.dates).filter((date) => date.day >= analysis.today && isClosing(roleOf(analysis, date)))
      .length,
    tenders: inParts(cues.leadSource).filter(({ concept }) => concept === 'tender').length,
    renewals: inParts(cues.type).filter(({ concept }) => concept === 'renewal').length,
    works: inParts(cues.type).filter(({ concept }) => concept === 'project' || concept === 'maintenance').length,
    leads: inParts(cues.leadSource).filter(({ concept }) => concept !== 'tender').length,
    of: (concept) => counts.get(concept) ?? 0,
  };
}

function isCounted({ folded }: Source, { start }: Span): boolean {
  return /(?<![\d.,/:])[1-9]\d{0,4} $/.test(folded.slice(Math.max(0, start - 8), start));
}

function distinct(source: Source, cues: readonly Cue[]): number {
  const said = cues.filter((cue) => counts(source, cue));
  return new Set(said.map(({ start, end }) => source.folded.slice(start, end))).size;
}

function counts({ folded }: Source, { concept, start }: Cue): boolean {
  const lead = folded.slice(Math.max(0, start - 24), start);
  if (DEMAND.has(concept)) return !DENIED.test(lead);
  return !ENDED.has(concept) || !AHEAD.test(lead);
}

/** Somebody wants something of us, and says when, for how much, or asks for a price. */
export function isFirm({ of, products, works, amounts, closings, tenders }: Signals): boolean {
  if (tenders >= 2 && closings > 0) return true;
  const asked = of('request') + of('quote');
  if (of('want') > 0 && asked > 0) return true;
  if (of('want') + asked > 0 && amounts + closings > 0) return true;
  const decided = of('order') + amounts > 0 && closings > 0 && products + works > 0;
  return decided && of('supplier') === 0 && of('dunning') < 2;
}

/** How much speaks for a deal, all signs together; a wish of nothing that can be sold is nothing, nor is a thing that nobody asks for. */
export function weightOf({ of, products, amounts, closings, tenders, renewals, works, leads }: Signals): number {
  const asked =
    of('want') + of('request') + of('quote') + of('order') + of('open') + tenders + renewals + closings + leads;
  const about = products + works + amounts + tenders + of('request');
  const isBudgeted = amounts > 0 && of('budget') > 0;
  if ((asked === 0 && !isBudgeted) || about === 0) return 0;
  return (
    Math.min(of('want'), 2) * 2 +
    Math.min(of('request'), 2) * 2 +
    Math.min(of('quote'), 1) * 1.5 +
    Math.min(tenders, 1) * 2 +
    Math.min(products, 2) +
    Math.min(amounts, 1) +
    Math.min(closings, 1) +
    Math.min(renewals, 1) +
    Math.min(works, 1) +
    Math.min(leads, 1) +
    Math.min(of('order'), 1) +
    Math.min(of('open'), 1) +
    Math.min(of('announce'), 1) +
    Math.min(of('budget') + of('decision'), 1)
  );
}
