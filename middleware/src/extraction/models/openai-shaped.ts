import { openAiClient } from '../../platform/vendor-clients.ts';
import { createLanguageModel, type VendorAccount } from './adapter.ts';
import { CHAT_FORMS, chatBody, readCompletion, type ChatBody, type ChatForm } from './chat.ts';
import type { Manners } from './manners.ts';
import type { LanguageModel, ModelRequest } from './provider.ts';

export type OpenAiShaped = 'ollama' | 'mistral' | 'openai';

interface OpenAiBody extends ChatBody {
  max_completion_tokens?: number;
  max_tokens?: number;
  temperature?: 0;
  reasoning_effort?: 'low';
}

/** OpenAI, and the vendors that speak its protocol at another address. */
export function createOpenAiShapedModel(provider: OpenAiShaped, account: VendorAccount): LanguageModel {
  const client = openAiClient(provider, account);
  const { model } = account;
  return createLanguageModel<ChatForm, OpenAiBody>({
    provider,
    model,
    forms: CHAT_FORMS,
    options: ['temperature', 'reasoning_effort'],
    body: (request, manners) => openAiBody(provider, model, request, manners),
    send: (body, options) => client.chat.completions.create(body, options),
    read: readCompletion,
  });
}

function openAiBody(
  provider: OpenAiShaped,
  model: string,
  request: ModelRequest,
  manners: Manners<ChatForm>,
): OpenAiBody {
  const { without } = manners;
  const isOpenAi = provider === 'openai';
  return {
    ...chatBody(model, request, manners),
    // Mistral refuses what it does not know, OpenAI's newer models the older name; Ollama knows the older one only.
    ...(isOpenAi ? { max_completion_tokens: request.maximumTokens } : { max_tokens: request.maximumTokens }),
    ...(!without.has('temperature') && { temperature: 0 }),
    // Models that think refuse a temperature, the others this: whichever it is learns once.
    ...(isOpenAi && !without.has('reasoning_effort') && { reasoning_effort: 'low' }),
  };
}
