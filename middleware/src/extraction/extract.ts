import type { CaptureContext, Language } from '../captures/schema.ts';
import type { Reading } from '../readings/schema.ts';
import type { Analysis } from './analysis.ts';
import { analyse } from './analysis.ts';
import type { Value } from './evidence.ts';
import { defaultValue, evidenceOf } from './evidence.ts';
import { accountOf } from './rules/account.ts';
import { amountOf } from './rules/amount.ts';
import { leadSourceOf, typeOf } from './rules/choices.ts';
import { closeDateOf } from './rules/close-date.ts';
import { contactsOf } from './rules/contacts.ts';
import type { CountryHint } from './rules/country.ts';
import { countryHintsIn, countryOf, placesIn } from './rules/country.ts';
import { hasDeal, liveParts } from './rules/detection.ts';
import type { Cue } from './lexicon.ts';
import { descriptionOf } from './rules/description.ts';
import { nextStepOf } from './rules/next-step.ts';
import type { Organisation } from './rules/organisations.ts';
import { organisationsIn } from './rules/organisations.ts';
import type { Person } from './rules/people.ts';
import { peopleIn } from './rules/people.ts';
import type { Scope } from './rules/scope.ts';
import { scopesOf } from './rules/segments.ts';
import { subjectOf } from './rules/subject.ts';
import { nameOf } from './rules/wording.ts';
import { RULES_ALONE, type Deal, type Extraction } from './schema.ts';
import type { Source, Span } from './source.ts';
import { joined, touches } from './source.ts';
import { countryCode } from './values/countries.ts';
import type { WrittenPhone } from './values/phones.ts';
import { phonesIn } from './values/phones.ts';
import { conceptValue, picklistValue } from './values/picklists.ts';

export interface ExtractionRequest {
  reading: Reading;
  /** A hint only: `text`, `email`, `note`, `thread`, `transcript`, `ocr`, `tender`, `card` … */
  kind: string;
  /** The day of the capture in the person's time zone, `YYYY-MM-DD`. */
  today: string;
  language?: Language | null;
  context: CaptureContext;
}

/** What is found once and serves every deal of a source. */
interface Findings {
  readonly analysis: Analysis;
  readonly phones: readonly WrittenPhone[];
  readonly people: readonly Person[];
  readonly organisations: readonly Organisation[];
  readonly countryHints: readonly CountryHint[];
}

/** Finds the deals of a reading. Every value has its evidence or is marked as a default. Never throws on any text. */
export function extract(request: ExtractionRequest): Extraction {
  const language = request.language ?? request.reading.language;
  const analysis = analyse(request.reading.text, language, request.today, request.context);
  const phones = phonesIn(analysis.source, phoneCountries(analysis));
  const people = peopleIn(analysis, phones);
  const organisations = organisationsIn(analysis, people);
  const told = withoutNames(analysis, people, organisations, phones);
  const countryHints = countryHintsIn(told, phones);
  return assemble({ analysis: told, phones, people, organisations, countryHints });
}

function assemble(findings: Findings): Extraction {
  const { analysis, people, organisations, countryHints } = findings;
  const live = liveParts(analysis);
  const whole: Scope = { passages: live, shared: [{ start: 0, end: analysis.source.text.length }], alone: true };
  const scopes = hasDeal(analysis, live) ? scopesOf(analysis, live, organisations) : [];
  return {
    deals: scopes.map((scope) => dealOf(findings, scope)),
    account: accountOf(analysis, whole, organisations, countryOf(analysis, whole, countryHints), findings),
    contacts: contactsOf(analysis, whole, people),
    extractor: RULES_ALONE,
  };
}

/**
 * « chef de projet », « Conseil départemental », « Institut de formation » say nothing of what is sold or decided,
 * nor does the label of a number (« Portable : 77 … »).
 */
function withoutNames(
  analysis: Analysis,
  people: readonly Person[],
  organisations: readonly Organisation[],
  phones: readonly WrittenPhone[],
): Analysis {
  const names: Span[] = [
    ...people.flatMap(({ title }) => (title ? [title] : [])),
    ...people,
    ...organisations.filter(({ confidence }) => confidence >= 0.6),
    ...phones.map(({ start, end }) => ({ start: start - labelBefore(analysis.source, start), end })),
  ];
  const taken = joined(names);
  const free = (cues: readonly Cue[]): Cue[] => cues.filter((cue) => !touches(taken, cue));
  const { closeDate, type, subject, brand, leadSource } = analysis.cues;
  const cues = {
    ...analysis.cues,
    closeDate: free(closeDate),
    type: free(type),
    subject: free(subject),
    brand: free(brand),
    leadSource: free(leadSource),
  };
  return { ...analysis, cues };
}

/** How long the label before a number is: « Téléphone : ». */
function labelBefore({ clear }: Source, place: number): number {
  return /\p{L}+ ?[:.]{1,2} ?\(?$/u.exec(clear.slice(Math.max(0, place - 24), place))?.[0].length ?? 0;
}

/** The countries in which a number without a country's code is tried: those named, the most often first, then the org's own. */
function phoneCountries(analysis: Analysis): string[] {
  const counts = new Map<string, number>();
  for (const { code } of placesIn(analysis)) counts.set(code, (counts.get(code) ?? 0) + 1);
  for (const { domain } of analysis.emails) {
    const code = domain.split('.').at(-1)?.toUpperCase() ?? '';
    if (code.length === 2) counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  const named = [...counts].sort((one, other) => other[1] - one[1]).map(([code]) => code);
  const own = countryCode(analysis.context.defaults.country);
  return [...new Set([...named.slice(0, 4), ...(own ? [own] : [])])];
}

function dealOf(findings: Findings, scope: Scope): Deal {
  const { analysis, phones, people, organisations, countryHints } = findings;
  const { context, source } = analysis;
  const country = countryOf(analysis, scope, countryHints);
  const account = accountOf(analysis, scope, organisations, country, findings);
  const stated = country.origin === 'source' ? countryCode(country.value) : null;
  const money = amountOf(analysis, scope, [phones, analysis.dates], stated);
  const type = typeOf(analysis, scope);
  const subject = subjectOf(analysis, scope);
  const stage = context.defaults.stage
    ? picklistValue(context, 'Opportunity.StageName', [context.defaults.stage])
    : null;
  const opportunity = {
    name: nameOf(analysis, account.name, subject, namePrefix(analysis, type)),
    closeDate: closeDateOf(analysis, scope),
    stage: defaultValue(stage, 'org-default'),
    country,
    leadSource: leadSourceOf(analysis, scope),
    type,
    amount: money.amount,
    currency: money.currency,
    nextStep: nextStepOf(analysis, scope),
    description: descriptionOf(analysis, scope, money),
  };
  const sure = [opportunity.name, opportunity.closeDate, opportunity.type, account.name].map(
    ({ confidence }) => confidence,
  );
  return {
    opportunity,
    account,
    contacts: contactsOf(analysis, scope, people),
    passages: scope.alone ? [] : evidenceOf(source, scope.passages),
    confidence: Math.round((sure.reduce((sum, one) => sum + one, 0) / sure.length) * 100) / 100,
    warnings: [],
  };
}

/** What the deal does, where the type says it better than the products: « Renouvellement licences Sophos ». */
function namePrefix({ context, source }: Analysis, type: Value<string>): string | null {
  const is = (concept: string): boolean =>
    type.value !== null && type.value === conceptValue(context, 'Opportunity.Type', concept);
  if (is('type.renewal')) return source.language === 'fr' ? 'Renouvellement' : 'Renewal';
  return is('type.maintenance') ? 'Maintenance' : null;
}
