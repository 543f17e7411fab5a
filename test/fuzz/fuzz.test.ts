import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { testDatabases } from '../../middleware/src/testing/databases.ts';
import { runCampaign } from './campaign.ts';

const REQUESTS = 500;
/** The same calls on every run: what a run at random finds, `npm run test:fuzz` looks for. */
const SEED = 20_261_120;

for (const database of await testDatabases()) {
  describe(
    `a middleware that gets anything (${database.name})`,
    { skip: database.skip ?? false, timeout: 240_000 },
    () => {
      it(`answers ${REQUESTS} calls as its OpenAPI document says`, async (test) => {
        test.after(() => database.drop());
        const { failure, counts } = await runCampaign({ database, requests: REQUESTS, seed: SEED });
        assert.equal(failure, undefined);
        // Otherwise nothing but refusals would have been compared.
        for (const operation of [
          'createCapture',
          'putPart',
          'completeCapture',
          'readPart',
          'changeDraft',
          'decideDraft',
          'eraseCapture',
          'listErasures',
        ]) {
          assert.ok(counts.get(operation)?.get(200), `no ${operation} went well`);
        }
      });
    },
  );
}
