import type { Analysis } from '../analysis.ts';
import type { Finding, Value } from '../evidence.ts';
import { bestOf, defaultValue } from '../evidence.ts';
import { overlaps } from '../source.ts';
import { lastUpTo } from '../source.ts';
import { addDays } from '../values/calendar.ts';
import type { WrittenDate } from '../values/dates.ts';
import { isDenied, isReplacement, isTakenBack, isUndated } from './close-date-changes.ts';
import type { DateRole } from './close-date-roles.ts';
import { dateRole } from './close-date-roles.ts';
import type { Scope } from './scope.ts';
import { inScope, isOwn, stale } from './scope.ts';

export { roleOf } from './close-date-roles.ts';

/** How sure a date of each role closes the deal: in the order in which a rep would enter them. */
const ROLE_CONFIDENCE: Record<string, number> = {
  decision: 0.95,
  signature: 0.95,
  order: 0.93,
  award: 0.92,
  submission: 0.88,
  label: 0.7,
  expiry: 0.66,
  wish: 0.58,
};
/** In a tender the buyer awards after the day on which we close: that of our offer. */
const AWARD_OF_TENDER = 0.86;
const LEAST = 0.42;
/** A full date that stands alone between commas closes the deal only when no other one does. */
const UNLABELLED = 0.46;
const BEFORE_ALONE = /(?:^|[,;|\n(–-])[ \t]*(?:le |pour le |on )?$/;
const AFTER_ALONE = /^[ \t]*(?:[,;|.)\n]|$)/;
/** Roles that say by themselves that the deal is closed: they count although elsewhere its date is said to be unknown. */
const PLAIN = new Set(['decision', 'signature', 'order', 'award', 'submission']);
const CLOSING = new Set(['decision', 'signature', 'order', 'award']);
const JUST_PASSED = 0.55;
/** Closer than this a word speaks of the day of the note itself (« signé ce jour, le 12 mars »). */
const OF_TODAY = 14;

/** What holds for all dates of a deal. */
interface Situation {
  readonly undated: boolean;
  readonly hasTenderDeadline: boolean;
}

/** The date on which the deal is decided, signed, ordered, awarded or handed in; else some days after the capture. */
export function closeDateOf(analysis: Analysis, scope: Scope): Value<string> {
  const denied = new Set(analysis.dates.filter((date) => isDenied(analysis, date)).map(({ day }) => day));
  const dates = inScope(scope, analysis.dates)
    .filter((date) => !denied.has(date.day) && !isDateline(analysis, date) && !isTakenBack(analysis, date))
    .map((date) => ({ date, told: dateRole(analysis, date) }));
  const situation = {
    undated: isUndated(analysis, scope),
    hasTenderDeadline: isTender(analysis) && dates.some(({ told }) => told.role === 'submission'),
  };
  const findings = dates
    .map(({ date, told }) => judge(analysis, scope, date, told, situation))
    .filter((finding) => finding !== null)
    .filter(({ confidence }) => confidence >= LEAST);
  const days = analysis.context.defaults.closeDateDays;
  const fallback = days === null || days === undefined ? null : addDays(analysis.today, days);
  return bestOf(analysis.source, findings) ?? defaultValue(fallback, 'days-after-capture');
}

function judge(
  analysis: Analysis,
  scope: Scope,
  date: WrittenDate,
  { role, distance }: DateRole,
  { undated, hasTenderDeadline }: Situation,
): Finding<string> | null {
  if (undated && !(PLAIN.has(role ?? '') && isOwn(scope, date))) return null;
  if (date.day === analysis.today && !isOfToday(date, role, distance)) return null;
  const certainty = role === null ? unlabelled(analysis, date) : certaintyOf(role, hasTenderDeadline);
  if (certainty === 0) return null;
  const vague = date.bare && role === 'wish' ? 0.2 : isFarAhead(analysis, date) ? JUST_PASSED : 0;
  const confidence =
    certainty -
    vague -
    stale(analysis, date.start) -
    (isOwn(scope, date) ? 0 : 0.12) +
    (isReplacement(analysis, date) ? 0.04 : 0) -
    distance * 0.0006;
  return {
    value: date.day,
    spans: [date],
    confidence,
    reason: date.reason,
    rule: `close-date-${role ?? 'unlabelled'}`,
  };
}

/** « 20 serveurs, 30 M, 15 décembre » may close; « nous ouvrons une agence en octobre » is what the need is about. */
function unlabelled({ source }: Analysis, { bare, start, end }: WrittenDate): number {
  const alone =
    BEFORE_ALONE.test(source.folded.slice(Math.max(0, start - 12), start)) &&
    AFTER_ALONE.test(source.folded.slice(end, end + 4));
  return alone && !bare ? UNLABELLED : 0;
}

function certaintyOf(role: string, hasTenderDeadline: boolean): number {
  if (role === 'award' && hasTenderDeadline) return AWARD_OF_TENDER;
  return ROLE_CONFIDENCE[role] ?? 0;
}

/** The day of the note is mostly when it was written: it closes a deal that is decided then, in words next to it. */
function isOfToday({ bare, reason }: WrittenDate, role: string | null, distance: number): boolean {
  if (reason === 'end-of-period') return true;
  return CLOSING.has(role ?? '') && distance <= (bare ? OF_TODAY * 2 : OF_TODAY);
}

/** A bare date that comes only in a year from now has rather just passed. */
function isFarAhead({ today }: Analysis, { bare, day, reason }: WrittenDate): boolean {
  return bare && reason === 'next-occurrence' && day > addDays(today, 330);
}

function isDateline({ datelines }: Analysis, date: WrittenDate): boolean {
  const dateline = datelines[lastUpTo(datelines, date.start)];
  return dateline !== undefined && overlaps(dateline, date);
}

function isTender({ cues }: Analysis): boolean {
  return cues.leadSource.some(({ concept }) => concept === 'tender');
}
