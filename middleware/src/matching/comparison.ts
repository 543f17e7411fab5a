import type { Match, MatchReason, MatchVerdict } from './schema.ts';

/** How alike two things are: the likelihood that they are one, and what made it so, the weightiest first. */
export interface Comparison {
  readonly score: number;
  readonly reasons: readonly MatchReason[];
}

/** From which likelihood on a match is proposed at once, and from which on it is asked about. */
export interface Thresholds {
  readonly same: number;
  readonly ask: number;
}

/** What a likelihood means: null is not worth a question. */
export function verdictOf(score: number, { same, ask }: Thresholds): MatchVerdict | null {
  if (score >= same) return 'same';
  return score >= ask ? 'ask' : null;
}

/** The match of a record that was compared; null when it is not worth a question. */
export function matchOf(recordId: string, { score, reasons }: Comparison, thresholds: Thresholds): Match | null {
  const verdict = verdictOf(score, thresholds);
  return verdict && { recordId, score, verdict, reasons: [...reasons] };
}
