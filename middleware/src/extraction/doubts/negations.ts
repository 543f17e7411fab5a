import { phraseAt } from '../lexicon.ts';
import { CORRECTIONS } from '../rules/spoken-corrections.ts';
import { sentenceAt } from '../sentences.ts';
import type { Source, Span } from '../source.ts';
import { contains, wordIndexAt } from '../source.ts';
import { isNumberWord } from '../values/number-words.ts';
import type { Ground, Subject } from './ground.ts';

const DENIES = /^(?:pas|non|jamais|not|no|never|isn|wasn|won|doesn|didn)$/;
/** « pas plus de quinze », "no later than", « pas moins », « n'est-ce pas »: they turn nothing. */
const TURNS_NOTHING = /^(?:plus|moins|mal|seulement|encore|more|less|later|only|problem|probleme)$/;
/** How many words before a value, and after it, words that turn its sense are looked for; right before it they speak of it. */
const BEFORE = 6;
const AFTER = 4;
const RIGHT_BEFORE = 2;

/**
 * Whether a small word that turns the sense stands at a value, where missing it makes another value: « pas quinze, seize »,
 * « non, plutôt quatorze », "not thirty". Of a name only what takes back the name.
 */
export function isNegated({ analysis }: Ground, subject: Subject, quote: Span): boolean {
  const { source, sentences } = analysis;
  const [first, next] = [wordIndexAt(source.words, quote.start), wordIndexAt(source.words, quote.end)];
  const sentence = sentenceAt(sentences, quote.start);
  if (subject === 'organisation' || subject === 'person' || subject === 'email')
    return indices(first - RIGHT_BEFORE, first).some((index) => isCorrection(source, index));
  return (
    indices(first - BEFORE, first).some((index) => turnsWhatFollows(source, sentence, index, first)) ||
    indices(next, next + AFTER).some((index) => isCorrection(source, index) || namesAnother(source, index))
  );
}

function indices(from: number, to: number): number[] {
  const first = Math.max(0, from);
  return Array.from({ length: to - first }, (_, offset) => first + offset);
}

function isCorrection({ words }: Source, index: number): boolean {
  return phraseAt(words, index, CORRECTIONS) !== null;
}

/** « pas avant le dix mars », « pas vingt millions, vingt-six millions »: right before the value, or before another number. */
function turnsWhatFollows(source: Source, sentence: Span, index: number, first: number): boolean {
  if (isCorrection(source, index)) return true;
  const isNear = contains(sentence, source.words[index] ?? sentence);
  return isNear && denies(source, index) && (first - index <= RIGHT_BEFORE || hasNumber(source, index + 1, first));
}

/** « seize, pas quinze ». */
function namesAnother(source: Source, index: number): boolean {
  return denies(source, index) && hasNumber(source, index + 1, index + 3);
}

function denies({ words }: Source, index: number): boolean {
  const [before, word, after] = [words[index - 1], words[index], words[index + 1]];
  return DENIES.test(word?.folded ?? '') && before?.folded !== 'ce' && !TURNS_NOTHING.test(after?.folded ?? '');
}

function hasNumber({ words }: Source, from: number, to: number): boolean {
  return words.slice(from, to).some(({ folded }) => /\d/.test(folded) || isNumberWord(folded));
}
