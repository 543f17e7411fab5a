import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { readConfiguration } from './configuration.ts';
import { StartupError } from './errors.ts';

const SECRET = 'sk-0123456789abcdef';
const models = (variables: Record<string, string>) => readConfiguration(variables).models;

describe('the language models of a configuration', () => {
  it('are none without a key, whatever else is set', () => {
    assert.deepEqual(
      models({ GROQ_MODEL: 'x', MODEL_SECONDS: '4', ANTHROPIC_BASE_URL: 'https://a.example' }).accounts,
      [],
    );
  });

  it('are those whose key or address is set, in the order of the product', () => {
    const { accounts } = models({
      ANTHROPIC_API_KEY: SECRET,
      OLLAMA_BASE_URL: 'http://127.0.0.1:11434',
      OLLAMA_MODEL: 'llama',
      GROQ_API_KEY: SECRET,
    });
    assert.deepEqual(
      accounts.map(({ provider }) => provider),
      ['groq', 'ollama', 'anthropic'],
    );
    assert.deepEqual(accounts[1], {
      provider: 'ollama',
      apiKey: '',
      model: 'llama',
      baseUrl: 'http://127.0.0.1:11434',
    });
    assert.deepEqual([accounts[0]?.apiKey, accounts[0]?.baseUrl], [SECRET, null]);
  });

  it('are tried in the order that a setting gives, and only those', () => {
    const keys = { GROQ_API_KEY: SECRET, MISTRAL_API_KEY: SECRET, OPENAI_API_KEY: SECRET };
    const { accounts } = models({ ...keys, MODEL_PROVIDERS: 'openai, groq' });
    assert.deepEqual(
      accounts.map(({ provider }) => provider),
      ['openai', 'groq'],
    );
  });

  it('have one figure, and exceptions', () => {
    const { limits, totalMilliseconds } = models({
      MODEL_SECONDS: '8, groq=4,ollama=20',
      MODEL_RETRIES: '0',
      MODEL_CONCURRENCY: '2,openai=9',
      MODEL_DAILY_REQUESTS: '50',
      MODEL_PRICES: 'groq=0.15/0.75, anthropic=1/5',
      MODEL_TOTAL_SECONDS: '30',
    });
    assert.deepEqual(limits.groq, {
      milliseconds: 4_000,
      retries: 0,
      concurrency: 2,
      dailyRequests: 50,
      price: { input: 0.15, output: 0.75 },
    });
    assert.deepEqual([limits.ollama.milliseconds, limits.mistral.milliseconds], [20_000, 8_000]);
    assert.deepEqual([limits.openai.concurrency, limits.openai.price, limits.ollama.price?.input], [9, null, 0]);
    assert.equal(totalMilliseconds, 30_000);
  });

  it('have the usual limits when nothing is said', () => {
    const { limits, totalMilliseconds } = models({});
    assert.deepEqual(limits.groq, {
      milliseconds: 8_000,
      retries: 1,
      concurrency: 4,
      dailyRequests: 1_000,
      price: null,
    });
    assert.deepEqual([limits.ollama.price, totalMilliseconds], [{ input: 0, output: 0 }, 20_000]);
  });

  it('leave alone what belongs to the vendors’ own programs', () => {
    const others = {
      OLLAMA_MODELS: '/models',
      OLLAMA_HOST: 'x',
      OPENAI_ORG_ID: 'x',
      ANTHROPIC_AUTH_TOKEN: 'x',
      MODEL_PATH: 'x',
    };
    assert.deepEqual(models(others).accounts, []);
  });

  for (const [what, variables, sentence] of [
    [
      'an unknown provider',
      { MODEL_PROVIDERS: 'gork' },
      /^MODEL_PROVIDERS cannot be used: it must be names among groq/,
    ],
    ['a provider twice', { MODEL_PROVIDERS: 'groq,groq', GROQ_API_KEY: SECRET }, /each once/],
    [
      'a provider without its key',
      { MODEL_PROVIDERS: 'groq' },
      /names groq, and GROQ_API_KEY is not set: set it, or take/,
    ],
    ['Ollama without its address', { MODEL_PROVIDERS: 'ollama' }, /names ollama, and OLLAMA_BASE_URL is not set/],
    ['Ollama without a model', { OLLAMA_BASE_URL: 'http://a.example' }, /OLLAMA_BASE_URL needs OLLAMA_MODEL: set both/],
    ['a model without Ollama', { OLLAMA_MODEL: 'llama' }, /OLLAMA_MODEL needs OLLAMA_BASE_URL/],
    [
      'an address that is none',
      { GROQ_API_KEY: SECRET, GROQ_BASE_URL: 'groq' },
      /GROQ_BASE_URL cannot be used: .*http/,
    ],
    [
      'seconds that are none',
      { MODEL_SECONDS: 'soon' },
      /MODEL_SECONDS cannot be used: it must be a whole number from 1/,
    ],
    ['exceptions without a figure', { MODEL_SECONDS: 'groq=4' }, /MODEL_SECONDS cannot be used/],
    ['an exception of nobody', { MODEL_RETRIES: '1,gork=2' }, /MODEL_RETRIES cannot be used/],
    ['an exception out of bounds', { MODEL_CONCURRENCY: '4,groq=900' }, /from 1 to 64/],
    ['prices without two figures', { MODEL_PRICES: 'groq=0.15' }, /MODEL_PRICES cannot be used: .*groq=0\.15\/0\.75/],
    ['prices of nobody', { MODEL_PRICES: '0.15/0.75' }, /MODEL_PRICES cannot be used/],
    ['a price that is none', { MODEL_PRICES: 'groq=free/0' }, /MODEL_PRICES cannot be used/],
    [
      'more seconds than all together',
      { MODEL_TOTAL_SECONDS: '5' },
      /MODEL_SECONDS \(8 for groq\) is above MODEL_TOTAL_SECONDS \(5\)/,
    ],
    [
      'one with more seconds',
      { MODEL_SECONDS: '8,ollama=60' },
      /\(60 for ollama\) is above MODEL_TOTAL_SECONDS \(20\)/,
    ],
    ['a mistyped key', { GROK_API_KEY: SECRET }, /no setting GROK_API_KEY: write GROQ_API_KEY/],
    ['a key under another name', { ANTHROPIC_KEY: SECRET }, /no setting ANTHROPIC_KEY: write ANTHROPIC_API_KEY/],
    ['a setting in the singular', { MODEL_PROVIDER: 'groq' }, /no setting MODEL_PROVIDER: write MODEL_PROVIDERS/],
    ['a key with a space', { GROQ_API_KEY: `${SECRET} x` }, /^GROQ_API_KEY cannot be used: it must be the key alone/],
    ['a key in quotes', { GROQ_API_KEY: `"${SECRET}"` }, /the key alone/],
  ] as const) {
    it(`refuse ${what}, say what to do, and never say a key`, () => {
      assert.throws(
        () => readConfiguration(variables),
        (error) => error instanceof StartupError && sentence.test(error.message) && !error.message.includes(SECRET),
      );
    });
  }
});
