import type { Analysis } from '../analysis.ts';
import type { Source, Span } from '../source.ts';
import { contains, fold, lastUpTo, overlaps, wordIndexAt } from '../source.ts';
import { isOrdinaryWord } from '../vocabulary.ts';
import type { NameRun } from './names.ts';
import { isFirstName, isLastName, isStopWord, textOf } from './names.ts';
import { kindLength } from './organisation-words.ts';
import { matchesLocal } from './people-addresses.ts';
import { cueBefore } from './people-cues.ts';
import { opensSignature, standsAlone } from './people-signatures.ts';
import { officeAbove, titleAfter, titleBefore, titleOf } from './people-titles.ts';

/** A word of a run, and what it can be. */
interface Token extends Span {
  readonly text: string;
  readonly first: boolean;
  readonly last: boolean;
  /** An ordinary word, or a place, and no known name. */
  readonly ordinary: boolean;
  readonly capitals: boolean;
}

/** The words of a run that are a person's name; nothing when the run is more likely something else. */
export function personCore(analysis: Analysis, run: NameRun, given: ReadonlySet<string>): readonly Span[] | null {
  const tokens = run.tokens.slice(0, 6).map((span) => tokenOf(analysis, span));
  const length = tokens.reduce((sum, { text }) => sum + text.length, 0);
  if (length < (run.addressed ? 2 : 3) || bearsName(analysis, run) || namesHouse(analysis, run)) return null;
  if (run.addressed) return addressedCore(analysis, run, tokens);
  if (run.surnameFirst === true) return tokens.slice(0, 4);
  if (tokens.length === 1) return isLoneGivenName(analysis, run, given, tokens[0]) ? tokens : null;
  const first = tokens.findIndex((token) => token.first);
  return first >= 0 ? coreFrom(analysis, run, tokens, first) : unknownCore(analysis, run, tokens);
}

function tokenOf({ source, cues }: Analysis, span: Span): Token {
  const text = textOf(source, span);
  const folded = fold(text);
  const [first, last] = [isFirstName(text), isLastName(text)];
  const word = folded.length > 2 && isWord(text);
  const parts = text.includes('-') ? folded.split(' ').filter((part) => part.length > 3) : [];
  const compound = parts.length > 1 && parts.some((part) => isWord(part));
  const place = cues.country.some((cue) => overlaps(cue, span));
  return {
    ...span,
    text,
    first,
    last,
    ordinary: !first && !last && (word || compound || place || isStopWord(text)),
    capitals: /^[\p{Lu}'-]{3,}$/u.test(text),
  };
}

/** « Société : Keur Thérèse »: the value of a label for the house, unless a title follows (« Client : Awa Ndiaye, DAF »). */
function namesHouse(analysis: Analysis, run: NameRun): boolean {
  const cue = run.addressed ? null : cueBefore(analysis.source, run.start, 'label-house', ' :=|.');
  return (
    cue !== null && /[:=|]/.test(analysis.source.clear.slice(cue.end, run.start)) && titleAfter(analysis, run) === null
  );
}

/** After « M. » or « Mme »: the name ends before an ordinary word; in shouted text « ME VOLE » is no name. */
function addressedCore(analysis: Analysis, run: NameRun, tokens: readonly Token[]): readonly Span[] | null {
  const { source } = analysis;
  const end = isNamed(analysis, run) || endsBySign(source, run) ? tokens.length : ordinaryTail(tokens, 1, false);
  // « Mme Veuve Awa Sarr »: what she is, before her name.
  const from = tokens.length > 2 && /^(?:veuve|vve|feu|feue)$/i.test(tokens[0]?.text ?? '') ? 1 : 0;
  const core = tokens.slice(from, Math.min(from + 4, end));
  const [first] = core;
  if (!first) return null;
  const shouted =
    first.capitals && /\p{Lu}{2,} *$/u.test(source.clear.slice(Math.max(0, first.start - 12), first.start));
  return shouted && core.every((token) => token.ordinary) ? null : core;
}

/** « Eng. Nuno Lopes Prazeres (réseau) »: a sign ends the name, so that an ordinary word before it belongs to it. */
function endsBySign(source: Source, run: Span): boolean {
  return /^ ?[,(\n]/.test(source.clear.slice(run.end, run.end + 2));
}

/** From the first known first name on, with the words before it that can be names; ordinary words after it end the name. */
function coreFrom(analysis: Analysis, run: NameRun, tokens: readonly Token[], first: number): readonly Span[] | null {
  const before = tokens.slice(0, first);
  const led = before.every((token) => token.last || token.capitals || !token.ordinary);
  const from = led ? 0 : keepsShort(tokens, first) ? first - 1 : first;
  const rest = tokens.slice(from, from + 5);
  const end = ordinaryTail(rest, first - from + 1, true);
  const core = rest.slice(0, end);
  if (end === rest.length && core.length > 1) return core;
  if (isNamed(analysis, { ...run, start: rest[0]?.start ?? run.start, tokens: rest }))
    return rest.length > 1 ? rest : null;
  if (core.length > 1) return core.some((token) => token.last) ? core : null;
  const given = tokens[first];
  return rest.length === 2 && given && !isWord(given.text) ? rest : null;
}

/** Where the ordinary words begin that end a run: « Awa Ndiaye Consulting ». Such a word between names is one of them. */
function ordinaryTail(tokens: readonly Token[], from: number, evenCapitals: boolean): number {
  let end = tokens.length;
  for (let index = tokens.length - 1; index >= from; index -= 1) {
    const token = tokens[index];
    if (!token || token.first || token.last || isInitial(token)) break;
    if (token.ordinary && (evenCapitals || !token.capitals)) end = index;
  }
  return end;
}

function isWord(text: string): boolean {
  const folded = fold(text);
  return isOrdinaryWord(folded, 'fr') || isOrdinaryWord(folded, 'en');
}

/** No first name is known: a surname, a title beside it, a label, an address or a line of its own must say that this is a person. */
function unknownCore(analysis: Analysis, run: NameRun, tokens: readonly Token[]): readonly Span[] | null {
  if (tokens.length > 5) return null;
  const kept = tokens.length > 2 && tokens[0]?.ordinary && !tokens[0].capitals ? tokens.slice(1) : tokens;
  if (/^\p{Ll}/u.test(kept[0]?.text ?? '')) return null;
  const ordinary = kept.some((token) => token.ordinary);
  if (!ordinary && kept.some((token) => token.last && token.text.length > 2)) return kept.slice(0, 4);
  const start = kept[0]?.start ?? run.start;
  return isNamed(analysis, { ...run, start, tokens: kept }) ? kept.slice(0, 4) : null;
}

/** Whether something beside the words says that they name a person. */
function isNamed(analysis: Analysis, run: NameRun): boolean {
  return (
    titleAfter(analysis, run) !== null ||
    titleBefore(analysis, run) !== null ||
    officeAbove(analysis, run) !== null ||
    isLabelled(analysis.source, run) ||
    hasAddress(analysis, run) ||
    standsAlone(analysis, run)
  );
}

/** « Contact : X », « Interlocuteur : X », "Attn: X". */
function isLabelled(source: Source, run: Span): boolean {
  const cue = cueBefore(source, run.start, 'label-person');
  return cue !== null && /[:=]/.test(source.clear.slice(cue.end, run.start));
}

/** Whether an address of the source is made of these names: « e.virtanen@… » for Esko Virtanen. */
function hasAddress({ source, emails }: Analysis, run: NameRun): boolean {
  const parts = run.tokens.map((token) => fold(textOf(source, token)).replaceAll(' ', ''));
  const last = parts.at(-1) ?? '';
  if (last.length < 3) return false;
  return emails
    .slice(0, 100)
    .some(
      ({ local }) =>
        (/[._-]/.test(local) || local.length <= last.length + 2) &&
        matchesLocal(local, parts.slice(0, -1), [last]) >= 3,
    );
}

const PHONE_NEXT = /^[ ,:(–-]{1,4}(?:au |tel |tel\.|cel |mob |port )?[ .:]{0,2}[+(]?\d{2}/;

/** A given name alone is a contact where a title or a number follows at once, a label leads to it, or it signs a mail. */
function isLoneGivenName(
  analysis: Analysis,
  run: NameRun,
  given: ReadonlySet<string>,
  token: Token | undefined,
): boolean {
  const { source, sections } = analysis;
  if (!token || token.text.length < 3) return false;
  if (!token.first)
    return titleAfter(analysis, run) !== null && (given.has(fold(token.text)) || hasOwnAddress(analysis, token));
  const next = source.folded.slice(run.end, run.end + 16);
  if (/^(?: ?['’&]|-\p{L}|\.\p{L}| ?:)/u.test(next)) return false;
  const tied = titleAfter(analysis, run) !== null || PHONE_NEXT.test(next);
  if (tied) return true;
  if (isLabelled(source, run) || introducesItself(source, run)) return true;
  return sections.isMail && opensSignature(analysis, run);
}

/** "Kuda (their sysadmin, kuda@…)": an address made of the name and nothing else. */
function hasOwnAddress({ emails }: Analysis, token: Token): boolean {
  const name = fold(token.text);
  return name.length > 2 && emails.slice(0, 100).some(({ local }) => local === name || local.startsWith(`${name}.`));
}

/** "This is Alieu from Banjul Bakery": who writes or calls says where from. */
function introducesItself(source: Source, run: Span): boolean {
  return (
    cueBefore(source, run.start, 'introduces', ' ') !== null &&
    /^ (?:de |du |des |d'|from |at |of )/.test(source.folded.slice(run.end, run.end + 6))
  );
}

function isInitial(token: Token): boolean {
  return /^(?:\p{Lu}\.-?){1,3}$|^\p{Lu}$/u.test(token.text);
}

/** A short word before the first known first name belongs to it: « Pa Modou », « Nii Armah ». */
function keepsShort(tokens: readonly Token[], first: number): boolean {
  const before = tokens[first - 1];
  return before !== undefined && !before.ordinary && /^\p{Lu}\p{Ll}{1,3}$/u.test(before.text);
}

/** What is named after people: a street, a building, a school. */
const BEARER =
  /(?:^|[^\p{L}])(?:avenue|av(?=\.)|ave|rue|boulevard|bd|blvd|place|rond point|rond-point|immeuble|imm|villa|cite|stade|aeroport|universite|lycee|college|hopital|ecole|institut|centre|camp|pont|tour|salle|amphi|amphitheatre|musee|theatre|palais|fondation|prix|trophee|promotion|mosquee|paroisse|cathedrale|orphelinat|maternite|dispensaire|street|road|drive|lane|building|house|hall|hospital|school|university|stadium|airport|foundation|bridge|bp|quartier|route|residence|carrefour|marche)\.? (?:(?:regional|national|general|central|prive|technique|municipal|communal|departemental|universitaire|public|polyvalent|primaire|elementaire|professionnel)e? )?(?:de |du |d'|des |of |general |president |cheikh |st |saint |maitre |docteur |dr |el hadji )?$/u;
const BEARER_AFTER =
  /^ (?:x |street|st(?=[.,\n])|road|rd(?![\p{L}])|avenue|ave(?![\p{L}])|drive|lane|way(?![\p{L}])|close(?![\p{L}])|crescent|highway|expressway|stadium|airport|hospital|school|university|foundation|bridge|square|building|house|hall|centre|center|clinic|college|institute|library|memorial|trust|hotel|market|park|plaza|towers|gardens|estate)(?![\p{L}])/u;
const FAMILY_FIRM =
  /^ (?:& |et |and )(?:fils|freres|cie|co(?![\p{L}])|sons|brothers|associes|partners|filles|soeurs|daughters|company)/u;

/** A street, a building or an organisation (« Clinique Awa Ndiaye », « Marie Diop & Fils ») that bears a person's name. */
function bearsName(analysis: Analysis, run: NameRun): boolean {
  const { source } = analysis;
  const first = run.tokens[0];
  const opens = first ? `${source.folded.slice(first.start, first.end)} ` : '';
  const after = source.folded.slice(run.end, run.end + 16);
  if (BEARER_AFTER.test(after) || FAMILY_FIRM.test(after)) return true;
  if (!run.addressed && opens.length > 3 && BEARER.test(opens)) return true;
  const lead = source.folded.slice(Math.max(0, run.start - 34), run.start);
  if (BEARER.test(lead)) return true;
  return MAIDEN.test(lead) || followsHouseWord(analysis, run);
}

/** « Mme Koné née Touré »: the name she was born with is no other person's. */
const MAIDEN = /(?:^|[^\p{L}])(?:nee|epouse|epse|ep\.|veuve|vve) $/u;
/** Parts of a house, which may stand before somebody's name. */
const UNIT =
  /^(?:service|services|direction|projet|programme|mission|agence|bureau|office|poste|usine|station|department|group)$/;

/** « Clinique Awa Ndiaye », « la boutique Keur Yaye »: the house's word, in small letters too where no title ends with it. */
function followsHouseWord(analysis: Analysis, run: NameRun): boolean {
  const { source } = analysis;
  const index = wordIndexAt(source.words, run.start);
  const before = source.words[index - 1];
  if (!before || source.clear.slice(before.end, run.start) !== ' ') return false;
  const length = [1, 2].find((count) => kindLength(source, index - count) === count);
  if (length === undefined) return false;
  if (/^\p{Lu}/u.test(source.clear.charAt(source.words[index - length]?.start ?? 0))) return true;
  return !run.addressed && !UNIT.test(before.folded) && titleOf(analysis, run, false) === null;
}

/** A run that lies in a place's name, a place with a word beside it, a part of an address (« Santa Maria, Sal, Cabo Verde »). */
export function isPlace({ cues, source, sections }: Analysis, run: NameRun): boolean {
  if (cues.country.some((place) => contains(place, run) || (contains(run, place) && place.end - place.start > 8)))
    return true;
  if (run.addressed || run.tokens.some((token) => isLastName(textOf(source, token)))) return false;
  if (cues.country.some((place) => place.start === run.end + 2 && source.clear.slice(run.end, place.start) === ', '))
    return true;
  const line = sections.lines[lastUpTo(sections.lines, run.start)];
  return (
    line?.role === 'signature' &&
    /[\p{L}\d], $/u.test(source.clear.slice(Math.max(line.start, run.start - 3), run.start))
  );
}
