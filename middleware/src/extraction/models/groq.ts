import { groqClient } from '../../platform/vendor-clients.ts';
import { createLanguageModel, type VendorAccount } from './adapter.ts';
import { CHAT_FORMS, chatBody, readCompletion, type ChatBody, type ChatForm } from './chat.ts';
import type { Manners } from './manners.ts';
import type { LanguageModel, ModelRequest } from './provider.ts';

interface GroqBody extends ChatBody {
  max_completion_tokens: number;
  temperature?: 0;
  reasoning_effort?: 'low';
  include_reasoning?: false;
}

/** Groq, by its own SDK. Strict schemas are for gpt-oss only (console.groq.com/docs/structured-outputs); the others learn. */
export function createGroqModel(account: VendorAccount): LanguageModel {
  const groq = groqClient(account);
  const { model } = account;
  return createLanguageModel<ChatForm, GroqBody>({
    provider: 'groq',
    model,
    forms: CHAT_FORMS,
    options: ['temperature', 'reasoning_effort', 'include_reasoning'],
    body: (request, manners) => groqBody(model, request, manners),
    send: (body, options) => groq.chat.completions.create(body, options),
    read: readCompletion,
    // Groq checks the answer itself, and refuses with it: whoever asked can have it repaired.
    rescue: ({ code, generation }) =>
      code === 'json_validate_failed' && generation
        ? { content: generation, usage: { inputTokens: 0, outputTokens: 0 } }
        : undefined,
  });
}

function groqBody(model: string, request: ModelRequest, manners: Manners<ChatForm>): GroqBody {
  const { without } = manners;
  // console.groq.com/docs/reasoning: gpt-oss thinks at length unless told, and what it thinks counts as answer.
  const thinks = /\bgpt-oss\b/.test(model);
  return {
    ...chatBody(model, request, manners),
    max_completion_tokens: request.maximumTokens,
    ...(!without.has('temperature') && { temperature: 0 }),
    ...(thinks && !without.has('reasoning_effort') && { reasoning_effort: 'low' }),
    ...(thinks && !without.has('include_reasoning') && { include_reasoning: false }),
  };
}
