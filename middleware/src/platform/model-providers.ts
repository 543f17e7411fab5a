import { z } from 'zod';

/** The language models that the middleware can speak to, in the order in which they are tried unless a setting says otherwise. */
export const MODEL_PROVIDERS = ['groq', 'ollama', 'mistral', 'openai', 'anthropic'] as const;

export const modelProvider = z.enum(MODEL_PROVIDERS).meta({ id: 'ModelProvider' });
export type ModelProvider = z.infer<typeof modelProvider>;
