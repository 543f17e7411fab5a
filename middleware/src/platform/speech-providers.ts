import { z } from 'zod';

/**
 * The speech recognisers that the middleware can speak to, in the order in which they are tried unless a setting says otherwise.
 * `whisper` is a server of one's own that speaks OpenAI's protocol (speaches, whisper.cpp).
 */
export const SPEECH_PROVIDERS = ['whisper', 'groq', 'google', 'openai'] as const;

export const speechProvider = z.enum(SPEECH_PROVIDERS).meta({ id: 'SpeechProvider' });
export type SpeechProvider = z.infer<typeof speechProvider>;
