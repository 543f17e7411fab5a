import type { Analysis } from '../analysis.ts';
import type { Cue } from '../lexicon.ts';
import { within } from '../lexicon.ts';
import { sentenceAt } from '../sentences.ts';
import type { Source, Span } from '../source.ts';
import { around, lastUpTo } from '../source.ts';
import type { WrittenDate } from '../values/dates.ts';
import { isTakenBack } from './close-date-changes.ts';
import type { NearCue } from './roles.ts';
import { belongsToOther, cuesNear } from './roles.ts';

/** What happens on a date, and how far the word stands that says so. */
export interface DateRole {
  readonly role: string | null;
  readonly distance: number;
}

/** In characters, breaks counted: a tender's sentence says first what, then where, at last when. */
const REACH = 170;
const REACH_OF_OTHERS = 90;
/** Without full stops the words after a date are more often the next thought. */
const DICTATED_AFTER_PENALTY = 24;
const FAR_REACHING = new Set(['submission', 'deadline', 'award']);
/** What closes a deal; a meeting at which it happens closes it too. */
const CLOSING = new Set(['decision', 'signature', 'order', 'award']);
/** Words that say what happens or how a date holds, not what it is the date of. */
const NO_ROLE = new Set([
  'wish',
  'label',
  'happens',
  'document',
  'same-day',
  'undated',
  'takes-back',
  'taken-back',
  'moves-to',
]);
const UNDATED_REACH = 24;
/** What these stand for where nothing else is said: a body that meets decides, a deadline is that of an offer. */
const ALONE: Record<string, string> = { body: 'decision', deadline: 'submission', ends: 'expiry', issues: 'other' };
const NONE: DateRole = { role: null, distance: 0 };

/** What the words around a date say that happens on it; `other` is a meeting, a delivery and the like. */
export function roleOf(analysis: Analysis, date: WrittenDate): string | null {
  return dateRole(analysis, date).role;
}

const known = new WeakMap<readonly Cue[], Map<WrittenDate, DateRole>>();

/**
 * The role of a date: what the words nearest to it say, the label of its line, or the question that it answers. Several rules and
 * every deal ask for it, so it is found once.
 */
export function dateRole(analysis: Analysis, date: WrittenDate): DateRole {
  const roles = known.get(analysis.cues.closeDate) ?? new Map<WrittenDate, DateRole>();
  known.set(analysis.cues.closeDate, roles);
  const role = roles.get(date) ?? findRole(analysis, date);
  roles.set(date, role);
  return role;
}

function findRole(analysis: Analysis, date: WrittenDate): DateRole {
  const window = sentenceAround(analysis, date);
  const others = within(analysis.dates, around(window, date, REACH)).filter(
    (other) => other !== date && !isTakenBack(analysis, other),
  );
  const penalty = analysis.dictated ? DICTATED_AFTER_PENALTY : undefined;
  const near = cuesNear(analysis.source, analysis.cues.closeDate, window, date, REACH, penalty).filter(
    ({ cue }) =>
      !others.some((other) => liesBetween(other, cue, date)) &&
      !belongsToOther(cue, date, others) &&
      !isOfUndated(analysis, cue, window),
  );
  const telling = near.filter(
    ({ cue, distance }) =>
      !NO_ROLE.has(cue.concept) && distance < (FAR_REACHING.has(cue.concept) ? REACH : REACH_OF_OTHERS),
  );
  const label = labelOf(analysis, date);
  const nearest = telling[0];
  const answer = answeredQuestion(analysis, date, window);
  if (answer && isBareAnswer(analysis, date, window, nearest)) return answer;
  if (label && (!nearest || nearest.distance > LABEL_DISTANCE)) return label;
  if (nearest) return { role: roleOfCue(analysis, date, nearest, near, window), distance: nearest.distance };
  return answer ?? wished(near);
}

/** « avant le 12 », "by 12 May": a wish, unless more is said. */
function wished(near: readonly NearCue[]): DateRole {
  const isWished = near.some(({ cue, before, distance }) => cue.concept === 'wish' && before && distance < 12);
  return isWished ? { role: 'wish', distance: 0 } : NONE;
}

/** The sentence of a date; one cut by an abbreviation (« visite oblig. 17/11 ») goes on. */
function sentenceAround({ sentences, source }: Analysis, date: Span): Span {
  const sentence = sentenceAt(sentences, date.start);
  const before = sentences[lastUpTo(sentences, sentence.start) - 1];
  const isCut =
    before?.end === sentence.start &&
    /\p{Ll}\.$/u.test(source.clear.slice(Math.max(0, before.end - 3), before.end)) &&
    /^ [\p{Ll}\d]/u.test(source.clear.slice(sentence.start, sentence.start + 3));
  return isCut ? { start: before.start, end: sentence.end } : sentence;
}

/** « pas de date pour la commande », "award T.B.C.": the word belongs to what is said to be unknown. */
function isOfUndated({ cues }: Analysis, cue: Cue, window: Span): boolean {
  return within(cues.closeDate, around(window, cue, UNDATED_REACH)).some(({ concept }) => concept === 'undated');
}

/** A cue speaks of the date next to it, not of one beyond. */
function liesBetween(between: Span, one: Span, other: Span): boolean {
  return (
    (one.end <= between.start && between.end <= other.start) || (other.end <= between.start && between.end <= one.start)
  );
}

/** Between what is decided and the meeting where it is: « votent en réunion », "appoint a firm at their next meeting". */
const AT =
  /^[^.;:,\n]{0,30}\s(?:at|during|in|lors d[eu']|en|au cours d[eu']|pendant)\s?(?:their |its |our |the |a |an |la |l'|une? |sa |son |leur |notre )?(?:next |prochaine? |board |annual )?$/;
/** « signé avant son départ en congé le 9 juillet »: what happens then is the limit of what is decided. */
const BEFORE =
  /^[^.;:\n]{0,30}\s(?:before|avant(?: que| de| d')?|ahead of|by the time|(?:au|(?:a|des) (?:son|leur)|(?:up)?on (?:his|her|their)) ret(?:our|urn))\s[^.;:,\n]{0,24}$/;
/** « réunion le 3 décembre pour signer »: what a meeting is for. */
const PURPOSE = /^[^.;,\n]{0,16}\s(?:pour|afin d[e']|en vue d[e']|to|for)\s?(?:la |le |l'|the |a |an )?$/;
/** « démo au comité », "meet the board": who is met, not who decides. */
const AUDIENCE =
  /^(?: [^\s.,;:]{1,12})?(?: [^\s.,;:]{1,12})? (?:au|aux|devant|avec|a|to|with|before|the)(?: (?:le|la|les|leur|the|their|its|our))? ?$/;
/** « le bon de commande est quasi prêt », "the PO will be ready": what is ready is what closes the deal. */
const SUBJECT = /^ (?:est|sera|sont|seront|serait|devrait etre|is|are|will be|should be)(?: [\p{L}]{2,10})? $/u;
const SAME_DAY_REACH = 60;

/**
 * The role of the nearest cue. A meeting at which the deal is decided (« ils votent en réunion du 12 », « réunion le 14 mai, ils
 * signent ce jour-là ») has the role of what is done there; so has « la commande sort le 12 ».
 */
function roleOfCue(
  { source, cues }: Analysis,
  date: Span,
  nearest: NearCue,
  near: readonly NearCue[],
  window: Span,
): string {
  const { cue } = nearest;
  if (cue.concept === 'deadline') return ofDeadline(source, cue, near);
  if (cue.concept === 'body') return isAudience(source, cue, near) ? 'other' : 'decision';
  if (cue.concept === 'issues') return issued(source, cue, near);
  if (cue.concept === 'ends') return isEndOfOther(source, cue, near) ? 'other' : 'expiry';
  if (cue.concept !== 'other' || !nearest.before) return cue.concept;
  const purpose = near.find(
    (other) =>
      CLOSING.has(other.cue.concept) && !other.before && PURPOSE.test(source.folded.slice(date.end, other.cue.start)),
  );
  if (purpose) return purpose.cue.concept;
  const done = near.find(({ cue: closing }) => {
    if (!CLOSING.has(closing.concept) || closing.end > cue.start) return false;
    const gap = source.folded.slice(closing.end, cue.start);
    return AT.test(gap) || BEFORE.test(gap) || SUBJECT.test(gap);
  });
  if (done) return done.cue.concept;
  const sameDay = near.find((other) => other.cue.concept === 'same-day' && !other.before)?.cue;
  if (!sameDay) return 'other';
  const about = around(window, sameDay, SAME_DAY_REACH);
  return within(cues.closeDate, about).find(({ concept }) => CLOSING.has(concept))?.concept ?? 'other';
}

function isAudience({ folded }: Source, body: Span, near: readonly NearCue[]): boolean {
  return near.some(
    ({ cue }) => cue.concept === 'other' && cue.end <= body.start && AUDIENCE.test(folded.slice(cue.end, body.start)),
  );
}

/** Between what is issued and the verb that says so (« the order for both sites goes out »), in one clause. */
const ISSUED = /^(?![^]*(?<![a-z])(?:after|once|when|before|until|and|rfp|rfq|tender)(?![a-z]))\.?[^.;:,\n\d]{0,40}$/;

/** "The order goes out on the 3rd" orders; a tender, a report or a version that goes out closes nothing. */
function issued({ folded }: Source, verb: Span, near: readonly NearCue[]): string {
  const subject = near.find(
    ({ cue }) => CLOSING.has(cue.concept) && cue.end <= verb.start && ISSUED.test(folded.slice(cue.end, verb.start)),
  );
  return subject?.cue.concept ?? 'other';
}

/** What stands between a noun and its verb. */
const AUXILIARIES =
  /^ (?:(?:se|s'|va|vont|doit|doivent|devrait|devraient|will|should|must|is|are|to|due|going) ?){0,3}$/;

/** « la formation finit le 3 », « les travaux se terminent »: what ends is no contract. */
function isEndOfOther({ folded }: Source, verb: Span, near: readonly NearCue[]): boolean {
  return near.some(
    ({ cue }) =>
      cue.concept === 'other' && cue.end <= verb.start && AUXILIARIES.test(folded.slice(cue.end, verb.start)),
  );
}

const DEADLINE_REACH = 45;

/** « livraison au plus tard le 15 » is a delivery; a deadline of which nothing is said is that of an offer. */
function ofDeadline({ folded }: Source, deadline: Span, near: readonly NearCue[]): string {
  const subject = near.find(
    ({ cue }) =>
      !NO_ROLE.has(cue.concept) &&
      cue.concept !== 'deadline' &&
      cue.end <= deadline.start &&
      deadline.start - cue.end < DEADLINE_REACH &&
      !/[.,;\n]/.test(folded.slice(cue.end, deadline.start)),
  );
  const role = subject?.cue.concept ?? 'deadline';
  return ALONE[role] ?? role;
}

const LABEL_DISTANCE = 6;
const LONGEST_LABELLED_LINE = 200;
const NEXT_LINE_REACH = 24;
const LABEL_END = /^[^:\n\d]{0,32}:/;

/** « Dépôt : secrétariat de la mairie, jeudi 16 octobre 2025 »: the label of a line speaks of its first date, in the line or the next. */
function labelOf(analysis: Analysis, date: WrittenDate): DateRole | null {
  const { source, dates } = analysis;
  const line = lineStart(source.folded, date.start);
  if (line === null) return null;
  const start = Math.max(line, sentenceAt(analysis.sentences, date.start).start);
  if (within(dates, { start, end: date.end })[0] !== date) return null;
  const own = labelAt(analysis, start, date.start);
  if (own || date.start - line > NEXT_LINE_REACH || line === 0) return own;
  const above = lineStart(source.folded, line - 1);
  if (above === null || !/:[ |]*$/.test(source.folded.slice(Math.max(above, line - 25), line - 1))) return null;
  return labelAt(analysis, above, date.start);
}

/** Where the line of a place begins; null when it is longer than a line with a label. */
function lineStart(folded: string, place: number): number | null {
  const from = Math.max(0, place - LONGEST_LABELLED_LINE);
  const newline = folded.slice(from, place).lastIndexOf('\n');
  if (newline >= 0) return from + newline + 1;
  return from === 0 ? 0 : null;
}

function labelAt({ source, cues }: Analysis, start: number, end: number): DateRole | null {
  const lead = /^(?:[\s>*•–:.-]|\d{1,2}[.)-]|article \d{1,2}|[a-z]\)){0,6}/.exec(
    source.folded.slice(start, Math.min(end, start + 40)),
  );
  const from = start + (lead?.[0].length ?? 0);
  const label = within(cues.closeDate, { start: from, end }).find((cue) => cue.start - from < 24);
  if (!label || !LABEL_END.test(source.folded.slice(label.end, end))) return null;
  if (label.concept === 'label') return { role: 'label', distance: 0 };
  if (NO_ROLE.has(label.concept)) return null;
  return { role: ALONE[label.concept] ?? label.concept, distance: LABEL_DISTANCE };
}

/** « On signe quand ? – Vendredi 22, il rentre la veille »: the date opens the message, and what follows it is another thought. */
function isBareAnswer({ source }: Analysis, date: Span, window: Span, nearest: NearCue | undefined): boolean {
  const lead = source.folded.slice(window.start, date.start);
  const opening = lead.slice(lead.lastIndexOf(':') + 1).trim();
  if (opening.length > LONGEST_OPENING) return false;
  if (!nearest) return true;
  return !nearest.before && /[,;.(\n]/.test(source.folded.slice(date.end, nearest.cue.start));
}

const LONGEST_OPENING = 14;

/** « et le BC ? » answered by « vendredi 23 »: the question says what the date is for. */
function answeredQuestion({ source, sentences, cues }: Analysis, date: Span, window: Span): DateRole | null {
  const index = lastUpTo(sentences, window.start);
  for (const question of [sentences[index - 1], sentences[index - 2]]) {
    if (!question || date.start - question.end > 160) return null;
    if (!source.folded.slice(question.start, question.end).trimEnd().endsWith('?')) continue;
    const asked: Cue | undefined = within(cues.closeDate, question).findLast(({ concept }) => !NO_ROLE.has(concept));
    return asked && asked.concept !== 'deadline'
      ? { role: ALONE[asked.concept] ?? asked.concept, distance: ANSWER_DISTANCE }
      : null;
  }
  return null;
}

const ANSWER_DISTANCE = 60;
