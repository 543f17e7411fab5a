import { z } from 'zod';

import { captureKind, captureState, language, receivedTake, recordingConsent, take } from '../captures/schema.ts';
import { accountFacts, contactFacts, evidence, extractor, opportunityFacts, warning } from '../extraction/schema.ts';
import { match, matchReason, matchVerdict } from '../matching/schema.ts';

export const draftState = z.enum(['open', 'approved', 'rejected', 'created', 'expired']).meta({ id: 'DraftState' });
export type DraftState = z.infer<typeof draftState>;

/**
 * Something of before that this draft may repeat: a capture of the same source, or a draft that proposes the same deal. What it says
 * may be another person's, so that only ids and codes are told.
 */
const duplicate = z
  .object({
    kind: z.enum(['capture', 'draft']),
    captureId: z.uuid().nullable(),
    draftId: z.uuid().nullable(),
    /** The opportunity that the draft became, once it was created. */
    recordId: z.string().nullable(),
    score: z.number().min(0).max(1),
    verdict: matchVerdict,
    reasons: z.array(matchReason),
  })
  .meta({ id: 'Duplicate' });
export type Duplicate = z.infer<typeof duplicate>;

/** Records that a person said are others: nobody offers them again. */
const refused = z.array(z.string());

const draftOpportunity = opportunityFacts
  .extend({
    /** The open opportunity that the person chose to update, or null: a new one is made. */
    recordId: z.string().nullable(),
    matches: z.array(match),
    refused,
  })
  .meta({ id: 'DraftOpportunity' });
const draftAccount = accountFacts.extend({
  /** The existing account the person chose, or null. */
  recordId: z.string().nullable(),
  matches: z.array(match),
  refused,
});
const draftContact = contactFacts.extend({
  id: z.uuid(),
  /** False when the person unticked the contact: it stays shown, and is not created. */
  included: z.boolean(),
  recordId: z.string().nullable(),
  matches: z.array(match),
  refused,
});

export const draft = z
  .object({
    id: z.uuid(),
    captureId: z.uuid(),
    /** The order of the deal in the source, from 1. */
    position: z.int().min(1),
    state: draftState,
    version: z.int().min(1),
    confidence: z.number().min(0).max(1),
    opportunity: draftOpportunity,
    account: draftAccount,
    contacts: z.array(draftContact),
    passages: z.array(evidence),
    duplicates: z.array(duplicate),
    /** The draft that proposes the same deal and was there before: that one is to be created. Null: this one is. */
    duplicateOf: z.uuid().nullable(),
    /** Why a person should look twice before creating. */
    warnings: z.array(warning),
    /** Who read the source for this draft; null when a person added it. */
    extractor: extractor.nullable(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: 'Draft' });
export type Draft = z.infer<typeof draft>;

const heardSoFar = z.object({ text: z.string(), seconds: z.number().min(0) }).meta({ id: 'HeardSoFar' });

/** A capture as its owner sees it. `account` and `contacts` are what was found in a source that holds no deal. */
export const capture = z
  .object({
    id: z.uuid(),
    kind: captureKind,
    state: captureState,
    /** An error code when `waiting` or `failed`, else null. */
    reason: z.string().nullable(),
    /** 0 to 1 over the stages. */
    progress: z.number().min(0).max(1),
    language: language.nullable(),
    capturedAt: z.iso.datetime({ offset: true }),
    /** While it is `receiving`: what arrived. Empty afterwards. */
    received: z.array(receivedTake),
    /** Its files once it is complete, in reading order; empty for a typed note. */
    takes: z.array(take),
    /** How many pages of its files were read so far; null before their number is known, and for a typed note. */
    pages: z.object({ read: z.int(), total: z.int() }).nullable(),
    /** Of a recording that is not read yet: the end of what was understood so far, and up to which second. */
    heard: heardSoFar.nullable(),
    /** Of a recording where the others were told that it is one. */
    consent: recordingConsent.nullable(),
    drafts: z.array(draft),
    account: accountFacts.nullable(),
    contacts: z.array(contactFacts),
    /** Who read the source, and what that took; null while nobody has. */
    extractor: extractor.nullable(),
  })
  .meta({ id: 'Capture' });
export type Capture = z.infer<typeof capture>;

/**
 * Paths a person can change. `contacts.<uuid>.…` with an unknown id adds a contact under that id. Values travel as text
 * whatever their type: an amount as a decimal number (`85000000` or `1250.5`), `included` as `true` or `false`.
 */
const changePath = z
  .string()
  .regex(
    /^(opportunity\.(name|closeDate|stage|country|leadSource|type|amount|currency|nextStep|description|recordId)|account\.(name|website|phone|country|recordId)|contacts\.[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\.(firstName|lastName|title|email|phone|mobile|recordId|included))$/,
  );

export const draftChanges = z
  .object({
    changes: z
      .array(z.object({ path: changePath, value: z.string().max(32_000).nullable() }))
      .min(1)
      .max(200),
  })
  .meta({ id: 'DraftChanges' });
export type DraftChanges = z.infer<typeof draftChanges>;

/** The id of a Salesforce record, in either length. */
const recordId = z.string().regex(/^[A-Za-z0-9]{15}(?:[A-Za-z0-9]{3})?$/);

const finalValues = z.record(z.string().max(100), z.string().max(32_000).nullable());

export const draftDecision = z
  .discriminatedUnion('decision', [
    z.object({ decision: z.literal('approved') }),
    z.object({
      decision: z.literal('rejected'),
      reason: z.string().max(1000).nullish(),
      /** The draft that took over what this one said. */
      mergedInto: z.uuid().nullish(),
    }),
    z.object({
      decision: z.literal('created'),
      opportunityId: recordId,
      /** The opportunity was there before, and took the values of the draft. */
      updated: z.boolean().optional(),
      accountId: recordId.nullish(),
      contactIds: z.array(recordId).max(100),
      /** What was finally written, keyed by change path; kept as corrections. */
      values: finalValues,
    }),
  ])
  .meta({ id: 'DraftDecision' });
export type DraftDecision = z.infer<typeof draftDecision>;

/** What a person says of matches: the same, or not. It is remembered, and not asked again. */
export const matchDecisions = z
  .object({
    decisions: z
      .array(
        z.object({
          target: z.enum(['account', 'contact', 'opportunity', 'draft', 'capture']),
          /** Which contact of the draft, for the target `contact`. */
          contactId: z.uuid().nullish(),
          /** The record, for the first three targets. */
          recordId: recordId.nullish(),
          /** The other draft, or the other capture. */
          draftId: z.uuid().nullish(),
          captureId: z.uuid().nullish(),
          same: z.boolean(),
          /** Why the person goes on all the same. */
          reason: z.string().max(1000).nullish(),
        }),
      )
      .min(1)
      .max(200),
  })
  .meta({ id: 'MatchDecisions' });
export type MatchDecisions = z.infer<typeof matchDecisions>;

export const draftPage = z.object({ drafts: z.array(draft), next: z.string().nullable() }).meta({ id: 'DraftPage' });
