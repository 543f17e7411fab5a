import type { Analysis } from '../analysis.ts';
import type { Finding, Value } from '../evidence.ts';
import { bestOf, noValue } from '../evidence.ts';
import type { Cue } from '../lexicon.ts';
import { within } from '../lexicon.ts';
import type { Span } from '../source.ts';
import { clauseFrom, tidy } from './clauses.ts';
import { roleOf } from './close-date.ts';
import type { Scope } from './scope.ts';
import { sentencesOver } from './scope.ts';

/** The longest next step Salesforce takes. */
const LONGEST_STEP = 255;
/** A longer sentence tells more than the step: only the clause that names it is taken. */
const LONG_SENTENCE = 140;

const LABEL =
  /^[\s>*•–-]{0,8}(?:prochaines? etapes?|next steps?|next|a faire|to ?do|actions?|suite a donner|nous|us) ?(?:[:=]|->|→) ?/;
const PAST =
  /(?<!\p{L})(?:ce matin|hier|avant-hier|tout a l'heure|this morning|yesterday|last week|la semaine derniere|on a vu|j'ai vu|j'ai rencontre|met with|je sors|on sort|deja|already|suite a|further to|following)(?!\p{L})/u;
/** What the rep says before an action that is still to be done. */
const DUTY =
  /(?:(?:je|on|nous) (?:dois|doit|devons|vais|va)|il faut|faut|i (?:must|will|have to|need to)|i'll|we (?:must|will|need to)|please|merci de) (?:(?:le|la|les|lui|leur|nous|to|him|her|them) ){0,2}$/;

/** What is to be done next: a call, a meeting ahead, something to send. What was done is no next step. */
export function nextStepOf(analysis: Analysis, scope: Scope): Value<string> {
  const spans = scope.alone ? scope.passages : [...scope.passages, ...scope.shared];
  const findings = sentencesOver(analysis, spans).flatMap((sentence) => stepIn(analysis, sentence));
  return bestOf(analysis.source, findings) ?? noValue();
}

function stepIn(analysis: Analysis, sentence: Span): Finding<string>[] {
  const { source } = analysis;
  const label = LABEL.exec(source.folded.slice(sentence.start, sentence.start + 40))?.[0].length ?? 0;
  const cue = within(analysis.cues.nextStep, sentence).find((found) => isAhead(analysis, sentence, found));
  if (label === 0 && !cue) return [];
  const start = sentence.start + label;
  const long = sentence.end - start > LONG_SENTENCE;
  const span =
    cue && label === 0 && long
      ? clauseFrom(source, sentence, dutyBefore(analysis, sentence, cue))
      : { start, end: sentence.end };
  const value = tidy(analysis, span).replace(/[.;,]+$/, '');
  if (value.length <= 5 || value.length > LONGEST_STEP) return [];
  const end = span.start + source.clear.slice(span.start, span.end).replace(/[\s.;,]+$/, '').length;
  const confidence = (label > 0 ? 0.75 : 0.6) - sentence.start * 1e-7;
  return [
    { value, spans: [{ start: span.start, end }], confidence, rule: label > 0 ? 'next-step-labelled' : 'next-step' },
  ];
}

/** Where « je dois » or "please" stands before the action, else the action itself. */
function dutyBefore({ source }: Analysis, sentence: Span, cue: Cue): number {
  const from = Math.max(sentence.start, cue.start - 40);
  return from + (DUTY.exec(source.folded.slice(from, cue.start))?.index ?? cue.start - from);
}

/** An action is ahead unless its words tell the past; a meeting only when a date that is no closing date says when. */
function isAhead(analysis: Analysis, sentence: Span, cue: Cue): boolean {
  const { source, dates } = analysis;
  const near = { start: Math.max(sentence.start, cue.start - 80), end: Math.min(sentence.end, cue.end + 80) };
  if (PAST.test(source.folded.slice(near.start, near.end))) return false;
  if (cue.concept !== 'meet') return true;
  return within(dates, near).some((date) => ['other', null].includes(roleOf(analysis, date)));
}
