import type { ModelProvider } from '../../platform/model-providers.ts';
import type { VendorAccount } from './adapter.ts';
import { createAnthropicModel } from './anthropic.ts';
import { createGroqModel } from './groq.ts';
import { createOpenAiShapedModel } from './openai-shaped.ts';
import type { LanguageModel } from './provider.ts';

/**
 * The language model of a provider. Nothing is contacted before it is asked.
 * @throws StartupError when the address cannot be used.
 */
export function createModelOf(provider: ModelProvider, account: VendorAccount): LanguageModel {
  if (provider === 'groq') return createGroqModel(account);
  if (provider === 'anthropic') return createAnthropicModel(account);
  return createOpenAiShapedModel(provider, account);
}
