import { z } from 'zod';

import { modelProvider } from '../platform/model-providers.ts';
import { region } from '../readings/schema.ts';

/**
 * Where in the source a value stands: `text.slice(start, end) === quote`, offsets in UTF-16 code units. `regions` show the same
 * words in the pictures of the pages, one for each line of words; absent where the text has no picture. `from` and `to` are where it
 * is heard, in seconds of the whole recording.
 */
export const evidence = z
  .object({
    quote: z.string().min(1),
    start: z.int().min(0),
    end: z.int().min(1),
    regions: z.array(region).optional(),
    from: z.number().min(0).optional(),
    to: z.number().min(0).optional(),
  })
  .meta({ id: 'Evidence' });
export type Evidence = z.infer<typeof evidence>;

/**
 * Where a value comes from. `none`: the source says nothing and there is no default, the value is null.
 * `source` always has evidence; `default` says why in `reason`; `match` is an existing record's; `person` was typed.
 */
export const origin = z.enum(['source', 'default', 'match', 'person', 'none']).meta({ id: 'Origin' });
export type Origin = z.infer<typeof origin>;

/** How a quote became a value, or why a default was taken. The page has a sentence for each. */
export const reason = z
  .enum([
    'org-default',
    'days-after-capture',
    'account-and-subject',
    'currency-of-country',
    'currency-of-org',
    'currency-not-in-org',
    'country-of-city',
    'country-of-phone',
    'country-of-domain',
    'end-of-period',
    'relative-date',
    'next-occurrence',
    'record-opened-from',
  ])
  .meta({ id: 'Reason' });
export type Reason = z.infer<typeof reason>;

/** A sign that a camera or scanner read wrongly, and what it was taken for: a check of the value bore it out. */
export const mend = z.object({ read: z.string(), meant: z.string() }).meta({ id: 'Mend' });
export type Mend = z.infer<typeof mend>;

/**
 * Why a value that was heard should be confirmed. The page has a sentence for each.
 */
export const doubt = z
  .enum([
    /** The recogniser itself was not sure of its words. */
    'heard-badly',
    /** Numbers that sound alike (quinze, seize), and long ones that were said figure by figure. */
    'number',
    /** A name that no word list and no vocabulary of the org holds. */
    'name',
    /** A small word that turns the sense stands at it, and is easily missed (pas, not). */
    'negation',
    /** Words of another language stand around it. */
    'mixed-language',
    /** The recogniser heard something else that is a value too. */
    'heard-otherwise',
  ])
  .meta({ id: 'Doubt' });
export type Doubt = z.infer<typeof doubt>;

const valueOf = <Schema extends z.ZodType>(schema: Schema) =>
  z.object({
    value: schema.nullable(),
    origin,
    confidence: z.number().min(0).max(1),
    reason: reason.nullable(),
    evidence: z.array(evidence),
    /** Absent where the value stands as it was read. */
    mends: z.array(mend).optional(),
    /** Absent where nothing was heard with doubt. */
    doubts: z.array(doubt).optional(),
    alternatives: z.array(
      z.object({ value: schema, confidence: z.number().min(0).max(1), evidence: z.array(evidence) }),
    ),
  });

/** Text, a picklist's API value, an ISO date `YYYY-MM-DD`, an E.164 phone number or an ISO 4217 currency. */
export const textValue = valueOf(z.string()).meta({ id: 'TextValue' });
export type TextValue = z.infer<typeof textValue>;

/** An amount in units of the draft's currency (not cents). */
export const amountValue = valueOf(z.number().finite()).meta({ id: 'AmountValue' });
export type AmountValue = z.infer<typeof amountValue>;

export const opportunityFacts = z
  .object({
    name: textValue,
    closeDate: textValue,
    stage: textValue,
    country: textValue,
    leadSource: textValue,
    type: textValue,
    amount: amountValue,
    currency: textValue,
    nextStep: textValue,
    description: textValue,
  })
  .meta({ id: 'OpportunityFacts' });
export type OpportunityFacts = z.infer<typeof opportunityFacts>;

export const accountFacts = z
  .object({ name: textValue, website: textValue, phone: textValue, country: textValue })
  .meta({ id: 'AccountFacts' });
export type AccountFacts = z.infer<typeof accountFacts>;

export const contactFacts = z
  .object({
    firstName: textValue,
    lastName: textValue,
    title: textValue,
    email: textValue,
    phone: textValue,
    mobile: textValue,
  })
  .meta({ id: 'ContactFacts' });
export type ContactFacts = z.infer<typeof contactFacts>;

/** Why a person should look twice before creating. The page has a sentence for each. */
export const warning = z
  .enum([
    /** The source tells a program what to do; what it orders was not followed. */
    'planted-instructions',
    /** Model and rules read a value differently, and neither is plainly right. */
    'readings-differ',
  ])
  .meta({ id: 'Warning' });
export type Warning = z.infer<typeof warning>;

/** Why a model gave no answer. */
export const modelFailure = z
  .enum([
    'time-limit',
    'rate-limited',
    'unavailable',
    'connection',
    'refused',
    'schema-refused',
    'too-long',
    'not-an-answer',
    'quota-reached',
    'resting',
  ])
  .meta({ id: 'ModelFailure' });
export type ModelFailure = z.infer<typeof modelFailure>;

/** Who read a source, and what that took. `model` and `prompt` (its version) are null when the rules read alone. */
export const extractor = z
  .object({
    by: z.enum(['rules', 'model']),
    provider: modelProvider.nullable(),
    model: z.string().nullable(),
    prompt: z.string().nullable(),
    requests: z.int().min(0),
    inputTokens: z.int().min(0),
    outputTokens: z.int().min(0),
    /** In US dollars; null when the price of a provider that was asked is not known. */
    cost: z.number().min(0).nullable(),
    /** The providers that were tried and gave nothing, in order. */
    failures: z.array(z.object({ provider: modelProvider, failure: modelFailure })),
    /** Of a long source the parts that no model read, the rules did; absent when there are none. */
    unreadParts: z.int().min(1).optional(),
  })
  .meta({ id: 'Extractor' });
export type Extractor = z.infer<typeof extractor>;

/** The rules alone, with no model asked. */
export const RULES_ALONE: Extractor = {
  by: 'rules',
  provider: null,
  model: null,
  prompt: null,
  requests: 0,
  inputTokens: 0,
  outputTokens: 0,
  cost: 0,
  failures: [],
};

/** One deal that the source proposes. `passages` are the parts of the source that speak of this deal alone. */
export const deal = z.object({
  opportunity: opportunityFacts,
  account: accountFacts,
  contacts: z.array(contactFacts),
  passages: z.array(evidence),
  confidence: z.number().min(0).max(1),
  warnings: z.array(warning).default([]),
});
export type Deal = z.infer<typeof deal>;

/** What a source gives: none, one or several deals; `account` and `contacts` are what was found when there is no deal. */
export const extraction = z.object({
  deals: z.array(deal),
  account: accountFacts,
  contacts: z.array(contactFacts),
  extractor: extractor.default(RULES_ALONE),
});
export type Extraction = z.infer<typeof extraction>;
