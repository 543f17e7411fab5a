import type { Cue } from '../lexicon.ts';
import { within } from '../lexicon.ts';
import type { Source, Span } from '../source.ts';
import { around } from '../source.ts';

/** A cue near a value, and how far: a break between them (a comma, a bracket, a new line) makes it farther. */
export interface NearCue {
  readonly cue: Cue;
  readonly distance: number;
  readonly before: boolean;
}

/** A cue after a value speaks of it less often than one before. */
const AFTER_PENALTY = 8;
const BREAK_PENALTY = 22;

/** A cue after a value and right before another one of its kind speaks of that other (« oral le 2/12, attribution le 18/12 »). */
export function belongsToOther(cue: Span, value: Span, others: readonly Span[]): boolean {
  if (cue.start < value.end) return false;
  return others.some(
    (other) => other.start >= cue.end && other.start - cue.end < Math.min(12, cue.start - value.end + 4),
  );
}

/** The cues of a sentence by their nearness to a value in it. */
export function cuesNear(
  source: Source,
  cues: readonly Cue[],
  sentence: Span,
  value: Span,
  reach: number,
  afterPenalty = AFTER_PENALTY,
): NearCue[] {
  const near: NearCue[] = [];
  for (const cue of within(cues, around(sentence, value, reach))) {
    if (cue.start < value.end && value.start < cue.end) continue;
    const before = cue.end <= value.start;
    const gap = before ? source.folded.slice(cue.end, value.start) : source.folded.slice(value.end, cue.start);
    if (gap.length > reach) continue;
    const breaks =
      gap.match(/[,;:()\n+]|\b(?:et|and|puis|then|mais|but)\b/g)?.filter((sign) => sign !== ':').length ?? 0;
    near.push({
      cue,
      before,
      distance: gap.length + breaks * BREAK_PENALTY + (before ? 0 : afterPenalty),
    });
  }
  return near.sort((one, other) => one.distance - other.distance);
}
