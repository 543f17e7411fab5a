import type { Source, Span } from '../source.ts';
import { readLexiconFile } from '../lexicon.ts';
import type { Day } from './calendar.ts';
import { addDays } from './calendar.ts';
import { alternation } from './date-forms.ts';
import type { NumericOrder } from './date-forms.ts';
import type { Reference } from './dates.ts';
import { firstDay } from './dates.ts';

/** A line, or the head of one, that says on which day what follows was written: it dates the words, not the deal. */
export interface Dateline extends Span {
  readonly day: Day;
  /** The head of a message of a thread or chat: what was said before it was said on another day. */
  readonly opensMessage: boolean;
}

/** How many days back a dateline may lie that names no year: what lies farther back is rather a day to come. */
const WITHOUT_YEAR = { head: 60, letter: 21 };
const LONGEST_THREAD = 364;
const LONGEST_LINE = 160;
const MOST_DATELINES = 2000;

const words = ['fr', 'en'].map((folder) => readLexiconFile(folder, 'datelines'));
const listed = (concept: string): string => alternation(words.flatMap((file) => file[concept] ?? []));

const TIME = '\\d{1,2} ?(?:[:h]\\d{2}|h(?![a-z]))(?::\\d{2})?(?: ?[ap]\\.?m\\b)?';
const NUMERIC_DAY = '\\d{1,2}[/.-](?:\\d{1,2}|[a-z]{3,5})[/.-]\\d{2,4}';
const MARGIN = '^[ >|*_-]{0,12}';

/** The head of a message: `Date: …`, « Le 3 mars 2026 à 9:02, Awa Ndiaye a écrit : », `[17 Mar, 11:02] Awa:`, `[1/4] 26/04/2027 - Awa`. */
const HEADS: readonly RegExp[] = [
  new RegExp(`${MARGIN}(?:${listed('header')}) {0,12}:(?<rest> ?[^\\n]{4,60})$`),
  new RegExp(`${MARGIN}(?:le|on) (?<rest>[^\\n]{6,120}?)(?:,? [^\\n,]{0,60})?(?:${listed('wrote')})[ :-]{0,8}$`),
  new RegExp(`${MARGIN}(?:le|on) (?<rest>[^\\n<]{6,70})<[^\\n>]{4,60}>`),
  new RegExp(
    `${MARGIN}(?:\\[\\d{1,2}/\\d{1,2}\\] ?)?\\[?(?<rest>(?:${NUMERIC_DAY}|\\d{1,2} [a-z]{3,9}\\.?(?: 20\\d{2})?),?(?: a)? ${TIME})(?:\\]| ?-| ?–| ?:|,)`,
  ),
  new RegExp(`${MARGIN}\\[\\d{1,2}/\\d{1,2}\\] ?(?<rest>[^\\n-]{6,30}) [-–]`),
];

/** The day of a whole text: « Dakar, le 16 février 2026 », a line that is a date, « export du 21/09/2026 », « note vocale du 3 novembre ». */
const LETTERS: readonly RegExp[] = [
  new RegExp(`${MARGIN}(?:[a-z' -]{2,30}, ?(?:le |the |on |this )?)(?<rest>[^\\n,]{6,40}?)[ .,]{0,3}$`),
  new RegExp(
    `${MARGIN}(?:le |the )?(?<rest>(?:[a-z]{3,9}\\.?,? )?\\d{1,2}(?:er|st|nd|rd|th)?[ /.-]{0,2}[^\\n]{0,22}?)[ .]{0,3}$`,
  ),
];

const DOCUMENTS: readonly RegExp[] = [
  new RegExp(`(?<![a-z])(?:${listed('document')}) (?:du |of (?:the )?|de ce |on )(?<rest>[^\\n,;:(]{4,40})`),
];

const SHAPES = [
  ...HEADS.map((pattern) => ({ pattern, opensMessage: true, whole: false })),
  ...LETTERS.map((pattern) => ({ pattern, opensMessage: false, whole: true })),
  ...DOCUMENTS.map((pattern) => ({ pattern, opensMessage: false, whole: false })),
];

/** From which place to which the dates of a thread count from the day of their own message. */
export function referencesOf(datelines: readonly Dateline[], length: number): Reference[] {
  const heads = datelines.filter(({ opensMessage }) => opensMessage);
  return heads.map(({ start, day }, index) => ({ start, end: heads[index + 1]?.start ?? length, day }));
}

/** The datelines of a source, in reading order. None lies after the day of the note. */
export function datelinesIn(source: Source, today: Day, order: NumericOrder = 'day-first'): Dateline[] {
  const found: Dateline[] = [];
  for (let start = 0; start < source.folded.length && found.length < MOST_DATELINES;) {
    const newline = source.folded.indexOf('\n', start);
    const end = newline < 0 ? source.folded.length : newline;
    const dateline =
      /[a-z\d]/.test(source.folded.slice(start, Math.min(end, start + LONGEST_LINE))) &&
      datelineAt(source, { start, end }, today, order);
    if (dateline) found.push(dateline);
    start = end + 1;
  }
  return found;
}

function datelineAt(source: Source, line: Span, today: Day, order: NumericOrder): Dateline | null {
  const text = source.folded.slice(line.start, Math.min(line.end, line.start + LONGEST_LINE));
  for (const { pattern, opensMessage, whole } of SHAPES) {
    const match = pattern.exec(text);
    const rest = match?.groups?.['rest'];
    if (!match || rest === undefined) continue;
    const found = firstDay(rest, source.language, addDays(today, -LONGEST_THREAD), order);
    if (!found || found.day > today || found.start > 4 || (whole && rest.length - found.end > 3)) continue;
    if (!isWritten(rest.slice(found.start, found.end), found.day, today, opensMessage)) continue;
    const restAt = line.start + text.indexOf(rest, match.index);
    const end = opensMessage || whole ? line.start + match.index + match[0].length : restAt + found.end;
    return { start: restAt + found.start, end, day: found.day, opensMessage };
  }
  return null;
}

/** A day without a year that lies far back is rather one to come. */
function isWritten(text: string, day: Day, today: Day, opensMessage: boolean): boolean {
  if (/20\d{2}|[/.-][a-z\d]{1,5}[/.-]\d{2}$|deux mille|twenty twenty|two thousand/.test(text)) return true;
  return day >= addDays(today, -(opensMessage ? WITHOUT_YEAR.head : WITHOUT_YEAR.letter));
}
