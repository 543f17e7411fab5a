import type { Analysis } from '../analysis.ts';
import { within } from '../lexicon.ts';
import type { Source, Span } from '../source.ts';
import { fold, overlaps, wordIndexAt } from '../source.ts';
import { dictatedOrganisations } from './dictated-organisations.ts';
import { isStopWord } from './names.ts';
import { isPossible } from './organisation-exclusions.ts';
import { hasKindWord, isKindAt, kindLength, organisationName } from './organisation-words.ts';
import { tiedToPerson, withoutPerson } from './organisations-of-people.ts';
import type { Person } from './people.ts';
import { startsTitle } from './titles.ts';

/** An organisation that may be the buyer. */
export interface Organisation extends Span {
  readonly name: string;
  readonly confidence: number;
  readonly rule: string;
}

/** More names than any note has; bounds the work on a hostile text. */
const MAXIMUM = 400;
const CAPITAL_WORD = String.raw`(?:\p{Lu}[\p{L}\p{N}'’&.-]{0,40}[\p{L}\p{N}]|\p{Lu}|\d{1,3})`;
/** What may stand in small letters between an organisation's word and its name: « Groupe scolaire Les Amandiers ». */
const ADJECTIVE = String.raw`(?:scolaire|national|nationale|regional|regionale|hospitalier|hospitaliere|medical|medicale|medico|social|sociale|miniere|minier|agricole|industriel|industrielle|commercial|commerciale|immobilier|immobiliere|hotelier|hoteliere|laitiere|sucriere|cotonniere|portuaire|petroliere|bancaire|financier|financiere|technique|superieur|superieure|professionnel|professionnelle|prive|privee|public|publique|autonome|municipal|municipale|departemental|departementale|central|centrale|international|internationale|africain|africaine|generale|general|polytechnique|islamique|catholique|protestant|franco)`;
const LINK = String.raw`(?:de la|de l'|de|du|des|d'|et|of the|of|the|and|for|&|en|aux|au|à|pour|l')`;
const RUN = new RegExp(
  String.raw`(?<![\p{L}\p{N}@._])\p{Lu}[\p{L}\p{N}'’&.-]{0,40}(?:(?: {1,2}| ?['’] ?)(?:(?:${LINK}|${ADJECTIVE}) ?){0,3}${CAPITAL_WORD})*`,
  'gu',
);

/** Candidates for the buyer, surest first. People are known: their titles and signatures point at their organisation. */
export function organisationsIn(analysis: Analysis, people: readonly Person[]): Organisation[] {
  const found = [
    ...runsOf(analysis, people)
      .slice(0, MAXIMUM)
      .flatMap((run) => scored(analysis, people, run)),
    ...lineNames(analysis, people),
    ...(analysis.dictated ? dictatedOrganisations(analysis) : []),
  ]
    .slice(0, MAXIMUM)
    .filter((candidate) => isPossible(analysis, people, candidate));
  return repeated(withDomains(analysis, people, found)).sort(
    (one, other) => other.confidence - one.confidence || one.start - other.start,
  );
}

interface Run extends Span {
  readonly kind: boolean;
}

/** Rows of capitalised words with their small links, without what leads (an article, a stop word) or trails. */
function runsOf(analysis: Analysis, people: readonly Person[]): Run[] {
  const { source } = analysis;
  return [...source.clear.matchAll(RUN)].flatMap((match) => {
    const whole = { start: match.index, end: match.index + match[0].length };
    const span = trimRun(source, withoutPerson(source, people, withoutPlace(analysis, whole)));
    return span ? [{ ...span, kind: hasKindWord(source, span) }] : [];
  });
}

/** « Agro Export à Conakry »: the place after « à » tells where the organisation is. */
function withoutPlace({ source, cues }: Analysis, run: Span): Span {
  const place = within(cues.country, run).find((cue) => cue.end === run.end);
  const link = place && / à $/.exec(source.clear.slice(run.start, place.start).toLowerCase());
  return link ? { start: run.start, end: run.start + link.index } : run;
}

function trimRun(source: Source, run: Span): Span | null {
  let first = wordIndexAt(source.words, run.start);
  let last = wordIndexAt(source.words, run.end) - 1;
  const word = (index: number): string => source.words[index]?.folded ?? '';
  const idle = (index: number): boolean =>
    (isStopWord(word(index)) && !isKindAt(source, index)) || startsTitleOnly(source, index);
  while (first <= last && idle(first)) first += 1;
  while (last >= first && isStopWord(word(last))) last -= 1;
  const start = source.words[first]?.start;
  const end = source.words[last]?.end;
  if (start === undefined || end === undefined || first > last) return null;
  const extended = source.words[last + Math.max(1, kindLength(source, last)) - 1]?.end ?? end;
  return { start, end: extended > end ? extended : end + initialsAfter(source, start, end) };
}

/** The points of « S.A. », which are no part of a word. */
function initialsAfter(source: Source, start: number, end: number): number {
  const dotted = /^(?:\.[A-Z])*\./.exec(source.clear.slice(end, end + 6))?.[0] ?? '';
  return /(?:^|[ .])\p{Lu}$/u.test(source.clear.slice(start, end)) ? dotted.length : 0;
}

function startsTitleOnly(source: Source, index: number): boolean {
  return startsTitle(source, index) && !isKindAt(source, index);
}

const CHEZ =
  /(?:\bchez|\bclient ?:|\bcompte ?:|\bsociete|\bcustomer ?:|\bpour le compte de|\bprospect ?:|\baccount ?:)(?: (?:la|le|les|l'|the))? ?$/;
const LED =
  /(?:^|\n)[ >*-]{0,6}(?:(?:[\p{L}-]{3,14} ?[,–-] |[\p{L}' -]{2,20} ?: ))?(?:(?:rdv|rendez-vous|reunion|visite|appel|call|tel|point|dej|dejeuner|mail|meeting|visit|lunch|met|passage|cr|compte rendu|note|re|vu|suite|retour|debrief|ce matin|hier|today|fri|mon|tue|wed|thu)[ :,.-]{0,3}(?:avec |with |ce matin |hier |a |chez |at |la |le |de |du ){0,3}){0,2}$/u;

function scored(analysis: Analysis, people: readonly Person[], run: Run): Organisation[] {
  const { source } = analysis;
  const lead = source.folded.slice(Math.max(0, run.start - 60), run.start);
  const name = organisationName(source, run);
  const candidate = (confidence: number, rule: string): Organisation[] => [
    { start: run.start, end: run.end, name, confidence: confidence + (run.kind ? 0.08 : 0), rule },
  ];
  if (CHEZ.test(lead)) return candidate(0.78, 'after-chez');
  if (isExpanded(source, run)) return candidate(0.82, 'with-acronym');
  if (
    /(?:\bat|\bfrom|\bavec|\bwith)(?: la| le| les| l'| the)? ?$/.test(lead) &&
    (run.kind || !analysis.sections.isMail)
  )
    return candidate(0.66, 'after-at');
  const tied = tiedToPerson(source, people, run);
  if (tied) return [{ ...tied, confidence: tied.confidence + (run.kind ? 0.08 : 0) }];
  if (LED.test(lead) && !analysis.sections.isMail && startsNote(analysis, run)) return candidate(0.72, 'opens-note');
  if (run.kind && source.clear.slice(run.start, run.end).includes(' ')) return candidate(0.62, 'kind-word');
  return /^\p{Lu}{3,}$/u.test(name) && !analysis.sections.isMail ? candidate(0.4, 'acronym') : [];
}

/** « Atlas Ports Authority (APA) »: a name that gives its own acronym is what the text is about. */
function isExpanded(source: Source, run: Run): boolean {
  const acronym = /^ ?\((\p{Lu}[\p{Lu}&-]{1,7})\)/u.exec(source.clear.slice(run.end, run.end + 12))?.[1];
  return acronym !== undefined && source.folded.charAt(run.start) === acronym.charAt(0).toLowerCase();
}

/** In the first 160 characters of a note, before anything is said. */
function startsNote({ source }: Analysis, run: Span): boolean {
  return run.start < 160 || /\n\s*\n$/.test(source.clear.slice(Math.max(0, run.start - 4), run.start));
}

/** Whole lines that name an organisation: in a signature, a letterhead, a tender's heading. */
function lineNames(analysis: Analysis, people: readonly Person[]): Organisation[] {
  const { source, sections } = analysis;
  return sections.lines.flatMap((line, index): Organisation[] => {
    if (line.role !== 'signature' && line.role !== 'body' && line.role !== 'greeting') return [];
    return cellsOf(source, line)
      .filter((cell) => mayNameOrganisation(source, people, cell))
      .flatMap((cell) => lineName(source, cell, line.role === 'signature', index < HEADING_LINES));
  });
}

const HEADING_LINES = 12;
const ADDRESS =
  /(?:^| )(?:road|street|avenue|ave|rue|boulevard|bd|lane|drive|highway|bp \d+|box \d*|immeuble|imm|villa|quartier|etage|floor|lot \d+|km \d+)(?: |$)/;
const NO_ORGANISATION = /^(?:republi(?:que|c)|un peuple|paix|avis)/;

function mayNameOrganisation(source: Source, people: readonly Person[], cell: Span): boolean {
  const text = source.clear.slice(cell.start, cell.end);
  if (text.length < 2 || text.length > 90 || /[@:?!;]|\d{3}|https?|www\./.test(text)) return false;
  if (ADDRESS.test(fold(text))) return false;
  if (startsTitleOnly(source, wordIndexAt(source.words, cell.start)) || NO_ORGANISATION.test(fold(text))) return false;
  return !people.some((person) => overlaps(person, cell) || (person.title && overlaps(person.title, cell)));
}

function lineName(source: Source, cell: Span, inSignature: boolean, atTop: boolean): Organisation[] {
  const words = source.clear.slice(cell.start, cell.end).trim().split(' ');
  const text = words.join(' ');
  const kind = hasKindWord(source, cell);
  const name = organisationName(source, cell);
  if (inSignature && /^\p{Lu}/u.test(text) && words.length <= 9 && !isStopWord(words[0] ?? '')) {
    return [{ ...cell, name, confidence: kind ? 0.86 : 0.66, rule: 'signature-line' }];
  }
  const heading = atTop && words.length > 1 && /^[\p{Lu}\d '’().&-]{6,}$/u.test(text);
  return heading ? [{ ...cell, name, confidence: kind ? 0.8 : 0.35, rule: 'heading' }] : [];
}

/** A line's parts: separated by a bar, a spaced dash or three blanks. */
function cellsOf(source: Source, line: Span): Span[] {
  const cells: Span[] = [];
  let from = line.start;
  const text = source.clear.slice(line.start, line.end);
  for (const match of text.matchAll(/ {3,}| \| | [-–] |, | \//g)) {
    cells.push({ start: from, end: line.start + match.index });
    from = line.start + match.index + match[0].length;
  }
  cells.push({ start: from, end: line.end });
  return cells
    .map(({ start, end }) => {
      const cell = source.clear.slice(start, end);
      return {
        start: start + (cell.length - cell.trimStart().length),
        end: end - (cell.length - cell.trimEnd().length),
      };
    })
    .filter((cell) => cell.end > cell.start);
}

/** A mail domain that spells the name confirms it. */
function withDomains(
  { emails, context, cues }: Analysis,
  people: readonly Person[],
  found: readonly Organisation[],
): Organisation[] {
  const domains = emails
    .filter(
      (email) =>
        !context.vendor.domains.includes(email.domain) &&
        within(cues.brand, email).length === 0 &&
        !people.some((person) => person.side !== 'client' && person.email === email),
    )
    .map((email) => fold(email.domain.split('.').slice(0, -1).join('')).replaceAll(' ', ''));
  return found.map((candidate) => {
    const words = fold(candidate.name)
      .split(' ')
      .filter((word) => word.length > 2);
    const initials = fold(candidate.name)
      .split(' ')
      .map((word) => word.charAt(0))
      .join('');
    const agrees = domains.some(
      (domain) => words.some((word) => domain.includes(word)) || (initials.length > 2 && domain.includes(initials)),
    );
    return agrees ? { ...candidate, confidence: Math.min(0.97, candidate.confidence + 0.12) } : candidate;
  });
}

/** A name that comes back is more likely the one the source is about. */
function repeated(found: readonly Organisation[]): Organisation[] {
  return found.map((candidate) => {
    const name = fold(candidate.name);
    const again = found.filter((other) => other.start !== candidate.start && fold(other.name) === name).length;
    return again > 0 ? { ...candidate, confidence: Math.min(0.97, candidate.confidence + 0.04) } : candidate;
  });
}
