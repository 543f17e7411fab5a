import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';

import { MODEL_PROVIDERS, type ModelProvider } from '../../platform/model-providers.ts';
import {
  answers,
  cutsOff,
  dribbles,
  isSilent,
  neverEnds,
  refuses,
  sends,
  startModelServer,
  waits,
  type ModelServer,
  type ModelStep,
} from '../../testing/model-servers.ts';
import type { ModelFailure } from '../schema.ts';
import { ModelError, type LanguageModel } from './provider.ts';
import { LIMITS, modelsOver, ORG, PROBLEM, question } from './testing/models.ts';
import { ANSWER } from './testing/requests.ts';
import { createUsageInMemory, type ModelUsageStore } from './usage.ts';

const away = refuses(503, 'api_error', 'away');
const refused = refuses(401, 'authentication_error', 'no');
const JSON_TYPE = { 'content-type': 'application/json' };

const servers: ModelServer[] = [];
const start = async <Providers extends ModelProvider[]>(...providers: Providers) => {
  const started = await Promise.all(providers.map((provider) => startModelServer(provider)));
  servers.push(...started);
  return started as { [Index in keyof Providers]: ModelServer };
};
afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())));

describe('the models that an org may use', () => {
  it('are those that are set up and that it names, in the order of the middleware', async () => {
    const { models } = modelsOver(await start('mistral', 'groq', 'ollama'));
    assert.deepEqual(models.usable(['groq', 'mistral', 'somebody-else', 'openai']), ['mistral', 'groq']);
    for (const none of [[], null, undefined, ['Groq', 'all', '*']]) assert.deepEqual(models.usable(none), []);
  });

  it('are the only ones that are asked: with none, nobody is', async () => {
    const [groq, openai] = await start('groq', 'openai');
    openai.always(answers(ANSWER));
    const { models } = modelsOver([groq, openai]);
    const asked = await models.ask({ ...question(), allowed: ['openai'] });
    assert.equal(asked.spoken?.provider, 'openai');
    const unasked = await models.ask({ ...question(), allowed: [] });
    const nothing = { spoken: null, requests: 0, inputTokens: 0, outputTokens: 0, cost: 0, failures: [] };
    assert.deepEqual(unasked, nothing);
    assert.deepEqual([groq.calls.length, openai.calls.length], [0, 1]);
  });
});

describe('a question', () => {
  it('goes to the first model, and is answered with what it took', async () => {
    const [groq, openai] = await start('groq', 'openai');
    groq.script(answers(ANSWER, { inputTokens: 2_000, outputTokens: 300 }));
    const { models, told } = modelsOver([groq, openai]);
    assert.deepEqual(await models.ask(question()), {
      spoken: { provider: 'groq', model: 'openai/gpt-oss-120b', value: ANSWER },
      requests: 1,
      inputTokens: 2_000,
      outputTokens: 300,
      cost: 0.005,
      failures: [],
    });
    assert.equal(openai.calls.length, 0);
    assert.deepEqual(
      told.calls.map(({ provider, outcome, cost }) => [provider, outcome, cost]),
      [['groq', 'answered', 0.005]],
    );
    assert.ok(told.calls[0]!.seconds > 0);
  });

  it('goes on to the next until one answers, and says who gave nothing', async () => {
    const [groq, ollama, anthropic] = await start('groq', 'ollama', 'anthropic');
    groq.always(away);
    ollama.always(answers('{"comp', { finish: 'length', inputTokens: 100, outputTokens: 500 }));
    anthropic.always(answers(ANSWER));
    const { models } = modelsOver([groq, ollama, anthropic]);
    const asked = await models.ask(question());
    assert.equal(asked.spoken?.provider, 'anthropic');
    assert.deepEqual(asked.failures, [
      { provider: 'groq', failure: 'unavailable' },
      { provider: 'ollama', failure: 'too-long' },
    ]);
    // An answer that was cut off is paid for.
    assert.deepEqual([asked.requests, asked.inputTokens, asked.outputTokens], [3, 110, 520]);
  });

  it('that nobody answers comes back all the same', async () => {
    const asked = await start('groq', 'openai');
    for (const server of asked) server.always(refused);
    const { models } = modelsOver(asked, { limits: { price: null } });
    const { spoken, failures, cost } = await models.ask(question());
    assert.equal(spoken, null);
    assert.deepEqual(
      failures.map(({ provider }) => provider),
      ['groq', 'openai'],
    );
    assert.equal(cost, null);
  });

  it('costs an unknown sum as soon as one price is unknown', async () => {
    const [server] = await start('mistral');
    server.always(answers(ANSWER));
    const { models } = modelsOver([server], { limits: { price: null } });
    assert.equal((await models.ask(question())).cost, null);
  });
});

describe('an answer that the check refuses', () => {
  it('goes back once, with what is wrong, and is taken when it was repaired', async () => {
    for (const provider of MODEL_PROVIDERS) {
      const [server] = await start(provider);
      server.script(answers('{"company":5}'), answers(ANSWER));
      const { models } = modelsOver([server]);
      const asked = await models.ask(question());
      assert.equal(asked.spoken?.value, ANSWER);
      assert.equal(asked.requests, 2);
      assert.equal(asked.inputTokens, 20);
      const turns = server.calls[1]!.body['messages'] as unknown[];
      assert.deepEqual(turns.slice(-2), [
        { role: 'assistant', content: '{"company":5}' },
        { role: 'user', content: PROBLEM },
      ]);
    }
  });

  it('is not repaired twice: the next model is asked, from the beginning', async () => {
    const [groq, openai] = await start('groq', 'openai');
    groq.always(answers('not JSON'));
    openai.always(answers(ANSWER));
    const { models } = modelsOver([groq, openai]);
    const asked = await models.ask(question());
    assert.deepEqual(asked.failures, [{ provider: 'groq', failure: 'not-an-answer' }]);
    assert.equal(groq.calls.length, 2);
    assert.equal((openai.calls[0]!.body['messages'] as unknown[]).length, 2);
  });

  it('is not sent back when it is longer than any answer', async () => {
    const [groq] = await start('groq');
    groq.always(answers('x'.repeat(100_001)));
    const asked = await modelsOver([groq]).models.ask(question());
    assert.deepEqual([asked.requests, asked.failures[0]?.failure], [1, 'not-an-answer']);
  });

  it('by breaking it costs its model the turn, not the note', async () => {
    const [groq, openai] = await start('groq', 'openai');
    for (const server of [groq, openai]) server.always(answers(ANSWER));
    const { models, told } = modelsOver([groq, openai]);
    let checks = 0;
    const check = (content: string) => {
      checks += 1;
      if (checks === 1) throw new RangeError('too deep');
      return { ok: true as const, value: content };
    };
    const asked = await models.ask({ ...question(), check });
    assert.equal(asked.spoken?.provider, 'openai');
    assert.deepEqual(asked.failures, [{ provider: 'groq', failure: 'not-an-answer' }]);
    assert.equal(told.broke.length, 1);
  });
});

describe('a call that gave nothing', () => {
  it('is made again where that can help, as often as it may', async () => {
    for (const [step, calls] of [
      [away, 3],
      [cutsOff('before'), 3],
      [refuses(429, 'rate_limit_error', 'slow', { headers: { 'retry-after': '0' } }), 3],
      // No time is given: out of money, or of the day.
      [refuses(429, 'rate_limit_error', 'spent'), 1],
      [refused, 1],
      [answers(''), 1],
      [answers('{', { finish: 'length' }), 1],
      [refuses(413, 'request_too_large', 'too large'), 1],
    ] as const) {
      const [server] = await start('openai');
      server.always(step);
      await modelsOver([server], { limits: { retries: 2 } }).models.ask(question());
      assert.equal(server.calls.length, calls);
    }
  });

  it('is made again when the time comes that the provider names', async () => {
    const [server] = await start('groq');
    server.script(refuses(429, 'tokens', 'slow', { headers: { 'retry-after-ms': '30' } }), answers(ANSWER));
    const { models } = modelsOver([server], { limits: { retries: 1 } });
    const asked = await models.ask(question());
    assert.deepEqual([asked.spoken?.value, asked.requests, asked.failures], [ANSWER, 2, []]);
  });

  it('is not waited for beyond the time of its provider, which is then left alone for as long', async () => {
    const [groq, openai] = await start('groq', 'openai');
    groq.always(refuses(429, 'tokens', 'slow', { headers: { 'retry-after': '60' } }));
    openai.always(answers(ANSWER));
    let now = Date.UTC(2026, 10, 20);
    const limits = { retries: 3 };
    const { models, told } = modelsOver([groq, openai], { limits, clock: () => new Date(now) });
    assert.deepEqual((await models.ask(question())).failures, [{ provider: 'groq', failure: 'rate-limited' }]);
    assert.deepEqual((await models.ask(question())).failures, [{ provider: 'groq', failure: 'resting' }]);
    assert.equal(groq.calls.length, 1);
    assert.deepEqual(told.passedOver, ['groq resting']);
    now += 60_000;
    groq.always(answers(ANSWER));
    assert.equal((await models.ask(question())).spoken?.provider, 'groq');
  });

  it('because of the schema or an option is made again at once in another way, which is remembered', async () => {
    const [server] = await start('openai');
    server.script(
      refuses(400, 'invalid_request_error', "'temperature' does not support 0 with this model", {
        param: 'temperature',
      }),
      refuses(400, 'invalid_request_error', 'Invalid schema for response_format', { param: 'response_format' }),
      answers(ANSWER),
      answers(ANSWER),
    );
    const { models } = modelsOver([server]);
    const first = await models.ask(question());
    assert.deepEqual([first.spoken?.value, first.requests, first.failures], [ANSWER, 3, []]);
    assert.equal((await models.ask(question())).requests, 1);
    const { body } = server.calls[3]!;
    assert.equal(body['temperature'], undefined);
    assert.deepEqual(body['response_format'], { type: 'json_object' });
  });
});

/** What a vendor may do: whichever it is, the next one answers, and in bounded time. */
const MISHAPS: { name: string; step: ModelStep; failure: ModelFailure; calls?: number }[] = [
  { name: 'answers nothing', step: answers(null), failure: 'not-an-answer' },
  { name: 'answers something else, twice', step: answers('{"company":5}'), failure: 'not-an-answer', calls: 2 },
  { name: 'is cut off by its own limit', step: answers('{', { finish: 'length' }), failure: 'too-long' },
  { name: 'refuses', step: answers('no', { finish: 'refusal' }), failure: 'not-an-answer' },
  { name: 'refuses every form', step: refuses(400, 'x', 'schema, tool_choice'), failure: 'refused', calls: 3 },
  {
    name: 'has had enough',
    step: refuses(429, 'x', 'slow', { headers: { 'retry-after': '9' } }),
    failure: 'rate-limited',
  },
  { name: 'does not know us', step: refused, failure: 'refused' },
  { name: 'is broken', step: refuses(500, 'api_error', 'oops'), failure: 'unavailable' },
  { name: 'sends a page', step: sends(502, { 'content-type': 'text/html' }, '<html>'), failure: 'unavailable' },
  { name: 'sends garbage', step: sends(200, JSON_TYPE, '{"choices": [}'), failure: 'unavailable' },
  { name: 'sends no end', step: neverEnds(), failure: 'unavailable' },
  { name: 'hangs up', step: cutsOff('before'), failure: 'connection' },
  { name: 'hangs up in the middle', step: cutsOff('middle'), failure: 'connection' },
];

for (const provider of MODEL_PROVIDERS) {
  describe(`when ${provider}`, () => {
    for (const { name, step, failure, calls = 1 } of MISHAPS) {
      it(`${name}, the next one answers`, async () => {
        const second = provider === 'openai' ? 'mistral' : 'openai';
        const [first, other] = await start(provider, second);
        first.always(step);
        other.always(answers(ANSWER));
        const asked = await modelsOver([first, other]).models.ask(question());
        assert.deepEqual(asked.failures, [{ provider, failure }]);
        assert.equal(asked.spoken?.provider, second);
        assert.equal(asked.requests, calls + 1);
      });
    }

    for (const [name, step] of [
      ['says nothing', isSilent],
      ['answers byte by byte', dribbles],
    ] as const) {
      it(`${name}, the next one answers when its time is up`, async () => {
        const second = provider === 'openai' ? 'mistral' : 'openai';
        const [first, other] = await start(provider, second);
        first.always(step);
        other.always(answers(ANSWER));
        const { models } = modelsOver([first, other], { limitsOf: { [provider]: { milliseconds: 100 } } });
        const asked = await models.ask(question());
        assert.deepEqual(asked.failures, [{ provider, failure: 'time-limit' }]);
        assert.equal(asked.spoken?.provider, second);
      });
    }
  });
}

/** An adapter that speaks to nobody. */
const standIn = (provider: ModelProvider, ask: LanguageModel['ask']): LanguageModel => ({
  provider,
  model: 'stand-in',
  body: () => ({}),
  ask,
});

describe('the deadline of a note', () => {
  it('ends everything, wherever it is', async () => {
    for (const limits of [{ retries: 0 }, { retries: 5 }]) {
      const [groq, openai] = await start('groq', 'openai');
      const deadline = new AbortController();
      groq.always(async () => deadline.abort());
      openai.always(answers(ANSWER));
      const asked = await modelsOver([groq, openai], { limits }).models.ask(question(deadline.signal));
      assert.equal(asked.spoken, null);
      assert.deepEqual(asked.failures, [{ provider: 'groq', failure: 'time-limit' }]);
      assert.equal(openai.calls.length, 0);
    }
  });

  it('ends a wait between two calls', async () => {
    const deadline = new AbortController();
    const asked = await modelsOver(
      [
        standIn('groq', async () => {
          setImmediate(() => deadline.abort());
          throw new ModelError('unavailable', 'away', 15_000);
        }),
      ],
      { limits: { retries: 5 } },
    ).models.ask(question(deadline.signal));
    assert.deepEqual([asked.requests, asked.failures[0]?.failure], [1, 'unavailable']);
  });

  it('that is over at once asks nobody', async () => {
    const [groq] = await start('groq');
    const asked = await modelsOver([groq]).models.ask(question(AbortSignal.abort()));
    assert.deepEqual([asked.requests, asked.failures, groq.calls.length], [0, [], 0]);
  });

  it('holds for an adapter that does not hear its signal, and for one that breaks', async () => {
    const deaf = standIn('groq', () => new Promise(() => undefined));
    const broken = standIn('openai', () => Promise.reject(new TypeError('a mistake')));
    const { models } = modelsOver([deaf, broken], { limits: { milliseconds: 50 } });
    assert.deepEqual((await models.ask(question())).failures, [
      { provider: 'groq', failure: 'time-limit' },
      { provider: 'openai', failure: 'unavailable' },
    ]);
  });
});

describe('a provider that keeps failing', () => {
  let server: ModelServer;
  before(async () => {
    server = await startModelServer('groq');
  });
  after(() => server.close());

  it('is left alone for a while, then tried by one note, and used again when it is back', async () => {
    let now = Date.UTC(2026, 10, 20);
    const rest = { failures: 3, milliseconds: 30_000 };
    const { models, told } = modelsOver([server], { rest, clock: () => new Date(now) });
    const failureNow = async () => (await models.ask(question())).failures[0]?.failure;
    server.always(away);
    for (let note = 0; note < 3; note += 1) assert.equal(await failureNow(), 'unavailable');
    assert.equal(await failureNow(), 'resting');
    assert.equal(server.calls.length, 3);
    now += rest.milliseconds;
    assert.equal(await failureNow(), 'unavailable');
    assert.equal(await failureNow(), 'resting');
    assert.equal(server.calls.length, 4);
    now += rest.milliseconds;
    const answer = Promise.withResolvers<undefined>();
    const came = Promise.withResolvers<undefined>();
    server.always(async (exchange) => {
      came.resolve(undefined);
      await waits(answer.promise, answers(ANSWER))(exchange);
    });
    const trial = models.ask(question());
    await came.promise;
    assert.equal(await failureNow(), 'resting');
    answer.resolve(undefined);
    assert.equal((await trial).spoken?.value, ANSWER);
    assert.equal(await failureNow(), undefined);
    const states = told.breakers.map(([, state]) => state);
    assert.deepEqual(states, ['closed', 'open', 'half-open', 'open', 'half-open', 'closed']);
  });

  it('says what went wrong when it is sent to rest between two calls of a note', async () => {
    server.always(refuses(503, 'api_error', 'away', { headers: { 'retry-after': '0' } }));
    const { models } = modelsOver([server], { rest: { failures: 2, milliseconds: 30_000 }, limits: { retries: 9 } });
    const { requests, failures } = await models.ask(question());
    assert.deepEqual([requests, failures[0]?.failure], [2, 'unavailable']);
  });

  it('is not blamed for answers that do not fit, for lessons, or for notes whose time was over', async () => {
    const { models, told } = modelsOver([server], { rest: { failures: 1, milliseconds: 30_000 } });
    server.always(answers('nothing that fits'));
    await models.ask(question());
    server.always(answers('{', { finish: 'length' }));
    await models.ask(question());
    const deadline = new AbortController();
    server.script(async () => deadline.abort());
    await models.ask(question(deadline.signal));
    server.script(refuses(400, 'x', 'response_format'), answers(ANSWER));
    assert.equal((await models.ask(question())).spoken?.value, ANSWER);
    assert.deepEqual(told.breakers, [['groq', 'closed']]);
  });
});

describe('calls at once', () => {
  it('are as many as may be; the others wait their turn', async () => {
    const [server] = await start('groq');
    const two = Promise.withResolvers<undefined>();
    let came = 0;
    server.always(async (exchange) => {
      came += 1;
      if (came === 2) two.resolve(undefined);
      await waits(two.promise, answers(ANSWER))(exchange);
    });
    const { models } = modelsOver([server], { limits: { concurrency: 2 } });
    const asked = await Promise.all(Array.from({ length: 8 }, () => models.ask(question())));
    assert.ok(asked.every(({ spoken }) => spoken?.value === ANSWER));
    assert.equal(server.calls.length, 8);
    assert.equal(server.mostAtOnce(), 2);
  });

  it('do not keep those who wait beyond their time, nor make a call for them later', async () => {
    const [groq, openai] = await start('groq', 'openai');
    const answer = Promise.withResolvers<undefined>();
    const came = Promise.withResolvers<undefined>();
    groq.always(async (exchange) => {
      came.resolve(undefined);
      await waits(answer.promise, answers(ANSWER))(exchange);
    });
    const { models, told } = modelsOver([groq], { limits: { concurrency: 1 } });
    const first = models.ask(question());
    await came.promise;
    const deadline = new AbortController();
    const second = models.ask(question(deadline.signal));
    deadline.abort();
    assert.deepEqual((await second).failures, [{ provider: 'groq', failure: 'time-limit' }]);
    answer.resolve(undefined);
    assert.equal((await first).spoken?.value, ANSWER);
    assert.equal((await models.ask(question())).spoken?.value, ANSWER);
    assert.equal(groq.calls.length, 2);
    assert.deepEqual(told.passedOver, ['groq time-limit']);
    assert.equal(openai.calls.length, 0);
  });
});

describe('the quota of a day', () => {
  it('is used up by every call, retries and repairs too; then the next provider is asked, until the day is over (UTC)', async () => {
    const [groq, openai] = await start('groq', 'openai');
    groq.script(answers('wrong'), answers(ANSWER), answers(ANSWER), answers(ANSWER));
    openai.always(answers(ANSWER));
    let now = Date.parse('2026-11-20T23:59:59.999Z');
    const { models, told } = modelsOver([groq, openai], { limits: { dailyRequests: 3 }, clock: () => new Date(now) });
    const who = async () => (await models.ask(question())).spoken?.provider;
    assert.deepEqual([await who(), await who(), await who()], ['groq', 'groq', 'openai']);
    assert.deepEqual(told.passedOver, ['groq quota-reached']);
    assert.equal(groq.calls.length, 3);
    now += 1;
    assert.equal(await who(), 'groq');
  });

  it('holds without its store in this process, and the note goes on', async () => {
    const [groq] = await start('groq');
    groq.always(answers(ANSWER));
    const memory = createUsageInMemory();
    let isAway = false;
    const usage: ModelUsageStore = {
      take: (call, limit) => (isAway ? Promise.reject(new Error('away')) : memory.take(call, limit)),
      add: async () => {
        if (isAway) throw new Error('away');
      },
    };
    const { models, told } = modelsOver([groq], { usage, limits: { dailyRequests: 3 } });
    assert.equal((await models.ask(question())).spoken?.value, ANSWER);
    isAway = true;
    assert.equal((await models.ask(question())).spoken?.value, ANSWER);
    assert.equal((await models.ask(question())).spoken?.value, ANSWER);
    assert.equal((await models.ask(question())).failures[0]?.failure, 'quota-reached');
    // Two that could not be written, and three that could not be counted.
    assert.equal(told.lost.length, 5);
    isAway = false;
    assert.equal((await models.ask(question())).spoken?.value, ANSWER);
  });

  it('is not waited for when its store says nothing', async () => {
    const [groq] = await start('groq');
    groq.always(answers(ANSWER));
    const silent = { take: () => new Promise<never>(() => undefined), add: () => new Promise<never>(() => undefined) };
    const { models, told } = modelsOver([groq], { usage: silent });
    assert.equal((await models.ask(question())).spoken?.value, ANSWER);
    assert.equal(told.lost.length, 2);
  });
});

describe('what is told of a call', () => {
  it('holds nothing of the source, the answer or the key', async () => {
    const [groq, openai] = await start('groq', 'openai');
    groq.always(refuses(400, 'x', 'You said: Vu Awa Ndiaye chez Sonatel'));
    openai.always(answers(ANSWER));
    const { models, told } = modelsOver([groq, openai], { limits: LIMITS });
    const asked = await models.ask(question());
    const heard = JSON.stringify([told, asked.failures]);
    assert.doesNotMatch(heard, /Awa|Sonatel|key-of-a-test/);
    assert.doesNotMatch(heard, new RegExp(ORG));
  });
});
