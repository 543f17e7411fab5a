import type { Source, Span } from './source.ts';
import { lastUpTo } from './source.ts';

/** A full stop after these ends no sentence. */
const ABBREVIATION =
  /(?:^|[^\p{L}])(?:m|mm|mr|mrs|ms|dr|pr|prof|me|mme|mlle|st|ste|env|tel|dir|resp|adj|ing|n|no|ref|cf|ex|incl|pers|qte|vs|p|etc|av|bd|approx|dept|dpt|interloc|min|max|janv|fev|fevr|avr|juil|sept|oct|nov|dec|jan|feb|mar|apr|jun|jul|aug|sep|\p{L})$/u;

/** Abbreviations that can be the last word of a sentence: before a capital they are. */
const MAY_END =
  /(?:^|[^\p{L}])(?:etc|min|max|janv|fev|fevr|avr|juil|sept|oct|nov|dec|jan|feb|mar|apr|jun|jul|aug|sep|tel|env|approx)$/u;

/** On a card or a whiteboard a line is a thought of its own; the prose of a letter fills its lines. */
const LEAST_FILLED = 40;
/** A line that is an address or a number and nothing else: what is written under it is another thing. */
const CONTACT_LINE =
  /^(?:\p{L}{1,10}[ .:]{1,3})?(?:[+(]?\d[\d ().\/-]{6,40}|[^\s@]{1,64} ?@[^\s@]{3,64}|(?:www\.|https?:)\S{3,60})$/u;

/**
 * The sentences of a source. A line break ends one unless the line was merely wrapped: it does not end like a sentence and the
 * next begins with a small letter.
 */
export function sentencesOf(source: Source): Span[] {
  const sentences: Span[] = [];
  let start = 0;
  for (const match of source.clear.matchAll(/[.!?;\n•]/g)) {
    const place = match.index;
    if (place < start || !endsSentence(source, place)) continue;
    if (/\S/.test(source.clear.slice(start, place))) sentences.push({ start, end: place + 1 });
    start = place + 1;
  }
  if (start < source.clear.length) sentences.push({ start, end: source.clear.length });
  return sentences;
}

function endsSentence(source: Source, place: number): boolean {
  const sign = source.clear.charAt(place);
  const next = source.clear.charAt(place + 1);
  if (sign === '\n') return !isWrapped(source, place);
  if (sign !== '.') return true;
  if (next !== '' && !/\s/.test(next)) return false;
  const lead = source.folded.slice(Math.max(0, place - 12), place);
  if (
    /\d ?[mkf]$/.test(lead) ||
    ((MAY_END.test(lead) || /\d ?h$/.test(lead)) && /^\s+\p{Lu}/u.test(source.clear.slice(place + 1, place + 5)))
  )
    return true;
  return !ABBREVIATION.test(lead);
}

function isWrapped(source: Source, place: number): boolean {
  const after = /^[ >]{0,20}(.)/u.exec(source.clear.slice(place + 1, place + 24))?.[1] ?? '';
  const before = source.clear.slice(Math.max(0, place - 60), place).trimEnd();
  const line = source.folded.slice(Math.max(source.folded.lastIndexOf('\n', place - 1) + 1, place - 60), place).trim();
  if (CONTACT_LINE.test(line)) return false;
  const isFilled = source.scanned?.length ? line.length >= LEAST_FILLED : before.length >= 25;
  return /[\p{Ll}\d]/u.test(after) && /[\p{L}\d,'’-]$/u.test(before) && isFilled;
}

/** The sentence that holds a place. Sentences are in reading order. */
export function sentenceAt(sentences: readonly Span[], place: number): Span {
  return sentences[Math.max(0, lastUpTo(sentences, place))] ?? { start: 0, end: place };
}
