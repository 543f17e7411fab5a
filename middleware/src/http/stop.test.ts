import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { describe, it } from 'node:test';

import { extractLines } from '../testing/facts.ts';
import { folderWithDatabase } from '../testing/folders.ts';
import { callAt, captureBody, configurationFor, startOn } from '../testing/middleware.ts';

describe('a stop under load', { timeout: 180_000 }, () => {
  it('answers every call that was begun, those that wait with their state, and loses nothing', async (test) => {
    const configuration = configurationFor(await folderWithDatabase());
    test.after(() => rm(configuration.dataFolder, { recursive: true }));
    const held = Promise.withResolvers<undefined>();
    test.after(() => held.resolve(undefined));
    let reached = 0;
    const all = Promise.withResolvers<undefined>();
    const first = await startOn(configuration, {
      extract: async (request) => {
        reached += 1;
        if (reached === 8) all.resolve(undefined);
        await held.promise;
        return extractLines(request);
      },
    });
    const bodies = Array.from({ length: 20 }, (_, index) => captureBody({ text: `Deal: Numéro ${index}` }));
    const calls = bodies.map((body) =>
      callAt(first.url, 'POST', '/v1/captures', { body, headers: { prefer: 'wait=20' } }),
    );
    // Eight run at a time; the others wait, and none can be finished.
    await all.promise;
    const closed = first.close();
    const answers = await Promise.allSettled(calls);
    held.resolve(undefined);
    await closed;
    const refused = answers.filter((answer) => answer.status === 'rejected');
    const answered = answers.filter((answer) => answer.status === 'fulfilled').map(({ value }) => value);
    assert.ok(answered.length >= 8, `${answered.length} answered, ${refused.length} came too late`);
    for (const { status, headers } of answered) assert.deepEqual([status, headers.get('connection')], [202, 'close']);

    const second = await startOn(configuration, { extract: extractLines });
    test.after(() => second.close());
    for (const { body } of answered) {
      const path = `/v1/captures/${String(body['id'])}`;
      const answer = await callAt(second.url, 'GET', path, { headers: { prefer: 'wait=20' } });
      assert.deepEqual([answer.body['state'], (answer.body['drafts'] as unknown[]).length], ['ready', 1]);
    }
  });
});
