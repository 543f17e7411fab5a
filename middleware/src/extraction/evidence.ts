import { distinctMends, mendsOf } from './mends.ts';
import type { Doubt, Evidence, Mend, Reason, TextValue } from './schema.ts';
import type { Source, Span } from './source.ts';

/** A value found in a source: where it stands, how sure its rule is, and how the words became the value. */
export interface Finding<T> {
  readonly value: T;
  readonly spans: readonly Span[];
  readonly confidence: number;
  readonly reason?: Reason | null;
  /** What of the quote was read wrongly, and is not so in the value; taken from the views of the source when it is not given. */
  readonly mends?: readonly Mend[];
  /** The rule that found it, for tests and for whoever asks why. */
  readonly rule: string;
}

export interface Value<T> {
  value: T | null;
  origin: TextValue['origin'];
  confidence: number;
  reason: Reason | null;
  evidence: Evidence[];
  mends?: Mend[] | undefined;
  doubts?: Doubt[] | undefined;
  alternatives: { value: T; confidence: number; evidence: Evidence[] }[];
}

/** The evidence of a span, without the blanks at its ends; nothing when only blanks are left. */
function evidenceAt(source: Source, span: Span): Evidence | null {
  let { start, end } = span;
  while (start < end && /\s/.test(source.text.charAt(start))) start += 1;
  while (end > start && /\s/.test(source.text.charAt(end - 1))) end -= 1;
  return start < end ? { quote: source.text.slice(start, end), start, end } : null;
}

export function evidenceOf(source: Source, spans: readonly Span[]): Evidence[] {
  return spans.map((span) => evidenceAt(source, span)).filter((found) => found !== null);
}

export function noValue<T>(): Value<T> {
  return { value: null, origin: 'none', confidence: 0, reason: null, evidence: [], alternatives: [] };
}

export function defaultValue<T>(value: T | null | undefined, reason: Reason): Value<T> {
  if (value === null || value === undefined) return noValue();
  return { value, origin: 'default', confidence: 0.5, reason, evidence: [], alternatives: [] };
}

/**
 * The best finding as a value, the others with another value as its alternatives (at most four). A finding without evidence
 * is no finding.
 */
export function bestOf<T>(source: Source, findings: readonly Finding<T>[]): Value<T> | null {
  const grounded = findings
    .map((finding) => ({ finding, evidence: evidenceOf(source, finding.spans) }))
    .filter(({ evidence }) => evidence.length > 0)
    .sort((one, other) => other.finding.confidence - one.finding.confidence);
  const best = grounded[0];
  if (!best) return null;
  const others = new Map<T, { value: T; confidence: number; evidence: Evidence[] }>();
  for (const { finding, evidence } of grounded.slice(1)) {
    if (finding.value === best.finding.value || others.has(finding.value)) continue;
    others.set(finding.value, { value: finding.value, confidence: finding.confidence, evidence });
  }
  const { value, spans, mends } = best.finding;
  const mended = distinctMends(mends ?? mendsOf(source, spans, value));
  return {
    value,
    origin: 'source',
    confidence: best.finding.confidence,
    reason: best.finding.reason ?? null,
    evidence: best.evidence,
    ...(mended.length > 0 ? { mends: mended } : {}),
    alternatives: [...others.values()].slice(0, 4),
  };
}
