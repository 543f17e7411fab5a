import { phraseAt, readLexicon } from './lexicon.ts';
import type { Source, Span } from './source.ts';
import { wordIndexAt } from './source.ts';

/** A line as it stands, before it is known which message it belongs to. */
export interface RawLine extends Span {
  /** How many signs of quotation open it. */
  readonly depth: number;
  /** Where its words begin, after spaces and signs of quotation. */
  readonly content: number;
  /** What it announces: a mail header, the start of a quoted mail, a closing, a disclaimer, a greeting. */
  readonly kind: string | null;
}

const SECTION_WORDS = readLexicon('sections');

/** The lines of a source with their depth of quotation and what each announces. */
export function rawLines(source: Source): RawLine[] {
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
    lines.push({
      start,
      end,
      content,
      depth: depth + barDepth(source, start, content, end),
      kind: kindOf(source, content, end),
    });
    start = end + 1;
  }
  return lines;
}

/** Some programs quote with a bar: one bar, at the front of the line; a row of a table has more. */
function barDepth({ folded }: Source, start: number, content: number, end: number): number {
  const opening = folded.slice(start, content).split('|').length - 1;
  return opening === 1 && !folded.slice(content, end).includes('|') ? 1 : 0;
}

export function isBlank(line: RawLine): boolean {
  return line.content >= line.end;
}

export function isHeader(kind: string | null): boolean {
  return kind === 'from' || kind === 'to' || kind === 'sent';
}

/** A line that introduces a message ("On … wrote:", "Forwarded message", its headers), or an empty one. */
export function isIntroduction(line: RawLine): boolean {
  return isBlank(line) || ['wrote', 'forwarded', 'from', 'to', 'sent', 'subject'].includes(line.kind ?? '');
}

/** « Le 3 mars 2026 à 10:12, Awa Ndiaye : » without the verb, as telephones write it. */
const DATED_AUTHOR = /^(?:le|on) (?:\d{1,2}|\p{L}{3,9}\.?,? \d{1,2})[^:]{0,60}(?:\d{1,2}[:h]\d{2})?[^:]{0,60}: *$/u;
/** « [2/4] 29/04/2027 - Awa Ndiaye -> Neurotech »: an exported exchange numbers its messages. */
const NUMBERED = /^\[\d{1,3} ?\/ ?\d{1,3}\] .{4,90}(?:->|→|=>)/u;
const WROTE = /(?:ecrit|ecrivait|ecriviez|wrote|writes)(?: [^\p{L}\d]{1,12})?\s?:?[ :-]*$/u;

function kindOf(source: Source, content: number, end: number): string | null {
  const index = wordIndexAt(source.words, content);
  const first = source.words[index];
  if (!first || first.start >= end) return null;
  if (isAttribution(source, content, end)) return 'wrote';
  const found = phraseAt(source.words, index, SECTION_WORDS);
  if (!found || first.start - content > 14) return null;
  const last = source.words[index + found.length - 1]?.end ?? first.end;
  const after = source.folded.slice(last, last + 2);
  if (['from', 'to', 'subject', 'sent'].includes(found.concept)) {
    return /^ ?:/.test(after) && first.start - content < 3 ? found.concept : null;
  }
  const isOpen =
    found.concept === 'closing' && !isClosing(source.folded.slice(content, last), source.folded.slice(last, end));
  return isOpen || found.concept === 'wrote' ? null : found.concept;
}

/** « … a écrit : », or without the colon on a line of dashes. */
function isAttribution({ folded }: Source, content: number, end: number): boolean {
  const line = folded.slice(content, Math.min(end, content + 130));
  if (DATED_AUTHOR.test(line) || NUMBERED.test(line)) return true;
  const found = WROTE.exec(folded.slice(Math.max(content, end - 40), end));
  return found !== null && (found[0].includes(':') || /^-{2,}/.test(folded.slice(content, content + 4)));
}

/** « Merci » closes a mail when hardly anything follows; « Merci de nous envoyer … » opens a sentence of it. */
function isClosing(phrase: string, rest: string): boolean {
  if (!/^(?:merci|thanks?|thank you|many thanks|best|looking forward|dans l'attente)/.test(phrase)) return true;
  return /\d/.test(rest) === false && rest.split(/[^\p{L}]+/u).filter(Boolean).length <= 6;
}
