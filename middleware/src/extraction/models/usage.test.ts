import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';

import type { Database } from '../../platform/database.ts';
import { createLog } from '../../platform/log.ts';
import { openServerDatabase } from '../../platform/database.ts';
import { openEmbeddedDatabase } from '../../platform/embedded-database.ts';
import { migrate, MIGRATIONS_FOLDER, readMigrations } from '../../platform/migrations.ts';
import { answers, startModelServer } from '../../testing/model-servers.ts';
import { testDatabases } from '../../testing/databases.ts';
import { folderWithDatabase } from '../../testing/folders.ts';
import { modelsOver, question } from './testing/models.ts';
import { ANSWER } from './testing/requests.ts';
import { createModelUsage } from './usage.ts';

const log = createLog('silent');
const ORGS = ['00D000000000001AAA', '00D000000000002AAA'] as const;
const DAY = '2026-11-20';

for (const place of await testDatabases()) {
  describe(`usage on the ${place.name} database`, { skip: place.skip ?? false }, () => {
    let first: Database;
    /** Another process on a server; the embedded database has one only. */
    let second: Database;
    let folder: string | undefined;
    before(async () => {
      folder = place.url ? undefined : await folderWithDatabase();
      first = place.url ? openServerDatabase(place.url, log, 4) : await openEmbeddedDatabase(folder ?? '');
      second = place.url ? openServerDatabase(place.url, log, 4) : first;
      await migrate(first, await readMigrations(MIGRATIONS_FOLDER), log);
      for (const org of ORGS) await first.query('insert into orgs (org_id, name) values ($1, $1)', [org]);
    });
    after(async () => {
      await second.close();
      if (first !== second) await first.close();
      await place.drop();
      if (folder) await rm(folder, { recursive: true });
    });
    const usageOf = async (provider: string) => {
      const { rows } = await first.query(
        `select org_id, requests, input_tokens::int, output_tokens::int, cost::float, without_price
         from model_usage where provider = $1 and day = $2 order by org_id`,
        [provider, DAY],
      );
      return rows;
    };

    it('holds the quota over all orgs and processes, to the very call', async () => {
      const stores = [createModelUsage(first), createModelUsage(second)];
      const taken = await Promise.all(
        Array.from({ length: 60 }, (_, index) => {
          const call = { orgId: ORGS[index % 2]!, provider: 'groq', day: DAY } as const;
          return stores[index % 3 === 0 ? 0 : 1]!.take(call, 25);
        }),
      );
      assert.equal(taken.filter(Boolean).length, 25);
      const rows = await usageOf('groq');
      assert.equal(
        rows.reduce((sum, { requests }) => sum + Number(requests), 0),
        25,
      );
    });

    it('begins anew with another day, and with another provider', async () => {
      const store = createModelUsage(first);
      assert.equal(await store.take({ orgId: ORGS[0], provider: 'groq', day: DAY }, 25), false);
      assert.equal(await store.take({ orgId: ORGS[0], provider: 'groq', day: '2026-11-21' }, 25), true);
      assert.equal(await store.take({ orgId: ORGS[0], provider: 'openai', day: DAY }, 25), true);
      assert.equal(await store.take({ orgId: ORGS[0], provider: 'openai', day: DAY }, 0), false);
    });

    it('adds tokens and cost, and says of how many calls the price is not known', async () => {
      const store = createModelUsage(first);
      const call = { orgId: ORGS[0], provider: 'mistral', day: DAY } as const;
      await store.take(call, 10);
      await store.take(call, 10);
      await store.add(call, { inputTokens: 1_000, outputTokens: 200, cost: 0.00035 });
      await store.add(call, { inputTokens: 500, outputTokens: 100, cost: null });
      const sums = { requests: 2, input_tokens: 1_500, output_tokens: 300, cost: 0.00035, without_price: 1 };
      assert.deepEqual(await usageOf('mistral'), [{ org_id: ORGS[0], ...sums }]);
    });

    it('is kept of what two processes ask together, whose quota is one', async (test) => {
      const server = await startModelServer('anthropic');
      test.after(() => server.close());
      server.always(answers(ANSWER, { inputTokens: 100, outputTokens: 10 }));
      const clock = () => new Date(`${DAY}T12:00:00Z`);
      const processes = [first, second].map((database) =>
        modelsOver([server], { usage: createModelUsage(database), clock, limits: { dailyRequests: 7 } }),
      );
      const asked = await Promise.all(
        Array.from({ length: 16 }, (_, index) => processes[index % 2]!.models.ask({ ...question(), orgId: ORGS[0] })),
      );
      assert.equal(asked.filter(({ spoken }) => spoken).length, 7);
      assert.equal(asked.filter(({ failures }) => failures[0]?.failure === 'quota-reached').length, 9);
      assert.equal(server.calls.length, 7);
      const sums = { requests: 7, input_tokens: 700, output_tokens: 70, cost: 0.0014, without_price: 0 };
      assert.deepEqual(await usageOf('anthropic'), [{ org_id: ORGS[0], ...sums }]);
      assert.deepEqual(
        processes.flatMap(({ told }) => told.lost),
        [],
      );
    });

    it('goes with its org, and gives nothing of the quota back', async () => {
      const store = createModelUsage(first);
      await first.query('delete from orgs where org_id = $1', [ORGS[1]]);
      assert.deepEqual(
        (await usageOf('groq')).map(({ org_id }) => String(org_id)),
        [ORGS[0]],
      );
      assert.equal(await store.take({ orgId: ORGS[0], provider: 'groq', day: DAY }, 25), false);
    });
  });
}
