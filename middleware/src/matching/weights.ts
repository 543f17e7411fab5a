import { readFileSync } from 'node:fs';

import { z } from 'zod';

import type { Comparison } from './comparison.ts';
import type { MatchReason } from './schema.ts';

/** How often a level is seen among pairs that are one thing (m), and among pairs that are two (u). */
const level = z.object({ m: z.number().gt(0).lt(1), u: z.number().gt(0).lt(1) });
const weightsOf = <Field extends Record<string, z.ZodType>>(fields: Field) =>
  z.object({ prior: z.number().gt(0).lt(1), fields: z.object(fields) });
const levels = <Name extends string>(...names: readonly Name[]) => z.record(z.enum(names), level);

const weightsFile = z.object({
  accounts: weightsOf({
    name: levels(
      'same',
      'order',
      'slips',
      'alias',
      'initials',
      'syllables',
      'part',
      'overlap',
      'little',
      'different',
      'conflict',
    ),
    form: levels('same', 'other'),
    domain: levels('same', 'label', 'other'),
    phone: levels('same', 'other'),
    city: levels('same', 'other'),
    country: levels('same', 'other'),
  }),
  people: weightsOf({
    name: levels('same', 'swapped', 'slips', 'compound', 'initials', 'family', 'given', 'different'),
    email: levels('same', 'local', 'other'),
    phone: levels('same', 'other'),
    account: levels('same', 'other'),
    title: levels('same', 'other'),
  }),
  deals: weightsOf({
    subject: levels('same', 'most', 'some', 'other', 'conflict'),
    amount: levels('same', 'close', 'other'),
    date: levels('same', 'near', 'far'),
    type: levels('same', 'other'),
  }),
});
export type Weights = z.infer<typeof weightsFile>;
export type Level = z.infer<typeof level>;

/**
 * The weights that ship. They were set by hand, from how often names, domains and phones agree in sources and orgs as we know them,
 * and not learned from pairs; `npm run benchmark -- matching` shows what they reach. Pairs of an org's own would teach better ones:
 * `weights-estimation.ts` learns them without anybody's answers.
 */
export const WEIGHTS: Weights = weightsFile.parse(
  JSON.parse(readFileSync(new URL('./weights.json', import.meta.url), 'utf8')),
);

/** What one field says for or against: its weight in bits, and the reason as a person is told it. */
export interface Evidence {
  readonly bits: number;
  readonly reason: MatchReason | null;
}

/** The weight of a level in bits: how much likelier it is among pairs that are one. Source: Fellegi and Sunter 1969. */
export function bitsOf({ m, u }: Level): number {
  return Math.log2(m / u);
}

/**
 * The likelihood that two things are one: the prior odds, doubled by every bit of evidence; and the reasons that made it so, the
 * weightiest first.
 * @param most the likelihood that no evidence lifts it over, where rules ask for a person
 */
export function judge(prior: number, evidence: readonly Evidence[], most = 1): Comparison {
  const bits = evidence.reduce((sum, one) => sum + one.bits, Math.log2(prior / (1 - prior)));
  const reasons = [...evidence]
    .sort((one, other) => Math.abs(other.bits) - Math.abs(one.bits))
    .flatMap(({ reason }) => reason ?? []);
  return { score: Math.min(most, 1 / (1 + 2 ** -bits)), reasons: [...new Set(reasons)] };
}
