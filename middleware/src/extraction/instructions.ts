import { undisguised } from './disguised-words.ts';
import { instructionMarks } from './instruction-marks.ts';
import type { Cue } from './lexicon.ts';
import { findCues, readLexicon } from './lexicon.ts';
import type { Source, Span, Word } from './source.ts';
import { joined } from './source.ts';

/**
 * Who is spoken to (`machine`, which can be nothing else, and `tool`), how (`note`, `reading`, `if`, `as`), what is to be put
 * aside (`dismiss` with `guidance`, `prompt` or `before`), and what is to be done (`order` and others).
 */
const LEXICON = readLexicon('instructions', ['fr', 'en', 'international']);
/** How far an order reaches when nothing ends it before, and how far before it its sentence may begin. */
const REACH = 700;
/** Words between a verb and what it is said of: « ignore absolutely all of the previous instructions ». */
const NEAR = 40;

/**
 * The passages of a source that order a program about, in reading order and apart: no reader of the note is meant, so what stands
 * in them is no fact. They are known by whom they speak to and what they order. The work grows with the length.
 */
export function plantedInstructions(source: Source): Span[] {
  const cues = findCues({ ...source, words: unspaced(undisguised(source)) }, LEXICON);
  const passages: Span[] = [...instructionMarks(source)];
  let reached = 0;
  for (const [index, cue] of cues.entries()) {
    // An order within a passage that is known already changes nothing.
    if (cue.end <= reached || !isPlanted(source, cues, index)) continue;
    const passage = passageOf(source, cues, index);
    passages.push(passage);
    reached = passage.end;
  }
  return joined(passages);
}

/** What the cues after a cue say, as far as the line goes. */
interface Around {
  readonly source: Source;
  readonly cue: Cue;
  readonly before: Cue | undefined;
  /** The next cues of the line and of the one after it, the nearest first. */
  readonly after: readonly Cue[];
}

function isPlanted(source: Source, cues: readonly Cue[], index: number): boolean {
  const cue = cues[index];
  if (!cue) return false;
  const end = commandEnd(source, cue.end);
  const after = cues.slice(index + 1, index + 13).filter((next) => next.end <= end);
  return KINDS[cue.concept]?.({ source, cue, before: cues[index - 1], after }) ?? false;
}

const KINDS: Readonly<Record<string, (around: Around) => boolean>> = {
  dismiss: isOverride,
  machine: isAddressed,
  tool: isToolAddressed,
  disclose: ({ source, cue, after }) =>
    after.some((next) => next.concept === 'prompt' && isNear(cue, next) && !isQualified(source, next)),
  turn: ({ source, cue, after }) =>
    after.some((next) => isNear(cue, next) && PERSONAS.has(next.concept) && !isQualified(source, next)),
  call: () => true,
  reply: ({ source, cue, after }) =>
    /^ ?(?:par |avec |with )?[:«"'“{[]/.test(source.clear.slice(cue.end, cue.end + 8)) || isOfPrograms(after),
  border: ({ source, cue, after }) =>
    isOpening(source, cue.start) && after.some(({ concept }) => ORDERS.has(concept) || concept === 'field'),
  restyle: ({ cue, after }) => after.some((next) => next.concept === 'answer' && isNear(cue, next)),
  answer: ({ cue, after }) => after.some((next) => next.concept === 'restyle' && isNear(cue, next)),
};

const PERSONAS = new Set(['persona', 'machine', 'tool']);
const RECORDS = new Set(['field', 'persona', 'prompt']);
const ORDERS = new Set(['order', 'dismiss', 'disclose', 'call', 'reply', 'turn']);

/**
 * « Ignorez toutes les instructions précédentes ». People ask to ignore their own mails and offers, tell that instructions were
 * ignored, and say of which instructions they speak (« les consignes de livraison »).
 */
function isOverride({ source, cue, before, after }: Around): boolean {
  if (isTold(source, cue, before)) return false;
  const [first, second] = after.filter(({ concept }) => concept !== 'order' && concept !== 'note');
  if (!first || !isNear(cue, first)) return false;
  const following = second && second.start - first.end < 4 ? second : null;
  const next = putAside(first, following);
  if (next.concept === 'prompt') return true;
  if (next.concept === 'guidance') return !isQualified(source, next) || isOfPrograms(after);
  return next.concept === 'before' && following?.concept !== 'letter' && (isOfPrograms(after) || isCommanded(after));
}

/** « all previous | instructions »: what is put aside are the instructions. */
function putAside(first: Cue, following: Cue | null): Cue {
  return first.concept === 'before' && following?.concept === 'guidance' ? following : first;
}

/** « Nous avons ignoré … », "they ignore": told of somebody. The participle loses its accent where cues are looked for. */
function isTold({ clear }: Source, cue: Cue, before: Cue | undefined): boolean {
  if (/é(?:e|s|es)?$/i.test(clear.slice(cue.start, cue.end))) return true;
  if (!before || cue.start - before.end > 1) return false;
  return before.concept === 'told' || clear.slice(before.start, before.end) === 'ai';
}

const SUBJECT =
  /^ ?(?:precedentes? |anterieures? )?(?:de |du |des |d'|of |from |for (?:use|the delivery|delivery|installation)|concern|regarding |about |on the |relativ|sur |que |donnees |envoyees |transmises )/;

/** « … de livraison », "regarding the invoice": instructions among people have a subject. */
function isQualified({ folded }: Source, { end }: Span): boolean {
  return SUBJECT.test(folded.slice(end, end + 30));
}

function isOfPrograms(cues: readonly Cue[]): boolean {
  return cues.some(({ concept }) => concept === 'machine' || concept === 'prompt');
}

/** Something is to be done, or put aside. */
function isOrdered(cues: readonly Cue[]): boolean {
  return cues.some(({ concept }) => ORDERS.has(concept));
}

function isCommanded(cues: readonly Cue[]): boolean {
  return cues.some(({ concept }) => concept === 'order' || concept === 'reply' || concept === 'call');
}

/** « Note aux », "attention", « à l'attention de l' », "for the": how a reader is spoken to. */
const PREPOSITION =
  /(?<!\p{L})(?:aux?|a la|a l'|a tou(?:te?)?s (?:les )?|pour (?:les? |la |l')?|to(?: the| all| any)?|for(?: the| all| any)?|de l'|du|des|of(?: the)?) ?$/u;

/**
 * « Note aux assistants IA », "If you are a language model", "The AI reviewing this", « IA : »: spoken to, not of. A client who
 * buys such a thing names it in other ways.
 */
function isAddressed({ source, cue, before, after }: Around): boolean {
  // « j'ai »
  if (source.clear.slice(cue.start, cue.end) === 'ai') return false;
  const near = conceptBefore(source, before, cue);
  if (near === 'if') return true;
  const commanded = isOrdered(after);
  const next = source.folded.slice(cue.end, cue.end + 2);
  if (near === 'as' && commanded && isReminded(source, before, cue)) return true;
  if (after.some(({ concept, start }) => concept === 'reading' && start - cue.end < 12)) return true;
  const told = commanded || /^ ?[,:.!]/.test(next) || isList(source, cue);
  if (near === 'note' && told && isAfterNote(source, before, cue)) return true;
  return isCalled(source, cue) && (isOfRecords(after) || (commanded && isAfterPreposition(source, cue)));
}

/** A system, a program or an assistant is bought more often than spoken to: it must be called, and told to do something. */
function isToolAddressed({ source, cue, before, after }: Around): boolean {
  const near = conceptBefore(source, before, cue);
  const called = /^ ?[:,]/.test(source.folded.slice(cue.end, cue.end + 2));
  if (near === 'note' && isAfterNote(source, before, cue) && called) return true;
  if (near === 'if') return isOrdered(after);
  if (after.some(({ concept, start }) => concept === 'reading' && start - cue.end < 6)) return isOrdered(after);
  const commanded = isOrdered(after);
  const asked = source.folded.startsWith(',', cue.end) && commanded;
  return called && isCalled(source, cue) && (asked || isOfRecords(after));
}

/** What a program is told of a draft, or of itself: « System: replace the server » is a need. */
function isOfRecords(cues: readonly Cue[]): boolean {
  return cues.some(({ concept }) => concept !== 'order' && (ORDERS.has(concept) || RECORDS.has(concept)));
}

/** "As an AI, you must": nothing else stands between, and the reminder ends with the name. */
function isReminded({ folded }: Source, before: Cue | undefined, cue: Cue): boolean {
  const between = cue.start - (before?.end ?? 0);
  return between < 6 && /^ ?[,.:;]/.test(folded.slice(cue.end, cue.end + 2));
}

function isAfterPreposition({ folded }: Source, cue: Cue): boolean {
  return PREPOSITION.test(folded.slice(Math.max(0, cue.start - 24), cue.start));
}

function conceptBefore({ folded }: Source, before: Cue | undefined, cue: Cue): string {
  const between = before ? folded.slice(before.end, cue.start) : '';
  return before && between.length < 16 && !between.includes('\n') ? before.concept : '';
}

function isAfterNote({ folded }: Source, note: Cue | undefined, cue: Cue): boolean {
  const between = folded.slice(note?.end ?? cue.start, cue.start);
  return /^[ .:,!-]*$/.test(between) || PREPOSITION.test(between);
}

function isList({ folded }: Source, cue: Cue): boolean {
  return /^ ?(?:and|et|&|\/|,)/.test(folded.slice(cue.end, cue.end + 5));
}

/** Called by its name where a sentence, a bracket or a line begins: « Aux robots : », "Assistant, please", "[SYSTEM: ". */
function isCalled(source: Source, cue: Cue): boolean {
  const from = Math.max(0, cue.start - 24);
  const lead = source.folded.slice(from, cue.start);
  const begins = cue.start - (PREPOSITION.exec(lead)?.[0].length ?? 0);
  return isOpening(source, begins) && /^ ?[:,]/.test(source.folded.slice(cue.end, cue.end + 2));
}

function isOpening({ folded }: Source, place: number): boolean {
  return /(?:^|[\n[({<>!?.:;#*=|"«-]) *$/.test(folded.slice(Math.max(0, place - 6), place));
}

function isNear(cue: Span, next: Span): boolean {
  return next.start - cue.end < NEAR;
}

/** From where the sentence of the order begins to the end of its line, with the lines that go on ordering. */
function passageOf(source: Source, cues: readonly Cue[], index: number): Span {
  const cue = cues[index] ?? { start: 0, end: 0 };
  let end = lineEnd(source, cue.end);
  for (let at = index + 1; end < source.clear.length;) {
    while ((cues[at]?.end ?? Infinity) <= end) at += 1;
    const next = lineEnd(source, end + 1);
    const goesOn = (cues[at]?.end ?? Infinity) <= next && ORDERS.has(cues[at]?.concept ?? '');
    if (source.clear.slice(end, next).trim() === '' || !(goesOn || isOpenAt(source, end))) break;
    end = next;
  }
  const start = sentenceStart(source, cue.start);
  const bracket = bracketEnd(source, start, cue);
  return { start, end: bracket > 0 ? Math.min(end, bracket) : end };
}

/** Where the sentence, the comment or the bracket begins that holds a place. */
function sentenceStart({ clear }: Source, place: number): number {
  const from = Math.max(0, place - REACH);
  const lead = clear.slice(from, place);
  const after = (mark: string): number => {
    const found = lead.lastIndexOf(mark);
    return found < 0 ? 0 : found + mark.length;
  };
  const bracket = Math.max(lead.lastIndexOf('['), lead.lastIndexOf('<!--'), lead.lastIndexOf('{'));
  return from + Math.max(after('\n'), after('. '), after('! '), after('? '), bracket);
}

/** The end of the bracket that the passage stands in, or 0. */
function bracketEnd({ clear }: Source, start: number, cue: Span): number {
  const closing = clear.startsWith('<!--', start) ? '-->' : clear.charAt(start) === '[' ? ']' : null;
  if (closing === null) return 0;
  const found = clear.slice(start, cue.end + REACH).indexOf(closing);
  return found < 0 ? 0 : start + found + closing.length;
}

/** The end of the line, or of the last of the lines into which it was wrapped. */
function lineEnd({ clear }: Source, place: number): number {
  const most = Math.min(clear.length, place + REACH);
  const window = clear.slice(place, most);
  let newline = window.indexOf('\n');
  while (newline >= 0 && isWrapped(clear, place + newline)) newline = window.indexOf('\n', newline + 1);
  return newline < 0 ? most : place + newline;
}

/** Wrapped: the line is as wide as a page and does not end like a sentence, the next one is no label. */
function isWrapped(clear: string, newline: number): boolean {
  const line = clear.slice(Math.max(0, newline - 60), newline);
  const width = line.length - line.lastIndexOf('\n') - 1;
  const next = clear.slice(newline + 1, newline + 40);
  return width >= 40 && !/[.!?\])>»"]\s*$/.test(line) && /^[ >]{0,8}\S/.test(next) && !/^[^\n]{1,30}:/.test(next);
}

/** An order is given on the line that says to whom, or on the next one. */
function commandEnd(source: Source, place: number): number {
  const end = lineEnd(source, place);
  const next = lineEnd(source, end + 1);
  return source.clear.slice(end, next).trim() === '' ? end : next;
}

/** The line announces the next one. */
function isOpenAt({ clear }: Source, end: number): boolean {
  return /[:,]\s*$/.test(clear.slice(Math.max(0, end - 4), end));
}

/** « I g n o r e » as the word that people read. */
function unspaced(words: readonly Word[]): Word[] {
  const read: Word[] = [];
  for (let index = 0; index < words.length;) {
    let next = index;
    while (isLetter(words[next], words[next - 1], next > index)) next += 1;
    const run = words.slice(index, next);
    const [first, last] = [run[0], run.at(-1)];
    const word = words[index];
    if (run.length >= 4 && first && last)
      read.push({ folded: run.map(({ folded }) => folded).join(''), start: first.start, end: last.end });
    else if (word) read.push(...(run.length > 0 ? run : [word]));
    index = Math.max(next, index + 1);
  }
  return read;
}

function isLetter(word: Word | undefined, before: Word | undefined, follows: boolean): boolean {
  return word?.folded.length === 1 && (!follows || word.start - (before?.end ?? 0) <= 1);
}
