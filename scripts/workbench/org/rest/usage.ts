import { ok } from './resources/resource.ts';
import type { Resources } from './resources/resource.ts';

const DAILY_REQUESTS = 100_000;
const DAILY_JOBS = 10_000;

/** How much of the org's daily limits is used: counted, never enforced. */
export interface Usage {
  count(): void;
  /** What every answer says: `api-usage=18/100000`. */
  header(): string;
  readonly resources: Resources;
}

export function createUsage(): Usage {
  let requests = 0;
  return {
    count: () => void requests++,
    header: () => `api-usage=${requests}/${DAILY_REQUESTS}`,
    resources: {
      'GET limits': () =>
        ok({
          DailyApiRequests: { Max: DAILY_REQUESTS, Remaining: DAILY_REQUESTS - requests },
          DailyBulkV2QueryJobs: { Max: DAILY_JOBS, Remaining: DAILY_JOBS },
          DailyBulkV2QueryFileStorageMB: { Max: 976_562, Remaining: 976_562 },
          DataStorageMB: { Max: 1024, Remaining: 1024 },
        }),
    },
  };
}
