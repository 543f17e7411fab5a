import type { Language } from '../../captures/schema.ts';
import { heardBetween } from '../heard.ts';
import type { Source, Span } from '../source.ts';
import { wordIndexAt } from '../source.ts';
import { groupAt } from '../values/numbers.ts';
import type { Ground, Subject } from './ground.ts';

/** A number that sounds like another one is believed from here on, and so is a long one that was said figure by figure. */
const SURE_OF_ALIKE = 0.96;
/** Any other number is. */
const SURE_OF_NUMBER = 0.8;
const LAST_DAY = 31;

/**
 * Numbers below a hundred that recognisers take for others. French: deux and douze, trois, treize and seize, quinze and seize,
 * treize and trente, and what is counted beyond sixty and eighty. English: -teen and -ty.
 */
const ALIKE: Record<Language, (below: number) => boolean> = {
  fr: (below) => [12, 13, 15, 16, 30].includes(below) || (below >= 70 && below < 80) || below >= 90,
  en: (below) => (below >= 13 && below < 20) || (below >= 30 && below % 10 === 0),
};

/** Whether a value may hold another number than the one that was said: as its words sound, and as surely as they were heard. */
export function isUnsureNumber({ analysis, heard }: Ground, subject: Subject, quote: Span): boolean {
  const { source } = analysis;
  return numbersIn(source, quote).some(({ value, ...place }) => {
    if (subject === 'date' && value > LAST_DAY) return false;
    const sure = Math.min(1, ...heardBetween(heard, place).map(({ confidence }) => confidence));
    const isAlike = subject === 'phone' || subject === 'email' || ALIKE[source.language](value % 100);
    return sure < (isAlike ? SURE_OF_ALIKE : SURE_OF_NUMBER);
  });
}

/** The numbers below one thousand that a quote is made of, in words and in figures. */
function numbersIn({ words, language }: Source, { start, end }: Span): (Span & { value: number })[] {
  const numbers: (Span & { value: number })[] = [];
  for (let index = wordIndexAt(words, start); index < words.length;) {
    const word = words[index];
    if (!word || word.start >= end) break;
    const group = groupAt(words, index, language);
    const figures = /\d+/.exec(word.folded)?.[0];
    const last = words[index + (group?.length ?? 1) - 1] ?? word;
    if (group) numbers.push({ value: group.value, start: word.start, end: last.end });
    else if (figures) numbers.push({ value: Number(figures), start: word.start, end: word.end });
    index += group?.length ?? 1;
  }
  return numbers;
}
