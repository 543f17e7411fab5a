import type { Lexicon } from '../lexicon.ts';
import { lexiconOf, phraseAt, readLexiconFile } from '../lexicon.ts';
import type { Source, Span } from '../source.ts';
import { wordIndexAt } from '../source.ts';

/** What words beside a name say of the person: see `lexicons/<language>/people.json`. */
export type PeopleCue =
  | 'label-person'
  | 'label-first'
  | 'label-last'
  | 'label-name'
  | 'label-title'
  | 'label-ours'
  | 'label-house'
  | 'introduces'
  | 'relative'
  | 'colleague'
  | 'left-before'
  | 'left-after'
  | 'referred-by'
  | 'refers'
  | 'not-title';

const files = ['fr', 'en'].map((folder) => readLexiconFile(folder, 'people'));
const lexicons = new Map<PeopleCue, Lexicon>();
const LONGEST = 6;

function lexiconFor(concept: PeopleCue): Lexicon {
  const known = lexicons.get(concept);
  if (known) return known;
  const lexicon = lexiconOf(files.map((file) => ({ [concept]: file[concept] ?? [] })));
  lexicons.set(concept, lexicon);
  return lexicon;
}

/** How many words the cue at word `index` takes: 0 when there is none. */
export function cueLength(source: Source, index: number, concept: PeopleCue): number {
  return phraseAt(source.words, index, lexiconFor(concept))?.length ?? 0;
}

/** Words that may stand between a cue and a name: « présents : M. », « l'ami de ». */
const PASSED = /^(?:m|mr|mme|mrs|ms|mlle|dr|pr|me|monsieur|madame|docteur|maitre|le|la|les|l|de|du|d|of|our|the)$/;

/**
 * The cue whose words stand right before a place, with only a form of address and signs between.
 * @param signs the characters that may stand between the cue and the name
 */
export function cueBefore(source: Source, place: number, concept: PeopleCue, signs = ' :=|–-'): Span | null {
  let last = wordIndexAt(source.words, place) - 1;
  for (let passed = 0; passed < 2 && PASSED.test(source.words[last]?.folded ?? ''); passed += 1) {
    if (endsWithCue(source, last, concept)) break;
    last -= 1;
  }
  const found = endsWithCue(source, last, concept);
  if (!found) return null;
  const gap = source.clear.slice(found.end, source.words[last + 1]?.start ?? place);
  return gap.length <= 16 && [...gap].every((sign) => signs.includes(sign)) ? found : null;
}

function endsWithCue(source: Source, last: number, concept: PeopleCue): Span | null {
  const end = source.words[last]?.end;
  if (end === undefined) return null;
  for (let length = Math.min(LONGEST, last + 1); length > 0; length -= 1) {
    const first = source.words[last - length + 1];
    if (first && cueLength(source, last - length + 1, concept) === length) return { start: first.start, end };
  }
  return null;
}

/** Words that may stand between a name and what is told of the person: « X, qui nous a recommandés », « X nous a … ». */
const LED = /^(?:qui|who|lui|elle|il|he|she|a|est|has|is|whom|dont|that)$/;

/** The cue that follows a place, after at most two small words and a comma or bracket. */
export function cueAfter(source: Source, place: number, concept: PeopleCue): Span | null {
  const from = wordIndexAt(source.words, place);
  for (let index = from; index < from + 3; index += 1) {
    const word = source.words[index];
    if (
      !word ||
      !/^[ ,(:–-]{0,3}$/.test(
        source.clear.slice(index === from ? place : (source.words[index - 1]?.end ?? place), word.start),
      )
    )
      return null;
    const length = cueLength(source, index, concept);
    if (length > 0) return { start: word.start, end: source.words[index + length - 1]?.end ?? word.end };
    if (!LED.test(word.folded)) return null;
  }
  return null;
}
