import type { CaptureContext } from '../captures/schema.ts';
import type { RawLine } from './sections-lines.ts';
import { isBlank, isHeader, isIntroduction, rawLines } from './sections-lines.ts';
import { cardLines, markTrailingSignature } from './sections-signatures.ts';
import type { Turn } from './sections-turns.ts';
import { turnsIn } from './sections-turns.ts';
import type { Source, Span } from './source.ts';

export type LineRole = 'header' | 'greeting' | 'body' | 'signature' | 'disclaimer' | 'blank';

export interface Line extends Span {
  readonly role: LineRole;
  /** Index of the message it belongs to: 0 is the first in the source. */
  readonly message: number;
  /** Quoted inside a message that answers it line by line. */
  readonly quoted: boolean;
}

/** One message of a source: the whole of a note, or one turn of a thread. */
export interface Message extends Span {
  readonly author: Span | null;
  /** Written by the rep's own company. */
  readonly byVendor: boolean;
  readonly subject: Span | null;
  /** 0 for the newest message of a thread, growing with age. */
  readonly age: number;
}

export interface Sections {
  readonly lines: readonly Line[];
  readonly messages: readonly Message[];
  /** Who says what in a chat; none elsewhere. */
  readonly turns: readonly Turn[];
  /** Whether the source has mail headers or a greeting: someone wrote it to us. A rep's own note has none. */
  readonly isMail: boolean;
}

/** Splits a source into messages and gives each line its role. */
export function sectionsOf(source: Source, vendor: CaptureContext['vendor']): Sections {
  const raw = unquotedNote(rawLines(source));
  const turns = turnsIn(source, vendor);
  const answered = answeredLines(raw);
  const messages = messagesOf(raw, answered);
  const lines = messages.flatMap((message, index) => {
    const told = roles(source, message.lines, index, answered);
    return turns.length > 0 ? told : markTrailingSignature(source, told);
  });
  const ours = vendorNames(source, raw, vendor);
  const signed = Map.groupBy(
    lines.filter(({ role }) => role === 'signature'),
    ({ message }) => message,
  );
  return {
    lines: turns.length > 0 ? lines : cardLines(source, lines),
    messages: messages.map((message, index) => ({
      ...describe(source, message, vendor, ours, signed.get(index) ?? []),
      age: index,
    })),
    turns,
    isMail:
      messages.length > 1 ||
      lines.some(({ role }) => role === 'header' || role === 'greeting') ||
      raw.some(
        ({ kind, content, end }) => end - content < 80 && ['greeting', 'closing', 'subject'].includes(kind ?? ''),
      ),
  };
}

/** Where nobody writes a letter, a line that opens with « > » is an item of a list. */
function unquotedNote(raw: readonly RawLine[]): readonly RawLine[] {
  const isLetter = raw.some(({ kind }) => kind !== null && kind !== 'sent' && kind !== 'disclaimer');
  return isLetter ? raw : raw.map((line) => ({ ...line, depth: 0 }));
}

/** A message as its lines. */
interface RawMessage extends Span {
  readonly lines: RawLine[];
  end: number;
}

function messagesOf(raw: readonly RawLine[], answered: ReadonlySet<RawLine>): RawMessage[] {
  const messages: RawMessage[] = [];
  let inHeader = false;
  // Whether only the introduction of the current message has been read.
  let introduced = true;
  let depth = 0;
  for (const [index, line] of raw.entries()) {
    const opens: boolean =
      opensMessage(line, inHeader, depth, introduced) && !answered.has(line) && !isLoneLabel(raw, index);
    if (messages.length === 0 || opens) messages.push({ start: line.start, end: line.end, lines: [] });
    introduced = (opens || introduced) && isIntroduction(line);
    const current = messages.at(-1);
    current?.lines.push(line);
    if (current) current.end = line.end;
    inHeader = isHeader(line.kind) || (inHeader && isBlank(line));
    if (!isBlank(line) && !answered.has(line)) depth = line.depth;
  }
  return messages;
}

/** The quoted lines that are answered below them: a quotation without headers of its own, after which the writer goes on. */
function answeredLines(raw: readonly RawLine[]): Set<RawLine> {
  const answered = new Set<RawLine>();
  let run: RawLine[] = [];
  let outer = 0;
  let introduced = false;
  for (const line of raw) {
    if (isBlank(line)) continue;
    if (line.depth > outer) {
      if (run.length === 0 && introduced) outer = line.depth;
      else run.push(line);
    } else {
      const isAnswer = !isIntroduction(line) && line.kind !== 'closing';
      if (isAnswer && run.every((quoted) => !isIntroduction(quoted) && quoted.kind !== 'closing'))
        for (const quoted of run) answered.add(quoted);
      run = [];
      outer = line.depth;
    }
    introduced = isIntroduction(line);
  }
  return answered;
}

/** « Émetteur : Banque Atlas » in a form: a header of a mail is followed by another one. */
function isLoneLabel(raw: readonly RawLine[], index: number): boolean {
  if (raw[index]?.kind !== 'from') return false;
  const next = raw.slice(index + 1, index + 4).find((line) => !isBlank(line));
  return next !== undefined && !isHeader(next.kind) && next.kind !== 'subject';
}

function opensMessage(line: RawLine, inHeader: boolean, depth: number, introduced: boolean): boolean {
  if (line.kind === 'wrote' || line.kind === 'forwarded') return true;
  if (line.kind === 'from') return !(inHeader || introduced);
  return line.depth > depth && !isBlank(line) && !introduced;
}

/** How far the reading of a message has come: its headers, its body, after its closing, in its disclaimer. */
type Stage = 'headed' | 'told' | 'closed' | 'disclaimed';

function roles(source: Source, lines: readonly RawLine[], message: number, answered: ReadonlySet<RawLine>): Line[] {
  let stage: Stage = 'headed';
  return lines.map((line): Line => {
    const span = { start: line.content, end: line.end, message, quoted: answered.has(line) };
    const text = source.clear.slice(line.content, line.end);
    if (!/[\p{L}\p{N}]/u.test(text)) {
      if (stage === 'told' && line.content - line.start < 3 && /^(?:-- ?|_{3,})$/.test(text)) stage = 'closed';
      return { ...span, role: 'blank' };
    }
    if (isHeaderLine(line, stage)) return { ...span, role: 'header' };
    const first = stage === 'headed';
    stage = stageAfter(line, stage);
    return { ...span, role: roleIn(line, stage, first) };
  });
}

function isHeaderLine({ kind }: RawLine, stage: Stage): boolean {
  if (kind === 'wrote' || kind === 'forwarded') return true;
  return stage === 'headed' && (isHeader(kind) || kind === 'subject');
}

function stageAfter(line: RawLine, stage: Stage): Stage {
  if (stage === 'disclaimed' || line.kind === 'disclaimer') return 'disclaimed';
  const closes = line.kind === 'closing' && line.end - line.content < 90;
  return closes || stage === 'closed' ? 'closed' : 'told';
}

function roleIn(line: RawLine, stage: Stage, first: boolean): LineRole {
  if (stage === 'disclaimed') return 'disclaimer';
  if (stage === 'closed') return 'signature';
  return first && line.kind === 'greeting' && line.end - line.content < 70 ? 'greeting' : 'body';
}

/** Our own machine that passes on what a visitor wrote: the form of our site. */
const AUTOMATIC = /(?:no-?reply|do-?not-?reply|ne-?pas-?repondre|formulaire|web ?form|contact form)/;

function describe(
  source: Source,
  message: RawMessage,
  vendor: CaptureContext['vendor'],
  ours: readonly string[],
  signed: readonly Line[],
): Omit<Message, 'age'> {
  const headerOf = (kind: string): Span | null => {
    const line = message.lines.find((candidate) => candidate.kind === kind);
    if (!line) return null;
    const colon = source.folded.indexOf(':', line.content);
    return kind === 'wrote'
      ? { start: line.content, end: line.content + authorLength(source.folded.slice(line.content, line.end)) }
      : { start: Math.min(colon + 1, line.end), end: line.end };
  };
  const author = headerOf('from') ?? headerOf('wrote');
  const sender = author ? source.folded.slice(author.start, author.end) : '';
  return {
    start: message.start,
    end: message.end,
    author,
    byVendor:
      (isOurs(sender, vendor, ours) && !AUTOMATIC.test(sender)) ||
      signed.some((line) => namesVendor(source.folded.slice(line.start, line.end), vendor)),
    subject: headerOf('subject'),
  };
}

/** « Awa Ndiaye -> Neurotech »: the author stands before the arrow. */
function authorLength(text: string): number {
  const arrow = text.search(/(?:->|→|=>)/);
  return arrow < 0 ? text.length : arrow;
}

/** The vendor's people as mail headers name them: « À : Arame Diouf (Neurotech) ». */
function vendorNames(source: Source, lines: readonly RawLine[], vendor: CaptureContext['vendor']): string[] {
  return lines.flatMap((line) => {
    const text = source.folded.slice(line.content, line.end);
    if (!['to', 'from', 'wrote'].includes(line.kind ?? '') || !namesVendor(text, vendor)) return [];
    const name = /^[^:]{1,12}: ?([\p{L} '-]{5,60}?) ?[(<]/u.exec(text)?.[1];
    return name ? [name] : [];
  });
}

function isOurs(author: string, vendor: CaptureContext['vendor'], ours: readonly string[]): boolean {
  return namesVendor(author, vendor) || ours.some((name) => author.includes(name));
}

/** Whether folded text names the vendor or one of its mail domains. */
export function namesVendor(folded: string, vendor: CaptureContext['vendor']): boolean {
  return [...vendor.names, ...vendor.domains].some((name) => folded.includes(name.toLowerCase()));
}
