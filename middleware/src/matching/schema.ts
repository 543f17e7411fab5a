import { z } from 'zod';

/**
 * Why a record, or another draft, may be the one meant; and what speaks against it. Codes only: what the records hold is read by
 * Apex in the user's name. The page has a sentence for each.
 */
export const matchReason = z
  .enum([
    // Names of accounts.
    'same-name',
    'legal-form-differs',
    'word-order',
    'similar-name',
    'part-of-name',
    'acronym',
    'other-spelling-known',
    'parent-or-subsidiary',
    // What stands beside the name.
    'same-domain',
    'same-phone',
    'same-city',
    'same-country',
    // People.
    'same-email',
    'same-person-name',
    'initials',
    'same-account',
    'same-title',
    // Deals.
    'same-subject',
    'similar-subject',
    'same-amount',
    'close-amount',
    'same-close-date',
    'near-close-date',
    'same-owner',
    'opened-from',
    // The source itself.
    'same-text',
    'same-file',
    'same-message',
    'nearly-same-text',
    // A person said so before.
    'confirmed-before',
    // What speaks against it.
    'other-domain',
    'other-phone',
    'other-city',
    'other-country',
    'other-email',
    'other-amount',
    'other-subject',
  ])
  .meta({ id: 'MatchReason' });
export type MatchReason = z.infer<typeof matchReason>;

/** What is to be done with a match: `same` is proposed at once, `ask` is asked of a person. What is less likely is not told. */
export const matchVerdict = z.enum(['same', 'ask']).meta({ id: 'MatchVerdict' });
export type MatchVerdict = z.infer<typeof matchVerdict>;

/** An existing record that may be the one meant. `score` is the likelihood that it is, 0 to 1. */
export const match = z
  .object({
    recordId: z.string(),
    score: z.number().min(0).max(1),
    verdict: matchVerdict,
    reasons: z.array(matchReason),
  })
  .meta({ id: 'Match' });
export type Match = z.infer<typeof match>;
