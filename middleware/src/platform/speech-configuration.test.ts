import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { readConfiguration } from './configuration.ts';
import { StartupError } from './errors.ts';

const SECRET = 'sk-0123456789abcdef';
const speech = (variables: Record<string, string>) => readConfiguration(variables).speech;
const providersOf = (variables: Record<string, string>) => speech(variables).accounts.map(({ provider }) => provider);

describe('the speech recognisers of a configuration', () => {
  it('are none without a key or an address, whatever else is set', () => {
    assert.deepEqual(
      speech({ GROQ_SPEECH_MODEL: 'x', SPEECH_SECONDS: '4', OPENAI_BASE_URL: 'https://a.example' }).accounts,
      [],
    );
  });

  it('are those whose key or address is set, in the order of the product', () => {
    const variables = {
      OPENAI_API_KEY: SECRET,
      GOOGLE_SPEECH_API_KEY: SECRET,
      GROQ_API_KEY: SECRET,
      WHISPER_BASE_URL: 'http://127.0.0.1:8000',
    };
    assert.deepEqual(speech(variables).accounts, [
      { provider: 'whisper', apiKey: '', model: 'whisper-1', baseUrl: 'http://127.0.0.1:8000' },
      { provider: 'groq', apiKey: SECRET, model: 'whisper-large-v3-turbo', baseUrl: null },
      { provider: 'google', apiKey: SECRET, model: 'latest_long', baseUrl: null },
      { provider: 'openai', apiKey: SECRET, model: 'whisper-1', baseUrl: null },
    ]);
  });

  it('share key and address with the language models of their vendor, and have models of their own', () => {
    const { accounts } = speech({
      GROQ_API_KEY: SECRET,
      GROQ_BASE_URL: 'https://gateway.example',
      GROQ_MODEL: 'openai/gpt-oss-20b',
      GROQ_SPEECH_MODEL: 'whisper-large-v3',
    });
    assert.deepEqual(accounts, [
      { provider: 'groq', apiKey: SECRET, model: 'whisper-large-v3', baseUrl: 'https://gateway.example' },
    ]);
  });

  for (const name of ['GOOGLE_SPEECH_API_KEY', 'GOOGLE_APPLICATION_CREDENTIALS']) {
    it(`know Google by ${name}`, () => assert.deepEqual(providersOf({ [name]: SECRET }), ['google']));
  }
  it('know Google by an address, where it needs no key', () => {
    assert.deepEqual(providersOf({ GOOGLE_SPEECH_BASE_URL: 'http://127.0.0.1:9000' }), ['google']);
  });

  it('are tried in the order that a setting gives, and only those', () => {
    const keys = { GROQ_API_KEY: SECRET, GOOGLE_SPEECH_API_KEY: SECRET, OPENAI_API_KEY: SECRET };
    assert.deepEqual(providersOf({ ...keys, SPEECH_PROVIDERS: 'openai, google' }), ['openai', 'google']);
  });

  it('have the usual limits when nothing is said, and others when it is', () => {
    assert.deepEqual(speech({}).limits, { milliseconds: 20_000, retries: 1, concurrency: 4 });
    assert.deepEqual(speech({ SPEECH_SECONDS: '60', SPEECH_RETRIES: '0', SPEECH_CONCURRENCY: '2' }).limits, {
      milliseconds: 60_000,
      retries: 0,
      concurrency: 2,
    });
  });

  it('leave alone what belongs to others’ programs', () => {
    const others = {
      GOOGLE_CLOUD_PROJECT: 'x',
      GOOGLE_API_KEY: 'x',
      WHISPER_CPP: 'x',
      SPEECH_KEY: 'x',
      SPEECH_REGION: 'x',
    };
    assert.deepEqual(speech(others).accounts, []);
  });

  for (const [what, variables, sentence] of [
    [
      'an unknown provider',
      { SPEECH_PROVIDERS: 'whispr' },
      /^SPEECH_PROVIDERS cannot be used: it must be names among whisper/,
    ],
    ['a provider twice', { SPEECH_PROVIDERS: 'groq,groq', GROQ_API_KEY: SECRET }, /each once/],
    [
      'a provider without its key',
      { SPEECH_PROVIDERS: 'groq' },
      /names groq, and GROQ_API_KEY is not set: set it, or take/,
    ],
    ['Google without an account', { SPEECH_PROVIDERS: 'google' }, /GOOGLE_SPEECH_API_KEY is not set/],
    ['a server of one’s own without its address', { SPEECH_PROVIDERS: 'whisper' }, /WHISPER_BASE_URL is not set/],
    ['a model without its server', { WHISPER_MODEL: 'small' }, /WHISPER_MODEL needs WHISPER_BASE_URL: set it/],
    ['a key without its server', { WHISPER_API_KEY: SECRET }, /WHISPER_API_KEY needs WHISPER_BASE_URL/],
    [
      'two accounts of Google',
      { GOOGLE_SPEECH_API_KEY: SECRET, GOOGLE_APPLICATION_CREDENTIALS: 'file.json' },
      /both set, and one is enough/,
    ],
    ['an address that is none', { WHISPER_BASE_URL: 'localhost:8000' }, /WHISPER_BASE_URL cannot be used: .*http/],
    ['no time', { SPEECH_SECONDS: '0' }, /SPEECH_SECONDS cannot be used: it must be a whole number from 1 to 120/],
    ['retries without end', { SPEECH_RETRIES: '99' }, /SPEECH_RETRIES cannot be used/],
    ['no calls', { SPEECH_CONCURRENCY: '0' }, /SPEECH_CONCURRENCY cannot be used/],
    ['a setting in the singular', { SPEECH_PROVIDER: 'groq' }, /no setting SPEECH_PROVIDER: write SPEECH_PROVIDERS/],
    ['an unknown setting of a vendor', { GOOGLE_SPEECH_KEY: SECRET }, /no setting GOOGLE_SPEECH_KEY/],
    ['an unknown key', { WHISPER_KEY: SECRET }, /no setting WHISPER_KEY/],
    ['a mistyped name', { WISPER_BASE_URL: 'http://a.example' }, /no setting WISPER_BASE_URL: write WHISPER_BASE_URL/],
    ['a key in quotes', { GOOGLE_SPEECH_API_KEY: `"${SECRET}"` }, /the key alone/],
  ] as [string, Record<string, string>, RegExp][]) {
    it(`refuse ${what}, say what to do, and never say a key`, () => {
      assert.throws(
        () => readConfiguration(variables),
        (error) => error instanceof StartupError && sentence.test(error.message) && !error.message.includes(SECRET),
      );
    });
  }
});
