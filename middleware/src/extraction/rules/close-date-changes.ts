import type { Analysis } from '../analysis.ts';
import type { Cue } from '../lexicon.ts';
import { within } from '../lexicon.ts';
import { sentenceAt } from '../sentences.ts';
import type { Span } from '../source.ts';
import type { WrittenDate } from '../values/dates.ts';
import type { Scope } from './scope.ts';
import { isOwn } from './scope.ts';

const NEGATION =
  /(?:ne comptez plus|n'est plus|ne sera pas|plus (?:question|d'actualite)|pas (?:avant|de|encore)|no longer|not (?:before|until|any ?more)|won't|cannot|n'avons plus|ne .{1,20} (?:plus|pas))[^.;:,\n]{0,36}$/;
/** What takes a date back at once, before another is said: « le 12, non, le 15 mars », « le vingt euh le vingt-sept ». */
const CORRECTED_AFTER =
  /^[ ,]{0,3}(?:(?:euh|uh|um|heu)[ ,]{1,2}(?=(?:non|no|pardon|sorry|plutot|le|the|mi|fin)[ ,])|(?:non|no|nan)[ ,]{1,2}(?=(?:non|no|pardon|plutot|wait|sorry|attends|le|the|mi|fin|end|debut|early|late|mid)[ ,-])|no wait|wait[ ,]|pardon[ ,]|sorry[ ,]|ou plutot|enfin (?:non|plutot|le)|je veux dire|i mean|correction|rectification)/;
const TAKES_BACK_REACH = 30;
const TAKEN_BACK_REACH = 12;
const MOVES_REACH = 60;

const known = new WeakMap<readonly Cue[], Map<WrittenDate, boolean>>();

/** Denied (« ce n'est plus fin août »), taken back at once (« end of May, no wait ») or moved (« du 20 septembre reporté au 4 octobre »). */
export function isTakenBack(analysis: Analysis, date: WrittenDate): boolean {
  const found = known.get(analysis.cues.closeDate) ?? new Map<WrittenDate, boolean>();
  known.set(analysis.cues.closeDate, found);
  const taken = found.get(date) ?? takesBack(analysis, date);
  found.set(date, taken);
  return taken;
}

function takesBack(analysis: Analysis, date: WrittenDate): boolean {
  const { source, sentences } = analysis;
  const sentence = sentenceAt(sentences, date.start);
  const lead = source.folded.slice(Math.max(sentence.start, date.start - 80), date.start);
  return (
    isDenied(analysis, date) ||
    CORRECTED_AFTER.test(source.folded.slice(date.end, date.end + 40)) ||
    isNotThis(analysis, date, lead) ||
    /(?:et non|not) (?:le |the )?$/.test(lead)
  );
}

const NOT_THIS = /(?:^|, |(?<!\p{L})(?:c'est|ce n'est|ce sera|it's|it is) )(?:pas|not)(?: le| on| the)? $/u;
const ITSELF =
  /^,? (?:mais |but )?(?:c'est|ce sera|it's|it is)(?: (?:plutot|pour|on))?(?: le| la| l'| the)? ?$|^, (?:le |the )?$/;

/** « c'est pas cette semaine, c'est la semaine prochaine », "it's not the 3rd, it's the 13th". */
function isNotThis({ source, dates }: Analysis, date: WrittenDate, lead: string): boolean {
  const next = within(dates, { start: date.end, end: date.end + TAKES_BACK_REACH + MOVES_REACH })[0];
  return next !== undefined && NOT_THIS.test(lead) && ITSELF.test(source.folded.slice(date.end, next.start));
}

/** A date that no longer holds wherever else it is said, too. */
export function isDenied(analysis: Analysis, date: WrittenDate): boolean {
  const { source, sentences } = analysis;
  const sentence = sentenceAt(sentences, date.start);
  const lead = source.folded.slice(Math.max(sentence.start, date.start - 80), date.start);
  const negation = NEGATION.exec(lead)?.[0];
  if (
    negation !== undefined &&
    !/(?<!\p{L})(?:mais|but|plutot|instead)(?!\p{L})|(?:que?|only)(?: le| l'| la)? ?$/u.test(negation)
  )
    return true;
  return isMoved(analysis, date, sentence);
}

/** Words of the lexicon that say it: « au lieu du 12 », « le 12 était trop optimiste », "the 20th is extended to the 4th". */
function isMoved({ source, cues, dates }: Analysis, date: WrittenDate, sentence: Span): boolean {
  const near = within(cues.closeDate, {
    start: Math.max(sentence.start, date.start - 60),
    end: Math.min(sentence.end, date.end + 100),
  });
  return near.some(({ concept, start, end }) => {
    const isApart = (from: number, to: number): boolean =>
      /[.;\n]|\bmais\b|\bbut\b/.test(source.folded.slice(from, to));
    if (concept === 'takes-back')
      return (
        end <= date.start &&
        date.start - end < TAKES_BACK_REACH &&
        !hasDate(dates, end, date.start) &&
        !isApart(end, date.start)
      );
    if (concept === 'taken-back')
      return start >= date.end && start - date.end < TAKEN_BACK_REACH && !isApart(date.end, start);
    if (concept !== 'moves-to' || start < date.end || hasDate(dates, date.end, start)) return false;
    return start - date.end < MOVES_REACH && hasDate(dates, end, Math.min(sentence.end, end + MOVES_REACH));
  });
}

function hasDate(dates: readonly WrittenDate[], start: number, end: number): boolean {
  return within(dates, { start, end }).length > 0;
}

/** Said to replace an earlier date: « finalement le 12 », "moved to May". */
export function isReplacement({ source, cues }: Analysis, date: WrittenDate): boolean {
  return within(cues.closeDate, { start: Math.max(0, date.start - 60), end: date.start }).some(
    ({ concept, end }) => concept === 'moves-to' && !/[.;\n]/.test(source.folded.slice(end, date.start)),
  );
}

/** Whether the words of a deal say that its date is not known: « pas encore de date », "no date for the award yet". */
export function isUndated({ cues }: Analysis, scope: Scope): boolean {
  return cues.closeDate.some((cue) => cue.concept === 'undated' && (scope.alone || isOwn(scope, cue)));
}
