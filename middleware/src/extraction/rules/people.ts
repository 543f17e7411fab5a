import type { Analysis } from '../analysis.ts';
import type { Source, Span } from '../source.ts';
import { contains, joined, lastUpTo, overlaps, touches } from '../source.ts';
import type { WrittenEmail } from '../values/emails.ts';
import type { WrittenPhone } from '../values/phones.ts';
import { dictatedNames } from './dictated-names.ts';
import { nameCase } from './name-case.ts';
import type { NameRun, SplitName } from './names.ts';
import { isFamily, isFirstName, nameRuns, splitName, textOf, tokensOf } from './names.ts';
import { tieAddresses } from './people-addresses.ts';
import { chatSenders } from './people-chats.ts';
import { isPlace, personCore } from './people-cores.ts';
import { formNames } from './people-forms.ts';
import { cellAbove, cellAt } from './people-layout.ts';
import type { Mention } from './people-merge.ts';
import { merge } from './people-merge.ts';
import type { Around, SideFound } from './people-sides.ts';
import { SURENESS, participantsOf, sideOf } from './people-sides.ts';
import { titleOf } from './people-titles.ts';
import { withoutReporters } from './people-reports.ts';

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
  const spoken = analysis.dictated ? dictatedNames(analysis) : [];
  const runs = [...nameRuns(source).filter((run) => !touches(spoken, run)), ...spoken].slice(0, MAXIMUM);
  const around: Around = { participants: participantsOf(analysis), names: namesAmong(source, runs) };
  const labelled = [...formMentions(analysis, around), ...chatMentions(analysis, around)];
  const taken = joined(labelled.flatMap(({ taken: own }) => own));
  const given = givenNames(source, runs);
  const mentions = runs
    .filter((run) => !touches(taken, run) && !isPlace(analysis, run))
    .flatMap((run): Mention[] => {
      const whole = withFirstNameAbove(analysis, run);
      const core = spoken.includes(run) ? run.tokens : personCore(analysis, whole, given);
      return core ? [describe(analysis, around, whole, core)] : [];
    });
  const known = merge(withoutOverlaps([...labelled.map(({ mention }) => mention), ...mentions]).slice(0, MAXIMUM));
  const people = known.filter(({ copied }) => !copied);
  return tieAddresses(analysis, withoutReporters(analysis, people), phones);
}

/** The runs that are likely names, in reading order. */
function namesAmong(source: Source, runs: readonly NameRun[]): Span[] {
  return runs
    .filter(
      ({ tokens, addressed }) =>
        addressed || tokens.length > 1 || tokens.some((token) => isFirstName(textOf(source, token))),
    )
    .sort((one, other) => one.start - other.start);
}

/** The first words of the longer runs: such a word alone may stand for its whole name. */
function givenNames(source: Source, runs: readonly NameRun[]): ReadonlySet<string> {
  return new Set(
    runs.flatMap(({ tokens }) =>
      tokens[0] && tokens.length > 1 ? [source.folded.slice(tokens[0].start, tokens[0].end)] : [],
    ),
  );
}

/** A name that another one holds is part of it: « Aya Sandrine » over « BROU » on a card. */
function withoutOverlaps(mentions: readonly Mention[]): Mention[] {
  const kept: Mention[] = [];
  const sorted = mentions.toSorted((one, other) => one.start - other.start || other.end - one.end);
  for (const mention of sorted) {
    const last = kept.at(-1);
    if (!last || !overlaps(last, mention)) kept.push(mention);
  }
  return kept;
}

/** On a card the given names may stand over a surname in capitals. */
function withFirstNameAbove(analysis: Analysis, run: NameRun): NameRun {
  const { source } = analysis;
  if (!/^[\p{Lu} '-]+$/u.test(textOf(source, run))) return run;
  const own = cellAt(analysis, run);
  const above = own?.start === run.start ? cellAbove(analysis, run) : null;
  if (!own || !above || Math.abs(above.from - own.from) > 3) return run;
  const given = tokensOf(source, above);
  const names =
    given.length <= 3 &&
    given.some((token) => isFirstName(textOf(source, token))) &&
    given.every((token) => /^\p{Lu}\p{Ll}/u.test(textOf(source, token)) && !isFamily(textOf(source, token)));
  return names && given[0] ? { ...run, start: given[0].start, tokens: [...given, ...run.tokens] } : run;
}

/** Who is only copied may be of either side: a name in « Cc » tells nothing. */
function isCopied({ sections, source }: Analysis, run: Span): boolean {
  const line = sections.lines[lastUpTo(sections.lines, run.start)];
  if (line?.role === 'header')
    return /^(?:cci?|bcc|copie)(?!\p{L})/u.test(source.folded.slice(line.start, line.start + 8));
  if (/^ (?:est |sera |soit )?en copie(?!\p{L})/u.test(source.folded.slice(run.end, run.end + 16))) return true;
  return /(?:^|[^\p{L}])(?:cci?|bcc|copie(?: a)?|copy(?: to)?) ?:? (?:(?:m|mr|mme|mrs|ms|dr|monsieur|madame)\.? )?$/u.test(
    source.folded.slice(Math.max(0, run.start - 24), run.start),
  );
}

/** A person that a form or a chat names, and all the places that do: nothing else is read there. */
interface Labelled {
  readonly mention: Mention;
  readonly taken: readonly Span[];
}

function formMentions(analysis: Analysis, around: Around): Labelled[] {
  return formNames(analysis).map(({ first, last, title }) => {
    const described = named(analysis, around, spanOf(last), first, last);
    const mention = { ...described, title: title ?? described.title, signs: true, confidence: 0.95 };
    return { mention, taken: [spanOf(last), ...(first.length > 0 ? [spanOf(first)] : [])] };
  });
}

function chatMentions(analysis: Analysis, around: Around): Labelled[] {
  const { source } = analysis;
  return chatSenders(analysis).map(({ tokens, turns, ours }) => {
    const { first, last } = splitName(source, tokens);
    const described = named(analysis, around, spanOf(tokens), first, last);
    const side: SideFound = ours
      ? { side: 'vendor', sureness: SURENESS.vendor }
      : described.side === 'vendor'
        ? described
        : { side: 'client', sureness: SURENESS.address };
    const { side: whose, sureness } = side;
    return { mention: { ...described, side: whose, sureness, title: null, signs: true }, taken: turns };
  });
}

function describe(analysis: Analysis, around: Around, run: NameRun, core: readonly Span[]): Mention {
  const { source } = analysis;
  const { first, last } = splitCore(source, run, core);
  const described = named(analysis, around, spanOf(core), first, last);
  const sure = first.some((token) => isFirstName(textOf(source, token)));
  return { ...described, addressed: run.addressed, confidence: run.addressed || described.signs || sure ? 0.9 : 0.75 };
}

function splitCore(source: Source, run: NameRun, core: readonly Span[]): SplitName {
  if (run.surnameFirst === true) return { first: core.slice(1), last: core.slice(0, 1) };
  // « Mme Ndiaye Samb »: after a form of address surnames alone are one surname.
  const family = run.addressed && core.every((token) => isFamily(textOf(source, token)));
  return family ? { first: [], last: core } : splitName(source, core);
}

/** What the place of a name tells of its person. */
function named(analysis: Analysis, around: Around, span: Span, first: readonly Span[], last: readonly Span[]): Mention {
  const { source, sections } = analysis;
  const line = sections.lines[lastUpTo(sections.lines, span.start)];
  const message = line?.message ?? 0;
  const copied = isCopied(analysis, span);
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
    ...sideOf(analysis, around, span, message, line?.role ?? 'body', copied),
    confidence: 0.9,
    message,
    signs,
    addressed: false,
    copied,
    places: [{ ...span, message, signs }],
  };
}

function spanOf(tokens: readonly Span[]): Span {
  return { start: tokens[0]?.start ?? 0, end: tokens.at(-1)?.end ?? 0 };
}

function isAuthor({ sections }: Analysis, span: Span): boolean {
  return sections.messages.some(({ author }) => author !== null && contains(author, span));
}
