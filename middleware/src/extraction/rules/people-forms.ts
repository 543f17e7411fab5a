import type { Analysis } from '../analysis.ts';
import type { Source, Span } from '../source.ts';
import { wordIndexAt } from '../source.ts';
import { honorificAt, isFirstName, splitName, tokensOf } from './names.ts';
import { isKindAt } from './organisation-words.ts';
import type { PeopleCue } from './people-cues.ts';
import { cueLength } from './people-cues.ts';

/** One labelled value: « Prénom : Awa », `fonction=DSI`, `| Nom | NDIAYE |`. */
export interface Field {
  readonly concept: PeopleCue;
  readonly value: Span;
  readonly line: number;
}

/** A name that a form gives in parts, with the title it gives beside. */
export interface FormName {
  readonly first: readonly Span[];
  readonly last: readonly Span[];
  readonly title: Span | null;
}

const CONCEPTS: readonly PeopleCue[] = ['label-name', 'label-first', 'label-last', 'label-title'];
/** Labels of one person stand within so many lines of each other. */
const REACH = 6;
const MAXIMUM_LINES = 2000;
const LONGEST_LINE = 1000;
const MAXIMUM_NAMES = 100;

/** The labelled values of a source, in reading order. */
export function fieldsOf({ source, sections }: Analysis): Field[] {
  return sections.lines.slice(0, MAXIMUM_LINES).flatMap((line, index) => fieldsOnLine(source, line, index));
}

interface Label extends Span {
  readonly concept: PeopleCue;
}

/** The labelled values of one line. */
export function fieldsOnLine(source: Source, line: Span, number: number): Field[] {
  if (line.end - line.start > LONGEST_LINE || !/[:=|]/.test(source.clear.slice(line.start, line.end))) return [];
  const labels = labelsOn(source, line);
  return labels.flatMap(({ concept, end: start }, index) => {
    const end = Math.min(labels[index + 1]?.start ?? line.end, line.end);
    const text = /^[^|\n"]*?(?= {3}| ?[|"]|$)/.exec(source.clear.slice(start, end))?.[0].trimEnd() ?? '';
    return text.length > 0 && text.length <= 80
      ? [{ concept, value: { start, end: start + text.length }, line: number }]
      : [];
  });
}

/** The labels on a line, each with its sign: `Nom :`, `fonction=`, `| Prénom |`. */
function labelsOn(source: Source, line: Span): Label[] {
  const labels: Label[] = [];
  for (let index = wordIndexAt(source.words, line.start); ;) {
    const word = source.words[index];
    if (!word || word.end > line.end) return labels;
    const found = opensCell(source, line, word.start) ? labelAt(source, index) : null;
    const end = source.words[index + (found?.length ?? 1) - 1]?.end ?? word.end;
    const sign = found
      ? /^["'.]{0,16} {0,16}[:=|][ :=|"]{0,16}/.exec(source.clear.slice(end, line.end))?.[0]
      : undefined;
    if (found && sign) labels.push({ concept: found.concept, start: word.start, end: end + sign.length });
    index += found?.length ?? 1;
  }
}

/** A label begins its line or stands apart from what is before it. */
function opensCell(source: Source, line: Span, place: number): boolean {
  return /^[\s>*•|"'{-]*$|(?: {2}|[|;,\t•]) ?"?$/.test(source.clear.slice(Math.max(line.start, place - 24), place));
}

function labelAt(source: Source, index: number): { concept: PeopleCue; length: number } | null {
  let best: { concept: PeopleCue; length: number } | null = null;
  for (const concept of CONCEPTS) {
    const length = cueLength(source, index, concept);
    if (length > (best?.length ?? 0)) best = { concept, length };
  }
  return best;
}

/** The people that the labels of a form name. */
export function formNames(analysis: Analysis): FormName[] {
  const { source } = analysis;
  const fields = fieldsOf(analysis);
  const names: FormName[] = [];
  for (let index = 0; index < fields.length && names.length < MAXIMUM_NAMES; index += 1) {
    const field = fields[index];
    if (field?.concept === 'label-last' || field?.concept === 'label-name') {
      // Fields are in reading order: those of the same person are a few places away.
      const near = fields.slice(Math.max(0, index - REACH), index + REACH + 1);
      names.push(...namesIn(source, field, near));
    }
  }
  return names;
}

function namesIn(source: Source, field: Field, around: readonly Field[]): FormName[] {
  const tokens = nameTokens(source, field.value);
  if (tokens.length === 0 || tokens.length > 5) return [];
  const near = around.filter((other) => Math.abs(other.line - field.line) <= REACH);
  const titles = near.filter(({ concept }) => concept === 'label-title');
  const title = (titles.find(({ line }) => line >= field.line) ?? titles[0])?.value ?? null;
  const first = near.find(({ concept }) => concept === 'label-first');
  const given = field.concept === 'label-last' && first ? nameTokens(source, first.value) : [];
  if (given.length > 0) return [{ first: given, last: tokens, title }];
  const own = near.find(({ line, concept }) => line === field.line && concept === field.concept);
  return own === field ? wholeName(source, tokens, title) : [];
}

/** « Nom : Awa Ndiaye »: one label for the whole name; « Nom : Ndiaye » alone is a surname. */
function wholeName(source: Source, tokens: readonly Span[], title: Span | null): FormName[] {
  if (tokens.length === 1) return title ? [{ first: [], last: tokens, title }] : [];
  const { first, last } = splitName(source, tokens);
  const known = tokens.some(({ start, end }) => isFirstName(source.clear.slice(start, end)));
  return known || title ? [{ first, last, title }] : [];
}

/** The words of a labelled name without its form of address; none when the value names an organisation. */
function nameTokens(source: Source, value: Span): readonly Span[] {
  // « Nom : Diatta. Tél … »: a sentence ends the value.
  const text = /^.*?(?=(?<=\p{L}{3})\. \p{Lu}|$)/u.exec(source.clear.slice(value.start, value.end))?.[0] ?? '';
  const tokens = tokensOf(source, { start: value.start, end: value.start + text.length });
  if (/[\d@:/]/.test(text)) return [];
  const from = tokens.findIndex(({ start }) => honorificAt(source, wordIndexAt(source.words, start)) === 0);
  const name = from < 0 ? [] : tokens.slice(from);
  return name.some(({ start }) => isKindAt(source, wordIndexAt(source.words, start))) ? [] : name;
}
