import type { Analysis } from '../analysis.ts';
import type { Value } from '../evidence.ts';
import { bestOf, evidenceOf, noValue } from '../evidence.ts';
import type { Findings } from '../extract.ts';
import { namePrefix } from '../extract.ts';
import type { DealAmount } from '../rules/amount.ts';
import { amountOf } from '../rules/amount.ts';
import { currencyFor } from '../rules/amount-currency.ts';
import { closeDateOf, roleOf } from '../rules/close-date.ts';
import { descriptionOf } from '../rules/description.ts';
import type { Scope } from '../rules/scope.ts';
import { subjectOf } from '../rules/subject.ts';
import { nameOf } from '../rules/wording.ts';
import type { Deal, Warning } from '../schema.ts';
import { overlaps } from '../source.ts';
import type { WrittenAmount } from '../values/amounts.ts';
import { countryCode } from '../values/countries.ts';
import type { WrittenDate } from '../values/dates.ts';
import type { DealClaim } from './claims.ts';
import type { Decision, Objection } from './decisions.ts';
import { decide } from './decisions.ts';
import { isSameName } from './pairing.ts';
import type { PersonClaim } from './person-claims.ts';
import { mergeContacts } from './person-merging.ts';

/** One deal as the rules read it and as the model claims it. */
export interface Merging {
  readonly findings: Findings;
  /** Where the rules read it. */
  readonly scope: Scope;
  readonly rules: Deal;
  readonly claim: DealClaim;
  /** The people whom the model claims for other deals of the source, and who stand in their lines. */
  readonly elsewhere: readonly PersonClaim[];
  /** A deal of which nothing is stated: its values are the org's defaults. */
  readonly nothing: Deal;
  /** Why a person should look at it, whatever its values. */
  readonly warnings: readonly Warning[];
}

/** So many facts of a deal a model must have pointed at, for what it passes over to mean that it is not there. */
const THOROUGH = 5;

/** The deal that both tell of: each field by its policy (decision 24), the name of what came out. */
export function mergeDeal(merging: Merging): Deal {
  const { findings, rules, claim, nothing, scope } = merging;
  const { analysis } = findings;
  const { source } = analysis;
  const differing = new Set<Warning>(merging.warnings);
  const told = <T>({ value, differ }: Decision<T>): Value<T> => {
    if (differ) differing.add('readings-differ');
    return value;
  };
  const thorough = isThorough(claim);
  const chosen = (field: 'country' | 'leadSource' | 'type' | 'nextStep'): Value<string> => {
    const model = claim[field] && bestOf(source, [claim[field]]);
    return told(
      decide(field, {
        rules: rules.opportunity[field],
        model: model && { ...model, reason: claim[field]?.reason ?? null },
        fallback: nothing.opportunity[field],
        thorough: thorough && !claim.refused.has(field),
      }),
    );
  };
  const account = told(accountDecision(merging, thorough));
  const closeDate = told(dateDecision(merging, thorough));
  const country = chosen('country');
  const type = chosen('type');
  const money = moneyOf(merging, country, thorough, told);
  const about = claim.subject ?? subjectOf(analysis, scope);
  const name = nameOf(analysis, account, about, saysItsType(claim) ? null : namePrefix(analysis, type));
  const merged: Deal = {
    ...rules,
    opportunity: {
      ...rules.opportunity,
      name: withRival(name, rules.opportunity.name),
      closeDate,
      country,
      leadSource: chosen('leadSource'),
      type,
      amount: money.amount,
      currency: money.currency,
      nextStep: chosen('nextStep'),
      description: money.foreign ? descriptionOf(analysis, scope, money) : rules.opportunity.description,
    },
    account: {
      ...rules.account,
      name: account,
      country: country.origin === 'source' ? { ...country, alternatives: [] } : noValue(),
    },
    contacts: mergeContacts({ analysis, rules: rules.contacts, claims: claim.contacts, elsewhere: merging.elsewhere }),
    passages: scope.alone ? [] : evidenceOf(source, scope.passages),
    warnings: [],
  };
  return { ...merged, confidence: confidenceOf(merged), warnings: [...differing] };
}

/** A model that pointed at this much of a deal read it; one that pointed at less was lazy, and its silence says nothing. */
export function isThorough({
  account,
  subject,
  closeDate,
  amount,
  country,
  leadSource,
  type,
  contacts,
}: DealClaim): boolean {
  const told = [account, subject, closeDate, amount, country, leadSource, type, contacts[0]];
  return told.filter((one) => one !== null && one !== undefined).length >= THOROUGH;
}

/** « contrat d'entretien des groupes »: what is wanted tells its kind already, and the name need not say it again. */
function saysItsType({ subject, type }: DealClaim): boolean {
  return !!subject && !!type && type.spans.some((span) => subject.spans.some((words) => overlaps(words, span)));
}

function accountDecision({ findings, rules, claim, nothing }: Merging, thorough: boolean): Decision<string> {
  return decide('account', {
    rules: rules.account.name,
    model: claim.account && bestOf(findings.analysis.source, [claim.account]),
    fallback: nothing.account.name,
    thorough: thorough && !claim.refused.has('account'),
    same: isSameName,
  });
}

function dateDecision({ findings, rules, claim, nothing }: Merging, thorough: boolean): Decision<string> {
  const { analysis } = findings;
  const place = claim.closeDate?.spans[0];
  const written = place && analysis.dates.find(({ start }) => start === place.start);
  return decide('closeDate', {
    rules: rules.opportunity.closeDate,
    model: claim.closeDate && bestOf(analysis.source, [claim.closeDate]),
    fallback: nothing.opportunity.closeDate,
    thorough: thorough && !claim.refused.has('closeDate'),
    objection: written ? objectionToDate(analysis, written, rules.opportunity.closeDate.confidence) : null,
  });
}

/** By so much the rules must take their own date for the surer one. */
const CLEARLY_SURER = 0.15;

/** The rules object to a date of which they know another role (a meeting, an expiry), or which an older message told. */
function objectionToDate(analysis: Analysis, written: WrittenDate, confidence: number): Objection {
  const role = roleOf(analysis, written);
  if (role === null) return null;
  const judged = closeDateOf(analysis, { passages: [written], shared: [], alone: false });
  const own = judged.origin === 'source' ? judged.confidence : 0;
  return role === 'other' || own + CLEARLY_SURER < confidence ? 'refused' : null;
}

/** The amount with its currency; one that the org does not have leaves both blank, and goes into the description. */
function moneyOf(
  merging: Merging,
  country: Value<string>,
  thorough: boolean,
  told: (decision: Decision<number>) => Value<number>,
): DealAmount {
  const { findings, rules, claim, nothing } = merging;
  const { amount, currency } = rules.opportunity;
  const written = claim.amount?.written ?? null;
  const value = told(
    decide('amount', {
      rules: amount,
      model: claim.amount && bestOf(findings.analysis.source, [claim.amount.finding]),
      fallback: nothing.opportunity.amount,
      thorough: thorough && !claim.refused.has('amount'),
      objection: written ? objectionToSum(findings, written, amount.confidence) : null,
    }),
  );
  const isOfRules = value.value === amount.value && country.value === rules.opportunity.country.value;
  if (value.value !== null && written !== null && value.value === written.value && !isOfRules)
    return moneyWritten(merging, value, written, country);
  return {
    amount: value,
    currency: value.value === null && amount.value !== null ? noValue() : currency,
    foreign: null,
  };
}

/** The money of a sum that the model alone points at, or places in another country. */
function moneyWritten(
  { findings: { analysis }, rules }: Merging,
  amount: Value<number>,
  written: WrittenAmount,
  country: Value<string>,
): DealAmount {
  const stated = country.origin === 'source' ? countryCode(country.value) : null;
  const currency = currencyFor(analysis, written, stated, []);
  if (currency.value === null || analysis.context.currencies.includes(currency.value))
    return { amount, currency, foreign: null };
  const reason = 'currency-not-in-org' as const;
  const isToldAlready = rules.opportunity.amount.reason === reason;
  return {
    amount: { ...noValue<number>(), reason },
    currency: { ...noValue<string>(), reason },
    foreign: isToldAlready ? null : { value: written.value, currency: currency.value, span: written },
  };
}

/** The rules object to a sum that they would not take even where it stands alone: a competitor's price, a bond, an old offer. */
function objectionToSum({ analysis, phones }: Findings, written: WrittenAmount, confidence: number): Objection {
  if (!written.plain) return null;
  const alone: Scope = { passages: [written], shared: [], alone: false };
  const { amount, foreign } = amountOf(analysis, alone, [phones, analysis.dates], null);
  const own = amount.value === null && foreign === null ? 0 : amount.confidence;
  return own === 0 || (foreign === null && own + CLEARLY_SURER < confidence) ? 'refused' : null;
}

function withRival(name: Value<string>, rival: Value<string>): Value<string> {
  if (rival.value === null || rival.value === name.value || rival.evidence.length === 0) return name;
  const { value, confidence, evidence } = rival;
  return { ...name, alternatives: [{ value, confidence, evidence }] };
}

function confidenceOf({ opportunity, account }: Deal): number {
  const sure = [opportunity.name, opportunity.closeDate, opportunity.type, account.name].map(
    ({ confidence }) => confidence,
  );
  return Math.round((sure.reduce((sum, one) => sum + one, 0) / sure.length) * 100) / 100;
}
