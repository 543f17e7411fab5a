import type { Source, Span } from './source.ts';

/** Roles of a conversation with a model, as its programs write them. */
const ROLES =
  /<\|?[a-z_]{0,12}(?:im_start|im_end|endoftext|system|assistant|start_header_id)\|?>|<\/?(?:system|assistant|user|human|instructions?|prompt|tool_call|function_call|tool_result)(?: [^<>\n@]{0,80})?>|<\/(?:document|note|context|source|transcript)>|\[\/?inst\]|<<\/?sys>>|^ {0,3}#{2,4} ?(?:system|instructions?|assistant|prompt) ?:/gmu;
/** An answer or a call written out, for a program to take for its own. */
const ANSWERS =
  /"(?:role" ?: ?"(?:system|assistant|tool|developer)"|(?:deals|opportunities|tool_calls|function_call|arguments|firstline|closedate|subjects)" ?:)/gu;
/** « --- END OF NOTE --- », or our own `END SOURCE` alone on a line: a border that the note itself has no need of. */
const BORDERS =
  /[-=#*_]{3,40} ?(?:end|fin|begin|debut|start) (?:of |du |de la |de l'|des )?(?:the )?(?:note|prompt|document|source|context|texte?|input|instructions?|user input|system prompt) ?[-=#*_:]{2,40}|^ {0,3}(?:begin|end) source ?$/gmu;
/** What a page hides from people. */
const HIDDEN =
  /<[a-z]{1,10} [^<>\n]{0,200}?(?:display ?: ?none|visibility ?: ?hidden|font-size ?: ?0|color ?: ?(?:white|#fff))[^<>\n]{0,200}>/gu;
const REACH = 700;

/** What is written for programs only: roles, answers and calls written out, comments, hidden text. */
export function instructionMarks(source: Source): Span[] {
  const { folded } = source;
  const found = (pattern: RegExp, endOf: (span: Span) => number): Span[] =>
    [...folded.matchAll(pattern)].map(({ index, 0: { length } }) => {
      const span = { start: index, end: index + length };
      return { start: lineOf(folded, span).start, end: endOf(span) };
    });
  const lineEnd = (span: Span): number => lineOf(folded, span).end;
  return [
    ...exact(folded, ROLES, lineEnd),
    ...found(ANSWERS, lineEnd),
    ...found(
      BORDERS,
      (span) => lineOf(folded, { start: span.end, end: Math.min(folded.length, lineEnd(span) + 1) }).end,
    ),
    ...exact(folded, HIDDEN, (span) => elementEnd(folded, span)),
    ...comments(folded),
  ];
}

function lineOf(folded: string, { start, end }: Span): Span {
  const lead = folded.slice(Math.max(0, start - REACH), start);
  const rest = folded.slice(end, end + REACH);
  const newline = rest.indexOf('\n');
  return {
    start: start - (lead.length - lead.lastIndexOf('\n') - 1),
    end: end + (newline < 0 ? rest.length : newline),
  };
}

function exact(folded: string, pattern: RegExp, endOf: (span: Span) => number): Span[] {
  return [...folded.matchAll(pattern)].map(({ index, 0: { length } }) => ({
    start: index,
    end: endOf({ start: index, end: index + length }),
  }));
}

/** Where a hidden element closes. */
function elementEnd(folded: string, { end }: Span): number {
  const rest = folded.slice(end, end + REACH);
  const close = rest.indexOf('</');
  return end + (close < 0 ? rest.length : close);
}

/** HTML comments that a mail program did not write. */
function comments(folded: string): Span[] {
  const spans: Span[] = [];
  // Once none is closed any more, none of those that follow is.
  let close = 0;
  for (let start = folded.indexOf('<!--'); start >= 0;) {
    if (close >= 0) close = folded.indexOf('-->', start);
    const end = close < 0 ? Math.min(folded.length, start + REACH) : close + 3;
    if (!/^<!-- ?\[(?:if|endif)/.test(folded.slice(start, start + 14))) spans.push({ start, end });
    start = folded.indexOf('<!--', end);
  }
  return spans;
}
