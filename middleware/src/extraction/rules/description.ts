import type { Analysis } from '../analysis.ts';
import type { Value } from '../evidence.ts';
import { evidenceOf, noValue } from '../evidence.ts';
import { within } from '../lexicon.ts';
import { mendsOf } from '../mends.ts';
import type { Span } from '../source.ts';
import { lastUpTo } from '../source.ts';
import type { DealAmount } from './amount.ts';
import { clauseFrom, tidy } from './clauses.ts';
import type { Scope } from './scope.ts';
import { sentencesOver } from './scope.ts';

const LONGEST_DESCRIPTION = 500;
const MOST_SENTENCES = 4;
/** A longer sentence tells more than the need: only the clause that names it is taken. */
const LONG_SENTENCE = { written: 260, dictated: 120 };
const LABEL =
  /^[\s>*•–-]{0,8}(?:objet|sujet|subject|besoins?|bes\.?|re|needs?|item|projet|project|demande|request) ?: ?/;
const WISH =
  /^(?:veu|voud|voul|souhait|cherch|recherch|besoin|il (?:nous|leur|lui) faut|want|need|look|seek|requir|wish|would)/;
const OTHER_FIELD =
  /^[\s>*•–-]{0,8}(?:e-?mail|mail|tel|telephone|mob(?:ile)?|nom|name|fonction|poste|societe|company|budget|echeance|adresse|address) ?:/;

/** What is wanted, in the source's own words, and the original sum when the org does not have its currency. */
export function descriptionOf(analysis: Analysis, scope: Scope, { foreign }: DealAmount): Value<string> {
  let text = foreign
    ? `${foreign.value.toLocaleString('fr-FR').replace(/[\u202F\u00A0]/g, ' ')} ${foreign.currency}`
    : '';
  const kept: Span[] = [];
  for (const span of needsIn(analysis, scope).slice(0, MOST_SENTENCES)) {
    const said = tidy(analysis, span);
    const longer = [text, said].filter(Boolean).join('\n');
    if (said === '' || text.includes(said)) continue;
    if (longer.length > LONGEST_DESCRIPTION) break;
    text = longer;
    kept.push(span);
  }
  const evidence = evidenceOf(analysis.source, foreign ? [foreign.span, ...kept] : kept);
  if (text === '' || evidence.length === 0) return noValue();
  const reason = foreign ? 'currency-not-in-org' : null;
  const mends = mendsOf(analysis.source, kept, text);
  const mended = mends.length > 0 ? { mends } : {};
  return { ...noValue<string>(), value: text, origin: 'source', confidence: 0.6, reason, evidence, ...mended };
}

/** The sentences that name a product; failing that those that name a sum. Of a long one the clause that tells the need. */
function needsIn(analysis: Analysis, scope: Scope): Span[] {
  const { cues, source, sections } = analysis;
  const all = sentencesOver(analysis, scope.passages).filter(
    (sentence) =>
      sentence.end - sentence.start > 12 && !OTHER_FIELD.test(source.folded.slice(sentence.start, sentence.start + 40)),
  );
  const told = all.filter(({ start }) => sections.lines[lastUpTo(sections.lines, start)]?.role !== 'signature');
  const own = told.length > 0 ? told : all;
  const products = own.filter(
    (sentence) => within(cues.subject, sentence).length + within(cues.brand, sentence).length > 0,
  );
  const needs =
    products.length > 0 ? products : own.filter((sentence) => within(analysis.amounts, sentence).length > 0);
  return needs.map((sentence) => needIn(analysis, sentence));
}

function needIn(analysis: Analysis, sentence: Span): Span {
  const { cues, source } = analysis;
  const label = LABEL.exec(source.folded.slice(sentence.start, sentence.start + 40))?.[0].length ?? 0;
  const start = sentence.start + label;
  if (sentence.end - start <= LONG_SENTENCE[analysis.dictated ? 'dictated' : 'written'])
    return { start, end: sentence.end };
  const product = [...within(cues.subject, sentence), ...within(cues.brand, sentence)].sort(
    (one, other) => one.start - other.start,
  );
  const demand = within(cues.detection, sentence).filter((cue) => WISH.test(source.folded.slice(cue.start, cue.end)));
  const opening = demand.find((cue) => product.some(({ start: at }) => at >= cue.start && at - cue.start < 120));
  return clauseFrom(source, sentence, opening?.start ?? product[0]?.start ?? start);
}
