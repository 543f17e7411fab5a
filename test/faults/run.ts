/**
 * Kills the middleware at every statement that a capture causes, and under load, and looks whether anything was lost or doubled.
 *
 *   npm run test:faults                                   every point on both databases
 *   npm run test:faults -- --kills 40 --database server   fewer, on one
 */
import { parseArgs } from 'node:util';

import { testDatabases } from '../../middleware/src/testing/databases.ts';
import { runCampaign, type Outcome } from './campaign.ts';
import { tableOf } from './table.ts';

const { values } = parseArgs({ options: { kills: { type: 'string' }, database: { type: 'string' } } });
const wished = (await testDatabases()).filter(({ name }) => !values.database || name === values.database);
const kills = Number(values.kills ?? 240);
const outcomes: Outcome[] = [];
const say = (line: string) => process.stdout.write(`${line}\n`);

const begin = performance.now();
const results = await Promise.allSettled(
  wished.map(async (database) => {
    if (database.skip) throw new Error(database.skip);
    const told = (outcome: Outcome) => {
      outcomes.push(outcome);
      if (outcome.verdict !== 'kept') say(`${outcome.verdict.toUpperCase()}: ${outcome.database}, ${outcome.point}`);
    };
    await runCampaign({ database, kills: Math.ceil(kills / wished.length), told }).finally(() => database.drop());
  }),
);
say(tableOf(outcomes));
say(`\n${Math.round((performance.now() - begin) / 1000)} s`);
const failures = results.flatMap((result) => (result.status === 'rejected' ? [String(result.reason)] : []));
for (const failure of failures) say(`FAILED: ${failure}`);
process.exitCode = failures.length > 0 || outcomes.some(({ verdict }) => verdict !== 'kept') ? 1 : 0;
