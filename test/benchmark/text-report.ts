/** What a parser made of one set of texts, each with the value it should give. */
export interface TextReport {
  set: string;
  right: number;
  judged: number;
  misses: { input: string; expected: string; got: string | null }[];
  /** Cases that are out of the parser's purpose: the rule that leaves them out, in a sentence, and their texts. */
  leftOut: { reason: string; inputs: string[] }[];
}

/** One text: what is right, what the parser gave, or why it is not asked. */
export interface TextCase {
  readonly input: string;
  /** As the report prints it; null: the text holds no such value. */
  readonly expected: string | null;
  readonly got: string | null;
  readonly leftOut?: string | null;
}

/** Counts the cases of a set. */
export function reportOf(set: string, cases: readonly TextCase[]): TextReport {
  const judged = cases.filter(({ leftOut }) => !leftOut);
  const misses = judged.filter(({ expected, got }) => expected !== got);
  const reasons = new Map<string, string[]>();
  for (const { leftOut, input } of cases) if (leftOut) reasons.set(leftOut, [...(reasons.get(leftOut) ?? []), input]);
  return {
    set,
    right: judged.length - misses.length,
    judged: judged.length,
    misses: misses.map(({ input, expected, got }) => ({ input, expected: expected ?? 'nothing', got })),
    leftOut: [...reasons].map(([reason, inputs]) => ({ reason, inputs })),
  };
}
