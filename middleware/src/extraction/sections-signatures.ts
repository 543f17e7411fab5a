import { phraseAt, readLexicon } from './lexicon.ts';
import type { Line } from './sections.ts';
import type { Source, Span } from './source.ts';
import { firstFrom } from './source.ts';

/** The words of wishes, prices and decisions: a line with one tells something and is no signature. */
const TELLING = readLexicon('detection');
const TELLING_CONCEPTS = new Set(['want', 'request', 'order', 'budget', 'open', 'drop']);
const LONGEST_LINE = 90;
const MOST_LINES = 9;
/** What parts the back of a card from its front, and the items written there. */
const BACK =
  /^(?:[-~=*]{2,} ?\p{L}|[([]? ?(?:verso|au verso|au dos|dos|back|on the back|handwritten|manuscrit|stylo|crayon|a la main)(?!\p{L})|(?:\d|[a-e]) ?[).:/-] ?\D|[-*•] \S|#\d)/u;

/** The short lines without a sentence that end a message are its signature, with or without a closing formula. */
export function markTrailingSignature(source: Source, lines: Line[]): Line[] {
  if (lines.some(({ role }) => role === 'signature')) return lines;
  const marked = [...lines];
  let found = 0;
  for (let index = marked.length - 1; index >= 0 && found < MOST_LINES; index -= 1) {
    const line = marked[index];
    if (!line || line.role === 'greeting' || line.role === 'header') break;
    if (line.role !== 'body') continue;
    if (!maySign(source, line)) break;
    found += 1;
    marked[index] = { ...line, role: 'signature' };
  }
  const hasBody = marked.some(({ role }) => role === 'body' || role === 'greeting');
  return found > 1 && hasBody ? marked : lines;
}

function maySign(source: Source, line: Line): boolean {
  const content = source.clear.slice(line.start, line.end).trim();
  return !(
    content.length > LONGEST_LINE ||
    line.quoted ||
    /[.!?;:,]$/.test(content.replace(/\b(?:S\.A|Ltd|Inc|B\.P)\.$/i, '')) ||
    /^(?:[-*•\d]+[).\s/-]|->|=>|→)/.test(content) ||
    /\d ?(?:M|k€|FCFA|F CFA)\b/.test(content) ||
    isTold(source, line)
  );
}

/** Whether a line that is no title or name speaks of a wish, a price or a decision. */
function isTold({ words, clear }: Source, line: Span): boolean {
  for (let index = firstFrom(words, line.start); index < words.length; index += 1) {
    const word = words[index];
    if (!word || word.start >= line.end) return false;
    const found = phraseAt(words, index, TELLING);
    const isLower = /\p{Ll}/u.test(clear.charAt(word.start)) || !/\p{Ll}/u.test(clear.slice(line.start, line.end));
    if (found && isLower && TELLING_CONCEPTS.has(found.concept)) return true;
  }
  return false;
}

/**
 * A few short lines, one of them an address or a number, are a card: nobody speaks, so all is signature. What was written on
 * its back, from a line of dashes, an item of a list or a wish on, is told.
 */
export function cardLines(source: Source, lines: readonly Line[]): readonly Line[] {
  if (!isCard(source, lines)) return lines;
  const back = lines.findIndex((line) => line.role !== 'blank' && opensBack(source, line));
  return lines.map((line, index) => {
    if (line.role === 'blank') return line;
    return { ...line, role: back < 0 || index < back ? 'signature' : 'body' };
  });
}

function opensBack(source: Source, line: Line): boolean {
  const text = source.folded.slice(line.start, line.end);
  return BACK.test(text) || isTold(source, line);
}

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
