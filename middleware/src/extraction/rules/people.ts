import type { Analysis } from '../analysis.ts';
import { namesVendor } from '../sections.ts';
import { sentenceAt } from '../sentences.ts';
import type { Source, Span } from '../source.ts';
import { contains, fold, lastUpTo, wordIndexAt } from '../source.ts';
import type { WrittenEmail } from '../values/emails.ts';
import type { WrittenPhone } from '../values/phones.ts';
import { dictatedNames } from './dictated-names.ts';
import type { NameRun } from './names.ts';
import { nameCase } from './name-case.ts';
import { isFirstName, isLastName, nameRuns, splitName, textOf } from './names.ts';
import { kindLength } from './organisation-words.ts';
import { tieAddresses } from './people-addresses.ts';
import { standsAlone } from './people-signatures.ts';
import { titleAfter, titleOf } from './people-titles.ts';

/** Whose side a person is on. Only the client's people become contacts. */
export type Side = 'client' | 'vendor' | 'third';

export interface Person extends Span {
  readonly first: string | null;
  readonly last: string;
  readonly firstSpan: Span | null;
  readonly lastSpan: Span;
  readonly title: Span | null;
  readonly email: WrittenEmail | null;
  readonly phones: readonly WrittenPhone[];
  readonly side: Side;
  readonly confidence: number;
  /** Index of the message it stands in. */
  readonly message: number;
  /** Stands in a signature, or is the author of a message. */
  readonly signs: boolean;
  readonly addressed: boolean;
}

/** More mentions than any note has; bounds the work on a hostile text. */
const MAXIMUM = 500;

/** The people a source names, each once, with what belongs to them. */
export function peopleIn(analysis: Analysis, phones: readonly WrittenPhone[]): Person[] {
  const { source } = analysis;
  const runs = [...nameRuns(source), ...(analysis.dictated ? dictatedNames(source) : [])];
  const mentions = runs
    .slice(0, MAXIMUM)
    .filter((run) => !isPlace(analysis, run) && !isCopied(analysis, run))
    .flatMap((run) => {
      const core = personCore(analysis, withFirstNameAbove(source, run));
      return core ? [describe(analysis, run, core)] : [];
    });
  return tieAddresses(analysis, merge(mentions), phones);
}

/** On a card the first name may stand on the line above a surname in capitals. */
function withFirstNameAbove(source: Source, run: NameRun): NameRun {
  if (!/^[\p{Lu} '-]+$/u.test(textOf(source, run))) return run;
  const lineStart = source.clear.lastIndexOf('\n', run.start - 1);
  const above = source.clear.slice(source.clear.lastIndexOf('\n', lineStart - 1) + 1, Math.max(0, lineStart));
  const cell = /(?:^| {2})([\p{L}-]+)$/u.exec(above)?.[1];
  if (!cell || !isFirstName(cell) || lineStart < 0) return run;
  const first = { start: lineStart - cell.length, end: lineStart };
  return { ...run, start: first.start, tokens: [first, ...run.tokens] };
}

/** The words of a run that are a person's name; nothing when the run is more likely something else. */
function personCore(analysis: Analysis, run: NameRun): readonly Span[] | null {
  const { source } = analysis;
  const tokens = run.tokens.slice(0, 5);
  const words = tokens.map((token) => textOf(source, token));
  if (bearsName(source, run) || words.join('').length < 3) return null;
  if (run.addressed) return tokens.length > 4 ? tokens.slice(0, 4) : tokens;
  const first = words.findIndex((word) => isFirstName(word));
  if (first >= 0 && tokens.length >= 2) return coreFrom(words, tokens, first);
  if (tokens.length < 2 || tokens.length > 4) return null;
  return isNamed(analysis, run, words) ? tokens : null;
}

/** From the first known first name on, with the surname in capitals or the short word that stands before it. */
function coreFrom(words: readonly string[], tokens: readonly Span[], first: number): readonly Span[] | null {
  const led = words.slice(0, first).every((word) => isLastName(word) || /^[\p{Lu}'-]{3,}$|^Ngo$/u.test(word));
  const core = led ? tokens : tokens.slice(keepsShort(words, first) ? first - 1 : first);
  return core.length >= 2 ? core.slice(0, 4) : null;
}

/** No first name is known: a surname, a title beside it or a line of its own must say that this is a person. */
function isNamed(analysis: Analysis, run: NameRun, words: readonly string[]): boolean {
  if (words.some((word) => isLastName(word)) || titleAfter(analysis, run) !== null) return true;
  return isIntroduced(analysis, run) || standsAlone(analysis, run);
}

/** A short word before the first known first name belongs to it: « Pa Modou », « Nii Armah ». */
function keepsShort(words: readonly string[], first: number): boolean {
  const before = words[first - 1] ?? '';
  return /^\p{Lu}\p{Ll}{1,3}$/u.test(before);
}

function isPlace({ cues }: Analysis, run: Span): boolean {
  return cues.country.some((place) => contains(place, run) || (contains(run, place) && place.end - place.start > 8));
}

/** Who is only copied may be of either side: a name in « Cc » tells nothing. */
function isCopied({ sections, source }: Analysis, run: Span): boolean {
  const line = sections.lines[lastUpTo(sections.lines, run.start)];
  return (
    line?.role === 'header' && /^(?:cci?|bcc|copie)(?!\p{L})/u.test(source.folded.slice(line.start, line.start + 8))
  );
}

const STREET =
  /(?:avenue|av(?=\.)|rue|boulevard|bd|blvd|place|rond point|immeuble|imm|villa|cite|stade|aeroport|universite|lycee|hopital|ecole|street|road|building|house|bp|quartier|route)\.? (?:de |du |d'|des |general |president |cheikh |st )?$/;

/** « le DAF, Zacharie Tolno »: a title that has no name before it, then a sign, then the name. */
function isIntroduced(analysis: Analysis, run: Span): boolean {
  const { source } = analysis;
  const title = titleOf(analysis, run, false);
  if (!title || title.end > run.start || !/^ ?[,:=(]/.test(source.clear.slice(title.end, run.start))) return false;
  if (/^(?:procurement|purchasing)/.test(source.folded.slice(title.start, title.end))) return false;
  const lead = source.clear.slice(Math.max(0, title.start - 30), title.start);
  return (
    /(?:^|\n|[.:] |\b(?:le|la|les|son|sa|leur|notre|the|their|our|his|her) |\bl'|\(|[+&] )$/iu.test(lead) &&
    !/\p{Lu}[\p{L}'-]+ ?[,(|\n–-]+ ?(?:l[ea] |l')?$/u.test(lead)
  );
}

/** A street, a building or an organisation (« Clinique Awa Ndiaye ») that bears a person's name. */
function bearsName(source: Source, run: Span): boolean {
  if (STREET.test(source.folded.slice(Math.max(0, run.start - 24), run.start))) return true;
  const index = wordIndexAt(source.words, run.start);
  const before = source.words[index - 1];
  return (
    before !== undefined &&
    source.clear.slice(before.end, run.start) === ' ' &&
    [1, 2].some(
      (length) =>
        kindLength(source, index - length) === length &&
        /^\p{Lu}/u.test(source.clear.charAt(source.words[index - length]?.start ?? 0)),
    )
  );
}

function describe(analysis: Analysis, run: NameRun, core: readonly Span[]): Person {
  const { source, sections } = analysis;
  const { first, last } = splitName(source, core);
  const span = spanOf(core);
  const line = sections.lines[lastUpTo(sections.lines, span.start)];
  const message = line?.message ?? 0;
  const signs = line?.role === 'signature' || (line?.role === 'header' && isAuthor(analysis, span));
  return {
    ...span,
    first: first.length > 0 ? nameCase(textOf(source, spanOf(first)).replace(/(?<=\p{L}{3})\.$/u, '')) : null,
    last: nameCase(textOf(source, spanOf(last)).replace(/\.$/, '')),
    firstSpan: first.length > 0 ? spanOf(first) : null,
    lastSpan: spanOf(last),
    title: titleOf(analysis, span, signs),
    email: null,
    phones: [],
    side: sideOf(analysis, span, message, line?.role ?? 'body'),
    confidence: run.addressed || signs || first.some((token) => isFirstName(textOf(source, token))) ? 0.9 : 0.75,
    message,
    signs,
    addressed: run.addressed,
  };
}

function spanOf(tokens: readonly Span[]): Span {
  return { start: tokens[0]?.start ?? 0, end: tokens.at(-1)?.end ?? 0 };
}

function isAuthor({ sections }: Analysis, span: Span): boolean {
  return sections.messages.some(({ author }) => author !== null && contains(author, span));
}

function sideOf(analysis: Analysis, span: Span, message: number, role: string): Side {
  const { source, sections } = analysis;
  const byVendor = sections.messages[message]?.byVendor ?? false;
  if (isVendorPerson(analysis, span)) return 'vendor';
  if (role === 'header') return isAuthor(analysis, span) === byVendor ? 'vendor' : 'client';
  if (role === 'greeting' || greets(source, span)) return byVendor ? 'client' : 'vendor';
  if (byVendor && role === 'signature') return 'vendor';
  return isThird(analysis, span) ? 'third' : 'client';
}

/** Known as the vendor's, or named with it: « Arame Diouf (Neurotech) ». */
function isVendorPerson({ source, context, vendorPeople }: Analysis, span: Span): boolean {
  const after = source.folded.slice(span.end, span.end + 30).split(/[\n.;]/)[0] ?? '';
  return vendorPeople.has(fold(textOf(source, span))) || namesVendor(after, context.vendor);
}

function greets(source: Source, span: Span): boolean {
  const lead = source.folded.slice(Math.max(0, span.start - 30), span.start);
  return /(?:bonjour|bonsoir|salut|hello|hi|dear|cher|chere|merci|bsr|bjr)(?: (?:m|mr|mme|mrs|ms|monsieur|madame|dr|cher|chere)\.?)? $/.test(
    lead,
  );
}

const FORMER_BEFORE =
  /(?:n'est plus|c'est plus|no longer|remplace|replaces|replaced|successeur de|a la place de|instead of) (?:(?:m|mr|mme|mrs|ms|monsieur|madame)\.? )?$/;
const COMPETITOR_BEFORE = /(?:concurrent|concurrence|competitor|incumbent|en face)[^.\n]{0,30}$/;

/** Who recommended us, works for a competitor, or has left the post. */
function isThird(analysis: Analysis, span: Span): boolean {
  const sentence = sentenceAt(analysis.sentences, span.start);
  const referral = analysis.cues.leadSource.some(
    (cue) =>
      cue.concept === 'referral' &&
      contains(sentence, cue) &&
      Math.min(Math.abs(cue.start - span.end), Math.abs(span.start - cue.end)) < 90 &&
      (cue.start > span.end ? !/[:=]/.test(analysis.source.clear.slice(span.end, cue.start)) : true),
  );
  if (FORMER_BEFORE.test(analysis.source.folded.slice(Math.max(0, span.start - 40), span.start))) return true;
  return referral || COMPETITOR_BEFORE.test(analysis.source.folded.slice(Math.max(0, span.start - 50), span.start));
}

/** One person for all mentions with the same surname and no other first name; what a mention lacks another one gives. */
function merge(mentions: readonly Person[]): Person[] {
  const merged: Person[] = [];
  for (const mention of mentions) {
    const index = merged.findIndex((known) => isSame(known, mention));
    const known = merged[index];
    if (known) merged[index] = combine(known, mention);
    else merged.push(mention);
  }
  return merged;
}

function isSame(known: Person, mention: Person): boolean {
  const one = fold(known.last);
  const other = fold(mention.last);
  const oneFirst = fold(known.first ?? '');
  const otherFirst = fold(mention.first ?? '');
  if (one !== other) return fold(`${known.first} ${known.last}`) === fold(`${mention.last} ${mention.first}`);
  return (
    oneFirst === '' ||
    otherFirst === '' ||
    oneFirst === otherFirst ||
    oneFirst.startsWith(otherFirst) ||
    otherFirst.startsWith(oneFirst)
  );
}

const RANK: Record<Side, number> = { vendor: 2, third: 1, client: 0 };

function combine(known: Person, mention: Person): Person {
  const fuller =
    (mention.first?.length ?? 0) > (known.first?.length ?? 0) ||
    (mention.signs && !known.signs && mention.first !== null)
      ? mention
      : known;
  return {
    ...fuller,
    title: known.title ?? mention.title,
    side: strongest(known, mention),
    confidence: Math.max(known.confidence, mention.confidence),
    message: Math.min(known.message, mention.message),
    signs: known.signs || mention.signs,
    addressed: known.addressed || mention.addressed,
  };
}

function strongest(known: Person, mention: Person): Side {
  return RANK[known.side] >= RANK[mention.side] ? known.side : mention.side;
}
