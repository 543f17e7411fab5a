import type { Analysis } from '../analysis.ts';
import { phraseAt, readLexicon } from '../lexicon.ts';
import type { Source, Span } from '../source.ts';
import { contains, lastUpTo, wordIndexAt } from '../source.ts';
import { isLastName } from './names.ts';
import { cellAt } from './people-layout.ts';
import { titleOnCard } from './people-titles.ts';

const CLOSINGS = readLexicon('sections');

/** Alone in its cell of a signature that has a title under it, or the author in a header. */
export function standsAlone(analysis: Analysis, run: Span): boolean {
  const { source, sections } = analysis;
  const line = sections.lines[lastUpTo(sections.lines, run.start)];
  if (!line || !contains(line, run)) return false;
  if (line.role === 'header') return opensAuthor(analysis, run);
  if (line.role !== 'signature' || line.end - line.start > 300) return false;
  const cell = cellAt(analysis, run) ?? line;
  const rest = source.clear.slice(cell.start, run.start) + source.clear.slice(run.end, cell.end);
  if (/[\p{L}\p{N}]/u.test(rest.replace(/\([^)]{0,20}\)/g, ''))) return false;
  const title = titleOnCard(analysis, run);
  if (title !== null && !isOfNameAbove(analysis, run, title)) return true;
  return sections.isMail && opensSignature(analysis, run);
}

/** « De : Awa Ndiaye, Banque Atlas »: what an author's line begins with is the name, unless it is an office's acronym (« DREN Agadez »). */
function opensAuthor({ source, sections }: Analysis, run: Span): boolean {
  const author = sections.messages.find((message) => message.author !== null && contains(message.author, run))?.author;
  if (!author || /\p{L}{5}/u.test(source.clear.slice(author.start, run.start))) return false;
  return (
    !/^\p{Lu}{2,5} \p{Lu}\p{Ll}+$/u.test(source.clear.slice(run.start, run.end)) ||
    isLastName(source.clear.slice(run.start, run.end).split(' ')[0] ?? '')
  );
}

/** « Awa Ndiaye / Chef comptable / Batimat Sahel »: a title between two lines is of the name above it; below stands the house. */
function isOfNameAbove({ source, sections }: Analysis, run: Span, title: Span): boolean {
  if (title.end > run.start) return false;
  const index = lastUpTo(sections.lines, title.start);
  const above = lineBefore(sections.lines, index);
  return (
    above?.role === 'signature' &&
    !isClosingLine(source, above) &&
    /^\p{Lu}[\p{L}'.-]+(?: [\p{L}'.-]+){1,3}$/u.test(source.clear.slice(above.start, above.end).trim())
  );
}

/** The nearest line with text before line `index`, over a few blank ones. */
function lineBefore<T extends { readonly role: string }>(lines: readonly T[], index: number): T | undefined {
  return lines.slice(Math.max(0, index - 6), Math.max(0, index)).findLast(({ role }) => role !== 'blank');
}

/** The first line of a mail's signature, after its closing formula or its last sentence, is the writer's name. */
export function opensSignature({ sections, source }: Analysis, run: Span): boolean {
  const index = lastUpTo(sections.lines, run.start);
  const own = sections.lines[index];
  const above = lineBefore(sections.lines, index);
  if (!above || own?.role !== 'signature' || above.message !== own.message) return false;
  if (run.start - own.start > 60 || /[\p{L}\p{N}]/u.test(source.clear.slice(own.start, run.start))) return false;
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
