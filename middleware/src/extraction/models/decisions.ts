import type { Evidence } from '../schema.ts';
import type { Value } from '../evidence.ts';
import { noValue } from '../evidence.ts';
import { distinctMends } from '../mends.ts';

/** The facts of a deal about which model and rules may differ. */
export type Field = 'account' | 'closeDate' | 'amount' | 'country' | 'leadSource' | 'type' | 'nextStep' | 'title';

interface Policy {
  /** Where the rules have a value of their own and the model, which read the deal well, has none: from which confidence it stays. */
  readonly staysFrom: number;
  /** From which confidence of the rules another value of the model's is worth a warning; above 1: never. */
  readonly differsFrom: number;
}

/**
 * Where both have a value and they differ the model's counts, unless the rules object (see `Objection`). The reason for each line
 * is in decision 24.
 */
const POLICIES: Readonly<Record<Field, Policy>> = {
  account: { staysFrom: 0.75, differsFrom: 0.8 },
  closeDate: { staysFrom: 0.8, differsFrom: 0.75 },
  amount: { staysFrom: 0.75, differsFrom: 0.7 },
  country: { staysFrom: 0.63, differsFrom: 0.9 },
  leadSource: { staysFrom: 0.85, differsFrom: 2 },
  type: { staysFrom: 0, differsFrom: 2 },
  nextStep: { staysFrom: 0, differsFrom: 2 },
  title: { staysFrom: 0, differsFrom: 2 },
};

/** What the rules say against the model's value: its words are those of another role, and they have a better one. */
export type Objection = 'refused' | null;

export interface Decision<T> {
  readonly value: Value<T>;
  /** Both are sure and differ: a person should look. */
  readonly differ: boolean;
}

interface Readings<T> {
  readonly rules: Value<T>;
  /** Null when the model has none. */
  readonly model: Value<T> | null;
  /** What stands there when nothing is stated. */
  readonly fallback: Value<T>;
  /** Whether the model read the deal well enough for its silence to mean something. */
  readonly thorough: boolean;
  readonly objection?: Objection;
  readonly same?: (one: T, other: T) => boolean;
}

/** A value that both see is wrong only when both are. */
export function jointly(one: number, other: number): number {
  return Math.min(0.99, Math.round((1 - (1 - one) * (1 - other)) * 1000) / 1000);
}

const MOST_ALTERNATIVES = 4;
/** How sure a value is at most that the other side contradicts. */
const CONTRADICTED = 0.6;

/** The value of a field by what model and rules read; what is not chosen stays as an alternative. */
export function decide<T>(field: Field, readings: Readings<T>): Decision<T> {
  const { rules, model, fallback, thorough, objection = null } = readings;
  const same = readings.same ?? ((one: T, other: T) => one === other);
  const policy = POLICIES[field];
  const stated = rules.origin === 'source' && rules.value !== null;
  if (model === null || model.value === null) {
    if (!stated || !thorough || rules.confidence >= policy.staysFrom) return { value: rules, differ: false };
    return { value: withAlternatives(fallback, [rules]), differ: false };
  }
  if (!stated) return { value: withAlternatives(model, [rules]), differ: objection !== null };
  if (rules.value !== null && same(model.value, rules.value)) return { value: agreed(model, rules), differ: false };
  const isSure = rules.confidence >= policy.differsFrom;
  const [chosen, other] = objection !== null && isSure ? [rules, model] : [model, rules];
  const confidence = isSure ? Math.min(CONTRADICTED, chosen.confidence) : chosen.confidence;
  return { value: withAlternatives({ ...chosen, confidence }, [other]), differ: isSure };
}

function agreed<T>(model: Value<T>, rules: Value<T>): Value<T> {
  const evidence = distinct([...model.evidence, ...rules.evidence]);
  const mends = distinctMends([...(model.mends ?? []), ...(rules.mends ?? [])]);
  const mended = mends.length > 0 ? { mends } : {};
  const value = { ...model, reason: model.reason ?? rules.reason, evidence, ...mended };
  return withAlternatives({ ...value, confidence: jointly(model.confidence, rules.confidence) }, [
    { ...noValue<T>(), alternatives: rules.alternatives },
  ]);
}

function distinct(evidence: readonly Evidence[]): Evidence[] {
  return evidence.filter(
    ({ start, end }, index) => evidence.findIndex((one) => one.start <= start && one.end >= end) === index,
  );
}

/** A value with the others, and theirs, as its alternatives: each value once, none without evidence. */
function withAlternatives<T>(value: Value<T>, others: readonly Value<T>[]): Value<T> {
  const seen = new Set<T | null>([value.value]);
  const all = [
    ...value.alternatives,
    ...others.flatMap((other) => [
      ...(other.value === null ? [] : [{ value: other.value, confidence: other.confidence, evidence: other.evidence }]),
      ...other.alternatives,
    ]),
  ];
  const alternatives = all.filter((one) => {
    const isNew = one.evidence.length > 0 && !seen.has(one.value);
    seen.add(one.value);
    return isNew;
  });
  return { ...value, alternatives: alternatives.slice(0, MOST_ALTERNATIVES) };
}
