import type { Analysis } from '../analysis.ts';
import { phraseAt, readLexicon } from '../lexicon.ts';
import type { Source, Span } from '../source.ts';
import { contains, lastUpTo, wordIndexAt } from '../source.ts';
import { titleOf } from './people-titles.ts';

const CLOSINGS = readLexicon('sections');

/** Alone on a line of a signature that has a title on the next line, or the author in a header. */
export function standsAlone(analysis: Analysis, run: Span): boolean {
  const { source, sections } = analysis;
  const index = sections.lines.findIndex((line) => contains(line, run));
  const line = sections.lines[index];
  if (!line) return false;
  if (line.role === 'header') return sections.messages.some(({ author }) => author !== null && contains(author, run));
  const rest = source.clear.slice(line.start, run.start) + source.clear.slice(run.end, line.end);
  if (line.role !== 'signature' || /[\p{L}\p{N}]/u.test(rest.replace(/\([^)]{0,20}\)/g, ''))) return false;
  const title = titleOf(analysis, run, true);
  if (title !== null && !isOfNameAbove(analysis, run, title)) return true;
  return sections.isMail && opensSignature(analysis, index);
}

/** « Awa Ndiaye / Chef comptable / Batimat Sahel »: a title between two lines is of the name above it; below stands the house. */
function isOfNameAbove({ source, sections }: Analysis, run: Span, title: Span): boolean {
  if (title.end > run.start) return false;
  const index = lastUpTo(sections.lines, title.start);
  const above = sections.lines.slice(0, index).findLast(({ role }) => role !== 'blank');
  return (
    above?.role === 'signature' &&
    !isClosingLine(source, above) &&
    /^\p{Lu}[\p{L}'.-]+(?: [\p{L}'.-]+){1,3}$/u.test(source.clear.slice(above.start, above.end).trim())
  );
}

/** The first line of a mail's signature after its closing formula is the writer's name. */
function opensSignature({ sections, source }: Analysis, index: number): boolean {
  const above = sections.lines.slice(0, index).findLast(({ role }) => role !== 'blank');
  const own = sections.lines[index];
  if (!above || !own || above.message !== own.message) return false;
  const short = above.end - above.start < 40 && !/\d/.test(source.clear.slice(above.start, above.end));
  return (
    above.role === 'body' ||
    above.role === 'greeting' ||
    (above.role === 'signature' && short && isClosingLine(source, above))
  );
}

function isClosingLine(source: Source, line: Span): boolean {
  return phraseAt(source.words, wordIndexAt(source.words, line.start), CLOSINGS)?.concept === 'closing';
}
