import type { Analysis } from '../analysis.ts';
import type { Finding, Value } from '../evidence.ts';
import { bestOf, defaultValue } from '../evidence.ts';
import { within } from '../lexicon.ts';
import { sentenceAt } from '../sentences.ts';
import { addDays } from '../values/calendar.ts';
import type { Span } from '../source.ts';
import { around } from '../source.ts';
import type { WrittenDate } from '../values/dates.ts';
import { belongsToOther, cuesNear } from './roles.ts';
import type { Scope } from './scope.ts';
import { inScope, isOwn, stale } from './scope.ts';

/** How sure a date of each role closes the deal: in the order in which a rep would enter them. */
const ROLE_CONFIDENCE: Record<string, number> = {
  decision: 0.95,
  signature: 0.95,
  order: 0.93,
  award: 0.92,
  submission: 0.88,
  expiry: 0.66,
  wish: 0.58,
};
/** In characters, breaks counted: a tender's sentence says first what, then where, at last when. */
const REACH = 170;
const REACH_OF_OTHERS = 90;
/** Without full stops the words after a date are more often the next thought. */
const DICTATED_AFTER_PENALTY = 24;
const SUBMISSION = new Set(['submission', 'award']);
const LEAST = 0.42;
/** A full date about which nothing is said closes the deal only when no other one does. */
const UNLABELLED = 0.46;

/** The date on which the deal is decided, signed, ordered, awarded or handed in; else some days after the capture. */
export function closeDateOf(analysis: Analysis, scope: Scope): Value<string> {
  const withdrawn = new Set(analysis.dates.filter((date) => isDenied(analysis, date)).map(({ day }) => day));
  const findings = inScope(scope, analysis.dates)
    .filter(({ day }) => !withdrawn.has(day))
    .map((date) => judge(analysis, scope, date))
    .filter((finding) => finding !== null)
    .filter(({ confidence }) => confidence >= LEAST);
  const days = analysis.context.defaults.closeDateDays;
  const fallback = days === null || days === undefined ? null : addDays(analysis.today, days);
  return bestOf(analysis.source, findings) ?? defaultValue(fallback, 'days-after-capture');
}

function judge(analysis: Analysis, scope: Scope, date: WrittenDate): Finding<string> | null {
  const { role, distance } = roleAndDistance(analysis, date);
  const certainty = role === null ? (date.bare ? 0 : UNLABELLED) : (ROLE_CONFIDENCE[role] ?? 0);
  if (certainty === 0 || isWithdrawn(analysis, date)) return null;
  const vague = date.bare && role === 'wish' ? 0.2 : 0;
  const confidence =
    certainty -
    vague -
    stale(analysis, date.start) -
    (isOwn(scope, date) ? 0 : 0.12) +
    (isCorrected(analysis, date) ? 0.04 : 0) -
    distance * 0.0006;
  return {
    value: date.day,
    spans: [date],
    confidence,
    reason: date.reason,
    rule: `close-date-${role ?? 'unlabelled'}`,
  };
}

/** What the words around a date say that happens on it; `other` is a meeting, a delivery and the like. */
export function roleOf(analysis: Analysis, date: WrittenDate): string | null {
  return roleAndDistance(analysis, date).role;
}

function roleAndDistance(analysis: Analysis, date: WrittenDate): { role: string | null; distance: number } {
  const { source, cues, sentences } = analysis;
  const sentence = sentenceAt(sentences, date.start);
  const others = within(analysis.dates, around(sentence, date, REACH)).filter(
    (other) => other !== date && !isWithdrawn(analysis, other),
  );
  const penalty = analysis.dictated ? DICTATED_AFTER_PENALTY : undefined;
  const near = cuesNear(source, cues.closeDate, sentence, date, REACH, penalty).filter(
    ({ cue }) => !others.some((other) => liesBetween(other, cue, date)) && !belongsToOther(cue, date, others),
  );
  const telling = near.filter(
    ({ cue, distance }) => cue.concept !== 'wish' && distance < (SUBMISSION.has(cue.concept) ? REACH : REACH_OF_OTHERS),
  );
  const nearest = telling[0];
  if (nearest) return { role: nearest.cue.concept, distance: nearest.distance };
  const wished = near.some(({ cue, before, distance }) => cue.concept === 'wish' && before && distance < 12);
  return { role: wished ? 'wish' : null, distance: 0 };
}

/** A cue speaks of the date next to it, not of one beyond. */
function liesBetween(between: Span, one: Span, other: Span): boolean {
  return (
    (one.end <= between.start && between.end <= other.start) || (other.end <= between.start && between.end <= one.start)
  );
}

const NEGATION =
  /(?:ne comptez plus|n'est plus|ne sera pas|plus (?:question|d'actualite)|pas (?:avant|de|encore)|no longer|not (?:before|until|any ?more)|won't|cannot|n'avons plus|ne .{1,20} (?:plus|pas))[^.;,\n]{0,36}$/;
const CORRECTED_AFTER =
  /^[ ,.]{0,3}(?:euh le |(?:euh )?(?:non |no wait|no |pardon|sorry|enfin |ou plutot|i mean|correction))/;

/** Denied (« ce n'est plus fin août ») or taken back at once (« end of May, no wait »). */
function isWithdrawn(analysis: Analysis, date: WrittenDate): boolean {
  const { source, sentences } = analysis;
  const sentence = sentenceAt(sentences, date.start);
  const lead = source.folded.slice(Math.max(sentence.start, date.start - 80), date.start);
  return (
    isDenied(analysis, date) ||
    CORRECTED_AFTER.test(source.folded.slice(date.end, date.end + 24)) ||
    /(?:et non|au lieu du|instead of|not) (?:le |the )?$/.test(lead)
  );
}

function isDenied({ source, sentences }: Analysis, date: WrittenDate): boolean {
  const sentence = sentenceAt(sentences, date.start);
  const lead = source.folded.slice(Math.max(sentence.start, date.start - 80), date.start);
  return NEGATION.test(lead) && !/(?:que?|only)(?: le| l'| la)? ?$/.test(lead);
}

function isCorrected({ source }: Analysis, date: WrittenDate): boolean {
  return /(?:finalement|plutot|corrected|reporte|decale|repousse|moved to|postponed|now|desormais)[^.;\n]{0,40}$/.test(
    source.folded.slice(Math.max(0, date.start - 60), date.start),
  );
}
