import type { Finding } from '../evidence.ts';
import { tidy } from '../rules/clauses.ts';
import { REASONS as COUNTRY_REASONS } from '../rules/country.ts';
import { roleOf } from '../rules/close-date.ts';
import { organisationName } from '../rules/organisation-words.ts';
import type { Subject } from '../rules/subject.ts';
import type { Reason } from '../schema.ts';
import { namesVendor } from '../sections.ts';
import type { Span } from '../source.ts';
import { contains, fold, joined, overlaps, touches } from '../source.ts';
import type { WrittenAmount } from '../values/amounts.ts';
import { countryCode, countryNames } from '../values/countries.ts';
import type { PicklistName } from '../values/picklists.ts';
import { conceptValue, picklistValue } from '../values/picklists.ts';
import type { Choice, DealAnswer, Quote } from './answer.ts';
import type { Field } from './decisions.ts';
import type { PersonClaim } from './person-claims.ts';
import { personClaims } from './person-claims.ts';
import type { Ground } from './ground.ts';
import { groundQuote } from './ground.ts';

/** What a model claims of one deal, as far as it stands in the source: every value was read by code where the model pointed. */
export interface DealClaim {
  /** The lines that the model says speak of this deal; null when there are none such. */
  readonly lines: Span | null;
  /** Where its quotes stand, sorted and apart. */
  readonly places: readonly Span[];
  readonly account: Finding<string> | null;
  readonly subject: Subject | null;
  readonly closeDate: Finding<string> | null;
  readonly amount: AmountClaim | null;
  readonly country: Finding<string> | null;
  readonly leadSource: Finding<string> | null;
  readonly type: Finding<string> | null;
  readonly nextStep: Finding<string> | null;
  readonly contacts: readonly PersonClaim[];
  /** The facts that the model gave words for which do not stand in the source, or cannot be read: it was not silent about them. */
  readonly refused: ReadonlySet<Field>;
}

export interface AmountClaim {
  readonly written: WrittenAmount;
  readonly finding: Finding<number>;
}

/** How sure a value is that a model pointed at and code could read; of a place that only the scan shows it is a little less. */
const POINTED = 0.8;
const SCANNED_PENALTY = 0.1;
/** A choice from a list is the model's own reading of the words. */
const CHOSEN = 0.75;
/** A figure without a currency, a country that only the model reads from the words. */
const UNSURE = 0.65;
/** The rules find the same in these words. */
const CONFIRMED = 0.08;

const MOST_SUBJECTS = 4;
const LONGEST_SUBJECT = 80;
const LONGEST_ACCOUNT = 120;
const STEP_LENGTH = { least: 6, most: 255 };
/** Smaller figures without a currency count pieces. */
const LEAST_BARE_AMOUNT = 1_000;

const CLAIMED = ['account', 'closeDate', 'amount', 'country', 'leadSource', 'type', 'nextStep'] as const;

/** Reads one deal of an answer. What does not stand in the source, or cannot be read there, is left out. */
export function dealClaim(ground: Ground, answered: DealAnswer, own: Span | null, others: readonly Span[]): DealClaim {
  const given = withoutUsual(ground, answered);
  const elsewhere = others.filter((lines) => own !== null && !overlaps(lines, own));
  const find = (quote: Quote | null): Place | null => {
    const place = quote && groundQuote(ground, quote, own);
    return place && { ...place, confidence: POINTED - (place.likeness === 'scanned' ? SCANNED_PENALTY : 0) };
  };
  /** What is said in the lines of another deal is said of that one. */
  const findOwn = (quote: Quote | null): Place | null => {
    const place = find(quote);
    return place && elsewhere.some((lines) => contains(lines, place)) ? null : place;
  };
  const subjects = given.subjects.slice(0, MOST_SUBJECTS).flatMap((quote) => findOwn(quote) ?? []);
  const claim = {
    account: accountAt(ground, find(given.account)),
    subject: subjectAt(ground, subjects),
    closeDate: dateAt(ground, findOwn(given.closeDate)),
    amount: amountAt(ground, findOwn(given.amount)),
    country: countryAt(ground, given.country, find(given.country)),
    leadSource: choiceAt(ground, 'Opportunity.LeadSource', given.leadSource, find(given.leadSource)),
    type: choiceAt(ground, 'Opportunity.Type', given.type, findOwn(given.type)),
    nextStep: nextStepAt(ground, findOwn(given.nextStep)),
    contacts: personClaims(ground, given.contacts, own),
  };
  const refused = CLAIMED.filter((field) => given[field] !== null && claim[field] === null);
  return { ...claim, lines: own, places: placesOf(claim), refused: new Set(refused) };
}

/** The organisation of a source without a deal. */
export function accountClaim(ground: Ground, quote: Quote | null): Finding<string> | null {
  const place = quote && groundQuote(ground, quote, null);
  return accountAt(ground, place && { ...place, confidence: POINTED });
}

interface Place extends Span {
  readonly confidence: number;
}

function placesOf({
  account,
  subject,
  closeDate,
  amount,
  leadSource,
  type,
  nextStep,
}: Omit<DealClaim, 'lines' | 'places' | 'refused'>) {
  const found = [account, closeDate, amount?.finding, leadSource, type, nextStep];
  return joined([...(subject?.spans ?? []), ...found.flatMap((finding) => finding?.spans ?? [])]);
}

function finding<T>(value: T, span: Span, confidence: number, rule: string, reason: Reason | null = null): Finding<T> {
  return { value, spans: [{ start: span.start, end: span.end }], confidence, reason, rule: `model-${rule}` };
}

/** The buyer's name as the org would enter it; an address, the vendor or a person is no buyer. */
function accountAt({ findings, addresses }: Ground, place: Place | null): Finding<string> | null {
  if (!place) return null;
  const { analysis, people } = findings;
  const { source } = analysis;
  const article = /^(?:la |le |les |l'|the )/.exec(source.clear.slice(place.start, place.end))?.[0].length ?? 0;
  const span = { start: place.start + article, end: place.end };
  const name = organisationName(source, span);
  const person = people.some((one) => overlaps(one, span) && span.end - span.start <= one.end - one.start);
  if (touches(addresses, span) || person || !/\p{L}{2}/u.test(name) || name.length > LONGEST_ACCOUNT) return null;
  return namesVendor(fold(name), analysis.context.vendor) ? null : finding(name, span, place.confidence, 'account');
}

/** The things wanted in the source's words, as many as make a name that a manager reads at a glance. */
function subjectAt({ findings: { analysis } }: Ground, places: readonly Place[]): Subject | null {
  const spans: Span[] = [];
  let text = '';
  for (const place of places) {
    const said = tidy(analysis, place).replace(/[\s,;:.]+$/, '');
    const longer = text === '' ? said : `${text}, ${said}`;
    if (!/\p{L}{2}/u.test(said) || fold(text).includes(fold(said)) || (text !== '' && longer.length > LONGEST_SUBJECT))
      continue;
    text = longer.length > LONGEST_SUBJECT ? longer.slice(0, longer.lastIndexOf(' ', LONGEST_SUBJECT)) : longer;
    spans.push({ start: place.start, end: place.end });
  }
  return text === '' ? null : { text: text.charAt(0).toUpperCase() + text.slice(1), spans };
}

/** The one day that is written where the model points; of several the one that no other thing happens on. */
function dateAt({ findings, planted }: Ground, place: Place | null): Finding<string> | null {
  if (!place) return null;
  const { analysis } = findings;
  const written = analysis.dates.filter((date) => overlaps(date, place) && !touches(planted, date));
  const days = new Set(written.map(({ day }) => day));
  const told = days.size > 1 ? written.filter((date) => roleOf(analysis, date) !== 'other') : written;
  const [date, ...rest] = told;
  if (!date || rest.some(({ day }) => day !== date.day)) return null;
  return finding(date.day, date, place.confidence, 'close-date', date.reason);
}

/** The one sum that is written where the model points. */
function amountAt({ findings, planted }: Ground, place: Place | null): AmountClaim | null {
  if (!place) return null;
  const { analysis, phones } = findings;
  const written = analysis.amounts.filter((amount) => overlaps(amount, place) && !touches(planted, amount));
  const plain = written.filter((amount) => amount.plain);
  const bare = written.filter(
    (amount) => amount.value >= LEAST_BARE_AMOUNT && !touches(phones, amount) && !touches(analysis.dates, amount),
  );
  const [sum, ...rest] = plain.length > 0 ? plain : bare;
  if (!sum || rest.some(({ value }) => value !== sum.value)) return null;
  const confidence = sum.plain ? place.confidence : UNSURE;
  return { written: sum, finding: finding(sum.value, sum, confidence, 'amount') };
}

/** The country chosen, unless the words that should show it name another one. */
function countryAt({ findings }: Ground, given: Choice | null, place: Place | null): Finding<string> | null {
  if (!given || !place) return null;
  const { context } = findings.analysis;
  const valueOf = (code: string) => picklistValue(context, 'Opportunity.Country__c', countryNames(code));
  const code = countryCode(given.choice);
  const value = code === null ? picklistValue(context, 'Opportunity.Country__c', [given.choice]) : valueOf(code);
  if (value === null) return null;
  const hints = findings.countryHints.filter((hint) => overlaps(hint, place));
  const hint = hints.find((one) => valueOf(one.code) === value);
  if (hint) return finding(value, hint, place.confidence, 'country', COUNTRY_REASONS[hint.rule]);
  return hints.length > 0 ? null : finding(value, place, UNSURE, 'country', 'country-of-city');
}

/** The lead source that an org takes when nothing is shown needs no words: to choose it is to see none. */
function withoutUsual({ findings }: Ground, given: DealAnswer): DealAnswer {
  const { context } = findings.analysis;
  const valueOf = (label: string) => picklistValue(context, 'Opportunity.LeadSource', [label]);
  const { leadSource } = context.defaults;
  const isUsual = leadSource && given.leadSource && valueOf(given.leadSource.choice) === valueOf(leadSource);
  return isUsual ? { ...given, leadSource: null } : given;
}

function choiceAt(
  { findings }: Ground,
  picklist: PicklistName,
  given: Choice | null,
  place: Place | null,
): Finding<string> | null {
  if (!given || !place) return null;
  const { context, cues } = findings.analysis;
  const value = picklistValue(context, picklist, [given.choice]);
  if (value === null) return null;
  const [kind, known] = picklist === 'Opportunity.Type' ? ['type', cues.type] : ['leadSource', cues.leadSource];
  const confirmed = known.some(
    (cue) => overlaps(cue, place) && conceptValue(context, picklist, `${kind}.${cue.concept}`) === value,
  );
  return finding(value, place, CHOSEN + (confirmed ? CONFIRMED : 0), kind);
}

function nextStepAt({ findings: { analysis } }: Ground, place: Place | null): Finding<string> | null {
  const text = place ? tidy(analysis, place).replace(/[.;,]+$/, '') : '';
  if (!place || text.length < STEP_LENGTH.least || text.length > STEP_LENGTH.most) return null;
  return finding(text, place, place.confidence - SCANNED_PENALTY, 'next-step');
}
