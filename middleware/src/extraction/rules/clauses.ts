import type { Analysis } from '../analysis.ts';
import type { Source, Span } from '../source.ts';

/** In a dictation one sentence can be the whole note: a clause ends where the next thought begins. */
const NEXT_THOUGHT =
  /(?<![\p{L}'])(?:et (?:puis|donc|apres|il|elle|ils|je|on)|donc|alors|voila|euh|sinon|par ailleurs|le budget|son (?:numero|mail|tel)|sa (?:ligne|carte)|(?:ils?|elles?|on) (?:decide|signe|veu|a|ont|doi)|c'est|decision|and (?:then|he|she|they|i|we)|(?:he|she|they) (?:says|say|want|wants|will|decide|sign)|the (?:board|committee)|about|call (?:him|her|them)|send|so|okay|um|uh|the budget|budget is|his (?:number|mail|email)|her (?:number|mail|email))(?![\p{L}])/gu;
const LONGEST_CLAUSE = 160;

/** From `start` to where the next thought begins, a stop, or the longest a clause may be; never beyond `sentence`. */
export function clauseFrom(source: Source, sentence: Span, start: number): Span {
  const limit = Math.min(sentence.end, start + LONGEST_CLAUSE);
  const text = source.folded.slice(start, limit);
  const breaks = [...text.matchAll(NEXT_THOUGHT)].map(({ index }) => index).filter((index) => index > 12);
  const stop = text.search(/[.;!?\n]/);
  const cut = Math.min(breaks[0] ?? text.length, stop < 0 ? text.length : stop);
  const whole = cut < text.length || limit === sentence.end ? cut : text.lastIndexOf(' ');
  return { start, end: start + Math.max(1, whole) };
}

/** The words of a span on one line, without the marks of a list or a quotation. */
export function tidy({ source }: Analysis, span: Span): string {
  return source.clear
    .slice(span.start, span.end)
    .replace(/\n[> ]*/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[-*•–>.: ]+/, '')
    .trim();
}
