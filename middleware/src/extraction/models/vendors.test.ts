import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';

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
  type ModelServer,
  type ModelStep,
} from '../../testing/model-servers.ts';
import type { ModelFailure } from '../schema.ts';
import { ModelError, type LanguageModel } from './provider.ts';
import { ANSWER, MODEL_NAMES, modelOf, REQUEST } from './testing/requests.ts';
import { createModelOf } from './vendors.ts';

const RECORDED = join(import.meta.dirname, '../../../../test/fixtures/models');

interface RecordedAnswer {
  provider: ModelProvider;
  body: unknown;
  content: string;
  usage: unknown;
}

interface RecordedRefusal {
  name: string;
  provider: ModelProvider;
  status: number;
  headers?: Record<string, string>;
  body: unknown;
  failure: ModelFailure;
  learns?: string;
}

const recorded = async <Body>(file: string) => JSON.parse(await readFile(join(RECORDED, file), 'utf8')) as Body[];
const recordedAnswers = await recorded<RecordedAnswer>('answers.json');
const recordedRefusals = await recorded<RecordedRefusal>('refusals.json');

const JSON_TYPE = { 'content-type': 'application/json' };
const HTML = '<!doctype html><html><body><h1>502 Bad Gateway</h1></body></html>';
const never = new AbortController().signal;

/** What a vendor may do, and what the call then comes to, whoever the vendor is. */
const MISHAPS: { name: string; step: ModelStep; failure: ModelFailure; retryAfter?: number | null }[] = [
  { name: 'answers in too few tokens', step: answers('{"comp', { finish: 'length' }), failure: 'too-long' },
  { name: 'refuses to answer', step: answers('I cannot.', { finish: 'refusal' }), failure: 'not-an-answer' },
  { name: 'filters the answer', step: answers('{}', { finish: 'content_filter' }), failure: 'not-an-answer' },
  { name: 'answers nothing', step: answers(''), failure: 'not-an-answer' },
  { name: 'answers blanks', step: answers(' \n\t'), failure: 'not-an-answer' },
  { name: 'answers without text', step: answers(null), failure: 'not-an-answer' },
  { name: 'sends an empty body', step: sends(200, JSON_TYPE, ''), failure: 'unavailable' },
  { name: 'sends no content', step: sends(204, {}, ''), failure: 'unavailable' },
  { name: 'sends JSON of something else', step: sends(200, JSON_TYPE, '{"ok":true}'), failure: 'unavailable' },
  { name: 'sends null', step: sends(200, JSON_TYPE, 'null'), failure: 'unavailable' },
  { name: 'sends garbage', step: sends(200, JSON_TYPE, '{"choices": [}'), failure: 'unavailable' },
  { name: 'sends bytes', step: sends(200, JSON_TYPE, Buffer.from([0xff, 0xfe, 0, 1])), failure: 'unavailable' },
  { name: 'sends a page', step: sends(200, { 'content-type': 'text/html' }, HTML), failure: 'unavailable' },
  { name: 'sends a page as an error', step: sends(502, { 'content-type': 'text/html' }, HTML), failure: 'unavailable' },
  { name: 'sends no end', step: neverEnds(), failure: 'unavailable' },
  {
    name: 'sends little that becomes much',
    step: sends(200, { ...JSON_TYPE, 'content-encoding': 'gzip' }, gzipSync(Buffer.alloc(20_000_000))),
    failure: 'unavailable',
  },
  { name: 'refuses without end', step: neverEnds(403), failure: 'refused' },
  { name: 'does not know the key', step: refuses(401, 'authentication_error', 'invalid key'), failure: 'refused' },
  { name: 'does not allow it', step: refuses(403, 'permission_error', 'not for you'), failure: 'refused' },
  { name: 'does not have the model', step: refuses(404, 'not_found_error', 'no such model'), failure: 'refused' },
  { name: 'wants money', step: refuses(402, 'billing_error', 'pay'), failure: 'refused' },
  { name: 'refuses for reasons of its own', step: refuses(400, 'invalid_request_error', 'no'), failure: 'refused' },
  { name: 'finds it too large', step: refuses(413, 'request_too_large', 'too large'), failure: 'too-long' },
  {
    name: 'finds it too long for the model',
    step: refuses(400, 'invalid_request_error', 'prompt is too long: 210000 tokens > 200000 maximum'),
    failure: 'too-long',
  },
  {
    name: 'has had enough for 7 seconds',
    step: refuses(429, 'rate_limit_error', 'slow down', { headers: { 'retry-after': '7' } }),
    failure: 'rate-limited',
    retryAfter: 7_000,
  },
  {
    name: 'has had enough for 250 milliseconds',
    step: refuses(429, 'rate_limit_error', 'slow down', { headers: { 'retry-after-ms': '250', 'retry-after': '1' } }),
    failure: 'rate-limited',
    retryAfter: 250,
  },
  {
    name: 'has had enough until a day that is over',
    step: refuses(429, 'rate_limit_error', 'slow', { headers: { 'retry-after': 'Wed, 21 Oct 2015 07:28:00 GMT' } }),
    failure: 'rate-limited',
    retryAfter: 0,
  },
  {
    name: 'has had enough, and says nonsense',
    step: refuses(429, 'rate_limit_error', 'slow', { headers: { 'retry-after': 'soon' } }),
    failure: 'rate-limited',
    retryAfter: null,
  },
  { name: 'has had enough', step: refuses(429, 'rate_limit_error', 'slow'), failure: 'rate-limited', retryAfter: null },
  { name: 'is broken', step: refuses(500, 'api_error', 'oops'), failure: 'unavailable' },
  {
    name: 'is away for 3 seconds',
    step: refuses(503, 'api_error', 'away', { headers: { 'retry-after': '3' } }),
    failure: 'unavailable',
    retryAfter: 3_000,
  },
  { name: 'is overloaded', step: refuses(529, 'overloaded_error', 'Overloaded'), failure: 'unavailable' },
  { name: 'ran out of time', step: refuses(408, 'timeout', 'too slow'), failure: 'time-limit' },
  { name: 'hangs up', step: cutsOff('before'), failure: 'connection' },
  { name: 'hangs up in the middle', step: cutsOff('middle'), failure: 'connection' },
];

/** What SDKs read from the environment, and would send to whomever they speak to. */
const INSIDE = {
  OPENAI_CUSTOM_HEADERS: 'x-inside: secret',
  GROQ_CUSTOM_HEADERS: 'x-inside: secret',
  ANTHROPIC_CUSTOM_HEADERS: 'x-inside: secret',
  OPENAI_ORG_ID: 'org-inside',
  OPENAI_PROJECT_ID: 'project-inside',
  ANTHROPIC_AUTH_TOKEN: 'token-inside',
};

for (const provider of MODEL_PROVIDERS) {
  describe(`the model of ${provider}`, () => {
    let server: ModelServer;
    let model: LanguageModel;
    before(async () => {
      server = await startModelServer(provider);
    });
    beforeEach(() => {
      model = modelOf(server);
    });
    after(() => server.close());

    it('is asked with the body that it shows, strictly and soberly, and answers', async () => {
      server.script(answers(ANSWER, { inputTokens: 1_234, outputTokens: 56 }));
      const reply = await model.ask(REQUEST, never);
      assert.deepEqual(reply, { content: ANSWER, usage: { inputTokens: 1_234, outputTokens: 56 } });
      const { body } = server.calls.at(-1)!;
      assert.deepEqual(body, JSON.parse(JSON.stringify(model.body(REQUEST))));
      assert.equal(body['model'], MODEL_NAMES[provider]);
      assert.match(JSON.stringify(body), /"json_schema"/);
      assert.equal(body['temperature'], provider === 'anthropic' ? undefined : 0);
    });

    it('is told nothing of this machine or its environment', async (test) => {
      const before = { ...process.env };
      test.after(() => (process.env = before));
      Object.assign(process.env, INSIDE);
      server.script(answers(ANSWER));
      await modelOf(server).ask(REQUEST, never);
      const { headers } = server.calls.at(-1)!;
      const ours = Object.keys(headers).filter((name) => /stainless|inside|organization|project/.test(name));
      assert.deepEqual(ours, []);
      assert.doesNotMatch(JSON.stringify(headers), /inside|secret/);
    });

    for (const { name, step, failure, retryAfter } of MISHAPS) {
      it(`${name}: ${failure}`, async () => {
        const before = server.calls.length;
        server.script(step);
        const error = await failureOf(model.ask(REQUEST, never));
        assert.equal(error.failure, failure);
        assert.equal(server.calls.length, before + 1);
        assert.doesNotMatch(`${error.message} ${String(error.cause)}`, /Sonatel|Awa|notes of a sales/);
        if (retryAfter !== undefined) assert.equal(error.retryAfterMilliseconds, retryAfter);
      });
    }

    for (const [name, step] of [
      ['says nothing', isSilent],
      ['answers byte by byte', dribbles],
    ] as const) {
      it(`${name}: is left at the signal`, async () => {
        const calls = server.calls.length;
        const time = new AbortController();
        server.script(async (exchange) => {
          await step(exchange);
          time.abort();
        });
        const error = await failureOf(model.ask(REQUEST, time.signal));
        assert.equal(error.failure, 'time-limit');
        assert.equal(server.calls.length, calls + 1);
      });
    }

    it('is not asked at all when its time is over before', async () => {
      const calls = server.calls.length;
      const error = await failureOf(model.ask(REQUEST, AbortSignal.abort()));
      assert.equal(error.failure, 'time-limit');
      assert.equal(server.calls.length, calls);
    });

    it('does not follow to another address with the key and the source', async (test) => {
      const elsewhere = await startModelServer(provider);
      test.after(() => elsewhere.close());
      elsewhere.always(answers(ANSWER));
      for (const status of [301, 302, 303, 307, 308]) {
        server.script(sends(status, { location: `${elsewhere.baseUrl}/v1/messages` }, ''));
        assert.equal((await failureOf(model.ask(REQUEST, never))).failure, 'unavailable');
      }
      assert.equal(elsewhere.calls.length, 0);
    });

    it('that does not take the schema is given it in another way from then on, and two refusals at once teach it once', async () => {
      const { form, param } =
        provider === 'anthropic'
          ? { form: 'tools', param: 'output_config.format.schema: Invalid schema: The compiled grammar is too large' }
          : { form: 'json_object', param: 'This model does not support response format `json_schema`' };
      server.script(refuses(400, 'invalid_request_error', param), refuses(400, 'invalid_request_error', param));
      const errors = await Promise.all([failureOf(model.ask(REQUEST, never)), failureOf(model.ask(REQUEST, never))]);
      for (const error of errors) {
        assert.equal(error.failure, 'schema-refused');
        assert.equal(error.retryAfterMilliseconds, 0);
      }
      server.script(answers(ANSWER));
      assert.equal((await model.ask(REQUEST, never)).content, ANSWER);
      const second = JSON.stringify(server.calls.at(-1)!.body);
      assert.match(second, new RegExp(form));
      assert.doesNotMatch(second, /json_schema/);
      assert.match(second, /additionalProperties/);
      assert.deepEqual(server.calls.at(-1)!.body, JSON.parse(JSON.stringify(model.body(REQUEST))));
    });

    it('that takes neither form is asked in words alone, and its fenced answer understood', async () => {
      const refusal = refuses(400, 'invalid_request_error', 'response_format, tool_choice: not supported');
      server.script(refusal, refusal, answers(`\`\`\`json\n${ANSWER}\n\`\`\``));
      await failureOf(model.ask(REQUEST, never));
      await failureOf(model.ask(REQUEST, never));
      assert.equal((await model.ask(REQUEST, never)).content, ANSWER);
      const { body } = server.calls.at(-1)!;
      assert.equal(body['response_format'] ?? body['tools'] ?? body['output_config'], undefined);
      server.script(refusal);
      const last = await failureOf(model.ask(REQUEST, never));
      assert.deepEqual([last.failure, last.retryAfterMilliseconds], ['refused', null]);
    });
  });
}

describe('what vendors really answer', () => {
  for (const { provider, body, content, usage } of recordedAnswers) {
    it(`is read: ${provider}`, async (test) => {
      const server = await startModelServer(provider);
      test.after(() => server.close());
      server.script(sends(200, JSON_TYPE, JSON.stringify(body)));
      assert.deepEqual(await modelOf(server).ask(REQUEST, never), { content, usage });
    });
  }

  for (const { name, provider, status, headers, body, failure, learns } of recordedRefusals) {
    it(`is understood: ${provider}, ${name}`, async (test) => {
      const server = await startModelServer(provider);
      test.after(() => server.close());
      const model = modelOf(server);
      const before = JSON.stringify(model.body(REQUEST));
      server.script(sends(status, { ...JSON_TYPE, ...headers }, JSON.stringify(body)));
      const outcome = await model.ask(REQUEST, never).catch((error: unknown) => error);
      const after = JSON.stringify(model.body(REQUEST));
      if (name === 'what the model wrote is not JSON') {
        assert.deepEqual(outcome, { content: '{"deals": [', usage: { inputTokens: 0, outputTokens: 0 } });
        return;
      }
      assert.ok(outcome instanceof ModelError);
      assert.equal(outcome.failure, learns === 'form' ? 'schema-refused' : failure);
      if (headers?.['retry-after']) assert.equal(outcome.retryAfterMilliseconds, Number(headers['retry-after']) * 1000);
      if (!learns) assert.equal(after, before);
      else if (learns === 'form') assert.doesNotMatch(after, /"json_schema"/);
      else assert.doesNotMatch(after, new RegExp(`"${learns}"`));
      if (learns) assert.equal(outcome.retryAfterMilliseconds, 0);
    });
  }

  it('is taken in parts from models that think (Mistral), and past what they thought (Anthropic)', async (test) => {
    const mistral = await startModelServer('mistral');
    const anthropic = await startModelServer('anthropic');
    test.after(() => Promise.all([mistral.close(), anthropic.close()]));
    const parts = [
      { type: 'thinking', thinking: [{ type: 'text', text: 'hm' }] },
      { type: 'text', text: ANSWER },
    ];
    const completion = { choices: [{ finish_reason: 'stop', message: { role: 'assistant', content: parts } }] };
    mistral.script(sends(200, JSON_TYPE, JSON.stringify(completion)));
    assert.equal((await modelOf(mistral).ask(REQUEST, never)).content, ANSWER);
    const content = [
      { type: 'thinking', thinking: 'hm', signature: 'x' },
      { type: 'text', text: ANSWER },
    ];
    anthropic.script(sends(200, JSON_TYPE, JSON.stringify({ type: 'message', content, stop_reason: 'end_turn' })));
    assert.equal((await modelOf(anthropic).ask(REQUEST, never)).content, ANSWER);
  });

  it('is read compressed', async (test) => {
    const server = await startModelServer('openai');
    test.after(() => server.close());
    const completion = { choices: [{ finish_reason: 'stop', message: { content: ANSWER } }] };
    const headers = { ...JSON_TYPE, 'content-encoding': 'gzip' };
    server.script(sends(200, headers, gzipSync(JSON.stringify(completion))));
    assert.equal((await modelOf(server).ask(REQUEST, never)).content, ANSWER);
  });

  it('is believed in tokens only where they can be counted', async (test) => {
    const server = await startModelServer('openai');
    test.after(() => server.close());
    for (const usage of [null, 'much', { prompt_tokens: -5, completion_tokens: 1e300 }, { prompt_tokens: 1.5 }]) {
      const completion = { choices: [{ finish_reason: 'stop', message: { content: ANSWER } }], usage };
      server.script(sends(200, JSON_TYPE, JSON.stringify(completion)));
      assert.deepEqual((await modelOf(server).ask(REQUEST, never)).usage, { inputTokens: 0, outputTokens: 0 });
    }
  });
});

describe('a vendor that is not there', () => {
  const account = { apiKey: 'key', model: 'some' };
  it('comes to a failure: nobody listens, no such name, no TLS', async (test) => {
    const closed = await startModelServer('openai');
    await closed.close();
    const plain = createServer(
      (socket) => void socket.on('error', () => undefined).end('HTTP/1.1 400 Bad Request\r\n\r\n'),
    );
    await new Promise<void>((resolve) => plain.listen(0, '127.0.0.1', resolve));
    test.after(() => plain.close());
    const place = plain.address();
    const port = typeof place === 'object' && place ? place.port : 0;
    for (const baseUrl of [closed.baseUrl, 'http://nobody.invalid/v1', `https://127.0.0.1:${port}/v1`]) {
      for (const provider of MODEL_PROVIDERS) {
        const error = await failureOf(createModelOf(provider, { ...account, baseUrl }).ask(REQUEST, never));
        assert.equal(error.failure, 'connection', `${provider} at ${baseUrl}`);
      }
    }
  });
});

async function failureOf(asked: Promise<unknown>): Promise<ModelError> {
  const outcome = await asked.catch((error: unknown) => error);
  assert.ok(outcome instanceof ModelError, `not a ModelError: ${JSON.stringify(outcome)} ${String(outcome)}`);
  return outcome;
}
