import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { StartupError } from './errors.ts';
import { MODEL_PROVIDERS } from './model-providers.ts';
import { vendorAddress } from './vendor-addresses.ts';

describe('the address of a vendor', () => {
  for (const [provider, given, address] of [
    ['groq', 'https://api.groq.com', 'https://api.groq.com'],
    ['groq', 'https://api.groq.com/openai/v1', 'https://api.groq.com'],
    ['groq', 'https://api.groq.com/openai/v1/', 'https://api.groq.com'],
    ['groq', 'https://gateway.example/groq/openai', 'https://gateway.example/groq'],
    ['anthropic', 'https://api.anthropic.com/v1/', 'https://api.anthropic.com'],
    ['anthropic', 'https://gateway.example/anthropic', 'https://gateway.example/anthropic'],
    ['ollama', 'http://127.0.0.1:11434', 'http://127.0.0.1:11434/v1'],
    ['ollama', 'http://[::1]:11434/', 'http://[::1]:11434/v1'],
    ['ollama', 'http://ollama:11434/v1/', 'http://ollama:11434/v1'],
    ['whisper', 'http://127.0.0.1:8080', 'http://127.0.0.1:8080/v1'],
    ['openai', 'HTTPS://API.OpenAI.com', 'https://api.openai.com/v1'],
    ['openai', 'https://gateway.example/deep/path', 'https://gateway.example/deep/path'],
    ['mistral', 'https://api.mistral.ai/v1', 'https://api.mistral.ai/v1'],
  ] as const) {
    it(`of ${provider} is understood: ${given}`, () => assert.equal(vendorAddress(provider, given), address));
  }

  it("is the vendor's own where none is given, whatever the environment says", (test) => {
    process.env['OPENAI_BASE_URL'] = 'https://elsewhere.example';
    test.after(() => delete process.env['OPENAI_BASE_URL']);
    for (const provider of MODEL_PROVIDERS) {
      const { protocol, hostname } = new URL(vendorAddress(provider, null));
      assert.equal(protocol, provider === 'ollama' ? 'http:' : 'https:');
      assert.match(hostname, provider === 'ollama' ? /^127\.0\.0\.1$/ : new RegExp(provider));
    }
  });

  for (const given of [
    '',
    'api.groq.com',
    'file:///etc/passwd',
    'https://user:secret@api.groq.com',
    'https://api.groq.com/?key=secret',
    'https://api.groq.com/#x',
  ]) {
    it(`is refused in words that do not repeat it: ${given || '(empty)'}`, () => {
      assert.throws(
        () => vendorAddress('groq', given),
        (error) =>
          error instanceof StartupError && /GROQ_BASE_URL/.test(error.message) && !/secret/.test(error.message),
      );
    });
  }
});
