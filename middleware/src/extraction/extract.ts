import type { CaptureContext, Language } from '../captures/schema.ts';
import type { Reading } from '../readings/schema.ts';
import type { Analysis } from './analysis.ts';
import { analyse } from './analysis.ts';
import { withDoubts } from './doubts/doubts.ts';
import type { Value } from './evidence.ts';
import { defaultValue, evidenceOf } from './evidence.ts';
import { accountOf } from './rules/account.ts';
import { amountOf } from './rules/amount.ts';
import { closeDateOf } from './rules/close-date.ts';
import { contactsOf } from './rules/contacts.ts';
import type { CountryHint } from './rules/country.ts';
import { countryHintsIn, countryOf } from './rules/country.ts';
import { dictatedPeople, peopleScope } from './rules/dictated-people.ts';
import { hasDeal, liveParts } from './rules/detection.ts';
import type { Cue } from './lexicon.ts';
import { typeOf } from './rules/deal-type.ts';
import { descriptionOf } from './rules/description.ts';
import { leadSourceOf } from './rules/lead-source.ts';
import { nextStepOf } from './rules/next-step.ts';
import type { Organisation } from './rules/organisations.ts';
import { withoutHouses } from './rules/organisation-houses.ts';
import { organisationsIn } from './rules/organisations.ts';
import { phoneCountries } from './rules/phone-countries.ts';
import type { Person } from './rules/people.ts';
import { peopleIn } from './rules/people.ts';
import type { Scope } from './rules/scope.ts';
import { scopesOf } from './rules/segments.ts';
import { withSharedContacts } from './rules/shared-contacts.ts';
import { subjectOf } from './rules/subject.ts';
import { nameOf } from './rules/wording.ts';
import { RULES_ALONE, type Deal, type Extraction } from './schema.ts';
import type { Source, Span } from './source.ts';
import { joined, touches } from './source.ts';
import { scanOf } from './scan.ts';
import { countryCode } from './values/countries.ts';
import type { WrittenPhone } from './values/phones.ts';
import { phonesIn } from './values/phones.ts';
import { conceptValue, picklistValue } from './values/picklists.ts';
import { locate } from './locating.ts';

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
export interface Findings {
  readonly analysis: Analysis;
  readonly phones: readonly WrittenPhone[];
  readonly people: readonly Person[];
  readonly organisations: readonly Organisation[];
  readonly countryHints: readonly CountryHint[];
}

/** Finds the deals of a reading. Every value has its evidence or is marked as a default. Never throws on any text. */
export function extract(request: ExtractionRequest): Extraction {
  const findings = findingsOf(request);
  return placed(assemble(findings), findings, request.reading);
}

/** An extraction with the places of its values in pictures and recordings, and with the doubts about what was heard. */
export function placed(found: Extraction, { analysis }: Findings, reading: Reading): Extraction {
  return withDoubts(locate(found, reading), analysis, reading);
}

/** What the rules start from; `assemble` makes their extraction of it. */
export function findingsOf(request: ExtractionRequest): Findings {
  const language = request.language ?? request.reading.language;
  const { reading, today, context } = request;
  const analysis = analyse(reading.text, language, today, context, scanOf(reading));
  const phones = phonesIn(analysis.source, phoneCountries(analysis));
  const people = withoutHouses(analysis, dictatedPeople(analysis, peopleIn(analysis, phones)));
  const organisations = organisationsIn(analysis, people);
  const told = withoutNames(analysis, people, organisations, phones);
  const countryHints = countryHintsIn(told, phones, organisations);
  return { analysis: told, phones, people, organisations, countryHints };
}

/** The rules' extraction of what was found in a source. */
export function assemble(findings: Findings): Extraction {
  const { analysis, people, organisations, countryHints } = findings;
  const live = liveParts(analysis);
  const whole: Scope = { passages: live, shared: [{ start: 0, end: analysis.source.text.length }], alone: true };
  const scopes = hasDeal(analysis, live) ? scopesOf(analysis, live, organisations) : [];
  return {
    deals: withSharedContacts(scopes.map((scope) => dealOf(findings, scope))),
    account: accountOf(analysis, whole, organisations, countryOf(analysis, whole, countryHints), findings),
    contacts: contactsOf(analysis, whole, people),
    extractor: RULES_ALONE,
  };
}

/**
 * « chef de projet », « Conseil départemental », « Institut de formation » say nothing of what is sold or decided,
 * nor does the label of a number (« Portable : 77 … »), nor a city that somebody is called like (« Modou Labé Fall »).
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
    ...analysis.emails,
  ];
  const taken = joined(names);
  const free = (cues: readonly Cue[]): Cue[] => cues.filter((cue) => !touches(taken, cue));
  const named = joined(people);
  const { closeDate, type, subject, brand, leadSource, country } = analysis.cues;
  const cues = {
    ...analysis.cues,
    closeDate: free(closeDate),
    type: free(type),
    subject: free(subject),
    brand: free(brand),
    leadSource: leadSource.filter(
      (cue) => cue.end - cue.start > LONG_PHRASE || isOccasion(analysis.source, cue) || !touches(taken, cue),
    ),
    country: country.filter((cue) => !touches(named, cue)),
  };
  return { ...analysis, cues };
}

/** « vu à l'Africa CEO Forum »: a fair keeps its word though it has a name. */
function isOccasion({ folded }: Source, { concept, start }: Cue): boolean {
  const lead = folded.slice(Math.max(0, start - 72), start);
  return (
    concept === 'event' &&
    /(?<!\p{L})(?:vue?s?|rencontree?s?|croisee?s?|echange|discute|suite|retour|lors|met|seen|spoke|talked|into|chat|following)[^.\n]{0,66}$/u.test(
      lead,
    )
  );
}

/** A phrase of several words is part of no name. */
const LONG_PHRASE = 11;

/** How long the label before a number is: « Téléphone : ». */
function labelBefore({ clear }: Source, place: number): number {
  return /\p{L}+ ?[:.]{1,2} ?\(?$/u.exec(clear.slice(Math.max(0, place - 24), place))?.[0].length ?? 0;
}

/** What the rules read of one deal, given where it stands. */
export function dealOf(findings: Findings, scope: Scope): Deal {
  const { analysis, phones, people, organisations, countryHints } = findings;
  const { context, source } = analysis;
  const country = countryOf(analysis, scope, countryHints);
  const account = accountOf(analysis, scope, organisations, country, findings);
  const stated = country.origin === 'source' ? countryCode(country.value) : null;
  const money = amountOf(analysis, scope, [phones, analysis.dates], stated);
  const type = typeOf(analysis, scope);
  const subject = subjectOf(analysis, scope, [...people, ...organisations, ...phones]);
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
    contacts: contactsOf(analysis, peopleScope(analysis, scope, people), people),
    passages: scope.alone ? [] : evidenceOf(source, scope.passages),
    confidence: Math.round((sure.reduce((sum, one) => sum + one, 0) / sure.length) * 100) / 100,
    warnings: analysis.planted.length > 0 ? ['planted-instructions'] : [],
  };
}

/** What the deal does, where the type says it better than the products: « Renouvellement licences Sophos ». */
export function namePrefix({ context, source }: Analysis, type: Value<string>): string | null {
  const is = (concept: string): boolean =>
    type.value !== null && type.value === conceptValue(context, 'Opportunity.Type', concept);
  if (is('type.renewal')) return source.language === 'fr' ? 'Renouvellement' : 'Renewal';
  return is('type.maintenance') ? 'Maintenance' : null;
}
