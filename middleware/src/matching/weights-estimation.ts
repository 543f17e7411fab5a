import type { Level } from './weights.ts';

/** What is compared, by field: its levels from the most alike to the least. */
export type FieldLevels = Readonly<Record<string, readonly string[]>>;
/** On which level a pair agrees, by field; null where one side says nothing. */
export type LevelsOfPair = Readonly<Record<string, string | null>>;

export interface EstimatedWeights {
  /** The share of the pairs that are one thing. */
  readonly prior: number;
  readonly fields: Readonly<Record<string, Readonly<Record<string, Level>>>>;
  /** How often the estimate was made better. */
  readonly rounds: number;
}

const MOST_ROUNDS = 500;
const SETTLED = 1e-7;
/** Pairs counted beforehand on each level: no level becomes impossible because these pairs lack it. */
const COUNTED_BEFOREHAND = 0.5;
/** Among pairs that are one, how much rarer each level is than the one above it, to begin with. */
const FALL = 0.3;

interface Group {
  readonly levels: readonly (string | null)[];
  readonly count: number;
}

type Shares = readonly ReadonlyMap<string, number>[];

interface Estimate {
  readonly prior: number;
  readonly m: Shares;
  readonly u: Shares;
}

/**
 * The weights of Fellegi and Sunter, learned from pairs of which nobody said whether they are one: expectation and maximisation
 * by turns, with the fields taken as independent of each other. Source: Winkler 1988, "Using the EM algorithm for weight computation".
 * @param share the share of pairs that are one, as a first guess
 */
export function estimateWeights(
  fields: FieldLevels,
  pairs: Iterable<LevelsOfPair>,
  { share = 0.05 }: { share?: number } = {},
): EstimatedWeights {
  const names = Object.keys(fields);
  const groups = groupsOf(names, pairs);
  const levels = names.map((name) => fields[name] ?? []);
  let estimate: Estimate = {
    prior: share,
    m: levels.map((list) => new Map(list.map((level, index) => [level, firstGuess(list.length, index)]))),
    u: sharesOf(levels, groups, () => 1),
  };
  let rounds = 0;
  for (let moved = Infinity; moved > SETTLED && rounds < MOST_ROUNDS; rounds += 1) {
    const next = improved(levels, groups, estimate);
    moved = Math.abs(next.prior - estimate.prior);
    estimate = next;
  }
  return { prior: estimate.prior, fields: told(names, levels, estimate), rounds };
}

function firstGuess(count: number, index: number): number {
  return ((1 - FALL) * FALL ** index) / (1 - FALL ** count);
}

/** Pairs that agree alike count together: there are few kinds, however many the pairs. */
function groupsOf(names: readonly string[], pairs: Iterable<LevelsOfPair>): Group[] {
  const groups = new Map<string, { levels: (string | null)[]; count: number }>();
  for (const pair of pairs) {
    const levels = names.map((name) => pair[name] ?? null);
    const key = JSON.stringify(levels);
    const group = groups.get(key);
    if (group) group.count += 1;
    else groups.set(key, { levels, count: 1 });
  }
  return [...groups.values()];
}

function improved(levels: readonly (readonly string[])[], groups: readonly Group[], estimate: Estimate): Estimate {
  const likelihoods = new Map(groups.map((group) => [group, likelihoodOf(group, estimate)]));
  const one = (group: Group): number => likelihoods.get(group) ?? 0;
  const pairs = groups.reduce((sum, { count }) => sum + count, 0);
  const matches = groups.reduce((sum, group) => sum + group.count * one(group), 0);
  return {
    prior: (matches + COUNTED_BEFOREHAND) / (pairs + 2 * COUNTED_BEFOREHAND),
    m: sharesOf(levels, groups, one),
    u: sharesOf(levels, groups, (group) => 1 - one(group)),
  };
}

function likelihoodOf({ levels }: Group, { prior, m, u }: Estimate): number {
  const bits = levels.reduce(
    (sum, level, field) =>
      level === null ? sum : sum + Math.log2((m[field]?.get(level) ?? 1) / (u[field]?.get(level) ?? 1)),
    Math.log2(prior / (1 - prior)),
  );
  return 1 / (1 + 2 ** -bits);
}

function sharesOf(
  levels: readonly (readonly string[])[],
  groups: readonly Group[],
  weight: (group: Group) => number,
): Shares {
  return levels.map((list, field) => {
    const sums = new Map(list.map((level) => [level, COUNTED_BEFOREHAND]));
    for (const group of groups) {
      const level = group.levels[field] ?? null;
      if (level !== null) sums.set(level, (sums.get(level) ?? COUNTED_BEFOREHAND) + group.count * weight(group));
    }
    const total = [...sums.values()].reduce((sum, value) => sum + value, 0);
    return new Map([...sums].map(([level, sum]) => [level, sum / total]));
  });
}

function told(
  names: readonly string[],
  levels: readonly (readonly string[])[],
  { m, u }: Estimate,
): EstimatedWeights['fields'] {
  return Object.fromEntries(
    names.map((name, field) => [
      name,
      Object.fromEntries(
        (levels[field] ?? []).map((level) => [level, { m: m[field]?.get(level) ?? 0, u: u[field]?.get(level) ?? 0 }]),
      ),
    ]),
  );
}
