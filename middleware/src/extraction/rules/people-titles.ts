import type { Analysis } from '../analysis.ts';
import { sentenceAt } from '../sentences.ts';
import type { Source, Span } from '../source.ts';
import { lastUpTo, wordIndexAt } from '../source.ts';
import { honorificAt } from './names.ts';
import { cueLength } from './people-cues.ts';
import { fieldsOnLine } from './people-forms.ts';
import { cellAt, cellsBelow, cellsOf } from './people-layout.ts';
import { holdsVerb, isFormOfAddress, isService, titleFrom, titleOnLine, titleUpTo } from './titles.ts';

const BRIDGE =
  /^ {0,2}(?:\([^()\n]{2,30}\) ?)?(?:[,:|=–—·•(-]|\.(?= (?:c'est|il est|elle est|he's|she's|he is|she is) )|\n[> ]{0,60})? {0,3}(?:(?:c'est|je suis|i'm|i am|il est|elle est|mooy|moy|est|qui est|who is|she's|he's|she is|he is|is|notre|leur|our|their|the|le|la|un|une|an?|votre|mon|my|son|her|his)(?![\p{L}]) ?|l'){0,3}/u;

/**
 * The job title of the person whose name stands at `name`: after it (« , DAF », « (chef comptable) »), on the next lines of a
 * signature, or before it (« le directeur général X », « DSI Y (X) »).
 */
export function titleOf(analysis: Analysis, name: Span, signs: boolean): Span | null {
  return (
    labelled(analysis, name) ??
    bracketed(analysis, name) ??
    officeAbove(analysis, name) ??
    (signs ? below(analysis, name) : null) ??
    following(analysis, name) ??
    beforeHouse(analysis, name) ??
    (signs || fillsLine(analysis, name) ? lineAbove(analysis, name) : null) ??
    preceding(analysis, name)
  );
}

/** The title of a name that has a line of a signature or a card to itself. */
export function titleOnCard(analysis: Analysis, name: Span): Span | null {
  return (
    bracketed(analysis, name) ?? below(analysis, name, 1) ?? following(analysis, name) ?? lineAbove(analysis, name)
  );
}

/** On a form: « | Fonction : … » on the line of the name, or the line « Fonction : … » within the four lines after it. */
function labelled({ source, sections }: Analysis, name: Span): Span | null {
  const index = lastUpTo(sections.lines, name.start);
  const fields = sections.lines.slice(index, index + 5).flatMap((line, offset) => fieldsOnLine(source, line, offset));
  return fields.find(({ concept, value }) => concept === 'label-title' && value.start > name.end)?.value ?? null;
}

/** The title, headed by a known word, that follows a name at once. */
export function titleAfter(analysis: Analysis, name: Span): Span | null {
  return bracketTitle(analysis.source, name) ?? following(analysis, name);
}

/** « (chef dpt infra) », « (IT manager, Trust Bank) », « (logistique) ». */
function bracketed({ source }: Analysis, name: Span): Span | null {
  const title = bracketTitle(source, name);
  if (title) return title;
  const part = bracketPart(source, name);
  if (!part || cueLength(source, wordIndexAt(source.words, part.start), 'not-title') > 0) return null;
  return isService(source, part, false) ? part : null;
}

function bracketTitle(source: Source, name: Span): Span | null {
  const part = bracketPart(source, name);
  const title = part && titleFrom(source, part.start);
  if (!part || title?.start !== part.start) return null;
  const rest = source.clear.slice(title.end, part.end);
  return title.end < part.end && /^(?: \p{Ll}[\p{L}'.-]*){1,3}$/u.test(rest) ? part : title;
}

/** What stands in brackets after a name, up to the first comma. */
function bracketPart(source: Source, name: Span): Span | null {
  const found = /^ ?\(([^()\n,;–]{2,60})/.exec(source.clear.slice(name.end, name.end + 64));
  if (!found?.[1]) return null;
  const start = name.end + found[0].length - found[1].length;
  return { start, end: start + found[1].trimEnd().length };
}

/** « , DSI », « - chef comptable », « c'est le gérant », « , Facilities, ». */
function following(analysis: Analysis, name: Span): Span | null {
  const { source } = analysis;
  const bridge = BRIDGE.exec(source.folded.slice(name.end, name.end + 90))?.[0] ?? '';
  const place = name.end + bridge.length;
  // « prénom Serigne. Il est … »: a sentence goes on about somebody who was named in full.
  if (bridge.startsWith('. ') && !/[ .]/.test(source.clear.slice(name.start, name.end))) return null;
  if (bridge.includes('\n') && !/^[ >]*\p{L}/u.test(source.clear.slice(place, place + 2))) return null;
  const title = titleFrom(source, place);
  if (title && title.start - place <= 1) return isLabel(source, bridge, title) ? null : title;
  return afterHouse(source, name) ?? underAlone(analysis, name) ?? serviceAfter(source, name);
}

/** « Awa Ndiaye  Resp : … »: after nothing but blanks a title with a colon labels what comes. */
function isLabel(source: Source, bridge: string, title: Span): boolean {
  return /^ *(?:\n| {2})\s*$/.test(bridge) && /^ ?:/.test(source.clear.slice(title.end, title.end + 2));
}

/** « , Facilities, », « - logistique - »: words of a field alone between signs. */
function serviceAfter(source: Source, name: Span): Span | null {
  const found = /^ ?[,–—·-] ([^,;:.()\n|–—·-]{2,40}?) ?(?=[,;\n|–—·-])/.exec(
    source.clear.slice(name.end, name.end + 48),
  );
  if (!found?.[1]) return null;
  const start = name.end + found[0].indexOf(found[1]);
  const span = { start, end: start + found[1].length };
  return isService(source, span, true) ? span : null;
}

const HOUSE_THEN_TITLE =
  /^ (?:de |du |d'|chez |from |at |of )[\p{L}' -]{3,60}?[.,]? (?:c'est |elle est |il est |she is |he is |she's |he's |qui est |who is )(?:(?:le|la|l'|un|une|the|an?|leur|their) ?)?/u;

/** « Aminata Bathily de la coopérative du Saloum elle est gérante ». */
function afterHouse(source: Source, name: Span): Span | null {
  const lead = HOUSE_THEN_TITLE.exec(source.folded.slice(name.end, name.end + 120))?.[0];
  const place = name.end + (lead?.length ?? 0);
  const title = lead === undefined ? null : titleFrom(source, place);
  // « de la Banque Atlas, c'est le DAF qui décide »: somebody else.
  return title?.start === place && !/^ (?:qui|who|that)(?!\p{L})/u.test(source.folded.slice(title.end, title.end + 6))
    ? title
    : null;
}

/** On a card in columns: a name that has its cell to itself, and a title that fills the cell under it. */
function underAlone(analysis: Analysis, name: Span): Span | null {
  const own = cellAt(analysis, name);
  if (own?.start !== name.start || own.end !== name.end || own.alone) return null;
  const [cell] = cellsBelow(analysis, name, 1);
  const title = cell && titleFrom(analysis.source, cell.start);
  return title && title.start === cell.start && title.end === cell.end ? title : null;
}

/** « Awa Ndiaye, DA chez Studio Atlas »: what stands between the name and « chez » is what she does there. */
function beforeHouse({ source }: Analysis, name: Span): Span | null {
  const found = /^ ?, ?(\p{L}[\p{L}\p{N}.&' -]{1,38}?) (?:chez|at|@) \p{Lu}/u.exec(
    source.clear.slice(name.end, name.end + 60),
  );
  const start = name.end + (found?.[0].search(/\p{L}/u) ?? 0);
  return found?.[1] ? { start, end: start + found[1].length } : null;
}

/** In a signature or on a card: what stands after the name in its cell, else the first of the two cells under it that holds a title. */
function below(analysis: Analysis, name: Span, count = 2): Span | null {
  const { source, sections } = analysis;
  const line = sections.lines[lastUpTo(sections.lines, name.start)];
  const own = cellAt(analysis, { start: name.end - 1, end: name.end });
  if (!line || !own) return null;
  const sameCell = line.role === 'header' ? null : titleOnLine(source, { start: name.end, end: own.end });
  const beside = sameCell ?? titleBeside(source, line, own);
  if (beside) return beside;
  for (const cell of cellsBelow(analysis, { start: name.end - 1, end: name.end }, count)) {
    const title = titleOnLine(source, cell);
    if (title) return title;
  }
  return null;
}

/** « Awa KANE   Directrice générale »: a title that fills the next cell of a line of two. */
function titleBeside(source: Source, line: Span, own: Span): Span | null {
  const [first, next, ...more] = cellsOf(source, line);
  if (!first || !next || more.length > 0 || first.start !== own.start) return null;
  const title = titleOnLine(source, next);
  return title?.start === next.start && title.end === next.end ? title : null;
}

/** No line of a card or a signature is longer. */
const LONGEST_LINE = 200;

/** Whether a name has its line to itself, form of address apart. */
function fillsLine({ source, sections }: Analysis, name: Span): boolean {
  const line = sections.lines[lastUpTo(sections.lines, name.start)];
  if (!line || name.end > line.end || line.end - line.start > LONGEST_LINE) return false;
  return !/[\p{L}\d]{4}/u.test(
    `${source.clear.slice(line.start, name.start)} ${source.clear.slice(name.end, line.end)}`,
  );
}

/** « La Directrice Générale » over a name that has its line to itself: under that office the letter is signed. */
export function officeAbove(analysis: Analysis, name: Span): Span | null {
  if (!fillsLine(analysis, name)) return null;
  const title = lineAbove(analysis, name);
  const lead = title && analysis.source.folded.slice(Math.max(0, title.start - 16), title.start);
  return lead !== null && /(?:^|\n)[ >*]{0,4}(?:p\. ?|p\/ ?|pour |for )?(?:le |la |l'|the )$/.test(lead) ? title : null;
}

/** A letter is signed « Le Directeur » above the name. */
function lineAbove({ source, sections }: Analysis, name: Span): Span | null {
  const index = lastUpTo(sections.lines, name.start);
  const above = sections.lines
    .slice(Math.max(0, index - 4), Math.max(0, index))
    .findLast(
      (line) =>
        line.role !== 'blank' &&
        !/^\W*(?:signe|signed|sgd|cachet|signature)\b/.test(source.folded.slice(line.start, line.start + 14)),
    );
  if (!above || above.end - above.start > LONGEST_LINE) return null;
  const title = titleOnLine(source, above);
  if (title && (holdsVerb(source, title) || /^lead$/.test(source.folded.slice(title.start, title.end)))) return null;
  const rest = title ? source.folded.slice(above.start, title.start) + source.folded.slice(title.end, above.end) : 'x';
  return /^(?:le|la|l'|the|p\. ?le)? *(?:(?:d[eu]s? |d'|of )[^\n]{1,40})?$/.test(rest.trim()) ? title : null;
}

const SIGN = /^[ ,:(=|–—-]{0,4}(?:(?:c'est|est|is) ?)?$/;
/** « le chef de la sûreté c'est un ancien gendarme il s'appelle X ». */
const INTRODUCES =
  /^[\p{L}',: -]{0,60}(?:s'appelle|se nomme|son nom c'est|his name is|her name is|is called|named|called),? $/u;
const LEADS_HOUSE = /^ (?:de la |de l'|du |des |de |d'|of the |of |at the |at |chez |à la |au |from )/i;

/** The nearest title before a name with only signs, or the house and a sign, between: « le proviseur du lycée X, M. Y ». */
function preceding({ source, sentences }: Analysis, name: Span): Span | null {
  const sentence = sentenceAt(sentences, name.start);
  const from = Math.max(sentence.start, name.start - 90);
  const end = beforeHonorific(source, name.start);
  let best: Span | null = null;
  for (let index = wordIndexAt(source.words, from); ;) {
    const word = source.words[index];
    if (!word || word.start >= end) return best;
    const title = titleUpTo(source, index, end) ?? titleFrom(source, word.start);
    if (title && title.end <= end && !isFormOfAddress(source, title) && isGap(source, title.end, end)) best = title;
    index = title ? Math.max(index + 1, wordIndexAt(source.words, title.end)) : index + 1;
  }
}

function isGap(source: Source, from: number, to: number): boolean {
  const gap = source.clear.slice(from, to);
  if (SIGN.test(gap) || INTRODUCES.test(gap)) return true;
  const house = /^(.*?)[ ,:(=|–—-]*$/su.exec(gap)?.[1] ?? '';
  const signed = /[,:(=|–—-]/.test(gap.slice(house.length));
  if (gap.includes('\n') || house.split(' ').length > 8) return false;
  const capitals = /^ ?(?:(?:de|du|d'|des|la|le|les|chez|at|of|a) ?){0,2}(?:\p{Lu}[\p{L}'-]{1,20} ?){1,4}$/u.test(
    house,
  );
  return (
    capitals ||
    (signed &&
      LEADS_HOUSE.test(house) &&
      !/[,;:.()]/.test(house) &&
      !holdsVerb(source, { start: from, end: from + house.length }))
  );
}

/** Where the forms of address before a name begin: « la gérante, Mme X ». */
function beforeHonorific(source: Source, place: number): number {
  let start = place;
  for (let index = wordIndexAt(source.words, place) - 1, passed = 0; passed < 2; index -= 1, passed += 1) {
    const word = source.words[index];
    if (!word || honorificAt(source, index) !== 1 || !/^\.? {1,2}$/.test(source.clear.slice(word.end, start))) break;
    start = word.start;
  }
  return start;
}

/** « le DAF, Zacharie Tolno »: a title that has no name before it, then a sign, then the name. */
export function titleBefore(analysis: Analysis, name: Span): Span | null {
  const { source } = analysis;
  const title = preceding(analysis, name);
  if (!title || !/^ ?[,:=(]/.test(source.clear.slice(title.end, name.start))) return null;
  if (/^(?:procurement|purchasing)/.test(source.folded.slice(title.start, title.end))) return null;
  const lead = source.clear.slice(Math.max(0, title.start - 30), title.start);
  return /(?:^|\n|[.:] |\b(?:le|la|les|son|sa|leur|notre|the|their|our|his|her) |\bl'|\(|[+&] )$/iu.test(lead) &&
    !/\p{Lu}[\p{L}'-]+ ?[,(|\n–-]+ ?(?:l[ea] |l')?$/u.test(lead)
    ? title
    : null;
}
