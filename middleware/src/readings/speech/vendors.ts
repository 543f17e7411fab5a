import type { SpeechAccount } from '../../platform/speech-configuration.ts';
import { createGoogleRecogniser } from './google.ts';
import { createGroqRecogniser } from './groq.ts';
import { createOpenAiShapedRecogniser } from './openai-shaped.ts';
import type { SpeechRecogniser } from './provider.ts';

/** A recogniser that may keep connections open until it is closed. */
export interface ClosableRecogniser extends SpeechRecogniser {
  close?(): Promise<void>;
}

/**
 * The recogniser of a provider. Nothing is contacted before it is asked.
 * @throws StartupError when the address cannot be used.
 */
export function createRecogniserOf(account: SpeechAccount): ClosableRecogniser {
  if (account.provider === 'google') return createGoogleRecogniser(account);
  if (account.provider === 'groq') return createGroqRecogniser(account);
  return createOpenAiShapedRecogniser(account.provider, account);
}
