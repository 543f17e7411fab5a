import type { ModelProvider } from '../../../platform/model-providers.ts';
import { startModelServer, type ModelServer } from '../../../testing/model-servers.ts';
import type { LanguageModel, ModelRequest } from '../provider.ts';
import { createModelOf } from '../vendors.ts';

/** A question that any model can be asked. The system text holds a word that must never get into a message of an error. */
export const REQUEST: ModelRequest = {
  system: 'You read notes of a sales team.',
  turns: [{ role: 'user', content: '1| Vu Awa Ndiaye chez Sonatel, budget 45 M FCFA' }],
  answer: {
    name: 'reading',
    schema: {
      type: 'object',
      properties: { company: { type: ['string', 'null'] } },
      required: ['company'],
      additionalProperties: false,
    },
  },
  maximumTokens: 500,
};

export const ANSWER = '{"company":"Sonatel"}';

export const MODEL_NAMES: Readonly<Record<ModelProvider, string>> = {
  groq: 'openai/gpt-oss-120b',
  ollama: 'qwen3:8b',
  mistral: 'mistral-small-latest',
  openai: 'gpt-5-mini',
  anthropic: 'claude-haiku-4-5',
};

/** A model with the stand-in of its vendor behind it. */
export async function modelWithServer(provider: ModelProvider): Promise<{ server: ModelServer; model: LanguageModel }> {
  const server = await startModelServer(provider);
  return { server, model: modelOf(server) };
}

export const modelOf = ({ provider, baseUrl }: ModelServer): LanguageModel =>
  createModelOf(provider, { apiKey: 'key-of-a-test', model: MODEL_NAMES[provider], baseUrl });
