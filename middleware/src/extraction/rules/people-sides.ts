import type { Analysis } from '../analysis.ts';
import { within } from '../lexicon.ts';
import { namesVendor } from '../sections.ts';
import { sentenceAt } from '../sentences.ts';
import type { Source, Span } from '../source.ts';
import { contains, firstFrom, fold, wordIndexAt } from '../source.ts';
import { cueAfter, cueBefore, cueLength } from './people-cues.ts';
import type { Side } from './people.ts';

/** A side, and how surely the words tell it: what is surer wins when a person is named several times. */
export interface SideFound {
  readonly side: Side;
  readonly sureness: number;
}

/** What tells a side, the surest last. */
export const SURENESS = { body: 1, mail: 2, address: 3, told: 4, vendor: 5 } as const;

/** What is known of the people in the headers of a thread: theirs or ours. */
export type Participants = ReadonlyMap<string, boolean>;

/** What the side of one name depends on beside its own place. */
export interface Around {
  readonly participants: Participants;
  /** Everything that looks like a name, in reading order. */
  readonly names: readonly Span[];
}

/** The side of the person named at a span, as the words and the mail around tell it. */
export function sideOf(
  analysis: Analysis,
  around: Around,
  span: Span,
  message: number,
  role: string,
  copied: boolean,
): SideFound {
  const { source, sections } = analysis;
  const byVendor = sections.messages[message]?.byVendor ?? false;
  if (isVendorPerson(analysis, span, role)) return { side: 'vendor', sureness: SURENESS.vendor };
  if (isThird(analysis, around, span)) return { side: 'third', sureness: SURENESS.told };
  const ours = around.participants.get(fold(source.clear.slice(span.start, span.end)));
  if (ours !== undefined) return { side: ours ? 'vendor' : 'client', sureness: SURENESS.address };
  if (copied) return { side: 'client', sureness: 0 };
  return byPlace(analysis, span, byVendor, role);
}

/** What a header, a greeting or a signature tells of a side. */
function byPlace(analysis: Analysis, span: Span, byVendor: boolean, role: string): SideFound {
  const { source, sections } = analysis;
  if (role === 'header') {
    const author = sections.messages.some((one) => one.author !== null && contains(one.author, span));
    return { side: author === byVendor ? 'vendor' : 'client', sureness: SURENESS.mail };
  }
  if (greets(source, span, role)) return { side: byVendor ? 'client' : 'vendor', sureness: SURENESS.mail };
  const ours = (byVendor && role === 'signature') || isColleague(analysis, span, byVendor);
  if (ours) return { side: 'vendor', sureness: SURENESS.mail };
  return { side: 'client', sureness: role === 'signature' ? SURENESS.mail : SURENESS.body };
}

/** Known as the vendor's, named with it (« Arame Diouf (Neurotech) », « Neurotech / J. Gomis ») or under a label of ours (« Commercial : »). */
function isVendorPerson(analysis: Analysis, span: Span, role: string): boolean {
  const { source, context, vendorPeople } = analysis;
  if (vendorPeople.has(fold(source.clear.slice(span.start, span.end)))) return true;
  const after = source.folded.slice(span.end, span.end + 40).split(/[\n.;]|->|→|=>/)[0] ?? '';
  const before =
    source.folded
      .slice(Math.max(0, span.start - 90), span.start)
      .split('\n')
      .at(-1) ?? '';
  if (context.vendor.names.some((name) => namesBeside(after, before, name.toLowerCase()))) return true;
  return namesVendor(after.split(' ')[0] ?? '', context.vendor) || (role !== 'header' && isOurLabel(source, span));
}

/** « (Neurotech », « , DG, Neurotech », « de Neurotech », « et Soukeyna (Neurotech »: what may stand between a name and its house. */
const BEFORE_VENDOR =
  /^(?: ?[(,|/<–-] ?(?:[\p{L}'.& -]{0,28}(?:[,(|–-] ?|(?:de|d'|chez|at|from|of) ))?| (?:de|d'|chez|from|at|of|@) ?| (?:\+|et|and|&) [\p{L}' -]{2,20} ?\( ?)$/u;

function namesBeside(after: string, before: string, vendor: string): boolean {
  const at = after.indexOf(vendor);
  if (at >= 0 && BEFORE_VENDOR.test(after.slice(0, at))) return true;
  const from = before.lastIndexOf(vendor);
  if (from < 0) return false;
  const gap = before.slice(from + vendor.length);
  return /^ ?[(/:|–-] ?(?:[\p{L}' .&+-]{0,60}(?:, | et | and | & | \+ ))?(?:m|mr|mme|mrs|ms)?\.? ?$/u.test(gap);
}

/** « Commercial : Moussa », "taken by: Rose": on a form of ours. */
function isOurLabel(source: Source, span: Span): boolean {
  const cue = cueBefore(source, span.start, 'label-ours');
  return cue !== null && /[:=]/.test(source.clear.slice(cue.end, span.start)) && opensPart(source, cue.start);
}

function opensPart(source: Source, place: number): boolean {
  return /(?:^|\n|[;|•]| {2}|\. )[ >*-]{0,4}$/.test(source.clear.slice(Math.max(0, place - 8), place));
}

const GREETING =
  /(?:^|[^\p{L}])(?:bonjour|bonsoir|salut|hello|hi|dear|cher|chere|merci|bsr|bjr|slt|salam),?(?: (?:m|mr|mme|mrs|ms|monsieur|madame|dr|docteur|cher|chere)\.?)? $/u;
const OPENS_GREETING = /(?:^|\n)[ >|]{0,6}(?:(?:m|mr|mme|mrs|ms|monsieur|madame|dr|cher|chere)\.? ){0,2}$/;

/** « Bonjour M. Fall », « M. Diatta, bonjour ». */
function greets(source: Source, span: Span, role: string): boolean {
  if (role === 'greeting') return !/^, \p{L}/u.test(source.clear.slice(span.end, span.end + 3));
  const lead = source.folded.slice(Math.max(0, span.start - 34), span.start);
  // « oui bonjour Zorba Quillon du service informatique »: who says where from introduces himself.
  if (/^ (?:de la |de l'|du |des |de |d'|from |of |at )/.test(source.folded.slice(span.end, span.end + 8)))
    return false;
  if (GREETING.test(lead)) return true;
  return (
    OPENS_GREETING.test(lead) &&
    /^,? (?:bonjour|bonsoir|bjr|bsr|hello)/.test(source.folded.slice(span.end, span.end + 14))
  );
}

const COMPETITOR_BEFORE = /(?:concurrent|concurrence|competitor|incumbent|en face)[^.\n]{0,30}$/;

/** Who recommended us, has left the post or is away, is somebody's friend, works for a competitor or a maker. */
function isThird(analysis: Analysis, around: Around, span: Span): boolean {
  const { source } = analysis;
  if (cueBefore(source, span.start, 'left-before', " '") || cueAfter(source, span.end, 'left-after')) return true;
  if (isRelative(source, span) || cueBefore(source, span.start, 'referred-by', " '")) return true;
  const lead = source.folded.slice(Math.max(0, span.start - 50), span.start).replace(/(?:m|mr|mme|mrs|ms|dr)\. ?$/, '');
  if (COMPETITOR_BEFORE.test(lead)) return true;
  return refersToUs(analysis, around, span) || isOfMaker(analysis, span);
}

/** « mon ami Alhassan », "her husband": possessive, relation, name. */
function isRelative(source: Source, span: Span): boolean {
  const cue = cueBefore(source, span.start, 'relative', ' ,');
  const before = cue ? source.words[wordIndexAt(source.words, cue.start) - 1]?.folded : undefined;
  return before !== undefined && /^(?:mon|ma|mes|son|sa|ses|notre|leur|votre|my|his|her|our|their|your)$/.test(before);
}

/** « X, qui nous a recommandés », "X told me about you": in the sentence after the name, before another name opens. */
function refersToUs({ source, sentences, cues }: Analysis, { names }: Around, span: Span): boolean {
  const sentence = sentenceAt(sentences, span.start);
  const next = names[firstFrom(names, span.end)]?.start ?? Infinity;
  const end = Math.min(sentence.end, span.end + 110, next);
  const from = wordIndexAt(source.words, span.end);
  for (let index = from; (source.words[index]?.start ?? end) < end; index += 1) {
    if (cueLength(source, index, 'refers') > 0)
      return !/[:=]/.test(source.clear.slice(span.end, source.words[index]?.start ?? span.end));
  }
  const near = within(cues.leadSource, { start: Math.max(sentence.start, span.start - 60), end });
  return near.some((cue) => cue.concept === 'referral' && isTold(source, cue, span));
}

const BY_WHOM =
  /^[ :,]{0,3}(?:(?:d'|de|par|by|from|of|de la part de|notre|our|votre|your|client|mon|my|m|mme|mr|mrs|ms|monsieur|madame|dr)\.? ?){0,5}$/;

/** Whether a referral is told of this name: « recommandé par M. X », « X … nous a recommandés ». */
function isTold(source: Source, cue: Span, span: Span): boolean {
  if (cue.end <= span.start) return BY_WHOM.test(source.folded.slice(cue.end, span.start));
  return cue.start >= span.end && !/[:=]/.test(source.clear.slice(span.end, cue.start));
}

/** « Luc Zorbal (Schneider Electric) »: a brand beside the name. */
function isOfMaker({ source, cues }: Analysis, span: Span): boolean {
  const before = within(cues.brand, { start: Math.max(0, span.start - 40), end: span.start }).some(
    (cue) =>
      /(?:de chez|from) $/.test(source.folded.slice(Math.max(0, cue.start - 9), cue.start)) &&
      /^[ ,(:–-]{1,3}$/.test(source.folded.slice(cue.end, span.start)),
  );
  if (before) return true;
  return within(cues.brand, { start: span.end, end: span.end + 40 }).some(
    (cue) =>
      /^ ?(?:\(|de chez |chez |from |at )$/.test(source.folded.slice(span.end, cue.start)) &&
      /^[ \w]{0,16}(?:[),.\n]|$)/.test(source.folded.slice(cue.end, cue.end + 18)),
  );
}

/** « notre technicien Boubacar » in our own note, « votre commercial, M. Faye » in a client's mail. */
function isColleague({ source, sections }: Analysis, span: Span, byVendor: boolean): boolean {
  const cue = cueBefore(source, span.start, 'colleague', ' ,');
  const owner = cue ? (source.words[wordIndexAt(source.words, cue.start) - 1]?.folded ?? '') : '';
  return sections.isMail && !byVendor ? /^(?:votre|vos|your)$/.test(owner) : /^(?:notre|nos|mon|our|my)$/.test(owner);
}

interface Participant {
  readonly name: string;
  readonly ours: boolean | null;
}

/** Who is whose in the headers of a thread: by the addresses, then by who writes to whom. */
export function participantsOf(analysis: Analysis): Participants {
  const known = new Map<string, boolean>();
  const mails = mailsOf(analysis);
  for (const { author, to, byVendor } of mails) {
    for (const { name, ours } of [...author, ...to]) if (ours !== null) known.set(name, ours);
    if (byVendor) for (const { name } of author) known.set(name, true);
  }
  for (const mail of mails) addReader(known, mail);
  for (const mail of mails) addWriter(known, mail);
  known.delete('');
  return known;
}

/** Whom a client writes to is ours, unless another of ours is among them. */
function addReader(known: Map<string, boolean>, { author, to }: Mail): void {
  const first = to[0]?.name ?? '';
  const theirs = author.some(({ name }) => known.get(name) === false);
  if (theirs && !known.has(first) && !to.some(({ name }) => known.get(name))) known.set(first, true);
}

/** Who writes to somebody named as ours, and is not, is theirs. */
function addWriter(known: Map<string, boolean>, { author, to, byVendor }: Mail): void {
  const name = author[0]?.name ?? '';
  if (!byVendor && !known.has(name) && to.some(({ ours }) => ours === true)) known.set(name, false);
}

interface Mail {
  readonly author: readonly Participant[];
  readonly to: readonly Participant[];
  readonly byVendor: boolean;
}

function mailsOf(analysis: Analysis): Mail[] {
  const { source, sections } = analysis;
  const headers = Map.groupBy(
    sections.lines.filter(({ role }) => role === 'header'),
    ({ message }) => message,
  );
  return sections.messages.map(({ author, byVendor }, index) => ({
    author: author ? participantsIn(analysis, author).slice(0, 1) : [],
    to: (headers.get(index) ?? []).flatMap((line) => {
      const label = /^(?:a|to|pour|destinataires?) ?: ?/.exec(source.folded.slice(line.start, line.end));
      return label ? participantsIn(analysis, { start: line.start + label[0].length, end: line.end }) : [];
    }),
    byVendor,
  }));
}

function participantsIn({ source, context }: Analysis, span: Span): Participant[] {
  return source.folded
    .slice(span.start, Math.min(span.end, span.start + 600))
    .split(';')
    .map((part) => {
      const name = fold(/^[^<([@]*/.exec(part)?.[0] ?? '');
      const domain = /@([\w.-]+)/.exec(part)?.[1];
      const ours = namesVendor(part, context.vendor) ? true : domain ? false : null;
      return { name: /@/.test(part.split(/[<([]/)[0] ?? '') ? '' : name, ours };
    });
}
