import { z } from 'zod';

import type { OrgCalls } from './org-calls.ts';
import { OrgRefusal } from './refusals.ts';

/** Of every daily limit of the org, this share is left to its other programs and people. */
export const RESERVED_SHARE = 0.1;

const limit = z.object({ Max: z.number(), Remaining: z.number() });
const limits = z.object({
  DailyApiRequests: limit.optional(),
  DailyBulkV2QueryJobs: limit.optional(),
  DailyBulkV2QueryFileStorageMB: limit.optional(),
});

/** @throws OrgRefusal `limits-reserved` when the org has used up what we may take part in. */
export async function lookAtLimits(calls: OrgCalls): Promise<void> {
  const found = Object.entries(await calls.json({ path: '/limits' }, limits));
  const scarce = found.find(([, each]) => each && isReserved(each.Max, each.Remaining));
  if (scarce) throw new OrgRefusal('limits-reserved', scarce[0]);
}

/** The same, by what the last answer said of the org's daily calls: this costs no call. @throws OrgRefusal `limits-reserved`. */
export function keepReserve(calls: OrgCalls): void {
  const usage = calls.usage();
  if (usage && isReserved(usage.limit, usage.limit - usage.used)) {
    throw new OrgRefusal('limits-reserved', 'DailyApiRequests');
  }
}

/** A limit of zero belongs to a function that the org does not have, and that refuses by itself. */
const isReserved = (most: number, remaining: number) => most > 0 && remaining < most * RESERVED_SHARE;
