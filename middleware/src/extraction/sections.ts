import type { CaptureContext } from '../captures/schema.ts';
import { phraseAt, readLexicon } from './lexicon.ts';
import type { Source, Span } from './source.ts';
import { wordIndexAt } from './source.ts';

export type LineRole = 'header' | 'greeting' | 'body' | 'signature' | 'disclaimer' | 'blank';

export interface Line extends Span {
  readonly role: LineRole;
  /** Index of the message it belongs to: 0 is the first in the source, the newest of a thread. */
  readonly message: number;
}

/** One message of a source: the whole of a note, or one turn of a thread. */
export interface Message extends Span {
  readonly author: Span | null;
  /** Written by the rep's own company. */
  readonly byVendor: boolean;
  readonly subject: Span | null;
}

export interface Sections {
  readonly lines: readonly Line[];
  readonly messages: readonly Message[];
  /** Whether the source has mail headers or a greeting: someone wrote it to us. A rep's own note has none. */
  readonly isMail: boolean;
}

const SECTION_WORDS = readLexicon('sections');

interface RawLine extends Span {
  readonly depth: number;
  readonly content: number;
  readonly kind: string | null;
}

/** Splits a source into messages and gives each line its role. */
export function sectionsOf(source: Source, vendor: CaptureContext['vendor']): Sections {
  const raw = rawLines(source);
  const messages: { start: number; end: number; lines: RawLine[] }[] = [];
  let inHeader = false;
  // Whether only the introduction of the current message has been read.
  let introduced = true;
  let depth = 0;
  for (const line of raw) {
    const opens = opensMessage(line, inHeader, depth, introduced);
    if (messages.length === 0 || opens) messages.push({ start: line.start, end: line.end, lines: [] });
    introduced = (opens || introduced) && isIntroduction(line);
    const current = messages.at(-1);
    current?.lines.push(line);
    if (current) current.end = line.end;
    inHeader = isHeader(line.kind) || (inHeader && line.content >= line.end);
    if (line.content < line.end) depth = line.depth;
  }
  const lines = messages.flatMap((message, index) => roles(source, message.lines, index));
  const ours = vendorNames(source, raw, vendor);
  const signed = Map.groupBy(
    lines.filter(({ role }) => role === 'signature'),
    ({ message }) => message,
  );
  return {
    lines: isCard(source, lines)
      ? lines.map((line) => (line.role === 'body' ? { ...line, role: 'signature' } : line))
      : lines,
    messages: messages.map((message, index) => describe(source, message, vendor, ours, signed.get(index) ?? [])),
    isMail:
      messages.length > 1 ||
      lines.some(({ role }) => role === 'header' || role === 'greeting') ||
      raw.some(
        ({ kind, content, end }) => end - content < 80 && ['greeting', 'closing', 'subject'].includes(kind ?? ''),
      ),
  };
}

function rawLines(source: Source): RawLine[] {
  const lines: RawLine[] = [];
  for (let start = 0; start <= source.folded.length;) {
    const newline = source.folded.indexOf('\n', start);
    const end = newline < 0 ? source.folded.length : newline;
    let content = start;
    let depth = 0;
    while (content < end && /[> |]/.test(source.folded.charAt(content))) {
      if (source.folded.charAt(content) === '>') depth += 1;
      content += 1;
    }
    lines.push({ start, end, content, depth, kind: kindOf(source, content, end) });
    start = end + 1;
  }
  return lines;
}

/** What a line announces: a mail header, the start of a quoted mail, a closing, a disclaimer, a greeting. */
function kindOf(source: Source, content: number, end: number): string | null {
  const index = wordIndexAt(source.words, content);
  const first = source.words[index];
  if (!first || first.start >= end) return null;
  if (
    /^(?:le|on) (?:\d{1,2}|\p{L}{3,9}\.?,? \d{1,2})[^:]{0,60}(?:\d{1,2}[:h]\d{2})?[^:]{0,60}: *$/u.test(
      source.folded.slice(content, Math.min(end, content + 130)),
    )
  )
    return 'wrote';
  if (/(?:ecrit|ecrivait|ecriviez|wrote|writes)\s?:\s*$/.test(source.folded.slice(Math.max(content, end - 40), end)))
    return 'wrote';
  const found = phraseAt(source.words, index, SECTION_WORDS);
  if (!found || first.start - content > 14) return null;
  const last = source.words[index + found.length - 1]?.end ?? first.end;
  const after = source.folded.slice(last, last + 2);
  if (['from', 'to', 'subject', 'sent'].includes(found.concept)) {
    return /^ ?:/.test(after) && first.start - content < 3 ? found.concept : null;
  }
  if (found.concept === 'closing' && !isClosing(source.folded.slice(content, last), source.folded.slice(last, end)))
    return null;
  return found.concept === 'wrote' ? null : found.concept;
}

/** « Merci » closes a mail when hardly anything follows; « Merci de nous envoyer … » opens a sentence of it. */
function isClosing(phrase: string, rest: string): boolean {
  if (!/^(?:merci|thanks?|thank you|many thanks|best|looking forward|dans l'attente)/.test(phrase)) return true;
  return /\d/.test(rest) === false && rest.split(/[^\p{L}]+/u).filter(Boolean).length <= 6;
}

function isHeader(kind: string | null): boolean {
  return kind === 'from' || kind === 'to' || kind === 'sent';
}

function opensMessage(line: RawLine, inHeader: boolean, depth: number, introduced: boolean): boolean {
  if (line.kind === 'wrote' || line.kind === 'forwarded') return true;
  if (line.kind === 'from') return !(inHeader || introduced);
  return line.depth > depth && line.content < line.end && !introduced;
}

/** A line that introduces a message ("On … wrote:", "Forwarded message", its headers), or an empty one. */
function isIntroduction(line: RawLine): boolean {
  return line.content >= line.end || ['wrote', 'forwarded', 'from', 'to', 'sent', 'subject'].includes(line.kind ?? '');
}

/** How far the reading of a message has come: its headers, its body, after its closing, in its disclaimer. */
type Stage = 'headed' | 'told' | 'closed' | 'disclaimed';

function roles(source: Source, lines: readonly RawLine[], message: number): Line[] {
  let stage: Stage = 'headed';
  const result = lines.map((line): Line => {
    const span = { start: line.content, end: line.end, message };
    const text = source.clear.slice(line.content, line.end);
    if (!/[\p{L}\p{N}]/u.test(text)) {
      if (stage === 'told' && /^(?:-- ?|_{3,})$/.test(text)) stage = 'closed';
      return { ...span, role: 'blank' };
    }
    if (isHeaderLine(line, stage)) return { ...span, role: 'header' };
    const first = stage === 'headed';
    stage = stageAfter(line, stage);
    return { ...span, role: roleIn(line, stage, first) };
  });
  return markTrailingSignature(source, result);
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

/** The short lines without a sentence that end a message are its signature, with or without a closing formula. */
function markTrailingSignature(source: Source, lines: Line[]): Line[] {
  if (lines.some(({ role }) => role === 'signature')) return lines;
  const marked = [...lines];
  let found = 0;
  for (let index = marked.length - 1; index >= 0 && found < 9; index -= 1) {
    const line = marked[index];
    if (!line || line.role === 'greeting' || line.role === 'header') break;
    if (line.role !== 'body') continue;
    const content = source.clear.slice(line.start, line.end).trim();
    if (
      content.length > 90 ||
      /[.!?;:,]$/.test(content.replace(/\b(?:S\.A|Ltd|Inc|B\.P)\.$/i, '')) ||
      /^(?:[-*•\d]+[).\s/-]|->|=>|→)/.test(content) ||
      /\d ?(?:M|k€|FCFA|F CFA)\b/.test(content)
    )
      break;
    found += 1;
    marked[index] = { ...line, role: 'signature' };
  }
  const hasBody = marked.some(({ role }) => role === 'body' || role === 'greeting');
  return found > 1 && hasBody ? marked : lines;
}

/** Our own machine that passes on what a visitor wrote: the form of our site. */
const AUTOMATIC = /(?:no-?reply|do-?not-?reply|ne-?pas-?repondre|formulaire|web ?form|contact form)/;

function describe(
  source: Source,
  message: { start: number; end: number; lines: readonly RawLine[] },
  vendor: CaptureContext['vendor'],
  ours: readonly string[],
  signed: readonly Line[],
): Message {
  const headerOf = (kind: string): Span | null => {
    const line = message.lines.find((candidate) => candidate.kind === kind);
    if (!line) return null;
    const colon = source.folded.indexOf(':', line.content);
    return kind === 'wrote'
      ? { start: line.content, end: line.end }
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

/** A few short lines, one of them an address or a number: nobody speaks, so nothing is a body. */
function isCard(source: Source, lines: readonly Line[]): boolean {
  const written = lines.filter(({ role }) => role !== 'blank');
  const texts = written.map((line) => source.clear.slice(line.start, line.end));
  return (
    written.length >= 3 &&
    written.length <= 16 &&
    texts.every((text) => text.length <= 100 && text.split(/ +/).length <= 10) &&
    written.every(({ role }) => role === 'body' || role === 'signature') &&
    texts.some((text) => /@|www\.|\d[\d .()-]{6,}\d/.test(text))
  );
}

/** Whether folded text names the vendor or one of its mail domains. */
export function namesVendor(folded: string, vendor: CaptureContext['vendor']): boolean {
  return [...vendor.names, ...vendor.domains].some((name) => folded.includes(name.toLowerCase()));
}
