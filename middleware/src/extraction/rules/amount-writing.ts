import type { Analysis } from '../analysis.ts';
import type { Source, Span } from '../source.ts';
import { fold } from '../source.ts';
import { amountWords } from '../values/amount-words.ts';
import { alternation } from '../values/date-forms.ts';

/** What the writing around a sum says without a word of a list: « / mois », « CA », a name, a year, a question mark. */
export function writtenWeight(analysis: Analysis, amount: Span): number {
  const { source } = analysis;
  return (
    (isPerPiece(source, amount) ? -0.85 : 0) +
    (isTurnover(source, amount) ? -0.85 : 0) +
    (isRival(analysis, amount) ? -0.7 : 0) +
    (isOfPastYear(analysis, amount) ? -0.5 : 0) +
    (isBandwidth(source, amount) ? -0.8 : 0) +
    (isAsked(source, amount) ? -0.2 : 0)
  );
}

const PERIOD = alternation(amountWords('period'));
const PER_PIECE = new RegExp(
  `^ ?(?:ht |ttc |hors taxes? |net )?(?:/ ?(?:${PERIOD})|(?:par|le|la|l'|chaque|per|each|every|a) ?(?:${PERIOD}))(?!\\p{L})`,
  'u',
);

/** « 400 000 F par mois », "600 each": the price of one, or of a while. */
function isPerPiece(source: Source, amount: Span): boolean {
  return PER_PIECE.test(source.folded.slice(amount.end, amount.end + 36));
}

/** « CA : 12 Mds », « un CA de 12 Mds »: in capitals; after an article it is a board (« validé par le CA : 12 M »). */
const TURNOVER =
  /(?<![\p{L}.])(?<!(?:\ble|\bau|\bdu|\ben|\bpar) )C\.?A\.?(?: (?:HT|annuel|moyen|mini|minimum|min|exigé|requis|global|20\d\d)){0,2} ?[:=><≥]? ?(?:de |d'|~|env\.? )?$/u;

function isTurnover({ clear }: Source, { start }: Span): boolean {
  return TURNOVER.test(clear.slice(Math.max(0, start - 36), start));
}

/** « c'est toujours 2 340 000 ? »: asked, not said. */
function isAsked({ folded }: Source, { end }: Span): boolean {
  return /^ ?\?/.test(folded.slice(end, end + 3));
}

const NAME = String.raw`(\p{Lu}[\p{L}\d&.-]{2,30})`;
/** « Novatis est à 51 M », "Huawei is at $60k", « l'offre de Novatis : 51 M », "Novatis's price: $51k". */
const NAMED = [
  new RegExp(
    `(?<!\\p{L})${NAME} (?:est|sont|serait|seraient|is|are|was|were) (?:à|a|at|autour de|around|now at) $`,
    'u',
  ),
  new RegExp(
    `(?:[Oo]ffre|[Pp]rix|[Dd]evis|[Pp]roposition|[Cc]hiffrage) (?:de |d'|chez )${NAME} ?(?:est )?(?:à|a|:|=|de)? ?$`,
    'u',
  ),
  new RegExp(`(?<!\\p{L})${NAME}'s? (?:price|offer|quote|bid|proposal|quotation) ?(?:is|was|:|=|at|of)? ?$`, 'u'),
];
const NO_RIVAL = new Set(amountWords('own'));

/** The price of somebody named: neither ours nor a word for the deal. */
function isRival({ source, context }: Analysis, { start }: Span): boolean {
  const lead = source.clear.slice(Math.max(0, start - 60), start);
  const name = NAMED.map((pattern) => pattern.exec(lead)?.[1]).find((found) => found !== undefined);
  // « l'offre de GED »: a thing, as capitals alone mostly are.
  if (name === undefined || !/\p{Ll}/u.test(name)) return false;
  const folded = fold(name);
  return !NO_RIVAL.has(folded) && !context.vendor.names.some((own) => fold(own) === folded);
}

const YEAR_AFTER = /^ ?(?:ht |ttc |f |fcfa |francs )?\(?(?:en|in|de|for|of|depuis|since) (20\d\d)(?!\d)/;
const YEAR_BEFORE =
  /(?:^|[^\p{L}])(?:en|in|exercice|annee|year|fy) ?(20\d\d)[ ,:]{1,3}(?:(?:ils?|elles?|on|nous|they|he|she|we|it) )?(?:\p{L}+ ){0,3}$/u;

/** « 12 M en 2025 »: what was paid or planned in a year that is over. */
function isOfPastYear({ source, today }: Analysis, { start, end }: Span): boolean {
  const after = YEAR_AFTER.exec(source.folded.slice(end, end + 24))?.[1];
  const before = YEAR_BEFORE.exec(source.folded.slice(Math.max(0, start - 60), start))?.[1];
  const year = after ?? before;
  return year !== undefined && year < today.slice(0, 4);
}

const LINE = alternation(amountWords('line'));
const AFTER_LINE = new RegExp(`(?<!\\p{L})(?:${LINE}) (?:[\\p{L}']{1,10} ){0,2}$`, 'u');
const BEFORE_LINE = new RegExp(`^ ?(?:de |d')?(?:${LINE})(?!\\p{L})`, 'u');
/** What lines are sold with. */
const BANDWIDTHS = new Set([
  1, 2, 4, 5, 6, 8, 10, 12, 15, 16, 20, 25, 30, 40, 50, 60, 80, 100, 150, 200, 250, 300, 400, 500,
]);

/** « un lien internet de 100 M », « 50M dédiés »: megabits a second. */
function isBandwidth({ folded }: Source, { start, end }: Span): boolean {
  const digits = /^(\d{1,3}) ?m$/.exec(folded.slice(start, end))?.[1];
  if (digits === undefined || !BANDWIDTHS.has(Number(digits))) return false;
  return AFTER_LINE.test(folded.slice(Math.max(0, start - 40), start)) || BEFORE_LINE.test(folded.slice(end, end + 24));
}
