import type { Source, Span } from '../source.ts';
import { wordIndexAt } from '../source.ts';
import { cueLength } from './organisation-cues.ts';
import { titleAt } from './titles.ts';

const known = new WeakMap<Source, Map<number, Span | null>>();

/** The job title that begins at word `index`, looked up once: where a name begins or ends asks again and again. */
export function titleFound(source: Source, index: number): Span | null {
  const titles = known.get(source) ?? new Map<number, Span | null>();
  known.set(source, titles);
  const seen = titles.get(index);
  if (seen !== undefined) return seen;
  const title = titleAt(source, index);
  titles.set(index, title);
  return title;
}

/** Where the job titles of a source stand, each as long as its words go, in reading order. */
export function titlesIn(source: Source): Span[] {
  const titles: Span[] = [];
  for (let index = 0; index < source.words.length; index += 1) {
    const title = titleFound(source, index);
    if (!title) continue;
    titles.push(title);
    index = Math.max(index, wordIndexAt(source.words, title.end) - 1);
  }
  return titles;
}

/** Whether a word tells what somebody does or where in the house: « Human Resources », « service », « DSI ». */
export function isFieldAt(source: Source, index: number): boolean {
  return (
    cueLength(source, index, 'function') > 0 ||
    cueLength(source, index, 'department') > 0 ||
    titleFound(source, index) !== null
  );
}
