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
      const having = (wanted: Outcome['verdict']) => outcomes.filter(({ verdict }) => verdict === wanted).length;
      // A process that starts after load may have less to do than the statement it was to die at: the campaign counts that.
      assert.equal(having('kept') + having('not killed'), outcomes.length, `\n${tableOf(outcomes)}`);
      assert.ok(having('kept') >= KILLS / 2, `\n${tableOf(outcomes)}`);
    });
  });
}
