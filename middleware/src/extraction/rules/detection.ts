import type { Analysis } from '../analysis.ts';
import { within } from '../lexicon.ts';
import type { Line } from '../sections.ts';
import type { Span } from '../source.ts';
import { roleOf } from './close-date.ts';

/** The parts of a source in which the client (or the rep about the client) now speaks: where a deal can stand. */
export function liveParts(analysis: Analysis): Span[] {
  const { sections } = analysis;
  const linesOf = Map.groupBy(sections.lines, ({ message }) => message);
  const bodies = sections.messages.map((_message, index) => bodyOf(linesOf.get(index) ?? []));
  const asked = sections.messages.findIndex(
    (message, index) => !message.byVendor && speaksOfDeal(analysis, bodies[index] ?? null),
  );
  const first = asked < 0 ? sections.messages.findIndex(({ byVendor }) => !byVendor) : asked;
  const newest = bodies[first];
  if (!newest) return [];
  const subject = sections.messages[first]?.subject;
  return subject ? [subject, newest] : [newest];
}

/** From the first to the last line that is neither header nor signature; a card is all signature. */
function bodyOf(lines: readonly Line[]): Span | null {
  const body = lines.filter(({ role }) => role === 'body' || role === 'greeting');
  const used = body.length > 0 ? body : lines.filter(({ role }) => role === 'signature');
  const first = used[0];
  const last = used.at(-1);
  return first && last ? { start: first.start, end: last.end } : null;
}

/** Whether a message itself names a thing to sell; a bare "please handle" above a forwarded mail does not. */
function speaksOfDeal({ cues, sections }: Analysis, body: Span | null): boolean {
  if (!body) return false;
  const product = within(cues.subject, body).length + within(cues.brand, body).length;
  return product > 0 || sections.messages.length === 1;
}

/** How often the live parts of a source speak of each thing that makes or unmakes a deal. */
interface Signals {
  readonly product: number;
  readonly demand: number;
  /** Sums of money, and dates that close something. */
  readonly firm: number;
  readonly amount: number;
  readonly closing: number;
  readonly of: (concept: string) => number;
}

/** Whether there is a deal at all: something to sell, somebody who wants it, and nothing that says it is over or was never one. */
export function hasDeal(analysis: Analysis, live: readonly Span[]): boolean {
  const newsletter = analysis.cues.detection.filter(({ concept }) => concept === 'newsletter').length;
  const signals = signalsOf(analysis, live);
  if (newsletter >= 2 || isOver(signals) || isOtherMatter(signals)) return false;
  const { product, demand, firm } = signals;
  return product > 0 ? Math.min(demand, 2) + firm >= 1 : demand >= 2 && firm > 0;
}

function signalsOf(analysis: Analysis, live: readonly Span[]): Signals {
  const { cues } = analysis;
  const inLive = <T extends Span>(items: readonly T[]): T[] => live.flatMap((part) => within(items, part));
  const told = inLive(cues.detection);
  const of = (concept: string): number => told.filter((cue) => cue.concept === concept).length;
  const isClosing = (role: string | null): boolean => role !== null && role !== 'other' && role !== 'wish';
  const amount = inLive(analysis.amounts).filter(({ plain }) => plain).length;
  const closing = inLive(analysis.dates).filter((date) => isClosing(roleOf(analysis, date))).length;
  const product = inLive(cues.subject).length + inLive(cues.brand).length;
  return { product, demand: of('demand'), firm: amount + closing, amount, closing, of };
}

/** A lost deal told as finished. */
function isOver({ of, closing }: Signals): boolean {
  return of('lost') > 0 && closing === 0;
}

/** A sales pitch to us, an internal matter, a complaint, good wishes: unless money or a date makes it firm. */
function isOtherMatter({ of, product, demand, firm, amount }: Signals): boolean {
  if (of('internal') >= 2 && amount === 0) return true;
  if (of('social') > 0 && product === 0) return true;
  if (firm > 0) return false;
  const internal = of('internal') >= 1 && demand < 2;
  const complaint = of('complaint') >= 2 && demand < 4;
  return of('pitch') >= 2 || internal || complaint || (of('social') > 0 && demand < 3);
}
