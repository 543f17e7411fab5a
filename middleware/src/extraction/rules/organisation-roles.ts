import type { Analysis } from '../analysis.ts';
import { readLexiconFile } from '../lexicon.ts';
import type { Source, Span } from '../source.ts';
import { fold, lastUpTo, wordIndexAt } from '../source.ts';
import type { OrganisationCue } from './organisation-cues.ts';
import { cueLength } from './organisation-cues.ts';
import { hasKindWord } from './organisation-words.ts';
import type { Organisation } from './organisations.ts';
import type { Person } from './people.ts';
import { titleFound } from './organisation-titles.ts';

const LENDERS = new Set((readLexiconFile('international', 'never-buyers')['lender'] ?? []).map(fold));

/**
 * What a name's part in the text leaves of its confidence: nothing for a competitor and for who recommended us, little for a
 * lender, a customer's customer, a landmark, and for somebody taken for a house; 1 when it plays none of these.
 */
export function roleStanding(analysis: Analysis, people: readonly Person[], candidate: Organisation): number {
  const { source } = analysis;
  const index = wordIndexAt(source.words, candidate.start);
  const after = wordIndexAt(source.words, candidate.end);
  const plays = (role: OrganisationCue): boolean => isLedTo(source, index, role) || isCalled(source, after, role);
  if (plays('competitor') || plays('referrer') || isTakenBack(source, candidate)) return 0;
  if (isReferrer(analysis, candidate) || belongsToThird(analysis, people, candidate)) return 0;
  return (
    (isOneOfMany(source, candidate, index) ? 0.3 : 1) *
    (isSomebody(source, candidate, after) ? 0.4 : 1) *
    (plays('lender') ? 0.3 : lenderStanding(candidate)) *
    (plays('customer') ? 0.4 : 1) *
    (plays('former') ? 0.3 : 1) *
    (isQuotedFromUs(analysis, candidate) ? 0.85 : 1) *
    (isBeside(source, index) ? 0.3 : 1)
  );
}

const ENDS_CLAUSE = /[;\n!?]|(?<!(?:^|[^\p{L}])(?:M|Mr|Mme|Mrs|Ms|Dr|Pr))\.|, .*,/u;
/** How many words may stand between a role and the name that plays it: « leur prestataire actuel, la société X ». */
const REACH = 3;
const LONGEST_ROLE = 5;

/** « en face : X », « contrat avec la société X ». */
function isLedTo(source: Source, index: number, role: OrganisationCue): boolean {
  const start = source.words[index]?.start ?? 0;
  for (let back = 1; back <= REACH + LONGEST_ROLE && index - back >= 0; back += 1) {
    const length = cueLength(source, index - back, role);
    if (length === 0 || back < length || back - length > REACH) continue;
    const last = source.words[index - back + length - 1];
    if (last && isInTitle(source, index - back, last.end)) continue;
    if (last && !ENDS_CLAUSE.test(source.clear.slice(last.end, start))) return true;
  }
  return false;
}

/** « Managing Partner, X »: within a longer title the word says what somebody does, not what X is. */
function isInTitle(source: Source, index: number, end: number): boolean {
  const start = source.words[index]?.start ?? 0;
  const isWritten = /\p{Lu}\p{Ll}+ \p{Lu}$/u.test(source.clear.slice(Math.max(0, start - 20), start + 1));
  return [isWritten ? 0 : 1, 1, 2].some((back) => (titleFound(source, index - back)?.end ?? -1) >= end);
}

/** « Groupe X ? non : Y », "X? no, Y": a name that is taken back at once; « X répondeur », "X no answer": one that was not reached. */
function isTakenBack({ folded }: Source, { end }: Span): boolean {
  return TAKEN_BACK.test(folded.slice(end, end + 40));
}

const TAKEN_BACK =
  /^(?: ?\? ?(?:non|no|nope|nan|pas du tout|plutot|rather|en fait|actually)|[ :,–(-]{1,3}(?:pas de reponse|sans reponse|ne repond pas|injoignable|repondeur|occupe|absente?s?|mauvais numero|faux numero|pas interesse|no answer|no reply|no response|voicemail|voice mail|wrong number|unreachable|not reachable|line busy|not interested|hung up))(?!\p{L})/u;

const ARTICLE = /^(?:le|la|les|notre|leur|une?|our|the|their|a|l)$/;

/** « X, notre concurrent », « X (incumbent) »; « X, en face de la mairie » is where X is. */
function isCalled(source: Source, after: number, role: OrganisationCue): boolean {
  const last = source.words[after - 1];
  const next = source.words[after];
  if (!last || !next || !/^ ?[,(] ?$/.test(source.clear.slice(last.end, next.start))) return false;
  const at = ARTICLE.test(next.folded) ? after + 1 : after;
  return cueLength(source, at, role) > cueLength(source, at, 'beside');
}

/** In a message of ours: we may speak of anyone. */
function isQuotedFromUs({ sections }: Analysis, { start }: Span): boolean {
  const line = sections.lines[lastUpTo(sections.lines, start)];
  return sections.messages.length > 1 && (sections.messages[line?.message ?? 0]?.byVendor ?? false);
}

/** Who lends or gives the money is rarely the buyer, unless it speaks or signs itself. */
function lenderStanding({ name, rule }: Organisation): number {
  const folded = fold(name);
  const isLender = LENDERS.has(folded) || LENDERS.has(folded.split(' ')[0] ?? '');
  return !isLender || SPEAKS.has(rule) ? 1 : 0.5;
}

const SPEAKS = new Set([
  'labelled',
  'wants',
  'signature-line',
  'author',
  'after-title',
  'introduced',
  'led',
  'opens-note',
]);

/** « un hôtel de Saly », "a clinic in Lomé": it has a name, but nobody says it. */
function isOneOfMany({ words, clear }: Source, { start }: Span, index: number): boolean {
  return INDEFINITE.test(words[index - 1]?.folded ?? '') && /\p{Ll}/u.test(clear.charAt(start));
}

const INDEFINITE =
  /^(?:une?|an?|some|another|chaque|each|plusieurs|several|deux|two|trois|three|quelques|autre|other|certaine?s?)$/;

/** « Henrik Aalto, M&E Lead », « Chike @ X »: a person that no list of names knows. */
function isSomebody(source: Source, candidate: Organisation, after: number): boolean {
  if (hasKindWord(source, candidate)) return false;
  const rest = source.clear.slice(candidate.end, candidate.end + 10);
  if (/^ (?:@ ?|at |from |chez |de chez )\p{Lu}/u.test(rest)) return true;
  const next = source.words[after];
  if (!next || /^\p{Lu}{2,6}$/u.test(candidate.name)) return false;
  if (!/^ ?[,(] ?$/.test(source.clear.slice(candidate.end, next.start))) return false;
  const title = titleFound(source, after);
  return title !== null && /^\s*(?:[,.;)|]|\n|$)/.test(source.clear.slice(title.end, title.end + 3));
}

/** « en face de la pharmacie X », « rue X »: a landmark. */
function isBeside(source: Source, index: number): boolean {
  let at = index;
  while (at > 0 && /^(?:de|du|des|d|la|le|les|l|the|of)$/.test(source.words[at - 1]?.folded ?? '')) at -= 1;
  const before = source.words[index - 1];
  if (!before || !/^(?: |['’] ?)$/.test(source.clear.slice(before.end, source.words[index]?.start ?? 0))) return false;
  return [1, 2, 3, 4].some(
    (length) =>
      cueLength(source, at - length, 'beside') >= length || cueLength(source, index - length, 'beside') === length,
  );
}

/** A sign, or in speech a small word, after which something else is told. */
const NEXT_CLAUSE = /[.;:\n]|(?<!\p{L})(?:donc|alors|elles?|ils?|on|je|mais|puis|so|he|she|they|we|but|then)(?!\p{L})/u;

/** « nous a recommandés à X », "put us in touch with X": X is who may buy. */
const RECOMMENDED_TO = /^ (?:a|au|aux|avec|aupres|to|with)(?!\p{L})/u;

/** « sur recommandation de X », « X, qui nous a recommandés ». */
function isReferrer({ source, cues, dictated }: Analysis, candidate: Span): boolean {
  // Without full stops the next thing said may be another client's.
  const reach = dictated ? 12 : 45;
  return cues.leadSource.some(
    (cue) =>
      ['referral', 'partner'].includes(cue.concept) &&
      ((cue.end <= candidate.start &&
        candidate.start - cue.end < reach &&
        !RECOMMENDED_TO.test(source.folded.slice(cue.end, candidate.start)) &&
        !NEXT_CLAUSE.test(source.folded.slice(cue.end, candidate.start))) ||
        (cue.start >= candidate.end &&
          /^[ ,]{0,2}(?:qui|who|which|that|nous|a|m'a)(?![\p{L}])[^.;\n]{0,24}$/u.test(
            source.folded.slice(candidate.end, cue.start),
          ))),
  );
}

const OF_PERSON = /^[ ,(@/|–-]{0,3}(?:(?:de|du|d'|des|chez|a|au|at|of|from|with|la|le|les|l'|the|@) ?){0,3}$/;

/** « Hervé Tapsoba (X) », « Yaw of X »: the house of somebody who recommended us or competes with us. */
function belongsToThird({ source }: Analysis, people: readonly Person[], candidate: Span): boolean {
  return people.some(({ side, end, title }) => {
    if (side !== 'third') return false;
    const from = title !== null && title.start >= end ? title.end : end;
    const gap = candidate.start - from;
    return gap >= 0 && gap < 24 && OF_PERSON.test(source.folded.slice(from, candidate.start));
  });
}
