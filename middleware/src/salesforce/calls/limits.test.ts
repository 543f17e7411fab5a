import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { keepReserve, lookAtLimits } from './limits.ts';
import type { OrgCalls, Usage } from './org-calls.ts';
import { OrgRefusal } from './refusals.ts';

const calls = (limits: unknown, usage: Usage | null = null): OrgCalls => ({
  signal: new AbortController().signal,
  json: (_call, shape) => Promise.resolve(shape.parse(limits)),
  csv: () => Promise.reject(new Error('not asked')),
  clock: () => null,
  usage: () => usage,
  wait: () => Promise.resolve(),
});
const isReserved = (error: unknown) => error instanceof OrgRefusal && error.code === 'limits-reserved';

describe('the daily limits of an org', () => {
  it('are used up to a tenth, whichever of them it is', async () => {
    await lookAtLimits(calls({ DailyApiRequests: { Max: 100, Remaining: 10 } }));
    await assert.rejects(lookAtLimits(calls({ DailyApiRequests: { Max: 100, Remaining: 9 } })), isReserved);
    await assert.rejects(lookAtLimits(calls({ DailyBulkV2QueryJobs: { Max: 10_000, Remaining: 1 } })), isReserved);
  });

  it('are no matter where the org does not tell them or has none', async () => {
    await lookAtLimits(calls({}));
    await lookAtLimits(calls({ DailyBulkV2QueryJobs: { Max: 0, Remaining: 0 }, Another: 1 }));
  });

  it('are heeded by what every answer says of them', () => {
    keepReserve(calls({}));
    keepReserve(calls({}, { used: 90, limit: 100 }));
    assert.throws(() => keepReserve(calls({}, { used: 91, limit: 100 })), isReserved);
  });
});
