import Groq from 'groq-sdk';

import { createLanguageModel, NO_KEY, QUIET, type VendorAccount } from './adapter.ts';
import { vendorAddress } from './addresses.ts';
import { CHAT_FORMS, chatBody, readCompletion, type ChatBody, type ChatForm } from './chat.ts';
import { goThroughDoor } from './door.ts';
import type { Manners } from './manners.ts';
import type { LanguageModel, ModelRequest } from './provider.ts';

interface GroqBody extends ChatBody {
  max_completion_tokens: number;
  temperature?: 0;
  reasoning_effort?: 'low';
  include_reasoning?: false;
}

/** Groq, by its own SDK. Strict schemas are for gpt-oss only (console.groq.com/docs/structured-outputs); the others learn. */
export function createGroqModel({ apiKey, model, baseUrl }: VendorAccount): LanguageModel {
  const groq = new Groq({
    ...QUIET,
    apiKey: apiKey || NO_KEY,
    baseURL: vendorAddress('groq', baseUrl),
    fetch: goThroughDoor,
  });
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
