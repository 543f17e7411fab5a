import type { Analysis } from '../analysis.ts';
import { sentenceAt } from '../sentences.ts';
import type { Span } from '../source.ts';
import { contains, lastUpTo, wordIndexAt } from '../source.ts';
import { titleAt, titleFrom, titleOnLine } from './titles.ts';

const BRIDGE =
  /^ {0,2}(?:\([^()\n]{2,30}\) ?)?(?:[,:;|=–(-]|\n[> ]{0,60})? {0,3}(?:(?:c'est|je suis|i'm|i am|il est|elle est|est|qui est|who is|she's|he's|she is|he is|is|notre|leur|our|their|the|le|la|l'|un|une|an?|votre|mon|my|son|her|his) ?){0,3}/;

/**
 * The job title of the person whose name stands at `name`: after it (« , DAF », « (chef comptable) »), on the next lines of a
 * signature, or before it (« le directeur général X », « DSI Y (X) »).
 */
export function titleOf(analysis: Analysis, name: Span, signs: boolean): Span | null {
  return (
    labelled(analysis, name) ??
    bracketed(analysis, name) ??
    (signs ? nextLines(analysis, name) : null) ??
    following(analysis, name) ??
    beforeHouse(analysis, name) ??
    (signs ? lineAbove(analysis, name) : null) ??
    preceding(analysis, name)
  );
}

const LABEL = /^[ >*-]{0,6}(?:fonction|poste|titre|qualite|position|job title|title|role|designation) ?: ?/;

/** On a form: the line « Fonction : … » within the four lines after the name. */
function labelled({ source, sections }: Analysis, name: Span): Span | null {
  const index = lastUpTo(sections.lines, name.start);
  for (const line of sections.lines.slice(index + 1, index + 5)) {
    const label = LABEL.exec(source.folded.slice(line.start, line.end));
    if (!label) continue;
    const start = line.start + label[0].length;
    const text = source.clear.slice(start, line.end).trimEnd();
    return text.length > 1 && text.length <= 80 ? { start, end: start + text.length } : null;
  }
  return null;
}

/** The title that follows a name at once, in brackets or not. */
export function titleAfter(analysis: Analysis, name: Span): Span | null {
  return bracketed(analysis, name) ?? following(analysis, name) ?? beforeHouse(analysis, name);
}

/** « (chef dpt infra) », « (IT manager, Trust Bank) », « (logistique) ». */
function bracketed({ source }: Analysis, name: Span): Span | null {
  const found = /^ ?\(([^()\n]{2,60})\)/.exec(source.clear.slice(name.end, name.end + 64));
  if (!found?.[1]) return null;
  const start = name.end + found[0].indexOf(found[1]);
  const title = titleFrom(source, start);
  const part = /^[^,;–]+/.exec(found[1])?.[0].trimEnd() ?? '';
  if (title && title.start === start) {
    const whole = title.end <= start + part.length && !/^ \p{Lu}/u.test(source.clear.slice(title.end, title.end + 2));
    return { start, end: whole ? start + part.length : title.end };
  }
  return /^[\p{Ll} '-]{4,28}$/u.test(part) && part.split(' ').length <= 3 ? { start, end: start + part.length } : null;
}

function following({ source }: Analysis, name: Span): Span | null {
  const bridge = BRIDGE.exec(source.folded.slice(name.end, name.end + 90));
  const place = name.end + (bridge?.[0].length ?? 0);
  if (bridge?.[0].includes('\n') && !/^[ >]*\p{L}/u.test(source.clear.slice(place, place + 2))) return null;
  const title = titleFrom(source, place);
  return title && title.start - place <= 1 ? title : null;
}

/** « Awa Ndiaye, DA chez Studio Atlas »: what stands between the name and « chez » is what she does there. */
function beforeHouse({ source }: Analysis, name: Span): Span | null {
  const found = /^ ?, ?(\p{L}[\p{L}\p{N}.&' -]{1,38}?) (?:chez|at|@) \p{Lu}/u.exec(
    source.clear.slice(name.end, name.end + 60),
  );
  const start = name.end + (found?.[0].search(/\p{L}/u) ?? 0);
  return found?.[1] ? { start, end: start + found[1].length } : null;
}

/** The first line after the name, within three, that holds a title. */
function nextLines({ source, sections }: Analysis, name: Span): Span | null {
  const index = sections.lines.findIndex((line) => contains(line, name));
  const own = sections.lines[index];
  if (!own) return null;
  const sameLine = own.role === 'header' ? null : titleOnLine(source, { start: name.end, end: own.end });
  if (sameLine) return sameLine;
  let seen = 0;
  for (const line of sections.lines.slice(index + 1, index + 5)) {
    if (line.role === 'blank') continue;
    const title = titleOnLine(source, line);
    if (title) return title;
    seen += 1;
    if (seen >= 2) break;
  }
  return null;
}

/** A letter is signed « Le Directeur » above the name. */
function lineAbove({ source, sections }: Analysis, name: Span): Span | null {
  const index = sections.lines.findIndex((line) => contains(line, name));
  const above = sections.lines.slice(0, Math.max(0, index)).findLast(({ role }) => role !== 'blank');
  if (!above) return null;
  const title = titleOnLine(source, above);
  const rest = title ? source.folded.slice(above.start, title.start) + source.folded.slice(title.end, above.end) : 'x';
  return /^(?:le|la|l'|the|p\. ?le)? *$/.test(rest.trim()) ? title : null;
}

const GAP =
  /^(?:[ ,:(=|–-]{0,4}(?:(?:de|du|d'|des|la|le|les|chez|at|of|a) ?){0,2}(?:\p{Lu}[\p{L}'-]{1,20} ?){0,4}[ ,:(=|–-]{0,4})(?:(?:M|Mr|Mme|Mrs|Ms|Dr|Pr|monsieur|madame|docteur|professeur|c'est|est|is)\.? ?){0,2}$/u;

function preceding({ source, sentences }: Analysis, name: Span): Span | null {
  const sentence = sentenceAt(sentences, name.start);
  const from = Math.max(sentence.start, name.start - 90);
  let best: Span | null = null;
  for (let index = wordIndexAt(source.words, from); ;) {
    const word = source.words[index];
    if (!word || word.start >= name.start) break;
    const title = titleAt(source, index) ?? titleFrom(source, word.start);
    if (title && title.end <= name.start && GAP.test(source.clear.slice(title.end, name.start))) best = best ?? title;
    index = title ? Math.max(index + 1, wordIndexAt(source.words, title.end)) : index + 1;
  }
  return best;
}
