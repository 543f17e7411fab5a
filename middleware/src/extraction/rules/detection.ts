import type { Analysis } from '../analysis.ts';
import { within } from '../lexicon.ts';
import type { Line } from '../sections.ts';
import { sentenceAt } from '../sentences.ts';
import type { Span } from '../source.ts';
import { around, joined } from '../source.ts';
import type { Signals } from './signals.ts';
import { isFirm, signalsOf, weightOf } from './signals.ts';

/**
 * The parts of a source in which the client (or the rep about the client) now speaks: where a deal can stand. The newest
 * message that tells of one; a bare "please handle" above a forwarded mail does not. Our own people's words count when nobody
 * else speaks: a colleague hands a client over.
 */
export function liveParts(analysis: Analysis): Span[] {
  const { sections } = analysis;
  const linesOf = Map.groupBy(sections.lines, ({ message }) => message);
  const messages = sections.messages
    .map((message, index) => ({ ...message, body: bodyOf(linesOf.get(index) ?? [], isJotted(analysis)) }))
    .sort((one, other) => one.age - other.age);
  const theirs = messages.filter(({ byVendor }) => !byVendor);
  const heard = theirs.length > 0 ? theirs : messages;
  const live =
    heard.find(({ body }) => tellsOfDeal(analysis, body, 3)) ??
    heard.find(({ body }) => tellsOfDeal(analysis, body, 1)) ??
    heard[0];
  if (!live?.body) return [];
  return live.subject ? [live.subject, live.body] : [live.body];
}

/** No line of a card or a whiteboard is longer. */
const LONGEST_JOTTED = 64;

/** A card with something written on it, a whiteboard: a picture without a line of prose. Names and wishes stand mixed. */
function isJotted({ source, sections }: Analysis): boolean {
  const isPicture = source.scanned !== null && source.scanned.length > 0;
  return isPicture && !sections.isMail && sections.lines.every(({ start, end }) => end - start <= LONGEST_JOTTED);
}

/** From the first to the last line that is neither header nor signature; a card is all signature. */
function bodyOf(lines: readonly Line[], jotted: boolean): Span | null {
  const body = lines.filter(({ role }) => role === 'body' || role === 'greeting');
  const signed = lines.filter(({ role }) => role === 'signature' || (jotted && role === 'body'));
  const used = body.length > 0 && !jotted ? body : signed;
  const first = used[0];
  const last = used.at(-1);
  return first && last ? { start: first.start, end: last.end } : null;
}

/** Whether a message itself says so much of a deal that it is the one to read. */
function tellsOfDeal(analysis: Analysis, body: Span | null, least: number): boolean {
  return body !== null && weightOf(signalsOf(analysis, [body])) >= least;
}

/** What must speak for a deal: a product that is wanted, a price that is asked for with a sum or a day, a tender. */
const LEAST = 3;
/** A sum and the day on which it is decided say enough. */
const LEAST_WHEN_FIRM = 2.5;
/** From how many phrases a source is plainly of a kind that holds no deal. */
const PLAINLY = 2;
/** What speaks so strongly for a deal that one word of another matter says nothing. */
const STRONG = 6;

/** Whether there is a deal at all: something to sell, somebody who wants it, and nothing that says it is over or was never one. */
export function hasDeal(analysis: Analysis, live: readonly Span[]): boolean {
  const told = signalsOf(analysis, live);
  const weight = weightOf(told);
  const least = told.amounts > 0 && told.closings > 0 ? LEAST_WHEN_FIRM : LEAST;
  const whole = signalsOf(analysis, [{ start: 0, end: analysis.source.text.length }]);
  if (weight < least && !isTerse(analysis, told) && !isAcceptance(told, whole)) return false;
  return !isOfOtherKind(told, whole) && !isOver(analysis, live, told) && !isOtherMatter(told, weight);
}

/** A rep writes no more than « Banque Atlas : 20 serveurs » or the thing and its sum. A mail says what it wants. */
function isTerse(analysis: Analysis, told: Signals): boolean {
  const { sections } = analysis;
  const isWritten = sections.lines.some(({ role }) => role === 'body') || isJotted(analysis);
  const isNote = !sections.isMail && sections.turns.length === 0 && isWritten;
  return isNote && told.products > 0 && (told.amounts > 0 || told.counted > 0);
}

/** « Nous retenons l'option B, le bon de commande part le 4 »: what is ordered stands in the offer that is answered. */
function isAcceptance(told: Signals, whole: Signals): boolean {
  return told.of('order') > 0 && told.closings > 0 && whole.products + whole.works > 0 && whole.amounts > 0;
}

/** What was sold over a counter to somebody who paid. */
function isReceipt(whole: Signals): boolean {
  return whole.of('receipt') >= PLAINLY && whole.of('want') + whole.of('request') === 0;
}

/** A receipt, a letter to many, an application for a job, the notice of an award: whatever sums and products it names. */
function isOfOtherKind(told: Signals, whole: Signals): boolean {
  if (told.of('closed') + told.of('fraud') > 0 || told.of('award') >= PLAINLY || isReceipt(whole)) return true;
  if (told.tenders >= 2) return false;
  if (whole.of('application') >= PLAINLY || whole.of('pitch') > PLAINLY) return true;
  return whole.of('newsletter') >= PLAINLY && !(isFirm(told) && whole.of('newsletter') === PLAINLY);
}

/** Around a phrase of a dictation, which has no sentences, what is told of its matter. */
const DICTATED_REACH = 80;

/** A lost deal told as finished: unless beside the sentences that say so somebody plainly wants something else. */
function isOver(analysis: Analysis, live: readonly Span[], told: Signals): boolean {
  if (told.of('lost') === 0 || (told.of('lost') < PLAINLY && told.tenders >= PLAINLY)) return false;
  const ends = live
    .flatMap((part) => within(analysis.cues.detection, part))
    .filter(({ concept }) => concept === 'lost' || concept === 'denial')
    .map((cue) =>
      analysis.dictated ? around(live[0] ?? cue, cue, DICTATED_REACH) : sentenceAt(analysis.sentences, cue.start),
    );
  const rest = signalsOf(
    analysis,
    live.flatMap((part) => without(part, joined(ends))),
  );
  return !(isFirm(rest) && rest.of('want') + rest.of('request') > 0 && rest.products + rest.works > 0);
}

/** What of a stretch lies outside of others. */
function without(part: Span, taken: readonly Span[]): Span[] {
  const rest: Span[] = [];
  let from = part.start;
  for (const { start, end } of taken) {
    if (end <= part.start || start >= part.end) continue;
    if (start > from) rest.push({ start: from, end: start });
    from = Math.max(from, end);
  }
  if (from < part.end) rest.push({ start: from, end: part.end });
  return rest;
}

/**
 * Our own staff, cars and targets, a birthday: their sums and days make them look firm. What a client asks for is asked in more
 * words than those.
 */
function isOurAffair(told: Signals): boolean {
  const asked = told.of('want') + told.of('request') + told.tenders + told.leads;
  if (told.of('internal') >= PLAINLY) return told.of('internal') > asked;
  return told.of('social') > 0 && told.of('quote') + told.of('order') + asked === 0;
}

const OTHER_MATTERS = [
  'internal',
  'logistics',
  'complaint',
  'dunning',
  'supplier',
  'vendor-news',
  'social',
  'done',
  'pitch',
];

/** Our own affairs, a complaint, a reminder of an invoice, good wishes: unless somebody plainly wants something besides. */
function isOtherMatter(told: Signals, weight: number): boolean {
  if (isOurAffair(told)) return true;
  if (isFirm(told)) return false;
  if (told.of('denial') > 0 || told.of('autoreply') > 0) return true;
  const isAsked = told.of('want') + told.of('request') > 0;
  const enough = isAsked || weight >= STRONG ? PLAINLY : 1;
  return OTHER_MATTERS.some((concept) => told.of(concept) >= enough);
}
