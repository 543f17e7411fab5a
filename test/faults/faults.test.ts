import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { testDatabases } from '../../middleware/src/testing/databases.ts';
import { runCampaign, type Outcome } from './campaign.ts';
import { tableOf } from './table.ts';

/** `npm run test:faults` kills at every point; here a few of them from the whole breadth keep it working. */
const KILLS = 6;

for (const database of await testDatabases()) {
  describe(`a middleware that is killed (${database.name})`, { skip: database.skip ?? false }, () => {
    it('loses and doubles nothing', { timeout: 280_000 }, async () => {
      const outcomes: Outcome[] = [];
      const told = (outcome: Outcome) => outcomes.push(outcome);
      await runCampaign({ database, kills: KILLS, told }).finally(() => database.drop());
      // Points under load are drawn by chance, and one may lie behind the last statement; every planned kill must happen.
      const accepted = ({ point, verdict }: Outcome) =>
        verdict === 'kept' || (verdict === 'not killed' && point.startsWith('load: '));
      assert.ok(outcomes.length >= KILLS);
      assert.ok(outcomes.every(accepted), `\n${tableOf(outcomes)}`);
    });
  });
}
