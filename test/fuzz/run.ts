/**
 * Sends what the OpenAPI document of a running middleware allows, and what it does not, and compares every answer with it.
 *
 *   npm run test:fuzz -- --requests 10000                      on the embedded database
 *   npm run test:fuzz -- --database server --seed 7            on PostgreSQL, the same calls again
 *   npm run test:fuzz -- --data strings.json --data mails.jsonl    every text of these files as a note, too
 */
import { randomInt } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

import { testDatabases } from '../../middleware/src/testing/databases.ts';
import { runCampaign } from './campaign.ts';
import { tableOf } from './table.ts';

const { values } = parseArgs({
  options: {
    requests: { type: 'string', default: '10000' },
    seed: { type: 'string', default: String(randomInt(2 ** 31)) },
    database: { type: 'string', default: 'embedded' },
    path: { type: 'string' },
    data: { type: 'string', multiple: true, default: [] },
  },
});
/** Every text of a file of JSON, or of JSON in lines, that may be a note. */
function textsIn(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  const values = file.endsWith('.jsonl') ? text.split('\n').filter(Boolean) : [text];
  return values.flatMap((value) => stringsIn(JSON.parse(value))).filter((one) => one.trim() !== '');
}

function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}

const say = (line: string) => process.stdout.write(`${line}\n`);
const databases = await testDatabases();
const database = databases.find(({ name }) => name === values.database);
if (!database || database.skip) throw new Error(database?.skip ?? `no database "${values.database}"`);
const [requests, seed] = [Number(values.requests), Number(values.seed)];
const begin = performance.now();
try {
  const result = await runCampaign({
    database,
    requests,
    seed,
    ...(values.path === undefined ? {} : { path: values.path }),
    notes: values.data.flatMap(textsIn),
  });
  say(tableOf(result));
  say(
    `\n${result.sent} requests, database ${database.name}, seed ${seed}, ${Math.round((performance.now() - begin) / 1000)} s`,
  );
  if (result.failure) say(`\nFAILED: ${result.failure}`);
  process.exitCode = result.failure ? 1 : 0;
} finally {
  await Promise.all(databases.map((one) => one.drop()));
}
