import type { Analysis } from '../analysis.ts';
import type { Turn } from '../sections-turns.ts';
import type { Span } from '../source.ts';
import { lastUpTo } from '../source.ts';

/** Where the facts of one deal stand: its own passages, and what the whole source shares. */
export interface Scope {
  readonly passages: readonly Span[];
  readonly shared: readonly Span[];
  /** The only deal of its source: then everything speaks of it. */
  readonly alone: boolean;
}

export function isOwn(scope: Scope, span: Span): boolean {
  return liesInOne(scope.passages, span);
}

export function isShared(scope: Scope, span: Span): boolean {
  return liesInOne(scope.shared, span);
}

/** Passages by where they begin, each with how far it or one before it reaches. */
interface Reach {
  readonly sorted: readonly Span[];
  readonly furthest: readonly number[];
}

const reaches = new WeakMap<readonly Span[], Reach>();

/** Every deal asks this of everything found, and the signatures that all share can be thousands of lines. */
function liesInOne(passages: readonly Span[], span: Span): boolean {
  const { sorted, furthest } = reachOf(passages);
  return (furthest[lastUpTo(sorted, span.start)] ?? -1) >= span.end;
}

function reachOf(passages: readonly Span[]): Reach {
  const known = reaches.get(passages);
  if (known) return known;
  const sorted = passages.toSorted((one, other) => one.start - other.start);
  let end = -1;
  const reach = { sorted, furthest: sorted.map((passage) => (end = Math.max(end, passage.end))) };
  reaches.set(passages, reach);
  return reach;
}

/** The sentences of some passages, each cut to its passage: a dictation may tell two deals in one sentence. */
export function sentencesOver({ sentences }: Analysis, passages: readonly Span[]): Span[] {
  return passages.flatMap((passage) => {
    const found: Span[] = [];
    for (let index = Math.max(0, lastUpTo(sentences, passage.start)); index < sentences.length; index += 1) {
      const sentence = sentences[index];
      if (!sentence || sentence.start >= passage.end) break;
      const span = { start: Math.max(sentence.start, passage.start), end: Math.min(sentence.end, passage.end) };
      if (span.end > span.start) found.push(span);
    }
    return found;
  });
}

/** What lies in the deal's own passages, else in what is shared. */
export function inScope<T extends Span>(scope: Scope, items: readonly T[]): T[] {
  return items.filter((item) => isOwn(scope, item) || isShared(scope, item));
}

/** How much less old words count, and our own: 0 for the newest message of the client. */
export function stale({ sections }: Analysis, place: number): number {
  const message = sections.messages[lastUpTo(sections.messages, place)];
  if (!message) return 0;
  const line = sections.lines[lastUpTo(sections.lines, place)];
  const quoted = line?.quoted ? 0.12 : 0;
  return Math.min(message.age, 3) * 0.12 + (message.byVendor ? 0.25 : 0) + quoted + staleTurn(sections.turns, place);
}

/** In a chat what is said later counts more, and what the client says. */
function staleTurn(turns: readonly Turn[], place: number): number {
  const index = lastUpTo(turns, place);
  const turn = turns[index];
  return turn ? Math.min(turns.length - 1 - index, 10) * 0.006 + (turn.byVendor ? 0.08 : 0) : 0;
}
