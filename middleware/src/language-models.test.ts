import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { after, afterEach, before, describe, it } from 'node:test';

import { capture as captureShape, type Capture } from './drafts/schema.ts';
import { createLog } from './platform/log.ts';
import { testDatabases } from './testing/databases.ts';
import { readExposition } from './testing/exposition.ts';
import { folderWithDatabase, temporaryFolder } from './testing/folders.ts';
import {
  callAt,
  captureBody,
  configurationFor,
  modelConfiguration,
  ORG,
  OTHER_ORG,
  startOn,
  type TestMiddleware,
} from './testing/middleware.ts';
import { answers, isSilent, refuses, startModelServer, waits, type ModelServer } from './testing/model-servers.ts';

const TEXT = 'Visite chez Comptoir du Fouta.\nIls veulent 12 bornes wifi, budget 6 M XOF.';
const KEY = 'gsk-never-in-a-log';
const WAIT = { prefer: 'wait=20' };
const quote = (line: number, words: string) => ({ line, quote: words });
/** What a model might say of `TEXT`: words and where they stand, no value. */
const READING = JSON.stringify({
  deals: [
    {
      firstLine: 1,
      lastLine: 2,
      account: quote(1, 'Comptoir du Fouta'),
      subjects: [quote(2, '12 bornes wifi')],
      amount: quote(2, '6 M XOF'),
      closeDate: null,
      country: null,
      leadSource: null,
      type: null,
      nextStep: null,
      contacts: [],
    },
  ],
  noDeal: null,
  account: null,
  contacts: [],
});

for (const database of await testDatabases()) {
  describe(
    `the language models of a middleware (${database.name})`,
    { skip: database.skip ?? false, timeout: 180_000 },
    () => {
      let app: TestMiddleware['app'];
      let configuration: TestMiddleware['configuration'];
      let server: ModelServer;
      const lines: string[] = [];

      const start = () =>
        startOn(configuration, { log: createLog('info', { write: (line) => void lines.push(line) }) });
      before(async () => {
        server = await startModelServer('groq');
        const folder = database.url ? await temporaryFolder() : await folderWithDatabase();
        const account = {
          provider: 'groq' as const,
          apiKey: KEY,
          model: 'openai/gpt-oss-120b',
          baseUrl: server.baseUrl,
        };
        configuration = {
          ...configurationFor(folder, database),
          metrics: { host: '127.0.0.1', port: 0 },
          models: modelConfiguration([account], { concurrency: 2, price: { input: 1, output: 10 } }),
        };
        app = await start();
      });
      after(async () => {
        await app.close();
        await server.close();
        await rm(configuration.dataFolder, { recursive: true });
        await database.drop();
      });
      afterEach(() => server.always(refuses(500, 'api_error', 'nothing is scripted')));

      const bodyFor = (models: string[] | null | undefined, text = TEXT) => {
        const body = captureBody({ text });
        return { ...body, context: { ...body.context, models } };
      };
      const create = async (
        body: ReturnType<typeof bodyFor>,
        org = ORG,
        headers: Record<string, string> = WAIT,
      ): Promise<Capture> =>
        captureShape.parse((await callAt(app.url, 'POST', '/v1/captures', { body, headers, org })).body);
      const get = async (id: string): Promise<Capture> =>
        captureShape.parse((await callAt(app.url, 'GET', `/v1/captures/${id}`, { headers: WAIT })).body);

      it('read for an org that names them, and draft and capture say who did and what it took', async () => {
        server.script(answers(READING, { inputTokens: 1_000, outputTokens: 100 }));
        const capture = await create(bodyFor(['groq']));
        const { extractor, opportunity } = capture.drafts[0]!;
        assert.deepEqual(
          { ...extractor, prompt: typeof extractor?.prompt },
          {
            by: 'model',
            provider: 'groq',
            model: 'openai/gpt-oss-120b',
            prompt: 'string',
            requests: 1,
            inputTokens: 1_000,
            outputTokens: 100,
            cost: 0.002,
            failures: [],
          },
        );
        assert.deepEqual(capture.extractor, extractor);
        assert.equal(opportunity.amount.value, 6_000_000);
      });

      for (const [what, models] of [
        ['names none', []],
        ['is of before', undefined],
        ['has null', null],
        ['names others only', ['anthropic', 'gork']],
      ] as const) {
        it(`are not asked for an org that ${what}`, async () => {
          const before = server.calls.length;
          const capture = await create(bodyFor(models as string[] | null | undefined), OTHER_ORG);
          assert.deepEqual([capture.extractor?.by, capture.extractor?.failures], ['rules', []]);
          assert.equal(capture.drafts[0]?.extractor?.requests, 0);
          assert.equal(server.calls.length, before);
        });
      }

      it('leave a note to the rules when they fail, and say so', async () => {
        server.script(refuses(503, 'server_error', 'over capacity'));
        const { extractor, drafts } = await create(bodyFor(['groq']));
        assert.deepEqual(
          [extractor?.by, extractor?.failures],
          ['rules', [{ provider: 'groq', failure: 'unavailable' }]],
        );
        assert.equal(drafts.length, 1);
      });

      it('are asked anew about a corrected text, and what a person set stays', async () => {
        server.script(answers(READING), answers(READING));
        const { id, drafts } = await create(bodyFor(['groq']));
        const draft = drafts[0]!;
        const changes = [{ path: 'opportunity.nextStep', value: 'Appeler lundi' }];
        await callAt(app.url, 'PATCH', `/v1/drafts/${draft.id}`, {
          body: { changes },
          headers: { 'if-match': `"${draft.version}"` },
        });
        const before = server.calls.length;
        const answer = await callAt(app.url, 'PUT', `/v1/captures/${id}/source`, {
          body: { text: `${TEXT} Urgent.` },
          headers: WAIT,
        });
        const corrected = captureShape.parse(answer.body);
        assert.equal(server.calls.length, before + 1);
        assert.deepEqual(
          [corrected.extractor?.by, corrected.drafts[0]?.opportunity.nextStep.value],
          ['model', 'Appeler lundi'],
        );
      });

      it('take no place from notes that they are not asked about, and wait in line without being called late', async () => {
        const held = Promise.withResolvers<undefined>();
        server.always(waits(held.promise, answers(READING)));
        const before = server.calls.length;
        const waiting = Array.from({ length: 12 }, (_, at) => bodyFor(['groq'], `${TEXT} N° ${at}.`));
        for (const body of waiting) await create(body, ORG, {});
        const quick = await Promise.all(Array.from({ length: 12 }, () => create(bodyFor([]), OTHER_ORG)));
        assert.deepEqual([...new Set(quick.map(({ state }) => state))], ['ready']);
        assert.ok(server.calls.length - before <= 2, 'two at a time, and the others have not begun');
        held.resolve(undefined);
        const ended = await Promise.all(waiting.map(({ id }) => get(id)));
        assert.deepEqual([...new Set(ended.map(({ extractor }) => extractor?.by))], ['model']);
        assert.ok(server.mostAtOnce() <= 2);
      });

      it('are stopped with the process at once; the note goes on at the next start, and is asked about again', async () => {
        const called = Promise.withResolvers<undefined>();
        server.script(async (exchange) => {
          called.resolve(undefined);
          await isSilent(exchange);
        }, answers(READING));
        const body = bodyFor(['groq'], `${TEXT} Arrêt.`);
        await create(body, ORG, {});
        await called.promise;
        const before = server.calls.length;
        await app.close();
        app = await start();
        const capture = await get(body.id);
        assert.deepEqual([capture.state, capture.extractor?.by, capture.extractor?.failures], ['ready', 'model', []]);
        assert.equal(server.calls.length, before + 1);
      });

      it('are told in the figures, with what is left of the day', async () => {
        server.script(answers(READING, { inputTokens: 1_000, outputTokens: 100 }));
        await create(bodyFor(['groq'], `${TEXT} Encore.`));
        const samples = readExposition(await (await fetch(app.metricsUrl ?? '')).text());
        const sample = (name: string) => samples.get(`create_from_notes_${name}`) ?? NaN;
        assert.ok(sample('model_requests_total{provider="groq",outcome="answered"}') >= 1);
        assert.ok(sample('model_tokens_total{provider="groq",direction="in"}') >= 1_000);
        assert.ok(sample('model_cost_dollars_total{provider="groq"}') >= 0.002);
        assert.equal(sample('model_breaker_state{provider="groq",state="closed"}'), 1);
        assert.ok(sample('model_quota_left{provider="groq"}') <= 1_000 - server.calls.length + 1);
      });

      it('leave neither key nor text in the log', () => {
        const log = lines.join('');
        assert.ok(log.includes('stage ended'));
        for (const secret of [KEY, 'Fouta', 'bornes']) assert.equal(log.includes(secret), false, secret);
      });
    },
  );
}
